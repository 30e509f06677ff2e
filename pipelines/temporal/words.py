"""The lexicon of a language: which classes of time words a word stands in, each kind of word as one character.

A run of words becomes a string of such characters, so a pattern over words is a regular expression over a short
string, and equal strings are parsed once. The data lie in `lexicon/<language>.toml`; a word that a pattern names
literally needs no entry there.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

__all__ = ["ITEM", "LANGUAGES", "NUMERALS", "Kind", "Lexicon", "lexicon", "trie"]

_FOLDER: Final = Path(__file__).parent / "lexicon"
LANGUAGES: Final = tuple(sorted(path.stem for path in _FOLDER.glob("??.toml")))
"""Languages with a lexicon of their own."""

NUMERALS: Final[dict[str, frozenset[str]]] = {
    "1-12": frozenset({"NUM", "INT", "DAY", "HOUR"}),
    "13-23": frozenset({"NUM", "INT", "DAY", "HOUR24"}),
    "24-31": frozenset({"NUM", "INT", "DAY"}),
    "00-99": frozenset({"NUM", "INT", "YY"}),
    "year": frozenset({"NUM", "INT", "YEAR", "HHMM"}),
    "3 or 4 digits": frozenset({"NUM", "INT", "OLDYEAR", "HHMM"}),
    "number": frozenset({"NUM"}),
    "glued": frozenset({"GLUED"}),
    "words": frozenset({"NUM", "WORDNUM"}),
    "hour in words": frozenset({"NUM", "WORDNUM", "WORDHOUR"}),
    "year in words": frozenset({"WORDYEAR"}),
    "day number in words": frozenset({"ORD", "DAYTH"}),
    "fraction": frozenset({"FRACTION"}),
    "nth": frozenset({"ORD", "DAYTH"}),
    "far nth": frozenset({"ORD"}),
    "decade": frozenset({"DECADE"}),
    "'yy": frozenset({"APOSYEAR"}),
    "iso": frozenset({"ISO"}),
    "slashed": frozenset({"SLASHED"}),
    "clock": frozenset({"CLOCK"}),
    "clock am": frozenset({"CLOCKAM"}),
}
"""Kinds of tokens with digits (and numbers in words), by what they can be in a pattern."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What a word can be: its character in runs, and its value by class."""

    code: str
    values: Mapping[str, Any]


class Lexicon:
    """The words of one language, ready for runs and patterns.

    Attributes:
        kinds: Surface form to kind; forms that count only with a capital stand there with one.
        plain: Those of the forms that are letters alone, or one mark.
        small: Codes of words that mean time in posts alone.
        counted: Forms of words that only say what is counted: people, miles.
        joining: Codes of words that numbers are put together with.
        codes: Class, literal word or punctuation to the characters that may stand for it.
        trigger: Finds where a search starts: digits, or the character before a word of time.
        opening: The same for a word at the very beginning.
    """

    def __init__(self, data: Mapping[str, Any], literals: Iterable[str]) -> None:
        self.data = data
        classes: dict[str, dict[str, Any]] = {}
        for name, words in data.get("words", {}).items():
            for word, value in words.items():
                classes.setdefault(word, {})[name] = value
        for word in literals:
            classes.setdefault(word, {})[word] = word
        self._characters: dict[frozenset[str], str] = {}
        self.codes: dict[str, str] = {}
        self.kinds: dict[str, Kind] = {}
        capital = frozenset(data.get("capital", ()))
        for word, values in classes.items():
            kind = Kind(self._code(frozenset(values)), values)
            for form in _forms(word, word in capital):
                self.kinds[form] = kind
        small = data.get("small", {})
        for word, values in small.items():
            self.kinds[word] = Kind(self._code(frozenset({*values, "SMALL"})), {**values, "SMALL": word})
        self.small = frozenset(self.kinds[word].code for word in small)
        self.numerals = {name: self._code(found) for name, found in NUMERALS.items()}
        for mark, name in (
            (",", ","),
            ("-", "-"),
            ("/", "slash"),
            ("'s", "'s"),
            ("–", "dash"),
            ("(", "paren"),
            ("'", "apos"),
        ):
            self.kinds[mark] = Kind(self._code(frozenset({name})), {name: mark})
        self.kinds["’s"], self.kinds["’"] = self.kinds["'s"], self.kinds["'"]
        self.counted = frozenset(form for form, kind in self.kinds.items() if kind.values.keys() == {"COUNTED"})
        self.plain = {form: kind for form, kind in self.kinds.items() if form.isalpha() or len(form) == 1}
        self.joining = frozenset(kind.code for kind in self.kinds.values() if "NUMWORD" in kind.values)
        self.joining |= {self.kinds["/"].code}
        triggers = frozenset(data.get("triggers", ()))
        found = [word for word, values in classes.items() if triggers & values.keys()]
        forms = {form for word in found for form in _forms(word, word in capital)}
        forms |= {word for word, values in small.items() if triggers & values.keys()}
        word = trie(sorted(forms)) + r"(?![^\W\d_])"
        first = "".join(sorted({re.escape(form[0]) for form in forms}))
        # Beginning with the character before a word lets the search skip what is inside words; a set of ASCII letters is
        # what it skips fastest, so what that lets through is looked at once more.
        self.trigger = re.compile(rf"[^a-zA-Z_](?:(?=[{first}])(?<=\W){word}|(?<=\d)\d*)")
        self.opening = re.compile(word)

    def _code(self, classes: frozenset[str]) -> str:
        """The character of a set of classes, made at first sight in the private use area."""
        if classes not in self._characters:
            character = chr(0xE000 + len(self._characters))
            self._characters[classes] = character
            for name in classes:
                self.codes[name] = self.codes.get(name, "") + character
        return self._characters[classes]


