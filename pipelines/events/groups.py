"""The verb group around a main verb: its auxiliaries, and the tense, aspect, polarity and modality they make.

Source: TimeML 1.2.1 annotation guidelines, section 2.2 (EVENT and MAKEINSTANCE attributes).
"""

from dataclasses import dataclass
from typing import Final

from pipelines.events.polarity import is_negative, negative_verb
from pipelines.quick import quick
from pipelines.syntax.tagger import FINITE, NOUNS, VERBS, Sentence

__all__ = ["BARE", "VerbGroup", "is_auxiliary", "verb_group"]

_SKIPPED: Final = frozenset(("RB", "PRP"))
_REACH: Final = 7
"""Words that a verb group can span, adverbs and an inverted subject among them."""
_FUTURE: Final = frozenset(("will", "'ll", "wo", "shall", "sha"))
_STANDS_FOR: Final = frozenset(("as", "so", "nor", "neither", "than"))
"""Words after which "do" stands for a verb told before: "as did the headquarters". TimeML marks no event there."""
_SUBJECTS: Final = NOUNS | frozenset(("PRP",))
_PLAIN: Final = frozenset(("VBD", "VBP", "VBZ"))
"""Tags of forms that have a tense of their own."""
_TENSES: Final = {"VBD": "PAST", "VBP": "PRESENT", "VBZ": "PRESENT", "VBG": "PRESPART", "VBN": "PASTPART"}
_FULL: Final = {"'ll": "will", "wo": "will", "'d": "would", "ca": "can", "sha": "shall", "cannot": "can"}


@quick
@dataclass(frozen=True, slots=True)
class VerbGroup:
    """What the auxiliaries say.

    Attributes:
        first: Place of the group's first word in the sentence.
        tense: TimeML tense.
        aspect: TimeML aspect.
        polarity: POS or NEG.
        modality: The modal word in its full form; `None` where none.
        passive: Whether the grammatical subject is what it was done to.
        future: Whether it lies ahead of the telling: `will`, `going to`, `was to`.
        finite: Whether the group has a tense of its own.
    """

    first: int
    tense: str = "NONE"
    aspect: str = "NONE"
    polarity: str = "POS"
    modality: str | None = None
    passive: bool = False
    future: bool = False
    finite: bool = False


BARE: Final = VerbGroup(0)
"""What is said of an event that is no verb."""


def is_auxiliary(sentence: Sentence, i: int) -> bool:
    """Whether the form of be, have or do (or "going" before "to") at `i` only helps another verb."""
    lemma = sentence.lemmas[i]
    last = len(sentence.words)
    if sentence.lowers[i] in ("going", "gon", "used") and i + 2 < last and sentence.tags[i + 1] == "TO":
        return sentence.tags[i + 2] == "VB"
    if lemma not in ("be", "have", "do"):
        return False
    if (
        lemma == "do"
        and i
        and (sentence.lowers[i - 1] in _STANDS_FOR or _answers(sentence, i) or _compared(sentence, i))
    ):
        return True
    j = i + 1
    while j < min(last, i + _REACH) and sentence.tags[j] in _SKIPPED:
        j += 1
    if j >= last:
        return False
    tag = sentence.tags[j]
    if lemma == "be":
        return tag in ("VBN", "VBG") or (tag == "TO" and j + 1 < last and sentence.tags[j + 1] == "VB")
    if lemma == "have":
        return tag == "VBN" or (tag == "TO" and j + 1 < last and sentence.tags[j + 1] == "VB")
    return tag == "VB" or (j > i + 1 and sentence.lowers[i + 1] in ("n't", "n’t"))


def _compared(sentence: Sentence, i: int) -> bool:
    """Whether "do" stands for a verb told before, behind its own subject: "as the Founding Fathers did 235 years ago"."""
    if sentence.tags[i] not in ("VBD", "VBP", "VBZ"):
        return False
    following = sentence.tags[i + 1] if i + 1 < len(sentence.tags) else "."
    if following in ("PRP", "PRP$", "VB") or (following in NOUNS and sentence.lowers[i + 1].isalpha()):
        return False
    for j in range(i - 1, max(-1, i - _REACH), -1):
        if sentence.lowers[j] in ("as", "than", "like"):
            return j < i - 1
        if sentence.tags[j] not in _SUBJECTS and sentence.tags[j] not in ("DT", "JJ", "CD", "PRP$", "POS"):
            return False
    return False


