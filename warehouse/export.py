"""The product: a versioned folder of Parquet files, the timeline in other formats, and a link to the newest version.

    exports/
      v000001/                   a version never changes once it is there
        manifest.json            datasets, fields, files, rows and hashes; of other formats, what is derived and what
                               each has no room for
        events/2015-0.parquet    cut by period and bucket; files that did not change are links to those of the version before
        timeline.csv             and for TimelineJS, Timesketch and calendars: see warehouse/formats
      LATEST -> v000001          swapped by one rename

A version is built under a hidden name and appears by one rename, so that a kill leaves the versions before as they were.
"""

import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

from pipelines import schemas
from pipelines.errors import NothingPublished
from warehouse import schema
from warehouse.datasets import DATASETS, Dataset, write
from warehouse.formats.write import write as write_formats
from warehouse.publish import sync

__all__ = ["LATEST", "ExportReport", "export"]

LATEST: Final = "LATEST"
_VERSION: Final = re.compile(r"v(\d{6,})")
_STATE: Final = ".state.json"
_MANIFEST: Final = "manifest.json"


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What an export did.

    Attributes:
        changed: Whether there is a new version.
        version: Name of the newest version.
        path: Its folder.
        rows: Rows by dataset.
        carried: Events by file of another format.
        left_out: Events that such a file has no room for, by reason.
        files: Number of its data files.
        linked: How many of them are those of the version before.
        dropped: Versions that were removed, being more than are kept.
    """

    changed: bool
    version: str
    path: Path
    rows: Mapping[str, int]
    carried: Mapping[str, int]
    left_out: Mapping[str, Mapping[str, int]]
    files: int
    linked: int
    dropped: tuple[str, ...]


def export(database: Path, exports: Path, keep: int = 5, rows_per_file: int = 250_000) -> ExportReport:
    """Write a new version of the product, unless the newest one holds the same rows already.

    Args:
        database: The published database, or the private one while nobody writes it.
        exports: The folder of versions.
        keep: Versions that are kept, the newest included.
        rows_per_file: A period with more rows is cut into buckets.

    Raises:
        NothingPublished: There is no database.
    """
    if not database.exists():
        msg = f"{database} does not exist: nothing has been published yet, so there is nothing to export"
        raise NothingPublished(msg)
    exports.mkdir(parents=True, exist_ok=True)
    _sweep(exports)
    newest = max(_versions(exports), default=0)
    with schema.opened(database, read_only=True) as connection:
        state = {"revision": schema.revision(connection), "code": _code_version(), "rows_per_file": rows_per_file}
        whole = newest and _is_whole(exports / _name(newest))
        if whole and _read(exports / _STATE) == state | {"version": _name(newest)}:
            number, linked = newest, None
        else:
            number, linked = _build(connection, exports, newest, rows_per_file, reuse=bool(whole))
    _point(exports, _name(number))
    _remember(exports, state | {"version": _name(number)})
    manifest = _read(exports / _name(number) / _MANIFEST)
    formats = manifest["formats"]
    files = sum(len(item["files"]) for item in manifest["datasets"].values()) + len(formats)
    return ExportReport(
        changed=number != newest,
        version=_name(number),
        path=exports / _name(number),
        rows={name: item["rows"] for name, item in manifest["datasets"].items()},
        carried={name: item["rows"] for name, item in formats.items()},
        left_out={name: item["left_out"] for name, item in formats.items()},
        files=files,
        linked=files if linked is None else linked,
        dropped=_drop(exports, keep),
    )


def _build(connection: Any, exports: Path, newest: int, rows_per_file: int, *, reuse: bool) -> tuple[int, int | None]:
    """Write the next version beside the others; give its number, or the newest one's where nothing changed."""
    number = newest + 1
    unfinished = exports / f".{_name(number)}.tmp"
    before = _read(exports / _name(newest) / _MANIFEST) if reuse else {}
    datasets: dict[str, Any] = {}
    linked = 0
    for dataset in DATASETS:
        folder = unfinished / dataset.name
        folder.mkdir(parents=True)
        rows = write(connection, dataset, folder, rows_per_file)
        files = [_described(folder / name, count) for name, count in rows.items()]
        known = {item["name"]: item for item in before.get("datasets", {}).get(dataset.name, {}).get("files", ())}
        linked += _share(exports / _name(newest) / dataset.name, folder, files, known)
        sync(folder)
        datasets[dataset.name] = _entry(dataset, files)
    formats = {
        name: _described(unfinished / name, found.rows)
        | {"description": found.description, "derived": found.derived, "left_out": dict(sorted(found.left_out.items()))}
        for name, found in write_formats(connection, unfinished).items()
    }
    linked += _share(exports / _name(newest), unfinished, formats.values(), before.get("formats", {}))
    contents = {"datasets": datasets, "formats": formats}
    if contents == {name: before.get(name) for name in contents}:
        shutil.rmtree(unfinished)
        return newest, None
    manifest = {"version": _name(number), **contents}
    _write_text(unfinished / _MANIFEST, json.dumps(manifest, indent=1, ensure_ascii=False))
    sync(unfinished)
    unfinished.rename(exports / _name(number))
    sync(exports)
    return number, linked


