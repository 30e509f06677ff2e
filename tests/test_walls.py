"""Who may import whom: `assets` -> `warehouse` -> `pipelines`, and inside `pipelines` one way only."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LAYERS = ("pipelines", "warehouse", "assets")

FORBIDDEN = {
    "pipelines": ("warehouse", "assets", "dagster", "duckdb", "typer", "rich", "sqlite3"),
    "warehouse": ("assets", "dagster", "typer", "rich"),
    "assets": (),
}
"""What no module of a layer may import."""

WAREHOUSE_MAY = ("pipelines.schemas", "pipelines.days", "pipelines.errors")
"""All that the warehouse knows of `pipelines`."""

STAGE_ORDER = ("schemas", "records", "syntax", "documents", "corpus", "temporal", "dating", "events", "timeline")
"""A package of `pipelines` may import those before it."""


def modules(layer: str) -> list[Path]:
    return sorted(path for path in (ROOT / layer).rglob("*.py") if "data" not in path.relative_to(ROOT / layer).parts)


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def within(name: str, package: str) -> bool:
    return name == package or name.startswith(package + ".")


@pytest.mark.parametrize("layer", LAYERS)
def test_no_arrow_runs_back_up(layer: str) -> None:
    assert modules(layer), f"no modules under {layer}: the test looks in the wrong place"
    broken = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in modules(layer)
        for name in imported(path)
        for package in FORBIDDEN[layer]
        if within(name, package)
    ]
    assert broken == []


def test_warehouse_knows_only_schemas_days_and_errors() -> None:
    broken = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in modules("warehouse")
        for name in imported(path)
        if within(name, "pipelines") and not any(within(name, allowed) for allowed in WAREHOUSE_MAY)
    ]
    assert broken == []


@pytest.mark.parametrize("stage", STAGE_ORDER)
def test_stages_import_only_those_before_them(stage: str) -> None:
    later = STAGE_ORDER[STAGE_ORDER.index(stage) + 1 :]
    broken = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in modules(f"pipelines/{stage}")
        for name in imported(path)
        for package in later
        if within(name, f"pipelines.{package}")
    ]
    assert broken == []


def test_every_folder_of_pipelines_has_its_place_in_the_order() -> None:
    folders = {path.name for path in (ROOT / "pipelines").iterdir() if (path / "__init__.py").exists()}
    assert folders <= {*STAGE_ORDER, "annotation", "evaluation"}
