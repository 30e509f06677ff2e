"""What merging needs to know of a mention, and how names are made comparable."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from pipelines.days import DayInterval
from pipelines.records import EventMention
from pipelines.timeline.words import Words, beside, commonness, words

__all__ = [
    "TOLD",
    "Detail",
    "Mention",
    "Name",
    "Vote",
    "context",
    "denies",
    "is_empty",
    "is_light",
    "name",
    "names",
    "number",
    "same_name",
    "says_little",
    "slim",
]

TOLD: Final = frozenset(("asserted", "reported"))
"""Certainties of what is told as having happened, by the text itself or by whom it quotes."""
_NO_HAPPENING: Final = frozenset(("STATE", "I_STATE", "PERCEPTION"))
"""TimeML classes of what is thought, felt or lasts: a text may say it any number of times of anything."""


class Name(NamedTuple):
    """A participant's name in comparable form.

    Attributes:
        key: What names are looked up by: the last word of a proper name, the whole of a common one.
        full: All its words, small letters, without article and full stops.
        proper: Whether its last word is written with a capital or is a figure, so that it names one thing.
    """

    key: str
    full: str
    proper: bool


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention, without its text.

    Attributes:
        mention_id: Names it.
        document_id: The document that stands for its text.
        lemma: Dictionary form of the trigger.
        event_class: TimeML class.
        negative: Whether it says that the event did not happen.
        certainty: asserted, reported, planned, possible or denied.
        names: Everyone and everything that takes part, each once.
        roles: Agent, patient and place, `None` where not known.
        begin: First and last day it can have begun, as two numbers.
        end: First and last day it can have ended, as two numbers.
        ongoing: Whether it still lasted when it was written of.
        sentence: First code point of its sentence.
        words: What its sentence says besides the trigger.
        common: How common its trigger is in news, 0 to 1.
        beside: The words that stand next to its trigger.
        surface: Its trigger as it stands there, in small letters.
        version: Names what its document says, wherever that lies; empty where that is not known.
        start: First code point of its trigger.
    """

    mention_id: str
    document_id: str
    lemma: str
    event_class: str
    negative: bool
    certainty: str
    names: tuple[Name, ...]
    roles: tuple[Name | None, Name | None, Name | None]
    begin: tuple[int | None, int | None]
    end: tuple[int | None, int | None]
    ongoing: bool
    sentence: int = 0
    words: Words = frozenset()
    common: float = 0.0
    beside: Words = frozenset()
    surface: str = ""
    version: str = ""
    start: int = 0

    @property
    def rank(self) -> tuple[str, int, str]:
        """What settles every tie: where it stands in what text, so that names of documents and folders don't show."""
        return self.version, self.start, self.mention_id

    @property
    def begin_days(self) -> DayInterval:
        """The days on which it can have begun."""
        return DayInterval(*self.begin)

    @property
    def end_days(self) -> DayInterval:
        """The days on which it can have ended."""
        return DayInterval(*self.end)


_BESIDE: Final = 4
"""Words to either side of a trigger that are next to it."""

Vote = tuple[int | None, float | None]
"""The day that a mention holds likeliest, and how sure that is, 0 to 1; both `None` where it holds none."""


@dataclass(frozen=True, slots=True)
class Detail:
    """What fusing needs to know of a mention besides what merging does.

    Attributes:
        event_type: Type in PLOVER's scheme, `None` where none fits.
        dated_by_words: Whether a time expression of its own dates it.
        date_basis: What its days rest on.
        undated_reason: Why no day is known, `None` where one is.
        place: Where, as its name was normalised.
        country: Country of the place, `None` where not known.
        participants: Names of all who take part, as they were normalised.
        sentence_length: Characters of its sentence.
        whole: Whether that is a whole sentence that states something, and no caption, question or remnant of a page.
        depth: Characters of the sentence before the mention.
        vote: The day on which it most likely began, and how sure that is.
    """

    event_type: str | None
    dated_by_words: bool
    date_basis: str
    undated_reason: str | None
    place: str | None
    participants: tuple[str, ...]
    sentence_length: int
    whole: bool = True
    depth: int = 0
    vote: Vote = (None, None)
    country: str | None = None


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "lexicon.toml").read_text(encoding="utf-8"))


@cache
def _lexicon() -> dict[str, frozenset[str]]:
    return {key: frozenset(words) for key, words in _file().items() if isinstance(words, list)}


def is_light(lemma: str) -> bool:
    """Whether a lemma says so little that it takes more than the usual to call two of its mentions one event."""
    return lemma in _lexicon()["light"]


