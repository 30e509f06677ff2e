"""Which words of a sentence name an event, of what TimeML class, and with what verb group.

Verbs that are no auxiliaries, nouns of a list, and adjectives of a list after a copula. A bare copula is a trigger of kind
`copula`: it is kept only where a time expression dates it.

Source: TimeML 1.2.1 annotation guidelines, section 2.1 (what is an EVENT, its classes).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from pipelines.events.groups import VerbGroup, is_auxiliary, verb_group
from pipelines.events.lexicon import event_words
from pipelines.events.polarity import negative_nominal, put_off
from pipelines.quick import quick
from pipelines.syntax.tagger import NOUNS, VERBS, Sentence

__all__ = ["Trigger", "carrier", "find_candidates", "of_class", "trigger_at"]

_PREPOSITIONS: Final = frozenset(
    (
        "including",
        "excluding",
        "regarding",
        "concerning",
        "following",
        "pending",
        "barring",
        "notwithstanding",
        "given",
        "depending",
        "considering",
        "based",
        "related",
        "compared",
        "associated",
        "unchanged",
    )
)
"""Forms that stand for a preposition or an adjective where no form of "be" governs them."""
_OBJECT_TAGS: Final = NOUNS | frozenset(("DT", "JJ", "CD", "PRP$", "POS", "RB", "VBN"))
_JOINING: Final = frozenset(("CC", "RB", ","))
"""Tags of what stands between two joined verbs."""
_COPULAS: Final = frozenset(("be", "become", "remain", "seem", "feel", "appear", "stay", "look"))


@quick
@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that names an event.

    Attributes:
        index: Its place among the words of its sentence.
        start: First code point in the text.
        end: Code point after its last.
        lemma: Dictionary form.
        kind: verb, noun, adjective, copula, or other (a span that was asked for and is none of these).
        event_class: TimeML class.
        group: Tense and so on.
    """

    index: int
    start: int
    end: int
    lemma: str
    kind: str
    event_class: str
    group: VerbGroup


def find_candidates(sentence: Sentence) -> list[Trigger]:
    """Find the words that the rules take for triggers, in order."""
    found: list[Trigger] = []
    named, lemmas = _nominals(), sentence.lemmas
    for i, tag in enumerate(sentence.tags):
        if tag in VERBS:
            trigger = _verb(sentence, i, found)
        elif lemmas[i] in named and (tag in NOUNS or tag == "JJ"):
            trigger = _nominal(sentence, i, tag)
        else:
            continue
        if trigger is not None:
            found.append(trigger)
    return found


@cache
def _nominals() -> frozenset[str]:
    """Dictionary forms of the words that can be events without being verbs."""
    words = event_words()
    return frozenset((*words.nouns, *words.adjectives, "according"))


def trigger_at(sentence: Sentence, i: int) -> Trigger:
    """Read the word at `i` as a trigger, because somebody says that it is one."""
    tag = sentence.tags[i]
    if tag in VERBS:
        return _make(sentence, i, "verb", _verb_class(sentence, i), verb_group(sentence, i))
    words = event_words()
    lemma = sentence.lemmas[i]
    if tag == "JJ":
        return _make(sentence, i, "adjective", words.adjectives.get(lemma, "STATE"), _nominal_group(sentence, i))
    kind = "noun" if tag in NOUNS else "other"
    return _make(sentence, i, kind, words.nouns.get(lemma.lower(), "OCCURRENCE"), _nominal_group(sentence, i))


def carrier(sentence: Sentence, triggers: Sequence[Trigger], number: int) -> int | None:
    """The light verb whose object an event noun is ("held a meeting", "a meeting was held"): its tense and certainty are its own.

    Args:
        sentence: The sentence.
        triggers: Its triggers, in order.
        number: Which of them is asked about.

    Returns:
        The number of the verb, `None` where there is none.
    """
    if triggers[number].kind != "noun":
        return None
    if number + 1 < len(triggers) and _carried_before(sentence, triggers[number], triggers[number + 1]):
        return number + 1
    if number == 0:
        return None
    verb = triggers[number - 1]
    if verb.kind != "verb" or verb.lemma not in event_words().sets["light"]:
        return None
    between = sentence.tags[verb.index + 1 : triggers[number].index]
    return number - 1 if all(tag in _OBJECT_TAGS for tag in between) else None


def _carried_before(sentence: Sentence, noun: Trigger, verb: Trigger) -> bool:
    """Whether a noun is the subject of a light verb in the passive."""
    if verb.kind != "verb" or not verb.group.passive or not verb.group.finite:
        return False
    between = sentence.tags[noun.index + 1 : verb.group.first]
    return verb.lemma in event_words().sets["light"] and all(tag == "RB" for tag in between)


