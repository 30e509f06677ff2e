"""Who takes part in an event, each once."""

import pytest

from pipelines.timeline.participants import participants


@pytest.mark.parametrize(
    ("called", "found"),
    [
        (["2", "N", "rebel council \\", "“Ann Roe”", "who", "Oslo"], ("Ann Roe", "Oslo", "rebel council")),
        (["Merkel", "Angela Merkel", "the minister"], ("Angela Merkel", "the minister")),
        (["Merkel", "Angela Merkel", "Max Merkel"], ("Angela Merkel", "Max Merkel", "Merkel")),
        (["Obama", "Barack Obama", "President Barack Obama"], ("President Barack Obama",)),
        (["Security Council", "U.N. Security Council"], ("U.N. Security Council",)),
        (["soldiers", "Canadian soldiers"], ("Canadian soldiers", "soldiers")),
        (["Libya", "Libyans", "LIBYA"], ("LIBYA", "Libyans")),
        ([], ()),
    ],
    ids=["no names", "short and long", "either", "a chain", "bodies", "common words", "capitals", "none"],
)
def test_each_takes_part_once(called: list[str], found: tuple[str, ...]) -> None:
    assert participants(called) == found
    assert participants(reversed(called)) == found
