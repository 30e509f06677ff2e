"""Verbs of German, French and Spanish that no list has, told by their endings and the auxiliary beside them.

A form is read only where its ending leaves no doubt: "hatte ... vorgelegt", "ont évacué", "fueron rescatados", "se derrumbó".
The dictionary form follows by rule where there is one rule; else the form itself stands for it.
"""

import re
from collections.abc import Callable, Sequence
from typing import Final

from pipelines.events.lexicon import ForeignWords

__all__ = ["verb_at"]

_PREFIX: Final = (
    r"(?P<particle>ab|an|auf|aus|bei|ein|fest|frei|fort|heim|her|hin|los|mit|nach|nieder|statt|teil|um|vor|weg|weiter"
    r"|wieder|zu|zurück|zusammen|zer)"
)
_GERMAN_PARTICIPLE: Final = re.compile(
    rf"(?:{_PREFIX}?ge(?P<stem>\w{{2,}})|(?P<whole>(?:ver|be|er|ent|zer|miss|über|unter|wider|hinter)\w{{3,}}|\w{{2,}}ier))t"
    rf"|(?:{_PREFIX.replace('particle', 'other')}?ge|ver|be|er|ent|zer)\w{{3,}}en"
)
_GERMAN_PAST: Final = re.compile(r"(?P<stem>\w{3,})ten?")
_STRONG_PREFIX: Final = re.compile(
    r"(?:ab|an|auf|aus|be|ein|ent|er|hinter|miss|nach|nieder|über|um|unter|ver|vor|wider|wieder|zer|zurück|zusammen)"
)
_FRENCH: Final = re.compile(r"(?P<er>\w{2,})ée?s?|(?P<ir>\w{2,})ie?s?|\w{2,}ue?s?")
_SPANISH: Final = re.compile(r"(?P<ar>\w{2,})ad[oa]s?|(?P<er>\w{2,}id)[oa]s?")
_SPANISH_PAST: Final = re.compile(r"(?P<ar>\w{2,}[^\Wi])ó|(?P<plural>\w{2,})aron|\w{2,}(?:ió|ieron)")
_FRENCH_PAST: Final = re.compile(r"(?P<er>\w{2,})èrent")
_REACH: Final = 3
"""Words between an auxiliary and its participle in French and Spanish, at most."""

Clause = tuple[int, int]


def verb_at(
    language: str, tokens: tuple[Sequence[str], Sequence[str]], i: int, clause: Clause, words: ForeignWords
) -> str | None:
    """Give the dictionary form of the verb at a place, `None` where it is none or only helps another.

    Args:
        language: de, fr or es.
        tokens: The words as they stand, and in small letters.
        i: Which of them.
        clause: First word of its clause, and the word after its last.
        words: The event words of the language.
    """
    lower = tokens[1][i]
    if lower in words.auxiliaries:
        return words.verbs.get(lower) if _moves(tokens[1], i, words) else None
    return _READERS[language](tokens[0], tokens[1], i, clause, words)


def _moves(lowers: Sequence[str], i: int, words: ForeignWords) -> bool:
    """Whether "fue" is "went", not "was": where to comes next."""
    return lowers[i] in words.verbs and "".join(lowers[i + 1 : i + 2]) in ("a", "al", "hacia", "hasta")


