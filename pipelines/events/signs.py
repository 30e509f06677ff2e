"""What a mention looks like, as short names that a small model weighs: its grammar, what rules it, where it stands.

A name holds no word of the text but articles, prepositions, conjunctions, modal verbs and adverbs; a dictionary form only where the model
has a weight for it, and it has that for common ones alone.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Final

from pipelines.days import DayInterval
from pipelines.events.branches import BRANCH_NAMES, branches
from pipelines.events.clauses import Clause
from pipelines.events.intervals import When
from pipelines.events.lexicon import event_words
from pipelines.events.speech import Speech
from pipelines.events.triggers import Trigger
from pipelines.syntax.tagger import Sentence
from pipelines.syntax.trees import Tree

__all__ = ["Part", "form_of", "names_of", "shape_of", "signs"]

Part = tuple[str, ...]
"""One side of what a mention looks like: its kind, and what is told of it."""

_TOP: Final = 8
"""Sentences from the top of a document that are told apart."""
_PLACES: Final = tuple(map(str, range(_TOP + 1)))
_SETS: Final = ("planning", "at_once", "expecting", "light")
_LEADS: Final = frozenset(
    ("the", "a", "an", "this", "that", "these", "those", "no", "any", "some", "his", "her", "its", "their")
)
_INSIDE: Final = frozenset(("JJ", "NN", "NNS", "NNP", "CD", "VBN", "VBG", "POS", "PRP$"))
_REACH: Final = 5


def signs(
    sentence: Sentence,
    triggers: Sequence[Trigger],
    number: int,
    *,
    forms: Sequence[str],
    ruler: int,
    carried: bool,
    clause: Clause,
    speech: Speech,
    sure: str,
    shape: str,
    place: int,
    tree: Tree | None,
) -> list[Part]:
    """Say what a mention looks like, part by part: parts come again in other mentions, and need be named and weighed only once.

    Args:
        sentence: The sentence.
        triggers: Its triggers.
        number: Which of them is asked about.
        forms: The form of each trigger, as `form_of` says.
        ruler: Number of the last finite trigger before it; -1 where there is none.
        carried: Whether a light verb carries it.
        clause: Its clause.
        speech: What of the sentence is somebody's words.
        sure: Its certainty.
        shape: What its days look like, as `shape_of` says.
        place: Number of the sentence in its document, from 0.
        tree: The tree of the sentence.

    Returns:
        Parts; `names_of` gives the names of each.
    """
    trigger = triggers[number]
    group, own, event_class = trigger.group, forms[number], trigger.event_class
    main = ruler if ruler >= 0 else _finite_behind(triggers, number, clause)
    found: list[Part] = [
        ("alone", own, event_class, sure, shape),
        ("beside", own, event_class, _opened(sentence, clause), _spoken(speech, trigger)),
        ("place", own, _PLACES[min(place, _TOP)]),
        ("is", trigger.lemma),
        (
            "group",
            group.modality or "",
            "passive" if group.passive else "",
            forms[number - 1] if number else "",
        ),
    ]
    if main < 0:
        found.append(("unruled", trigger.kind))
    else:
        above = triggers[main]
        side = "behind" if above.index < trigger.index else "before"
        found += [("under", above.lemma), ("ruled", trigger.kind, own, side, forms[main], above.event_class)]
    if trigger.kind != "verb":
        found.append(_nominal(sentence, triggers, number, carried=carried))
    elif not group.finite:
        ruled = forms[main] if main >= 0 else "alone"
        found.append(("loose", group.tense, _word_before(sentence, group.first), ruled))
    return found + branches(sentence, tree, trigger, own)


def names_of(part: Part) -> tuple[str, ...]:
    """Name what a part of a mention's looks says."""
    kind, *told = part
    return _NAMED[kind](*told)


def _alone(own: str, event_class: str, sure: str, shape: str) -> tuple[str, ...]:
    form = ("", own, f"class {event_class}", f"{own} {event_class}")
    return (*form, f"sure {sure}", f"{own} {sure}", f"days {shape}")


def _beside(own: str, event_class: str, opened: str, spoken: str) -> tuple[str, ...]:
    told = (f"spoken {spoken}", f"{own} spoken {spoken}", f"{event_class} spoken {spoken}")
    return (f"clause {opened}", f"{own} clause {opened}", *told)


