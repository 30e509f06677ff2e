"""The soak on few files: it makes what it says, and each file is a document or a reason."""

from pathlib import Path

from tests.benchmarks.soak import MAKERS, POINTS, soak


def test_a_small_soak(tmp_path: Path) -> None:
    rounds = 3
    found = soak(tmp_path, rounds * len(MAKERS))
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