def _make(sentence: Sentence, i: int, kind: str, event_class: str, group: VerbGroup) -> Trigger:
    return Trigger(i, sentence.starts[i], sentence.ends[i], sentence.lemmas[i].lower(), kind, event_class, group)


def of_class(sentence: Sentence, trigger: Trigger, event_class: str) -> Trigger:
    """Give a trigger another class; a copula keeps its own."""
    if event_class == trigger.event_class or trigger.kind == "copula":
        return trigger
    return _make(sentence, trigger.index, trigger.kind, event_class, trigger.group)


def _verb(sentence: Sentence, i: int, before: list[Trigger]) -> Trigger | None:
    word = sentence.lowers[i]
    if is_auxiliary(sentence, i):
        return None
    group = verb_group(sentence, i)
    if word in _PREPOSITIONS and not group.finite:
        return None
    if sentence.lemmas[i] == "be":
        return _make(sentence, i, "copula", "STATE", group)
    if group.first == i and i >= 2 and sentence.tags[i - 1] in _JOINING:
        group = _shared_group(sentence, i, group, before)
    return _make(sentence, i, "verb", _verb_class(sentence, i), group)


def _shared_group(sentence: Sentence, i: int, group: VerbGroup, before: list[Trigger]) -> VerbGroup:
    """The second of two joined verbs has the auxiliaries of the first: "will seize and annex"."""
    for other in reversed(before):
        if other.kind == "verb" and i - other.index < 10:
            if sentence.tags[other.index] == sentence.tags[i] and other.group.first != other.index:
                return replace(other.group, first=i)
            return group
    return group


def _verb_class(sentence: Sentence, i: int) -> str:
    """The class of the verb's list; an I_ACTION without another event or clause after it is an OCCURRENCE."""
    found = event_words().verbs.get(sentence.lemmas[i], "OCCURRENCE")
    if sentence.lemmas[i] == "be":
        return "STATE"
    return "OCCURRENCE" if sentence.lemmas[i] == "hold" and _takes_place(sentence, i) else found


def _takes_place(sentence: Sentence, i: int) -> bool:
    """Whether what is held is an event: "a vote was held", "held a rally"; not "held power"."""
    if sentence.tags[i] == "VBN" and verb_group(sentence, i).passive:
        return True
    nouns = event_words().nouns
    for j in range(i + 1, min(len(sentence.tags), i + 8)):
        if sentence.tags[j] not in _OBJECT_TAGS:
            return False
        if sentence.tags[j] in NOUNS and sentence.lemmas[j].lower() in nouns:
            return True
    return False


def _nominal_group(sentence: Sentence, i: int) -> VerbGroup:
    """What is said of a noun or adjective: its polarity."""
    return VerbGroup(i, polarity="NEG" if negative_nominal(sentence, i) or put_off(sentence, i) else "POS")


def _nominal(sentence: Sentence, i: int, tag: str) -> Trigger | None:
    words = event_words()
    lemma = sentence.lemmas[i].lower()
    if sentence.lowers[i] == "according" and i + 1 < len(sentence.words) and sentence.tags[i + 1] == "TO":
        return _make(sentence, i, "other", "REPORTING", VerbGroup(i))
    if lemma in words.adjectives and _after_copula(sentence, i):
        return _make(sentence, i, "adjective", words.adjectives[lemma], _copula_group(sentence, i))
    if tag in ("JJ", "NNP") or lemma not in words.nouns:
        return None
    if i + 1 < len(sentence.words) and sentence.tags[i + 1] in ("NN", "NNS"):
        return None
    return _make(sentence, i, "noun", words.nouns[lemma], _nominal_group(sentence, i))


def _copula_before(sentence: Sentence, i: int) -> int:
    for j in range(i - 1, max(-1, i - 4), -1):
        if sentence.lemmas[j] in _COPULAS and sentence.tags[j] in VERBS:
            return j
        if sentence.tags[j] != "RB" and sentence.lowers[j] not in ("as", "so", "too"):
            break
    return -1


def _after_copula(sentence: Sentence, i: int) -> bool:
    return _copula_before(sentence, i) >= 0


def _copula_group(sentence: Sentence, i: int) -> VerbGroup:
    """A predicate has the tense of its copula."""
    place = _copula_before(sentence, i)
    group = verb_group(sentence, place)
    negative = any(word in ("not", "n't", "never") for word in sentence.lowers[place + 1 : i])
    return replace(group, polarity="NEG") if negative else group
