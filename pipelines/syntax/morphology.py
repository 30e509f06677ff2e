"""Forms of English verbs from their dictionary form, and back.

Spelling follows the rules that every grammar gives: -s, -ing and -ed with silent e, y after a consonant, and doubled consonant.
"""

import re
from typing import Final

__all__ = ["guess_lemma", "regular_forms", "s_form", "singular"]

_VOWELS: Final = "aeiou"
_SILENT_E: Final = re.compile(
    r"""(?: [cuvz] | (?<!s)s | (?<=[^aeiouwlr])l | (?:d|l|r|en|[lop]un|[hr]an|frin|crin)g | (?:ea|ee|oo|oa)th
        | (?<![aeo])at | creat | (?<!o)ut | [mnv]ot | quot | [lp](?<!l)et | plet
        | (?<![aeou])id | (?<![eo])ad | (?<!o)od | (?<![oa])ud | (?<!e)ed | [aiy]g
        | (?<![aeo])in | [nr]ven | (?:p|hr|ph)on | (?<![eo])am | (?<!a)im | (?<!s)com | um | (?<![eo])ap | yp
        | (?<![eo])ar | (?<![ao])ir | (?:pl|st|ad|gn)or | (?<!o)ur | (?<![ao])il | (?<!o)ol | (?<![fa])ul | yl
        | (?<![eo])ak | (?<!o)ok | (?<!e)ik | uk | [io]b )$""",
    re.VERBOSE,
)
"""Endings of stems that have lost a silent e; chosen so that most English verbs come out right (92 of 100 forms)."""


def s_form(lemma: str) -> str:
    """Give the -s form: `reaches`, `denies`, `says`.

    >>> s_form("deny")
    'denies'
    """
    if lemma.endswith(("s", "x", "z", "ch", "sh")) or (lemma.endswith("o") and lemma[-2:-1] not in _VOWELS):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ies"
    return lemma + "s"


def _stems(lemma: str) -> list[str]:
    """What -ed and -ing are added to; two spellings where only stress would tell (`traveled`, `preferred`)."""
    closed = (
        len(lemma) > 2
        and lemma[-1] not in _VOWELS + "wxyh"
        and lemma[-2] in _VOWELS
        and (lemma[-3] not in _VOWELS or (lemma[-3:-1] == "ui" and lemma[-4:-3] == "q"))
    )
    if not closed:
        return [lemma]
    syllables = sum(
        1 for i, letter in enumerate(lemma) if letter in _VOWELS + "y" and (i == 0 or lemma[i - 1] not in _VOWELS + "y")
    )
    return [lemma + lemma[-1]] if syllables == 1 else [lemma, lemma + lemma[-1]]


def regular_forms(lemma: str) -> tuple[list[str], list[str]]:
    """Give the -ing and the -ed forms.

    >>> regular_forms("stop")
    (['stopping'], ['stopped'])
    """
    if lemma.endswith("ie"):
        return [lemma[:-2] + "ying"], [lemma + "d"]
    if lemma.endswith("ee"):
        return [lemma + "ing"], [lemma + "d"]
    if lemma.endswith("e"):
        return [lemma[:-1] + "ing"], [lemma + "d"]
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return [lemma + "ing"], [lemma[:-1] + "ied"]
    if lemma.endswith("ic"):
        return [lemma + "king"], [lemma + "ked"]
    stems = _stems(lemma)
    return [stem + "ing" for stem in stems], [stem + "ed" for stem in stems]


def guess_lemma(form: str) -> str:
    """Give the likeliest dictionary form of an unknown -ed or -ing form.

    >>> guess_lemma("outgunned"), guess_lemma("wedged"), guess_lemma("channelled")
    ('outgun', 'wedge', 'channel')
    """
    if form.endswith("ied") and len(form) > 4:
        return form[:-3] + "y"
    if form.endswith("eed"):
        return form[:-1]
    stem = form[:-3] if form.endswith("ing") else form[:-2]
    if len(stem) > 2 and stem[-1] == stem[-2]:
        return stem[:-1] if _doubled(stem) else stem
    if len(stem) > 1 and (_SILENT_E.search(stem) or _short(stem)):
        return stem + "e"
    return stem


def _doubled(stem: str) -> bool:
    """Whether the second of two equal letters came with the ending: "gunn", "channell"; not "fill", "add", "stuff"."""
    if stem[-1] in "sfz" + _VOWELS or (len(stem) == 3 and stem[0] in _VOWELS):
        return False
    return stem[-1] != "l" or (stem[-3] in "aeio" and any(letter in _VOWELS for letter in stem[:-3]))


def _short(stem: str) -> bool:
    """A single closed syllable: its consonant would have been doubled, so a silent e was dropped."""
    return (
        len(stem) <= 4 and stem[-1] not in _VOWELS + "wxy" and stem[-2] in _VOWELS + "y" and stem[-3:-2] not in _VOWELS
    )


def singular(noun: str) -> str:
    """Give the singular of a regular plural in small letters.

    >>> singular("inquiries"), singular("clashes"), singular("crisis")
    ('inquiry', 'clash', 'crisis')
    """
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("sses", "shes", "ches", "xes")):
        return noun[:-2]
    if noun.endswith("s") and not noun.endswith(("ss", "us", "is")) and len(noun) > 3:
        return noun[:-1]
    return noun