def _answers(sentence: Sentence, i: int) -> bool:
    """Whether "do" closes a sentence after its subject, without "what" ("The tsunami did")."""
    if sentence.tags[i] not in ("VBD", "VBP", "VBZ") or "".join(sentence.tags[i + 1 : i + 2]) not in ("", "."):
        return False
    return sentence.tags[i - 1] in _SUBJECTS and not any(tag in ("WDT", "WRB") for tag in sentence.tags[:i])


def verb_group(sentence: Sentence, i: int) -> VerbGroup:
    """Read the group of the main verb at `i`."""
    tags, lowers = sentence.tags, sentence.lowers
    helpers: list[int] = []
    negative = False
    first = i
    for j in range(i - 1, max(-1, i - _REACH - 1), -1):
        tag = tags[j]
        if tag == "RB":
            negative = negative or is_negative(sentence, j)
        elif tag in {"MD", "TO"} or (tag in VERBS and is_auxiliary(sentence, j)):
            if tag == "TO" and (tags[first] != "VB" or (first != i and helpers and tags[helpers[-1]] == "TO")):
                break
            helpers.append(j)
            first = j
            if tag in FINITE:
                negative = negative or lowers[j] == "cannot" or (j > 0 and lowers[j - 1] == "never")
                break
        elif tag != "PRP" or not (j > 0 and (tags[j - 1] == "MD" or is_auxiliary(sentence, j - 1))):
            break
    helpers.reverse()
    negative = (negative and bool(helpers or tags[i] in VERBS)) or negative_verb(sentence, first, i)
    return _read(sentence, i, helpers, first, negative)


def _read(sentence: Sentence, i: int, helpers: list[int], first: int, negative: bool) -> VerbGroup:
    """Put together what the words of a group say: its auxiliaries in order, and the verb itself."""
    tags, lemmas, lowers = sentence.tags, sentence.lemmas, sentence.lowers
    polarity = "NEG" if negative else "POS"
    own = tags[i]
    if not helpers:
        tense = _TENSES.get(own, "INFINITIVE" if own == "VB" else "NONE")
        return VerbGroup(first, tense, "NONE", polarity, None, own == "VBN", False, own in _PLAIN)
    modal: str | None = None
    having = being = perfect = bound = ahead = due = ongoing = False
    for j in helpers:
        tag, lemma = tags[j], lemmas[j]
        if tag == "MD" and modal is None:
            modal = lowers[j]
        if lemma == "be":
            being = True
            ongoing = ongoing or tag == "VBG"
            due = due or tags[j + 1] == "TO"
        elif lemma == "have":
            bound = bound or tags[j + 1] == "TO"
            if tag in VERBS:
                having = True
                perfect = perfect or _next_verb(sentence, j, i) == "VBN"
        elif lowers[j] in ("going", "gon"):
            ahead = True
    passive = own == "VBN" and (being or not having)
    progressive = own == "VBG" and being
    aspect = "NONE"
    if perfect:
        aspect = "PERFECTIVE_PROGRESSIVE" if progressive else "PERFECTIVE"
    elif progressive or (passive and ongoing):
        aspect = "PROGRESSIVE"
    lead = tags[helpers[0]]
    future = modal in _FUTURE or ahead
    tense = _tense(lead, modal, future)
    modality = None if modal is None or modal in _FUTURE else _FULL.get(modal, modal)
    if modality is None and bound:
        modality = "have to"
    finite = modal is not None or lead in _PLAIN
    return VerbGroup(first, tense, aspect, polarity, modality, passive, future or (due and own == "VB"), finite)


def _next_verb(sentence: Sentence, j: int, i: int) -> str:
    for tag in sentence.tags[j + 1 : i + 1]:
        if tag in VERBS:
            return tag
    return ""


def _tense(lead: str, modal: str | None, future: bool) -> str:
    if future:
        return "FUTURE"
    if modal is not None:
        return "NONE"
    return "INFINITIVE" if lead == "TO" else _TENSES.get(lead, "NONE")