def is_empty(lemma: str) -> bool:
    """Whether a lemma says nothing by itself of what happened."""
    return lemma in _lexicon()["empty"]


def says_little(own: Mention) -> bool:
    """Whether a mention's word says little: it is a light verb, or of what is thought, felt or lasts."""
    return own.event_class in _NO_HAPPENING or is_light(own.lemma)


def denies(own: Mention) -> bool:
    """Whether a mention denies what others may tell of as having happened; that somebody else did not say it denies nothing."""
    return own.negative and own.event_class != "REPORTING" and not says_little(own)


def number(word: str) -> str | None:
    """Give the number that a word is, in figures where it is exact: "10,000" is 10000, "three" is 3; `None` for others."""
    return word.replace(",", "") if word[:1].isdigit() else _numbers().get(word)


@cache
def _numbers() -> dict[str, str]:
    tables = _file()["numbers"]
    rough = {word: word for word in tables["rough"]}
    return rough | {
        word: str(place) for name in tables if name != "rough" for place, word in enumerate(tables[name], 1)
    }


@lru_cache(maxsize=65_536)
def name(text: str | None) -> Name | None:
    """Make a name comparable; `None` for a pronoun, for a day's name, or for nothing.

    >>> name("the Donald Trump's")
    Name(key='trump', full='donald trump', proper=True)
    """
    words = (text or "").replace(".", "").replace("’", "'").split()
    shouted = all(word.isupper() for word in words)
    while len(words) > 1 and words[0].lower() in _lexicon()["articles"]:
        if len(words[0]) > 1 and words[0].isupper() and not shouted:
            break  # the UN is no "un"
        words = words[1:]
    words = [word.removesuffix("'s").strip("'\",;:()") for word in words]
    words = [word for word in words if word]
    full = " ".join(words).casefold()
    initials = len(full) > 1 and words[0].isupper()  # US is a country, us is not
    if not full or full in _lexicon()["times"] or (full in _lexicon()["pronouns"] and not initials):
        return None
    proper = words[-1][0].isupper() or words[-1][0].isdigit()
    return Name(full.rpartition(" ")[2] if proper else full, full, proper)


def names(texts: Iterable[str | None]) -> tuple[Name, ...]:
    """Make names comparable, each once, in the order of the alphabet."""
    return tuple(sorted({found for text in texts if (found := name(text)) is not None}))


def same_name(one: str, other: str) -> bool:
    """Whether two full names with the same key can name the same: equal, or one the end of the other.

    >>> same_name("donald trump", "trump"), same_name("barack obama", "michelle obama")
    (True, False)
    """
    return one == other or one.endswith(" " + other) or other.endswith(" " + one)


def slim(mention: EventMention, document_id: str | None = None) -> Mention:
    """Leave of a mention what merging needs to know.

    Args:
        mention: A mention as its stage gives it.
        document_id: The document that stands for its text, where that is another.
    """
    roles = (mention.agent, mention.patient, mention.place)
    texts = [role.name for role in roles if role is not None]
    return Mention(
        mention.mention_id,
        document_id or mention.document_id,
        mention.lemma,
        mention.event_class,
        mention.polarity == "NEG" or mention.certainty == "denied",
        mention.certainty,
        names([*texts, *(item.name for item in mention.participants)]),
        (
            name(mention.agent and mention.agent.name),
            name(mention.patient and mention.patient.name),
            name(mention.place and mention.place.name),
        ),
        (mention.begin_earliest, mention.begin_latest),
        (mention.end_earliest, mention.end_latest),
        mention.ongoing,
        *context(mention.sentence_start, mention.sentence, mention.surface, mention.lemma, mention.start),
        mention.content_hash,
        mention.start,
    )


def context(
    sentence_start: int, sentence: str, surface: str, lemma: str, start: int | None = None
) -> tuple[int, Words, float, Words, str]:
    """Give what stands around a trigger, as `Mention` holds it.

    Args:
        sentence_start: First code point of its sentence.
        sentence: The sentence.
        surface: The trigger as it stands there.
        lemma: Its dictionary form.
        start: First code point of the trigger; where it is not given, that of its first occurrence.

    Returns:
        Where the sentence begins, its words, how common the trigger is, the words next to it, and the trigger in
        small letters.
    """
    around = words(sentence) - words(surface)
    at = max(0, sentence.find(surface)) if start is None else start - sentence_start
    near = beside(sentence[:at], sentence[at + len(surface) :], _BESIDE)
    return sentence_start, around, commonness(surface, lemma), near, surface.casefold()
