"""Events that share the date of another one, by the tree: what it begins or ends, carries, is joined to, or happened with.

"Intel began notifying customers on Friday" dates both verbs, "completed the purchase yesterday" verb and noun, "last week they
killed three soldiers and wounded six" both deeds. What begins on a day ends no earlier; what ends on it began no later.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from pipelines.events.lexicon import event_words
from pipelines.events.placing import Anchor
from pipelines.events.triggers import Trigger
from pipelines.syntax.tagger import Sentence

__all__ = ["shared"]

_STARTS: Final = frozenset(("begin", "start", "commence", "launch", "resume", "initiate"))
_ENDS: Final = frozenset(("end", "finish", "complete", "conclude", "stop", "cease", "halt", "quit"))
_CARRY: Final = frozenset(("have", "post", "do", "perform"))
"""Verbs besides the light ones whose object is what happened then: "had sales of $40 million in 1989"."""


def shared(sentence: Sentence, triggers: Sequence[Trigger], dated: Mapping[int, Anchor]) -> dict[int, Anchor]:
    """Give the undated triggers (by number) that share a date with a dated one, and what it is for them.

    Args:
        sentence: The sentence, with its tree; without one nothing is shared.
        triggers: Its triggers.
        dated: The expressions that date some of them, by number.
    """
    heads, relations = sentence.analysis.heads, sentence.analysis.relations
    if not heads or not dated:
        return {}
    numbers = {trigger.index: n for n, trigger in enumerate(triggers)}
    found: dict[int, Anchor] = {}
    for n, trigger in enumerate(triggers):
        above = numbers.get(heads[trigger.index])
        if above is None:
            continue
        relation = relations[trigger.index]
        if (n in dated) != (above in dated) and _happened_when(sentence, triggers[above], trigger):
            given, other = (n, above) if n in dated else (above, n)
            if _plain(dated[given]):
                found[other] = dated[given]
        elif n in dated:
            if above not in dated and relation in ("xcomp", "obj") and _plain(dated[n]):
                found |= _framed(triggers, above, n, dated[n])
        elif above in dated and not (relation == "conj" and _has_subject(sentence, trigger.index)):
            anchor = _handed_down(triggers[above], trigger, relation, dated[above])
            if anchor is not None:
                found[n] = anchor
        elif above in found and relation == "conj" and trigger.kind == triggers[above].kind == "noun":
            found[n] = found[above]
    return found


def _has_subject(sentence: Sentence, index: int) -> bool:
    """Whether a joined verb has somebody of its own who does it: then it is another story."""
    pairs = zip(sentence.analysis.heads, sentence.analysis.relations, strict=True)
    return any(head == index and relation.startswith("nsubj") for head, relation in pairs)


def _happened_when(sentence: Sentence, above: Trigger, trigger: Trigger) -> bool:
    """Whether two deeds happened together: "they were killed when the helicopters crashed last February"."""
    if "when" not in sentence.lowers or sentence.relations[trigger.index] != "advcl":
        return False
    hung = any(
        head == trigger.index and lower == "when" for head, lower in zip(sentence.heads, sentence.lowers, strict=True)
    )
    if not hung or above.group.tense != trigger.group.tense:
        return False
    return all(
        event.group.finite
        and event.kind == "verb"
        and event.group.aspect == "NONE"
        and event.group.polarity == "POS"
        and event.group.modality is None
        and event.group.tense in ("PAST", "PRESENT")
        and event.event_class not in ("STATE", "I_STATE")
        for event in (above, trigger)
    )


def _plain(anchor: Anchor) -> bool:
    return anchor.time.relation == "in" and anchor.until is None


def _handed_down(above: Trigger, trigger: Trigger, relation: str, anchor: Anchor) -> Anchor | None:
    """What the date of a verb is for an event that depends on it; `None` where it is nothing."""
    if not _plain(anchor) or "NEG" in (trigger.group.polarity, above.group.polarity):
        return None
    if relation in ("xcomp", "obj"):
        phase = _phase(above)
        if phase is not None:
            return Anchor(replace(anchor.time, relation=phase))
        carries = above.lemma in _CARRY or above.lemma in event_words().sets["light"]
        return anchor if relation == "obj" and carries and trigger.kind == "noun" else None
    first = anchor.time.first < above.group.first
    joined = relation == "conj" and trigger.kind == "verb" and trigger.group.tense == above.group.tense
    return anchor if joined and first else None


def _framed(triggers: Sequence[Trigger], verb: int, event: int, anchor: Anchor) -> dict[int, Anchor]:
    """A verb that tells the beginning or end happened on the day that stands with its event: "began selling it in July"."""
    phase = _phase(triggers[verb])
    if phase is None or triggers[verb].kind != "verb" or triggers[verb].group.polarity == "NEG":
        return {}
    return {verb: anchor, event: Anchor(replace(anchor.time, relation=phase))}


def _phase(verb: Trigger) -> str | None:
    return "from" if verb.lemma in _STARTS else ("until" if verb.lemma in _ENDS else None)
