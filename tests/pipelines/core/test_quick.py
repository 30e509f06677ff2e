"""Frozen dataclasses that are quick to make: made quickly, and in all else what they were."""

import copy
import inspect
import pickle
from dataclasses import FrozenInstanceError, dataclass, field, fields, replace

import pytest

from pipelines.quick import quick
from pipelines.records import EventMention, TimeExpression


@quick
@dataclass(frozen=True, slots=True)
class Span:
    start: int
    end: int = 9
    label: str | None = None

    def __post_init__(self) -> None:
        if self.start > self.end:
            msg = f"{self.start} lies behind {self.end}"
            raise ValueError(msg)


def test_made_by_place_by_name_and_by_default() -> None:
    assert (Span(1), Span(1, 2), Span(start=1, label="x")) == (Span(1, 9, None), Span(1, 2, None), Span(1, 9, "x"))
    assert repr(Span(1, 2)) == "Span(start=1, end=2, label=None)"
    assert str(inspect.signature(Span)) == "(start: int, end: int = 9, label: str | None = None) -> None"


def test_still_frozen() -> None:
    made = Span(1, 2)
    assert type(made) is Span
    with pytest.raises(FrozenInstanceError):
        made.start = 5  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del made.end
    assert not hasattr(made, "__dict__")


def test_still_a_value() -> None:
    made = Span(1, 2)
    assert hash(made) == hash(Span(1, 2))
    assert made != Span(1, 3)
    assert replace(made, end=7) == Span(1, 7)
    for again in (copy.copy(made), copy.deepcopy(made), pickle.loads(pickle.dumps(made))):  # noqa: S301
        assert type(again) is Span
        assert again == made


@pytest.mark.parametrize(
    ("arguments", "named", "error"),
    [
        pytest.param((), {}, TypeError, id="too few"),
        pytest.param((1, 2, None, 4), {}, TypeError, id="too many"),
        pytest.param((1,), {"begin": 2}, TypeError, id="no such field"),
        pytest.param((3, 2), {}, ValueError, id="refused by the class itself"),
    ],
)
def test_refused(arguments: tuple[int, ...], named: dict[str, int], error: type[Exception]) -> None:
    with pytest.raises(error):
        Span(*arguments, **named)  # type: ignore[arg-type]


def test_a_default_that_is_made_anew_is_refused() -> None:
    @dataclass(frozen=True, slots=True)
    class Held:
        rows: list[int] = field(default_factory=list)

    with pytest.raises(TypeError, match=r"Held\.rows is no plain field"):
        quick(Held)


@pytest.mark.parametrize("kind", [EventMention, TimeExpression])
def test_fields_of_records_stay_in_their_place(kind: type) -> None:
    names = [item.name for item in fields(kind)]
    made = kind(*range(len(names)))
    assert [getattr(made, name) for name in names] == list(range(len(names)))
