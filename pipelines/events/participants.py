"""Who takes part in an event: its arguments, and the other names of its clause."""

from collections.abc import Collection
from operator import attrgetter
from typing import Final

from pipelines.events.arguments import Roles
from pipelines.events.naming import plain_name
from pipelines.events.references import Standing
from pipelines.records import Argument, Participant
from pipelines.syntax.tagger import Sentence

__all__ = ["names", "participants"]

_SPAN: Final = attrgetter("start", "end")


def names(text: str, sentence: Sentence, timed: frozenset[int], standing: Standing) -> tuple[Participant, ...]:
    """The names of a sentence, in order; names in time expressions are left out.

    Args:
        text: The whole text.
        sentence: The sentence.
        timed: Places of words in time expressions.
        standing: What the words of the document stand for.
    """
    found = []
    for first, last in standing.spans.get(sentence.start, ()):
        # "Russian airstrikes": an adjective says of what kind something is, and names nobody who takes part.
        adjective = last - first == 1 and sentence.analysis.tags[first:last] == ("JJ",)
        if adjective or not timed.isdisjoint(range(first, last)):
            continue
        start, end = sentence.starts[first], sentence.ends[last - 1]
        name = plain_name(text[start:end])
        if name:
            head = sentence.starts[last - 1], end
            found.append(_participant("participant", Argument(start, end, *head, name), standing))
    return tuple(found)


def participants(
    roles: Roles, known: Collection[Participant], stretch: tuple[int, int], standing: Standing
) -> tuple[Participant, ...]:
    """Everybody who takes part: the roles, and the other names of the clause, in order of the text.

    Args:
        roles: The arguments of the event. One that nobody knows the name of is left out.
        known: The names of its sentence, from `names`.
        stretch: First code point of its clause, and the one after its last.
        standing: What the words of the document stand for.
    """
    first, last = stretch
    placed: dict[tuple[int, int], Participant] = {}
    for role, item in (("agent", roles.agent), ("patient", roles.patient), ("place", roles.place)):
        if item is not None:
            placed[item.start, item.end] = _participant(role, item, standing)
    found = [item for item in placed.values() if item.name is not None] if placed else []
    for name in known:
        if first <= name.start < last:
            for start, end in placed:
                if start < name.end and name.start < end:
                    break
            else:
                found.append(name)
    if placed and len(found) > 1:
        found.sort(key=_SPAN)
    return tuple(found)


def _participant(role: str, item: Argument, standing: Standing) -> Participant:
    name = item.name if role == "place" else standing.names.get(item.head_start, item.name)
    kind = role if role == "place" else standing.kinds.get(name or "")
    return Participant(role, kind, item.start, item.end, item.head_start, item.head_end, name)