def _high(own: str, top: str) -> tuple[str, ...]:
    return f"place {top}", f"{own} place {min(int(top), 2)}"


def _is(lemma: str) -> tuple[str, ...]:
    return (f"lemma {lemma}", *_sets("is", lemma))


def _group(modality: str, passive: str, before: str) -> tuple[str, ...]:
    told = (modality and f"modal {modality}", passive, before and f"after {before}")
    return tuple(name for name in told if name)


def _ruled(kind: str, own: str, side: str, form: str, event_class: str) -> tuple[str, ...]:
    """What the verb says that rules."""
    ruled = (f"{kind} under {form}", f"under class {event_class}")
    return (*ruled, f"{kind} {side} {form} {event_class}", f"{own} {side} {event_class}")


def _sets(how: str, lemma: str) -> tuple[str, ...]:
    sets = event_words().sets
    return tuple(f"{how} {name}" for name in _SETS if lemma in sets[name])


_NAMED: Final[dict[str, Callable[..., tuple[str, ...]]]] = {
    "alone": _alone,
    "beside": _beside,
    "place": _high,
    "is": _is,
    "group": _group,
    "unruled": lambda kind: (f"{kind} alone",),
    "under": lambda lemma: _sets("under", lemma),
    "ruled": _ruled,
    "nominal": lambda lead, before, carried: (f"noun {lead}", f"noun behind {before}", carried),
    "loose": lambda tense, before, ruled: (f"loose {tense} {before} {ruled}",),
    **BRANCH_NAMES,
}
"""What names each kind of part."""


def shape_of(when: When, publication: DayInterval) -> str:
    """Say what the possible days of an event look like beside a known day of publication."""
    begin, end = when.begin, when.end
    if not begin.known and not end.known:
        return "open"
    if begin.single and end.single:
        return "one" if begin == publication else "one other"
    return _shape(
        when.basis, begin.earliest is None, begin.latest is None, end.earliest is None, end.latest is None, when.ongoing
    )


@cache
def _shape(basis: str, *unknown: bool) -> str:
    """What rests on what, and which of the four bounds is known; last of all whether it still lasts."""
    *bounds, ongoing = unknown
    return f"{basis} {''.join('-' if missing else 'x' for missing in bounds)}{' ongoing' if ongoing else ''}"


def form_of(trigger: Trigger) -> str:
    """Say in which form an event is told: that it is a noun, or what its verb group says."""
    group = trigger.group
    if trigger.kind in ("noun", "other"):
        return trigger.kind
    return _form_of_verb(group.future, group.modality is not None, group.tense, group.aspect, group.polarity)


@cache
def _form_of_verb(future: bool, modal: bool, tense: str, aspect: str, polarity: str) -> str:
    return f"{'ahead ' if future else ''}{'modal ' if modal else ''}{tense} {aspect} {polarity}"


def _finite_behind(triggers: Sequence[Trigger], number: int, clause: Clause) -> int:
    """Number of the first finite verb behind a trigger, if that is in its clause; else -1."""
    for behind in range(number + 1, len(triggers)):
        if triggers[behind].group.finite:
            return behind if triggers[behind].index < clause.last else -1
    return -1


def _opened(sentence: Sentence, clause: Clause) -> str:
    if clause.opener:
        return clause.opener
    tag = sentence.tags[clause.first]
    if tag in ("WDT", "WP", "``", ":"):
        return tag
    return "that" if sentence.lowers[clause.first] == "that" else "plain"


def _spoken(speech: Speech, trigger: Trigger) -> str:
    by = speech.by[trigger.index]
    return "told" if by >= 0 else ("quoted" if by == -2 else "no")


def _word_before(sentence: Sentence, first: int) -> str:
    if first == 0:
        return "start"
    tag = sentence.tags[first - 1]
    return sentence.lowers[first - 1] if tag in ("IN", "TO", "CC") else tag


def _nominal(sentence: Sentence, triggers: Sequence[Trigger], number: int, *, carried: bool) -> Part:
    """Article and preposition of the noun phrase."""
    tags, index = sentence.tags, triggers[number].index
    first = index - 1
    while first >= 0 and tags[first] in _INSIDE and index - first < _REACH:
        first -= 1
    lead = sentence.lowers[first] if first >= 0 else ""
    if lead in _LEADS:
        first -= 1
    else:
        lead = "bare"
    return "nominal", lead, _word_before(sentence, first + 1), "carried" if carried else "not carried"
