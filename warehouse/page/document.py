"""The page as one file: style, program, library and data joined, under a policy that lets nothing else in.

What documents say is in the data only, and the data are compressed and written in letters, digits, `+`, `/` and `=`: no
word of a document can end the element it lies in. The policy names the one style and the one program by their hashes and
forbids every connection, so that even a fault of the program could neither run a document's words nor send anything away.
"""

import base64
import gzip
import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from warehouse.page.packing import pack

__all__ = ["render"]

_HERE: Final = Path(__file__).parent
_LIBRARY: Final = (
    "dispatch",
    "color",
    "interpolate",
    "array",
    "format",
    "time",
    "time-format",
    "scale",
    "selection",
    "timer",
    "ease",
    "transition",
    "drag",
    "zoom",
)
"""The modules of D3, each after those it needs."""
_PROGRAM: Final = ("days", "data", "entries", "filter", "view", "density", "lanes", "list", "detail", "keys", "main")
_LEVEL: Final = 6


def render(events: Mapping[str, Any], mentions: Mapping[str, Any]) -> str:
    """Give the page's HTML.

    Args:
        events: The columns of its events, see `warehouse.page.columns`.
        mentions: Those of their mentions; the page reads them when it needs them.
    """
    parts = {
        "policy": _policy(_style(), _script()),
        "style": _style(),
        "script": _script(),
        "events": _packed(events),
        "mentions": _packed(mentions),
    }
    page = (_HERE / "template" / "page.html").read_text(encoding="utf-8")
    for name, part in parts.items():
        page = page.replace("{{" + name + "}}", part)
    return page


@cache
def _style() -> str:
    return _text("template/page.css")


@cache
def _script() -> str:
    licences = _text("vendor/LICENSES.txt").replace("*/", "* /")
    library = [_text(f"vendor/d3-{name}.min.js") for name in _LIBRARY]
    program = [_text(f"template/{name}.js") for name in _PROGRAM]
    return "\n".join([f"/*\n{licences}*/", *library, '(() => {\n"use strict";', *program, "})();\n"])


def _text(name: str) -> str:
    """Read a part of the page. Line ends are made one kind, as a browser does before it compares hashes."""
    text = (_HERE / name).read_text(encoding="utf-8").replace("\r\n", "\n")
    if "</script" in text.lower() or "</style" in text.lower() or "<!--" in text:
        msg = f"{name} would end the element it is put into"
        raise ValueError(msg)
    return text


def _policy(style: str, script: str) -> str:
    allowed = {"script-src": script, "style-src": style}
    hashes = [f"{kind} 'sha256-{_hash(text)}'" for kind, text in allowed.items()]
    return "; ".join(["default-src 'none'", *hashes, "base-uri 'none'", "form-action 'none'"])


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _packed(columns: Mapping[str, Any]) -> str:
    """Compress columns, and write them in base64. No time of writing is in it: equal columns are equal bytes."""
    return base64.b64encode(gzip.compress(pack(columns), _LEVEL, mtime=0)).decode()