def _forms(word: str, capital: bool) -> tuple[str, ...]:
    """How a word is written: as it stands, with a capital, in capitals."""
    title = word[:1].upper() + word[1:]
    forms = (title, word.upper()) if capital else (word, title, word.upper())
    return tuple(dict.fromkeys(forms))


def trie(words: Iterable[str]) -> str:
    """Write words as one regular expression that decides character by character.

    >>> trie(["may", "march", "maybe"])
    'ma(?:y(?:be)?|rch)'
    """
    root: dict[str, Any] = {}
    for word in words:
        node = root
        for character in word:
            node = node.setdefault(character, {})
        node[""] = {}
    return _branch(root)


def _branch(node: dict[str, Any]) -> str:
    ends = "" in node
    parts = list(_parts(node))
    if not parts:
        return ""
    if len(parts) == 1 and not ends:
        return parts[0]
    return f"(?:{'|'.join(parts)}){'?' if ends else ''}"


def _parts(node: dict[str, Any]) -> Iterator[str]:
    for character, below in node.items():
        if character:
            yield re.escape(character) + _branch(below)


@cache
def load(language: str) -> Mapping[str, Any]:
    """Read the lexicon file of a language, and its patterns from the file beside it."""
    found: dict[str, Any] = {}
    for path in (_FOLDER / f"{language}.toml", _FOLDER / f"{language}.patterns.toml"):
        if path.exists():
            found |= tomllib.loads(path.read_text(encoding="utf-8"))
    return found


ITEM: Final = re.compile(
    r"\{(?P<part>\w+):|\$(?P<macro>\w+)|(?P<look>\(\?<?[=!])|(?P<word>'s|_?[^\W\d_]\w*|[,\-:])|(?P<mark>[()|?}])|\s+"
)
"""What a pattern's form is made of."""


@cache
def lexicon(language: str) -> Lexicon:
    """Give the lexicon of a language that has one (`LANGUAGES`)."""
    data = load(language)
    forms = [str(rule["form"]) for rule in data.get("patterns", {}).values()] + list(data.get("macros", {}).values())
    words = {found["word"] for form in forms for found in ITEM.finditer(form) if found["word"]}
    literals = {word for word in words if word[0].isalpha() and not word.isupper() and word not in _MARKS}
    return Lexicon(data, sorted(literals))


_MARKS: Final = frozenset({"slash", "dash", "paren", "apos"})