def _share(before: Path, folder: Path, files: Iterable[Mapping[str, Any]], known: Mapping[str, Any]) -> int:
    """Replace files that are as they were by links to those of the version before, sync the others; count the links."""
    linked = 0
    for item in files:
        same = known.get(item["name"], {}).get("sha256") == item["sha256"]
        if same and _link(before / item["name"], folder / item["name"]):
            linked += 1
        else:
            sync(folder / item["name"])
    return linked


def _is_whole(version: Path) -> bool:
    """Whether all files of a version are there, as long as its manifest says; their hashes are compared by a check."""
    manifest = _read(version / _MANIFEST)
    named = {
        version / name / item["name"]: item["bytes"]
        for name, dataset in manifest.get("datasets", {}).items()
        for item in dataset["files"]
    }
    named |= {version / name: item["bytes"] for name, item in manifest.get("formats", {}).items()}
    return bool(named) and all(path.is_file() and path.stat().st_size == size for path, size in named.items())


def _described(path: Path, rows: int) -> dict[str, Any]:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {"name": path.name, "rows": rows, "bytes": path.stat().st_size, "sha256": digest}


def _entry(dataset: Dataset, files: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "description": schemas.description(dataset.schema),
        "rows": sum(item["rows"] for item in files),
        "sorted_by": list(dataset.order),
        "fields": [
            {"name": item.name, "type": str(item.type), "description": schemas.description(item)}
            for item in dataset.schema
        ],
        "files": files,
    }


def _link(before: Path, path: Path) -> bool:
    """Let two versions share a file; false where that can't be done."""
    spare = path.with_name(f".{path.name}.link")
    try:
        os.link(before, spare)
    except OSError:  # gone, or a file system without links: the copy that was just written stays
        return False
    spare.replace(path)
    return True


def _point(exports: Path, version: str) -> None:
    """Let LATEST lead to a version."""
    latest = exports / LATEST
    if latest.is_symlink() and latest.readlink() == Path(version):
        return
    spare = exports / f".{LATEST}.tmp"
    spare.unlink(missing_ok=True)
    spare.symlink_to(version)
    spare.replace(latest)
    sync(exports)


def _drop(exports: Path, keep: int) -> tuple[str, ...]:
    dropped = [_name(number) for number in sorted(_versions(exports), reverse=True)[max(keep, 1) :]]
    for name in dropped:
        gone = exports / f".{name}.old"
        (exports / name).rename(gone)  # first out of sight: a version that is seen is whole
        shutil.rmtree(gone)
    return tuple(reversed(dropped))


def _sweep(exports: Path) -> None:
    """Remove what a run that was killed left unfinished."""
    for pattern in (".v*.tmp", ".v*.old"):
        for path in exports.glob(pattern):
            shutil.rmtree(path)


def _versions(exports: Path) -> list[int]:
    found = (_VERSION.fullmatch(path.name) for path in exports.iterdir() if (path / _MANIFEST).exists())
    return [int(match[1]) for match in found if match and not (exports / match[0]).is_symlink()]


def _name(number: int) -> str:
    return f"v{number:06d}"


def _remember(exports: Path, state: dict[str, Any]) -> None:
    """Note what the newest version was made of, so that the next export of the same need not look at a row."""
    if _read(exports / _STATE) != state:
        spare = exports / f"{_STATE}.tmp"
        _write_text(spare, json.dumps(state))
        spare.replace(exports / _STATE)


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _write_text(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())


@cache
def _code_version() -> str:
    """What decides the bytes of a version besides the rows."""
    here = Path(__file__).parent
    files = [Path(__file__), here / "datasets.py", *sorted((here / "formats").glob("*.py"))]
    files += sorted((schema.SQL / "export").glob("*.sql"))
    parts = [path.read_bytes() for path in files] + [str(item.schema).encode() for item in DATASETS]
    return hashlib.blake2b(b"\0".join([*parts, pa.__version__.encode()]), digest_size=10).hexdigest()
