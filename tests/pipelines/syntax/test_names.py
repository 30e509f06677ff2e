import pytest

from pipelines.syntax.names import spans


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        pytest.param("", [], id="no words"),
        pytest.param("O O", [], id="no names"),
        pytest.param("B-PER I-PER B-PER O B-LOC", [(0, 2, "PER"), (2, 3, "PER"), (4, 5, "LOC")], id="side by side"),
        pytest.param("B-OTH I-OTH B-ORG", [(2, 3, "ORG")], id="other kinds"),
        pytest.param("I-PER O B-PER I-LOC", [(2, 3, "PER")], id="what no name begins"),
    ],
)
def test_spans(labels: str, expected: list[tuple[int, int, str]]) -> None:
    assert spans(labels.split()) == expected
