"""Which words of a sentence are its triggers: the rules propose, the model decides."""

from collections.abc import Collection, Sequence
from math import inf
from typing import Final

from pipelines.events.groups import is_auxiliary
from pipelines.events.triggers import Trigger, find_candidates, of_class, trigger_at
from pipelines.syntax.model import model
from pipelines.syntax.tagger import FINITE, NOUNS, VERBS, Sentence

__all__ = ["find_triggers", "triggers_at"]

_ENOUGH: Final = -0.7
"""Logarithm of the odds from which a word is taken for a trigger: one to two. F1 is best a little below even odds."""
_ENOUGH_OF_NOUNS: Final = 0.0
"""The same for a noun that no list knows as an event: even odds."""
_ENOUGH_PROPOSED: Final = -2.5
"""The same for what the rules propose: there the model decides only where it is sure. It has read the bodies of news alone, and F1
there is the same within half a point from -1 down to -3."""
_UNTOLD: Final = "-"
_STAY: Final = frozenset(("noun", "copula"))
"""Kinds that stay if the rules propose them: the model has read news alone, and of nouns it has seldom met there (a massacre, a
tsunami) the list knows more; a copula is left to the dates."""

Proposal = tuple[Trigger, str]
"""A word that can be a trigger, and what the rules say of it: its class, `copula`, or nothing (`-`)."""


def find_triggers(sentences: Sequence[Sentence]) -> list[list[Trigger]]:
    """Find the triggers of sentences, of each in order.

    The model's scores count what the rules say of a word. A bare copula is left to the dates.

    Args:
        sentences: Those of a document: many are judged faster than one by one.
    """
    proposed = [_proposals(sentence) for sentence in sentences]
    return [
        [
            trigger
            for (_, given), (trigger, odds) in zip(own, judged, strict=True)
            if odds > _ENOUGH_PROPOSED or given == _UNTOLD or trigger.kind in _STAY or _of_headline(sentence, trigger)
        ]
        for sentence, own, judged in zip(sentences, proposed, _judged(sentences, proposed), strict=True)
    ]


def _of_headline(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a word is a finite verb of a line that no stop ends: of headlines, which the model has not read, the rules know more."""
    return sentence.tags[trigger.index] in FINITE and sentence.words[-1][-1].isalnum()


def triggers_at(sentence: Sentence, places: Collection[int]) -> list[Trigger]:
    """Read the words at these places as triggers, in order, because somebody says that they are."""
    own = {trigger.index: (trigger, given) for trigger, given in _proposals(sentence) if given != _UNTOLD}
    told = [own.get(i) or (trigger_at(sentence, i), _UNTOLD) for i in sorted(places)]
    return [trigger for trigger, _ in _judged([sentence], [told])[0]]


def _proposals(sentence: Sentence) -> list[Proposal]:
    """The words of a sentence that can be triggers, in order: those of the rules, and those that the model finds likely by itself."""
    found = [(item, "copula" if item.kind == "copula" else item.event_class) for item in find_candidates(sentence)]
    taken = {trigger.index for trigger, _ in found}
    others = [
        (trigger_at(sentence, i), _UNTOLD)
        for i, likely in enumerate(sentence.analysis.odds)
        if likely > _ENOUGH and i not in taken and _may_be(sentence, i)
    ]
    return sorted(found + others, key=lambda proposal: proposal[0].index) if others else found


def _may_be(sentence: Sentence, i: int) -> bool:
    """Whether a word that only the model takes for a trigger can be one."""
    tag = sentence.tags[i]
    if tag in VERBS:
        return not is_auxiliary(sentence, i)
    return tag not in NOUNS or sentence.analysis.odds[i] > _ENOUGH_OF_NOUNS


def _judged(
    sentences: Sequence[Sentence], proposed: Sequence[Sequence[Proposal]]
) -> list[Sequence[tuple[Trigger, float]]]:
    """For each sentence its triggers with the classes that the model gives them, and the odds that they are some.

    Where the model was not asked all stay as they are, and are as likely as can be.
    """
    rows, given, first = list[int](), list[str](), 0
    for sentence, own in zip(sentences, proposed, strict=True):
        if sentence.analysis.odds:
            rows += [first + trigger.index for trigger, _ in own]
            given += [told for _, told in own]
            first += len(sentence.analysis.odds)
    # Each sentence takes as many of them as it has proposals.
    answers = iter(model().judge([sentence.analysis for sentence in sentences], rows, given))
    return [
        [
            (of_class(sentence, trigger, event_class), odds)
            for (trigger, _), (odds, event_class) in zip(own, answers, strict=False)
        ]
        if sentence.analysis.odds
        else [(trigger, inf) for trigger, _ in own]
        for sentence, own in zip(sentences, proposed, strict=True)
    ]
