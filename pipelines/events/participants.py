"""Who takes part in an event: its arguments, and the other names of its clause."""

from collections.abc import Collection

from pipelines.events.arguments import Roles, named_phrase
from pipelines.records import Argument, Participant
from pipelines.syntax.tagger import Sentence

__all__ = ["names", "participants"]


def names(text: str, sentence: Sentence, timed: Collection[int]) -> tuple[tuple[int, Argument], ...]:
    """The names of a sentence, each with the place of its first word; names in time expressions are left out."""
    found = []
    j, count = 0, len(sentence.tags)
    while j < count:
        last = j
        while last < count and sentence.tags[last] == "NNP" and last not in timed:
            last += 1
        if last > j:
            argument = named_phrase(text, sentence, j, last - 1, last - 1)
            if argument is not None:
                found.append((j, argument))
        j = max(last, j + 1)
    return tuple(found)


def participants(
    roles: Roles, known: Collection[tuple[int, Argument]], clause: tuple[int, int]
) -> tuple[Participant, ...]:
    """Everybody who takes part: the roles, and the other names of the clause, in order of the text.

    Args:
        roles: The arguments of the event.
        known: The names of its sentence, from `names`.
        clause: First word of its clause, and the word after the clause's last.
    """
    found: dict[tuple[int, int], Participant] = {}
    for role, argument in (("agent", roles.agent), ("patient", roles.patient), ("place", roles.place)):
        if argument is not None:
            found[argument.start, argument.end] = _participant(role, argument)
    taken = tuple(found)
    for place, name in known:
        if clause[0] <= place < clause[1] and not any(s < name.end and name.start < e for s, e in taken):
            found[name.start, name.end] = _participant("participant", name)
    return tuple(found[key] for key in sorted(found))


def _participant(role: str, argument: Argument) -> Participant:
    kind = "place" if role == "place" else None
    return Participant(role, kind, argument.start, argument.end, argument.head_start, argument.head_end, argument.name)
