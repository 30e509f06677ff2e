"""Where it is kept under which ids events are known: outside staging, which can be made anew as ids can't."""

from pathlib import Path
from typing import Final

import pyarrow.parquet as pq

from assets.stages import is_whole
from pipelines.batches import read, write
from pipelines.timeline.register import Register

__all__ = ["keep", "known", "named_for"]

_MADE_FOR: Final = b"dateline.named_for"


def named_for(path: Path) -> str | None:
    """Give the file whose events were named last; `None` where none have been."""
    metadata = pq.read_schema(path).metadata if is_whole(path) else None
    return (metadata or {}).get(_MADE_FOR, b"").decode() or None


def known(path: Path) -> Register:
    """Read under which ids events are known; none where there is no such file."""
    return Register.unpacked(read(path)) if is_whole(path) else Register.none()


def keep(register: Register, path: Path, name: str) -> None:
    """Keep under which ids events are known, now that those of a file have been named."""
    write(register.packed().replace_schema_metadata({_MADE_FOR: name.encode()}), path)
