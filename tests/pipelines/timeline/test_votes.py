"""Which day an event most likely began on."""

import pytest

from pipelines.days import UNKNOWN, DayInterval
from pipelines.timeline.mentions import Mention
from pipelines.timeline.telling import Telling
from pipelines.timeline.votes import Vote, likely_day

TOLD = Telling({"copy": "a"})


def mention(document: str) -> Mention:
    roles = (None, None, None)
    known = (None, None)
    return Mention(f"{document}:0-5", document, "flee", "OCCURRENCE", False, "asserted", (), roles, known, known, False)


@pytest.mark.parametrize(
    ("documents", "votes", "begin", "wanted"),
    [
        ("a", [(7, 0.8)], UNKNOWN, (7, 0.8)),
        ("ab", [(7, 0.8), (7, 0.6)], UNKNOWN, (7, 0.8)),
        ("ab", [(7, 0.6), (9, 0.4)], UNKNOWN, (7, 0.36)),
        ("abc", [(7, 0.6), (9, 0.4), (9, 0.4)], UNKNOWN, (9, 0.2286)),
        ("ab", [(9, 0.5), (7, 0.5)], UNKNOWN, (7, 0.25)),
        (["a", "copy", "b"], [(9, 0.5), (9, 0.5), (7, 0.6)], UNKNOWN, (7, 0.3273)),
        ("ab", [(7, 0.6), (9, 0.9)], DayInterval(None, 8), (7, 0.6)),
        ("a", [(9, 0.9)], DayInterval(1, 8), (None, None)),
        ("ab", [(None, None), (7, None)], UNKNOWN, (None, None)),
    ],
    ids=[
        "alone",
        "agreed",
        "the surer one",
        "the more ones",
        "the earlier of equals",
        "a copy has no vote",
        "only what is possible",
        "nothing possible",
        "nothing likely",
    ],
)
def test_likely_day(
    documents: list[str], votes: list[Vote], begin: DayInterval, wanted: tuple[int | None, float | None]
) -> None:
    own = [mention(name) for name in documents]
    assert likely_day(own, votes, begin, TOLD) == wanted
    assert likely_day(own[::-1], votes[::-1], begin, TOLD) == wanted, "their order does not show"
