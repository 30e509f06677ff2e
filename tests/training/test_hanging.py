"""What is learnt of links between events and time expressions."""

from pipelines.events.pairing import Pair
from tests.training.hanging import Linked, by_rules, learn, report, weighed

PAIRS = (Pair(0, 0, True, False, ()), Pair(0, 1, False, True, ()))


def linked(number: int) -> Linked:
    """A sentence in which people link what stands near, and the rules what stands far."""
    names = (("far", "any"), ("near", "any"))
    return Linked(str(number), "timebank", number % 2 == 1, PAIRS, names, (False, True), (True, True), 1, (0, 0))


SAMPLES = [linked(number) for number in range(200)]


def test_learns_what_people_link() -> None:
    weights = learn(SAMPLES)
    assert weights["near"] > 0 > weights["far"]
    assert by_rules(SAMPLES[0]) == {(0, 0)}
    assert weighed(SAMPLES[0], weights) == {(1, 0)}


def test_rare_names_are_not_learnt() -> None:
    assert learn(SAMPLES[:3]) == {}


def test_report_counts_linked_events() -> None:
    told = report(SAMPLES[:4], by_rules, "rules")
    assert told.startswith("rules      0.0 (0 of 4), 0.0 of 4 right, 4 in all | read 0.0 (0 of 2)")
