"""Which part of the documents one belongs to, so that a model is measured on what it has not seen in any file."""

import hashlib
from typing import Final

__all__ = ["FOLDS", "fold"]

FOLDS: Final = 9


def fold(document: str) -> int:
    """Say which part a document belongs to, from 0, by the hash of its name."""
    return int(hashlib.md5(document.encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS
