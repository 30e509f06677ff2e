"""Markdown. Links and marks stay in the text, so that offsets hold; front matter is taken off and read.

What the front matter says, the document says of itself: its dates are hints (`front matter date`), not given.
"""

import re
import tomllib
from typing import Final

import yaml

from pipelines.documents.decoding import decode
from pipelines.documents.formats import Format, Readable, Stated, whole_file
from pipelines.documents.normalise import normalise
from pipelines.documents.stated import columns, field_name, stated_in
from pipelines.records import Hint

_FRONT: Final = re.compile(
    r"(?P<fence>---|\+\+\+)[ \t]*\r?\n(?P<matter>.*?)(?:^|(?<=\n))(?P=fence)[ \t]*(?:\r?\n|\Z)", re.DOTALL
)
_HEADING: Final = re.compile(r"^#[ \t]+(?P<title>.+?)[ \t]*#*[ \t]*$", re.MULTILINE)
_LONGEST_MATTER: Final = 65_536
"""Characters of front matter that are read; what is longer between two rules is text, and would take its parser minutes."""
_DATED: Final = re.compile(r"date|time|publi|creat|updat|modif|issued|year")


def to_text(content: bytes) -> Readable:
    """Decode, take front matter off, normalise. Front matter that can't be read stays in the text."""
    decoded = decode(content)
    matter, start = _front_matter(decoded.text)
    text, offsets = normalise(decoded.text, start)
    found = stated_in(matter, columns(list(matter)), "front matter")
    heading = _HEADING.search(text)
    first = Stated(title=heading["title"] if heading else None)
    hints = tuple(
        Hint(f"front matter {name}", str(value))
        for name, value in matter.items()
        if isinstance(value, str | int | float) and _DATED.search(field_name(name))
    )
    return Readable(text, decoded.encoding, offsets, found.over(first), hints)


def _front_matter(text: str) -> tuple[dict[str, object], int]:
    """Give what the front matter says, and where the text behind it begins; nothing and 0 if there is none."""
    found = _FRONT.match(text)
    if found is None or len(found["matter"]) > _LONGEST_MATTER:
        return {}, 0
    try:
        if found["fence"] == "---":
            said = yaml.load(found["matter"], Loader=yaml.BaseLoader)  # noqa: S506 - BaseLoader makes strings only
        else:
            said = {name: _text(value) for name, value in tomllib.loads(found["matter"].replace("\r", "")).items()}
    except (yaml.YAMLError, tomllib.TOMLDecodeError, RecursionError, ValueError):
        return {}, 0
    if not isinstance(said, dict):
        return {}, 0
    return {str(name): value for name, value in said.items()}, found.end()


def _text(value: object) -> object:
    """A TOML date as text; what has a plain form already stays."""
    return value if isinstance(value, str | int | float | list | dict) else str(value)


FORMAT: Final = Format(("text/markdown",), (".md", ".markdown"), whole_file("text/markdown"), to_text, guarded=False)
