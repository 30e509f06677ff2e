"""Frozen dataclasses that are quick to make.

A frozen dataclass sets each of its fields by a call of `object.__setattr__`, which takes ten times as long as an assignment; a row of
forty fields made for every sixth word of a text feels it. What `quick` puts in its place lets a new instance belong to a twin
class that is not frozen until its fields are set. Nobody ever sees it unfrozen.
"""

from dataclasses import MISSING, fields
from typing import Any, Final, TypeVar

__all__ = ["quick"]

Made = TypeVar("Made")

_TURN: Final = object.__dict__["__class__"].__set__
"""Makes an instance one of another class of the same slots; a frozen class would not let itself be changed."""


def quick(kind: type[Made]) -> type[Made]:
    """Give a frozen dataclass with slots a quicker `__init__`; everything else of it stays as it is.

    Args:
        kind: The class; its fields have plain defaults or none.

    Raises:
        TypeError: A field has a default factory, or is not set by `__init__`.

    >>> from dataclasses import dataclass
    >>> @quick
    ... @dataclass(frozen=True, slots=True)
    ... class Place:
    ...     name: str
    ...     country: str | None = None
    >>> Place("Paris", country="FR")
    Place(name='Paris', country='FR')
    """
    known: dict[str, Any] = {"turn": _TURN, "own": kind}
    head, body = [], []
    for item in fields(kind):  # type: ignore[arg-type]  # what is no dataclass is refused by `fields` itself
        if item.default_factory is not MISSING or not item.init:
            msg = f"{kind.__name__}.{item.name} is no plain field: it has a default factory, or is not set by __init__"
            raise TypeError(msg)
        if item.default is not MISSING:
            known[f"default_{item.name}"] = item.default
        head.append(item.name if item.default is MISSING else f"{item.name}=default_{item.name}")
        body.append(f"self.{item.name} = {item.name}")
    known["twin"] = type(kind.__name__, (), {"__slots__": kind.__slots__})  # type: ignore[attr-defined]
    if hasattr(kind, "__post_init__"):
        body.append("turn(self, own)\n self.__post_init__()")
    else:
        body.append("turn(self, own)")
    lines = "\n ".join(["turn(self, twin)", *body])
    # Made of the names of the class's own fields, as `dataclass` makes the one it replaces.
    exec(f"def __init__(self, {', '.join(head)}):\n {lines}", known)  # noqa: S102
    made = known["__init__"]
    made.__qualname__, made.__annotations__ = f"{kind.__qualname__}.__init__", kind.__init__.__annotations__
    type.__setattr__(kind, "__init__", made)
    return kind