def _german(words: Sequence[str], lowers: Sequence[str], i: int, clause: Clause, known: ForeignWords) -> str | None:
    lower = lowers[i]
    if lower in known.verbs:
        return _with_particle(lowers, i, clause, known.verbs[lower], known)
    if not words[i].islower():
        return None
    found = _STRONG_PREFIX.match(lower)
    if found is not None and lower[found.end() :] in known.strong and lower not in known.strong.values():
        return found.group() + known.strong[lower[found.end() :]]
    if lower in known.strong:
        return _with_particle(lowers, i, clause, known.strong[lower], known)
    closing = i + 1 >= clause[1] or not words[i + 1][0].isalpha() or lowers[i + 1] in known.auxiliaries
    helped = any(word in known.auxiliaries for word in lowers[clause[0] : clause[1]])
    participle = _GERMAN_PARTICIPLE.fullmatch(lower)
    if participle is not None and helped and (closing or lowers[i + 1] in ("und", "oder")):
        return _german_infinitive(participle, lower, known)
    past = _GERMAN_PAST.fullmatch(lower)
    opened = i > 0 and (words[i - 1][0].isupper() or lowers[i - 1] in known.pronouns)
    superlative = lower.endswith(("ste", "sten")) and not lower.endswith(("iste", "isten", "ßte"))
    if past is not None and opened and not superlative and lower not in known.no_verbs:
        return _with_particle(lowers, i, clause, _infinitive(past["stem"]), known)
    return None


def _german_infinitive(found: "re.Match[str]", lower: str, known: ForeignWords) -> str:
    """Dictionary form of a participle in -t; one in -en stands for itself, unless its verb is known."""
    if found["stem"]:
        return (found["particle"] or "") + _infinitive(found["stem"])
    if found["whole"]:
        return _infinitive(found["whole"])
    particle = found["other"] or ""
    rest = lower.removeprefix(particle)
    lemma = known.verbs.get(rest) or known.strong.get(rest.removeprefix("ge"))
    return particle + lemma if lemma else lower


def _infinitive(stem: str) -> str:
    return stem + ("n" if stem.endswith(("e", "el", "er")) and not stem.endswith("ier") else "en")


def _with_particle(lowers: Sequence[str], i: int, clause: Clause, lemma: str, known: ForeignWords) -> str:
    """The verb with the particle that closes its clause: "stellte ... ein"; without one where none does: "stellte"."""
    own = next((item for item in known.particles if lemma.startswith(item) and not lowers[i].startswith(item)), "")
    base = lemma.removeprefix(own)
    last = clause[1] - 1
    while last > i and not lowers[last][0].isalpha():
        last -= 1
    return lowers[last] + base if last > i and lowers[last] in known.particles else base


def _helped(lowers: Sequence[str], i: int, clause: Clause, known: ForeignWords) -> str:
    """The nearest auxiliary before; nothing where none is near."""
    for j in range(i - 1, max(clause[0], i - 1 - _REACH) - 1, -1):
        if lowers[j] in known.auxiliaries:
            return lowers[j]
    return ""


def _french(_: Sequence[str], lowers: Sequence[str], i: int, clause: Clause, known: ForeignWords) -> str | None:
    lower = lowers[i]
    if lower in known.verbs:
        return known.verbs[lower]
    finite = _FRENCH_PAST.fullmatch(lower)
    if finite is not None:
        return finite["er"] + "er"
    found = _FRENCH.fullmatch(lower)
    helper = _helped(lowers, i, clause, known)
    if found is None or not helper or lower in known.no_verbs:
        return None
    if found["er"]:
        return found["er"] + "er"
    if helper in known.pronouns:
        return None
    return found["ir"] + "ir" if found["ir"] else lower


def _spanish(words: Sequence[str], lowers: Sequence[str], i: int, clause: Clause, known: ForeignWords) -> str | None:
    lower = lowers[i]
    if lower in known.verbs:
        return known.verbs[lower]
    if lower in known.no_verbs or not words[i].islower():
        return None
    found = _SPANISH.fullmatch(lower)
    if found is not None and _helped(lowers, i, clause, known):
        return found["ar"] + "ar" if found["ar"] else found["er"] + "o"
    past = _SPANISH_PAST.fullmatch(lower)
    if past is None:
        return None
    stem = past["ar"] or past["plural"]
    return stem + "ar" if stem else lower


_READERS: Final[dict[str, Callable[[Sequence[str], Sequence[str], int, Clause, ForeignWords], str | None]]] = {
    "de": _german,
    "fr": _french,
    "es": _spanish,
}
