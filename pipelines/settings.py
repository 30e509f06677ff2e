"""Every threshold and limit that a user may set, with its default and where it comes from.

A home's `settings.toml` overrides them, one table a section:

    [inbox]
    settle_seconds = 10

A stage is computed again when its own section changes, and only then.
"""

import dataclasses
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from pipelines.errors import InvalidSettings

__all__ = ["Settings", "load"]


@dataclass(frozen=True, slots=True)
class Inbox:
    """What counts as a document that has arrived, and as one that has gone."""

    settle_seconds: float = 3.0
    """A watched file is taken once it has not changed for so long (seconds): copies in progress are left alone."""
    ignore: tuple[str, ...] = (
        ".*",
        "~*",
        "*~",
        "*.tmp",
        "*.temp",
        "*.part",
        "*.partial",
        "*.crdownload",
        "*.swp",
        "#*#",
    )
    """Names (shell patterns) of files and folders that are never documents."""
    withdraw_limit: float = 0.5
    """Share of a root's documents that may vanish in one run before it asks for `--allow-withdraw`."""
    poll_seconds: int = 5
    """How often the sensor looks (seconds); Dagster's own floor for a sensor."""


@dataclass(frozen=True, slots=True)
class Batches:
    """How documents are cut into batches, and how many processes work on them."""

    documents: int = 1_000
    """Most documents of a batch."""
    bytes: int = 16 * 1024 * 1024
    """Most bytes of a batch, counted before the last document is added."""
    workers: int = 0
    """Processes that work on batches; 0 is one a processor, and this one alone where there is little to do."""
    seconds: float = 600.0
    """Most time of the processor that a stage may take for one document; what takes more is a fault, `too_slow`. It
    ends what would never end; a text of the largest size may need some minutes."""


@dataclass(frozen=True, slots=True)
class Documents:
    """How bytes become text."""

    largest_document: int = 32 * 1024 * 1024
    """Most bytes of one document; a longer one is rejected as `too_large`."""
    largest_json: int = 256 * 1024 * 1024
    """Most bytes of a `.json` file, which is read as a whole, and of one line of JSON lines; their number has no limit."""
    largest_mail: int = 128 * 1024 * 1024
    """Most bytes of one mail with all that is attached to it; a longer one is rejected as `too_large`."""
    seconds: float = 30.0
    """Most time for the text of one document that a guarded reader reads, and for the next document of a file that is
    taken apart; what takes longer is rejected as `too_slow`. A PDF of 2,000 pages takes some 10."""
    memory: int = 2 * 1024 * 1024 * 1024
    """Most bytes that a guarded reader may add to its process; what needs more is rejected as `out_of_memory`. Held by
    the operating system, where it has such a limit (Linux)."""
    archive_depth: int = 5
    """Most containers inside one another, a compressed file counted as one: a mail in a .tar.gz in a ZIP has four."""
    archive_members: int = 1_000_000
    """Most members of all archives in one file of the inbox."""
    archive_faults: int = 20
    """Members that may crash or stall their reader before the rest of their archive is given up."""
    unpacked_ratio: int = 200
    """Most bytes that come out of one packed byte, over a whole file of the inbox; texts have 3 to 20, repetitive tables
    up to 100, deflate can reach 1,032. What is more is rejected as `decompression_bomb`."""
    unpacked_floor: int = 1024 * 1024 * 1024
    """Bytes that any file may unpack to, whatever its ratio."""
    file_times: bool = True
    """Whether times of last change (of a file, in an archive, at a server) count as evidence for a document's day: an upper
    bound of little weight. Without them the same documents are dated alike on every machine."""
    language_sample: int = 1_000
    """Characters of body text by which the language is told."""
    language_letters: int = 20
    """Fewest letters by which a language is told; below, it stays unknown."""
    language_confidence: float = 0.5
    """Least probability at which a language is taken; below, it stays unknown."""


@dataclass(frozen=True, slots=True)
class Signatures:
    """What of a document's body is kept to compare it by."""

    shingle_words: int = 5
    """Words in a row that are compared as one. In news two texts that share five in a row by chance share few of them."""
    least_words: int = 30
    """Fewest words of a body that is compared with others: a notice or a picture's caption tells too little."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """When documents tell the same story, and when a line is no part of any."""

    least_contained: float = 0.5
    """Share of the shorter body that the longer has to hold, for the two to be linked. Of pairs in two topics of
    Timeline17, most that share a third are later articles with the same background, most that share half are versions."""
    least_shared: int = 40
    """Runs of words that two bodies have to share besides, unless the shorter one is nearly all in the longer: two short
    pages that show the same film with its description of forty words tell two stories."""
    excerpt_contained: float = 0.8
    """The same share from which on the shorter is an excerpt, where the longer holds much more."""
    version_similarity: float = 0.5
    """Share of what either body says that both say, from which on they are copies or versions of each other."""
    story_similarity: float = 0.25
    """The same share below which linked documents stay two stories: a digest does not join all that it quotes."""
    most_compared: int = 8
    """Texts beside it in the same bucket that a text is compared with: up to so many copies, all pairs are."""
    repeated_stories: int = 5
    """Fewest stories of a source that hold a line, for it to be a repeated one; copies count once. Of a
    source with few stories `repeated_share_of_few` of them have to."""
    repeated_share_of_few: float = 0.6
    """A box of facts stood in half of twenty reports of an oil spill in a row; a site's notices are on most of its pages."""
    repeated_often: int = 20
    """Stories from which on `repeated_share` of the source's will do."""
    repeated_share: float = 0.1
    """In Timeline17 every line in over a tenth of a source's stories is a notice, and sentences that tell something are
    in less than one in twenty."""


