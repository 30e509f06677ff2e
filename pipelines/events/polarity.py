"""Whether the words around an event say that it did not happen: "not", "never", "nobody left", "the vote was cancelled".

What is denied by its meaning alone ("refused to leave") is no negation in TimeML; `certainty` tells of that. An event noun that
is put off or called off did not take place when it was due: NewsReader's guidelines count that as negated.

Sources: TimeML 1.2.1 annotation guidelines, section 2.2 (`polarity`); NewsReader NWR-2014-2, event attributes.
"""

from typing import Final

from pipelines.events.lexicon import event_words
from pipelines.syntax.tagger import NOUNS, VERBS, Sentence

__all__ = ["is_negative", "negative_nominal", "negative_verb", "put_off"]

_NEGATIVE: Final = frozenset(("not", "n't", "never", "hardly", "scarcely", "no", "nor"))
_SUBJECTS: Final = frozenset(("nobody", "none", "nothing", "neither", "nor", "noone"))
_NOUN_CUES: Final = frozenset(("no", "without", "not", "n't", "neither", "never", "nor"))
_CUES: Final = _NEGATIVE | _SUBJECTS | _NOUN_CUES | frozenset(("yet", "instead", "rather", "cannot"))
_QUOTES: Final = frozenset((("`",), ('"',), ("“",), ("''",)))
_ONLY: Final = frozenset(("only", "just", "merely", "simply", "least"))
"""Words that take the sting out of "not" before them: "not only returned"."""
_INSIDE: Final = NOUNS | frozenset(("DT", "JJ", "CD", "PRP", "PRP$", "POS", "RB"))
_CLOSED: Final = frozenset((",", ".", ":", "``", "IN", "TO", "WDT", "WRB"))
_AUXILIARY: Final = frozenset(("be", "have", "do"))
_NOT_YET: Final = frozenset(("delay", "postpone", "defer", "cancel", "scrap", "abort", "shelve"))
"""Verbs, and "delay" as a noun, that say of an event that it did not take place when it was due."""
_LOST: Final = frozenset(("delay", "postponement", "cancellation", "deferral"))
"""Nouns that say so of what hangs on them: "the delay in delivery"."""
_LATE: Final = _NOT_YET | _LOST
_REACH: Final = 9
"""Words before a verb in which its subject is looked for."""


def is_negative(sentence: Sentence, i: int) -> bool:
    """Whether the adverb at `i` denies what follows: "not", but not "not only"; and "yet" before "to"."""
    following = sentence.lowers[i + 1] if i + 1 < len(sentence.lowers) else ""
    if sentence.lowers[i] == "yet":
        return following == "to"
    return sentence.lowers[i] in _NEGATIVE and following not in _ONLY


def negative_verb(sentence: Sentence, first: int, i: int) -> bool:
    """Whether a verb is negated from outside its own group of words.

    Args:
        sentence: The sentence.
        first: Place of the group's first word.
        i: Place of the verb itself.

    Returns:
        Whether its subject, the preposition before it or its object is negative, or "yet to", "nor do" stands before it.
    """
    lowers, tags = sentence.lowers, sentence.tags
    if _CUES.isdisjoint(lowers):
        return False
    before = lowers[first - 1] if first else ""
    if tags[first] in ("VBG", "TO", "VB") and "MD" not in tags[first:i]:
        apart = lowers[max(0, first - 3) : first]
        if before in {"yet", "without"}:
            return True
        return tags[first] == "VBG" and (apart[-2:] in (("instead", "of"), ("rather", "than")))
    return _negative_subject(sentence, first) or _negative_object(sentence, i)


def _negative_subject(sentence: Sentence, first: int) -> bool:
    """Whether the phrase before a verb group denies: "no one", "neither side", "none of them", "nor does the firm"."""
    lowers, tags = sentence.lowers, sentence.tags
    for j in range(first - 1, max(-1, first - _REACH), -1):
        lower = lowers[j]
        if lower in _SUBJECTS:
            return True
        if lower == "no":
            return j == 0 or tags[j - 1] not in {"IN", "TO", "MD", *VERBS}
        if tags[j] == "MD" or (tags[j] in VERBS and sentence.lemmas[j] in _AUXILIARY):
            return j > 0 and lowers[j - 1] in ("nor", "neither")
        if tags[j] not in _INSIDE and lower not in ("of", "or", "nor"):
            return False
    return False


def _negative_object(sentence: Sentence, i: int) -> bool:
    """Whether what a verb is done to is none: "reached no agreement"; not "no longer", nor a clause.

    What somebody "has no" is denied itself where it is an event ("has no plan"), and not the having.
    """
    lowers, tags, lemma = sentence.lowers, sentence.tags, sentence.lemmas[i]
    while lowers[i + 1 : i + 2] in _QUOTES:
        i += 1
    if lowers[i + 1 : i + 2] != ("no",) or lowers[i + 2 : i + 3] in (("longer",), ("more",), ("less",), ("later",)):
        return False
    words = event_words()
    if lemma in words.sets["reporting"]:
        return False
    last = next((j for j in range(i + 2, len(tags)) if tags[j] not in _INSIDE), len(tags))
    if lemma == "have" and not words.nouns.keys().isdisjoint(sentence.lemmas[i + 2 : last]):
        return False
    return last == len(tags) or (tags[last] not in VERBS and tags[last] != "MD")


def negative_nominal(sentence: Sentence, i: int) -> bool:
    """Whether the phrase of the noun or adjective at `i` is denied: by `no` or `without` before it, or a negated copula."""
    lowers, tags = sentence.lowers, sentence.tags
    for j in range(i - 1, max(-1, i - 7), -1):
        lower = lowers[j]
        if lower in _NOUN_CUES:
            return lowers[j + 1] not in _ONLY
        if (tags[j] in VERBS and sentence.lemmas[j] != "be") or (tags[j] in _CLOSED and lower not in ("as", "than")):
            return False
        if tags[j] == "CC" and lower not in ("or", "nor"):
            return False
    return False


def put_off(sentence: Sentence, i: int) -> bool:
    """Whether the event noun at `i` is put off or called off: "the flight was delayed", "a delay in delivery"; not "may delay it"."""
    if not sentence.heads or sentence.heads[i] < 0 or _LATE.isdisjoint(sentence.lemmas):
        return False
    head, relation = sentence.heads[i], sentence.relations[i]
    lemma, tag = sentence.lemmas[head], sentence.tags[head]
    if lemma in _NOT_YET and tag in VERBS:
        done = tag in ("VBD", "VBN")
        return relation == "nsubj:pass" or (done and (relation == "obj" or (relation == "nsubj" and tag == "VBN")))
    before = sentence.lowers[head + 1 : head + 2]
    return lemma in _LOST and tag in NOUNS and relation == "nmod" and before in (("of",), ("in",), ("to",))
