"""The soak on few files: it makes what it says, and each file is a document or a reason."""

from pathlib import Path

import pytest

from tests.benchmarks.soak import MAKERS, POINTS, Soaked, soak, verdict


def test_a_small_soak(tmp_path: Path) -> None:
    rounds = 3
    told: list[str] = []
    found = soak(tmp_path, rounds * len(MAKERS), told.append)
    # One file each, but two documents of a mail, of archives and of captures, and five of the table.
    assert found.documents == rounds * (len(MAKERS) + 4 + 4)
    assert found.reasons == {
        reason: rounds * times
        for reason, times in {
            "http_status": 1,
            "malformed_pdf": 1,
            "unknown_format": 1,
            "empty": 1,
            "binary": 1,
        }.items()
    } | {"decompression_bomb": 1, "empty": rounds - 1}
    assert set(found.held) == {(step, point) for step in ("taken in", "read") for point in POINTS}
    assert len(told) == 3 * len(POINTS)
    assert [line.split()[0] for line in told[::10]] == ["made", "taken", "read"]


@pytest.mark.parametrize(
    ("held", "flat"),
    [
        pytest.param([500, 900, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1099], True, id="caches fill up"),
        pytest.param([500, 600, 700, 800, 900, 1000, 1050, 1080, 1099, 1000], False, id="grows on and on"),
        pytest.param([100, 100, 100, 100, 100, 160, 160, 160, 160, 160], True, id="little in any case"),
    ],
)
def test_memory_is_flat_where_the_second_half_holds_no_more(held: list[int], flat: bool) -> None:
    megabytes = {("read", point): 1_000_000 * size for point, size in zip(POINTS, held, strict=True)}
    found = Soaked(held=megabytes, seconds={"read": 1.0})
    assert found.flat("read") == flat
    assert ("GROWS" in verdict(found)) != flat
