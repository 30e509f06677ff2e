"""What an event hangs on: the verb, noun or adjective before an infinitive, the verb whose object an event noun is.

Told by the words between them; where these do not say it plainly, an event hangs on nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pipelines.events.lexicon import certainty_cues
from pipelines.events.triggers import Trigger
from pipelines.quick import quick
from pipelines.syntax.tagger import NOUNS, VERBS, Sentence

__all__ = ["Governor", "definite", "governor_of_noun", "governor_of_verb", "of_clause"]

_PHRASE: Final = NOUNS | frozenset(("DT", "JJ", "CD", "POS", "PRP$", "VBG", "VBN"))
"""Tags inside a noun phrase, participles before its noun among them."""
_THROUGH: Final = NOUNS | frozenset(("DT", "JJ", "CD", "POS", "PRP", "PRP$", "RB"))
_FIRST: Final = frozenset(("first", "second", "third", "last", "latest", "only", "next", "youngest", "oldest", "sole"))
_POINTING: Final = frozenset(
    ("the", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my", "your")
)
_PARTICLES: Final = frozenset(("on", "out", "up", "back", "off"))
_REACH: Final = 10
"""Words to the left in which a governor is looked for."""


@quick
@dataclass(frozen=True, slots=True)
class Governor:
    """What an event hangs on.

    Attributes:
        role: How: a role of `words/certainty.toml`, or joined (to another infinitive), purpose, bare ("helped him leave"), first
            ("the first to leave", "brave enough to leave").
        lemma: Its dictionary form.
        number: Its number among the triggers, `None` where it is none.
        index: Its place in the sentence.
    """

    role: str
    lemma: str
    number: int | None
    index: int


def governor_of_verb(sentence: Sentence, triggers: Sequence[Trigger], number: int) -> Governor | None:
    """Find what an infinitive or an -ing form hangs on; `None` for a finite verb."""
    trigger = triggers[number]
    if trigger.group.finite or trigger.kind not in ("verb", "copula", "adjective"):
        return None
    places = {other.index: n for n, other in enumerate(triggers[:number])}
    if trigger.group.tense == "PRESPART":
        return _of_gerund(sentence, trigger, places)
    return _of_infinitive(sentence, triggers, number, places) if trigger.group.tense == "INFINITIVE" else None


def _of_infinitive(
    sentence: Sentence, triggers: Sequence[Trigger], number: int, places: Mapping[int, int]
) -> Governor | None:
    tags, lemmas = sentence.tags, sentence.lemmas
    cues = certainty_cues()["infinitive"]
    start = triggers[number].group.first
    j = start - 1
    if j >= 0 and sentence.lowers[j] == "enough":
        return Governor("first", "enough", None, j)
    while j >= 0 and tags[j] == "RB":
        j -= 1
    if j >= 0 and tags[j] in ("CC", ",") and number and triggers[number - 1].group.tense == "INFINITIVE":
        return Governor("joined", triggers[number - 1].lemma, number - 1, triggers[number - 1].index)
    beside = True
    while j >= max(0, start - _REACH):
        if tags[j] in VERBS:
            bare = "purpose" if tags[start] == "TO" else "bare"
            role = "infinitive" if lemmas[j] in cues else bare
            return Governor(role, lemmas[j], places.get(j), j)
        if beside and (tags[j] in NOUNS or tags[j] == "JJ") and lemmas[j] in cues:
            return Governor("infinitive", lemmas[j], places.get(j), j)
        if sentence.lowers[j] in _FIRST:
            return Governor("first", lemmas[j], None, j)
        particle = sentence.lowers[j] in _PARTICLES and j > 0 and tags[j - 1] in VERBS
        if tags[j] not in _THROUGH and sentence.lowers[j] not in ("of", "for") and not particle:
            return None
        beside = False
        j -= 1
    return None


def _of_gerund(sentence: Sentence, trigger: Trigger, places: Mapping[int, int]) -> Governor | None:
    tags, lowers = sentence.tags, sentence.lowers
    j = trigger.group.first - 1
    if j < 0:
        return None
    if tags[j] in VERBS:
        return Governor("gerund", sentence.lemmas[j], places.get(j), j)
    if tags[j] == "IN" and lowers[j] in ("of", "for") and j and tags[j - 1] in NOUNS:
        return Governor("of", sentence.lemmas[j - 1], places.get(j - 1), j - 1)
    if tags[j] != "IN" or lowers[j] not in ("from", "against"):
        return None
    for i in range(j - 1, max(-1, j - _REACH), -1):
        if tags[i] in VERBS:
            return Governor(lowers[j], sentence.lemmas[i], places.get(i), i)
        if tags[i] not in _THROUGH and lowers[i] not in ("of", "and"):
            return None
    return None


def governor_of_noun(sentence: Sentence, triggers: Sequence[Trigger], number: int) -> Governor | None:
    """Find what an event noun hangs on: an adjective of its phrase, a noun and "of", the verb whose object or subject it is."""
    tags, lowers, lemmas = sentence.tags, sentence.lowers, sentence.lemmas
    i = triggers[number].index
    before = certainty_cues()["before"]
    first = i
    while first > 0 and i - first < _REACH and tags[first - 1] in _PHRASE and first - 1 not in _verbs(triggers, number):
        first -= 1
        if lowers[first] in before:
            return Governor("before", lowers[first], None, first)
    places = {other.index: n for n, other in enumerate(triggers[:number])}
    j = first - 1
    if j >= 0 and tags[j] in VERBS:
        return Governor("object", lemmas[j], places.get(j), j)
    if j > 0 and tags[j] in ("IN", "TO", "RP"):
        if tags[j - 1] in NOUNS and lowers[j] in ("of", "for"):
            return Governor("of", lemmas[j - 1], places.get(j - 1), j - 1)
        if tags[j - 1] in VERBS and (lowers[j] == "for" or lemmas[j - 1] in ("rule", "call", "put", "agree")):
            return _with_particle(lemmas[j - 1], lowers[j], places.get(j - 1), j - 1)
    return _of_subject(sentence, triggers, number)


def _with_particle(lemma: str, particle: str, number: int | None, index: int) -> Governor | None:
    if particle == "for":
        return Governor("for", lemma, number, index)
    return Governor("object", f"{lemma}-{particle}", number, index)


def _of_subject(sentence: Sentence, triggers: Sequence[Trigger], number: int) -> Governor | None:
    """The verb right behind an event noun: "a meeting was planned", "a strike could follow"."""
    if number + 1 >= len(triggers):
        return None
    verb = triggers[number + 1]
    between = sentence.tags[triggers[number].index + 1 : verb.group.first]
    if verb.kind not in ("verb", "adjective") or not verb.group.finite or any(tag != "RB" for tag in between):
        return None
    if verb.kind == "adjective":
        return Governor("object", verb.lemma, number + 1, verb.index) if verb.lemma == "due" else None
    if verb.lemma == "set" and verb.group.passive and sentence.lowers[verb.index + 1 : verb.index + 2] == ("to",):
        return Governor("object", "set-to", number + 1, verb.index)
    return Governor("object" if verb.group.passive else "subject", verb.lemma, number + 1, verb.index)


def _verbs(triggers: Sequence[Trigger], number: int) -> set[int]:
    """Places of the verbs before an event noun that have a tense of their own, or stand right before a phrase."""
    return {other.index for other in triggers[max(0, number - 3) : number] if other.kind == "verb"}


def definite(sentence: Sentence, i: int) -> bool:
    """Whether the phrase of the noun at `i` points at something known: "the war", "their attack"."""
    for j in range(i - 1, max(-1, i - _REACH), -1):
        if sentence.lowers[j] in _POINTING or sentence.tags[j] in ("POS", "PRP$"):
            return True
        if sentence.tags[j] not in _PHRASE:
            return False
    return False


def of_clause(sentence: Sentence, first: int, triggers: Sequence[Trigger]) -> Governor | None:
    """Find what the clause that begins at `first`, behind others, hangs on: the word before it ("fears that", "expects")."""
    j = first - 1
    lemma = sentence.lemmas[j]
    if lemma not in certainty_cues()["clause"] and sentence.tags[j] not in VERBS:
        return None
    if sentence.lowers[first] != "that" and sentence.tags[j] not in VERBS:
        return None
    number = next((n for n, other in enumerate(triggers) if other.index == j), None)
    return Governor("clause", lemma, number, j)