@dataclass(frozen=True, slots=True)
class Dating:
    """How evidence becomes a day of writing."""

    least_weight: float = 0.5
    """Evidence believed less (0 to 1) may support an answer, but gives none: that would be a guess. On the web pages of
    the development set days that rest on such evidence alone were right in half of the cases."""


@dataclass(frozen=True, slots=True)
class Temporal:
    """How expressions of time are found."""


@dataclass(frozen=True, slots=True)
class Events:
    """How mentions of events are found and dated."""

    syntax: str = "own"
    """What reads the sentences: `own`, the model that comes with Dateline, or the name (or folder) of an installed spaCy
    pipeline for English, such as `en_core_web_trf`. Rows keep their columns and promises; tags, trees and names are the
    pipeline's."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """How mentions are merged into events."""

    narrow_days: int = 31
    """Days up to which a date, with one shared name, tells an event of a lemma from the next; a wider one needs two."""
    comparisons: int = 200
    """Most events a mention is compared with for each name it carries."""
    likelihood: float = 0.3
    """From how likely on, by what their sentences and documents share, the mentions of two events of one story are one event:
    the mean over all pairs of them."""
    story_likeness: float = 0.15
    """From how alike on two documents are compared as of one story: of ECB+ documents of one story 89 of 100 are, of two
    topics 1 of 1,000."""
    story_documents: int = 500
    """Documents with a word up to which it tells one story from another."""
    story_company: int = 30
    """Most documents of its story that a document is compared with."""
    story_days: int = 14
    """Days up to which documents tell one story: when they are further apart, only names join their mentions."""
    plan_days: int = 14
    """Days up to which something may come before or after the days it was planned for. What comes every month is further
    apart; of what comes every week only the one that fits alone is taken."""


@dataclass(frozen=True, slots=True)
class Exports:
    """How the product is cut and kept."""

    keep: int = 5
    """Versions that are kept, the newest included."""
    rows_per_file: int = 250_000
    """A period with more rows is cut into buckets by hash, a power of two of them."""


@dataclass(frozen=True, slots=True)
class Warehouse:
    """How the database is looked after."""

    compact_free_share: float = 0.25
    """Share of free blocks from which the database is written anew."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All sections, each with its defaults."""

    inbox: Inbox = field(default_factory=Inbox)
    batches: Batches = field(default_factory=Batches)
    documents: Documents = field(default_factory=Documents)
    signatures: Signatures = field(default_factory=Signatures)
    corpus: Corpus = field(default_factory=Corpus)
    dating: Dating = field(default_factory=Dating)
    temporal: Temporal = field(default_factory=Temporal)
    events: Events = field(default_factory=Events)
    timeline: Timeline = field(default_factory=Timeline)
    exports: Exports = field(default_factory=Exports)
    warehouse: Warehouse = field(default_factory=Warehouse)


_SHARES: Final = frozenset(
    (
        *("withdraw_limit", "language_confidence", "least_weight", "compact_free_share"),
        *("least_contained", "excerpt_contained", "version_similarity", "story_similarity"),
        *("repeated_share", "repeated_share_of_few"),
    )
)
"""Settings that are shares: 0 to 1."""
_MAY_BE_ZERO: Final = frozenset(
    ("settle_seconds", "workers", "narrow_days", "language_letters", "archive_faults", *_SHARES)
)
"""Numbers that mean something at 0; all others begin at 1."""


_LEAST: Final = {"memory": 64 * 1024 * 1024, "unpacked_ratio": 10}
"""Numbers below which nothing could be read: a parser needs some memory of its own, and texts pack to a tenth."""


def load(path: Path) -> Settings:
    """Read a settings file over the defaults; a file that does not exist changes nothing.

    Raises:
        InvalidSettings: It is not TOML, or has a section, a name, a type or a number that no setting accepts.
    """
    if not path.exists():
        return Settings()
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        msg = f"{path}: not TOML: {error}"
        raise InvalidSettings(msg) from error
    sections = {item.name: getattr(Settings(), item.name) for item in dataclasses.fields(Settings)}
    chosen = {}
    for name, values in tables.items():
        if name not in sections or not isinstance(values, dict):
            msg = f"{path}: no section {name!r}; accepted: {', '.join(sections)}"
            raise InvalidSettings(msg)
        chosen[name] = _override(sections[name], values, f"{path}: [{name}]")
    return Settings(**chosen)


def _override(section: Any, values: dict[str, Any], where: str) -> Any:
    defaults = {item.name: getattr(section, item.name) for item in dataclasses.fields(section)}
    for name, value in values.items():
        if name not in defaults:
            msg = f"{where} has no setting {name!r}; accepted: {', '.join(defaults) or 'none yet'}"
            raise InvalidSettings(msg)
        default = defaults[name]
        if isinstance(default, tuple) and isinstance(value, list):
            defaults[name] = tuple(value)
        elif type(value) is type(default) or (isinstance(default, float) and type(value) is int):
            defaults[name] = _bounded(name, type(default)(value), f"{where} {name} = {value!r}")
        else:
            msg = f"{where} {name} = {value!r}: a {type(default).__name__} was expected, such as {default!r}"
            raise InvalidSettings(msg)
    return type(section)(**defaults)


def _bounded(name: str, value: Any, where: str) -> Any:
    """Refuse numbers that no setting can mean."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    least, most = (0 if name in _MAY_BE_ZERO else _LEAST.get(name, 1)), (1 if name in _SHARES else None)
    if value < least or (most is not None and value > most):
        msg = f"{where}: a number from {least}{f' to {most}' if most is not None else ''} was expected"
        raise InvalidSettings(msg)
    return value
