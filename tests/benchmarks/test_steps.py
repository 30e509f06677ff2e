"""The benchmark follows the assets: one that is added is timed too."""

from pathlib import Path

from assets.definitions import defs
from tests.benchmarks.steps import steps
from warehouse.home import Home

TIMED_WITH = {"repeated_lines": "near_duplicates", "warehouse": "warehouse, published"}
SHOWN_ONLY = {"timeline_page"}
"""The page has a benchmark of its own, `pages`."""


def test_each_asset_has_a_step(tmp_path: Path) -> None:
    names = [name for name, _, _ in steps(Home(tmp_path), tmp_path)]
    assets = {key.path[0] for key in defs.resolve_asset_graph().get_all_asset_keys()} - SHOWN_ONLY
    assert {TIMED_WITH.get(name, name) for name in assets} == set(names)
