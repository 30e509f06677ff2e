from pipelines.days import DayInterval
from pipelines.events.mentions import find_events
from tests.calls import calls

TEXT = """Rebels seized the town of Darnah on Monday and burned two bridges, the mayor told reporters.
He said that the army had been warned, but nobody came before the attack ended.
“We will not leave,” said Anna Weber, who leads the council, after talks in Geneva failed.
Heavy rain flooded parts of southern China last week and forced 30,000 people to leave their homes, officials announced.
The company plans to close its plant if the union refuses to sign the agreement that was reached in March.
Police arrested three men, questioned them for hours and released one of them, according to the ministry.
The vote was delayed because several members, accused of taking bribes, could not travel.
Moscow denied that its troops had crossed the border when the war began."""


def test_a_mention_costs_few_calls() -> None:
    """Some 150 as measured; what asks each mention's whole sentence or document anew costs many hundreds."""
    found: list[int] = []
    made = calls(lambda: found.append(len(find_events(TEXT, None, "en", DayInterval(17_000, 17_000), []))))
    assert found[-1] > 30
    assert made / found[-1] < 220


def test_calls_are_counted() -> None:
    assert calls(lambda: [abs(n) for n in (1, 2)]) in (1, 2)  # the work itself, and a comprehension before Python 3.12
