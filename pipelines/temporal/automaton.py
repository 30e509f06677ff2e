"""Which of many patterns can match at a place of a run: one walk over the codes instead of a match of each pattern.

All forms become one automaton of their positions. Sets of positions that were reached before are remembered with where
each code leads from there, so a walk costs one look-up a code. What forms look around at is left out: the answer may
name a pattern that does not match, never leaves one out that does.

Source: V. M. Glushkov, "The abstract theory of automata" (1961), for positions; sets made when first reached, as in
K. Thompson, "Regular expression search algorithm" (1968).
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from pipelines.temporal.words import ITEM

__all__ = ["Automaton"]

_MOST_STATES: Final = 20_000
"""Sets of positions remembered at once; news of 20 MB reaches some thousands."""


@dataclass(slots=True)
class _Piece:
    """A part of a form: whether it can be empty, at which positions it can begin and end, and its longest match."""

    empty: bool = True
    longest: int = 0
    first: list[int] = field(default_factory=list)
    last: list[int] = field(default_factory=list)


@dataclass(slots=True)
class _State:
    """A set of positions: the patterns that end at one of them, as bits, and the states after each code seen so far."""

    positions: frozenset[int]
    ends: int
    after: dict[str, "_State | None"] = field(default_factory=dict)


class Automaton:
    """Forms over one alphabet of codes, matched together.

    Args:
        forms: What is matched, in the notation of the lexicon's patterns.
        macros: Forms by name that `$NAME` stands for.
        codes: Gives the characters that a word of a form may stand for.

    Attributes:
        around: How many codes each form looks at before and after what it matches, at most.

    Raises:
        ValueError: A form has something in it that is no part of the notation.
    """

    def __init__(self, forms: Iterable[str], macros: Mapping[str, str], codes: Callable[[str], str]) -> None:
        self._macros, self._codes = macros, codes
        self._at: list[str] = []
        self._follow: list[list[int]] = []
        self._ends: dict[int, int] = {}
        self.around: list[tuple[int, int]] = []
        begin: list[int] = []
        for number, form in enumerate(forms):
            self.around.append((0, 0))
            piece, _ = self._either(form, 0)
            begin += piece.first
            for position in piece.last:
                self._ends[position] = self._ends.get(position, 0) | 1 << number
        self._at.append("")
        self._follow.append(begin)
        self._root = _State(frozenset((len(self._at) - 1,)), 0)
        self._states: dict[frozenset[int], _State] = {}

    def reach(self, codes: str, at: int) -> tuple[int, int]:
        """Say which forms can match at a place, and how far.

        Args:
            codes: The codes of a run.
            at: Index of the code where a match would begin.

        Returns:
            The numbers of the forms, as bits: the first form is 1, the second 2, the third 4; and the index of the code
            before which all matches end.
        """
        state, found = self._root, 0
        for index in range(at, len(codes)):
            code = codes[index]
            after = state.after
            following = after[code] if code in after else self._step(state, code)
            if following is None:
                return found, index
            state = following
            found |= state.ends
        return found, len(codes)

    def _step(self, state: _State, code: str) -> _State | None:
        if len(self._states) > _MOST_STATES:
            self._states.clear()
            self._root.after.clear()
        at, follow = self._at, self._follow
        positions = frozenset(new for old in state.positions for new in follow[old] if code in at[new])
        found = self._states.get(positions)
        if positions and found is None:
            ends = 0
            for position in positions:
                ends |= self._ends.get(position, 0)
            found = self._states[positions] = _State(positions, ends)
        state.after[code] = found
        return found

    def _either(self, form: str, at: int) -> tuple[_Piece, int]:
        """Read alternatives up to the bracket that ends them, or to the end; also where reading stopped."""
        whole = _Piece(empty=False)
        piece = _Piece()
        while at < len(form):
            found = ITEM.match(form, at)
            if found is None:
                msg = f"pattern {form!r}: nothing is known that begins like {form[at : at + 12]!r}"
                raise ValueError(msg)
            at = found.end()
            mark = found["mark"]
            if mark in (")", "}"):
                break
            if mark == "|":
                whole = _joined(whole, piece)
                piece = _Piece()
                continue
            item, at = self._item(form, found)
            if item is None:
                continue
            following = ITEM.match(form, at)
            while following and not following.group().strip():
                following = ITEM.match(form, following.end())
            if following and following["mark"] == "?":
                item.empty, at = True, following.end()
            piece = self._then(piece, item)
        return _joined(whole, piece), at

    def _item(self, form: str, found: re.Match[str]) -> tuple[_Piece | None, int]:
        """Read one item; none where it is a space or looks around."""
        at = found.end()
        if found["part"] or found["mark"] == "(":
            return self._either(form, at)
        if found["look"]:
            return None, self._look(form, at, behind="<" in found["look"])
        if found["macro"]:
            return self._either(self._macros[found["macro"]], 0)[0], at
        if not found["word"]:
            return None, at
        self._at.append(self._codes(found["word"]))
        self._follow.append([])
        return _Piece(empty=False, longest=1, first=[len(self._at) - 1], last=[len(self._at) - 1]), at

    def _look(self, form: str, at: int, *, behind: bool) -> int:
        """Note how far a form looks around, also inside what it looks at; where reading stopped."""
        outer, self.around[-1] = self.around[-1], (0, 0)
        piece, at = self._either(form, at)
        back, ahead = self.around[-1]
        back, ahead = (back + piece.longest, ahead) if behind else (back, ahead + piece.longest)
        self.around[-1] = (max(outer[0], back), max(outer[1], ahead))
        return at

    def _then(self, left: _Piece, right: _Piece) -> _Piece:
        """Put one piece after another."""
        for position in left.last:
            self._follow[position] += right.first
        return _Piece(
            left.empty and right.empty,
            left.longest + right.longest,
            left.first + right.first if left.empty else left.first,
            right.last + left.last if right.empty else right.last,
        )


def _joined(left: _Piece, right: _Piece) -> _Piece:
    longest = max(left.longest, right.longest)
    return _Piece(left.empty or right.empty, longest, left.first + right.first, left.last + right.last)
