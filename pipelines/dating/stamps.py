"""Time stamps inside a text: the article's own, those of comments, and sentences that say when it appeared.

A text dump runs lines together: "Tuesday, June 15, 2010; 9:30 PM The official estimate ..." states its day as well as a
byline does. Prose does not put a date next to a clock time without a preposition, so what stands there is a stamp. The
stamps of comments say that the article is no younger than the first of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

import regex

from pipelines.dating.clues import Clue, labels, weight
from pipelines.dating.mentions import Mention
from pipelines.days import DayInterval

__all__ = ["Stamps", "stamps_in"]

_HEAD: Final = 1200
"""Characters within which an article's own stamp stands, where it has no author beside it."""
_POSTS: Final = 4
"""Bare stamps from which on they are those of posts under an article."""
_SEVERAL: Final = 2
"""Days of stamps from which on a text is a list of articles: one may be published and updated."""
_AROUND: Final = 140
_HOUR: Final = r"[0-2]?[0-9][:.][0-5][0-9](?::[0-5][0-9])?(?:\s*[ap]\.?\s?m\b\.?)?"
_ZONE: Final = r"(?:\s*(?:(?-i:[A-Z]{1,4}[SD]?T|GMT|UTC|Z)\b|(?-i:UK|local)\s+time\b|Uhr\b|\([A-Z]{2,4}\)))?"
_CLOCK_AFTER: Final = regex.compile(
    rf"\s*(?:[;,|·•@–—-]\s*)?(?:last updated\s+)?(?:at\s+|um\s+|à\s+|a las\s+)?(?:{_HOUR}|[0-2]?[0-9]\s?[ap]\.?m\b\.?){_ZONE}",
    regex.I,
)
_CLOCK_BEFORE: Final = regex.compile(rf"(?<![\w.:]){_HOUR}{_ZONE}\s*[,|·•–—-]?\s*(?:on\s+)?$", regex.I)
_PAGE_AFTER: Final = regex.compile(r"\s*[;,|]\s*(?:Page|page|p\.)\s?[A-Z]{0,2}-?[0-9]+")
_BY_AFTER: Final = regex.compile(r"(?:\s*[|·•–—-]\s*|\s+)(?-i:[Bb]y|BY)\b\s?:?\s+\p{Lu}")
_BY_BEFORE: Final = regex.compile(
    r"\b(?-i:[Bb]y|BY|[Vv]on|[Pp]ar|[Pp]or)\s+\p{Lu}[\p{L}.'’-]*(?:\s+\p{Lu}[\p{L}.'’-]*){0,4}\s*[|,·•–—-]\s*$"
)
_NAME_BEFORE: Final = regex.compile(r"(?:^|\n)\s*\p{Lu}[\p{L}.'’-]+(?:\s+\p{Lu}[\p{L}.'’-]+){1,3}\s*[|·•]\s*$")
_BOUNDARY: Final = regex.compile(r"(?:^|\n|[.!?:]['\"”’)]*\s|[|·•]\s*|\s[-–—]\s)\s*$")
_LAST_WORD: Final = regex.compile(r"([\p{L}\p{M}'’-]+)[\s,]*$")
_ON: Final = regex.compile(r"\b(?:on|am|le|el)\s+(?:the\s+)?$", regex.I)


@dataclass(frozen=True, slots=True)
class _Stamp:
    """A day of the text with what stands beside it."""

    mention: Mention
    before: str
    after: str
    weekday: bool
    clock: bool
    start: int


@dataclass(frozen=True, slots=True)
class Stamps:
    """What the stamps of a text say, and which of its dates they are, so that nobody reads those as prose."""

    clues: tuple[Clue, ...]
    taken: frozenset[int]
    """First code points of the mentions that are stamps."""
    article_end: int
    """Where the comments begin; the end of the text where it has none."""


@cache
def _any(section: str) -> "regex.Pattern[str]":
    words = "|".join(regex.escape(word) for word in labels(section))
    return regex.compile(rf"(?<![\p{{L}}\p{{M}}])(?:{words})(?![\p{{L}}\p{{M}}])", regex.I)


@cache
def _weekday() -> "regex.Pattern[str]":
    words = "|".join(regex.escape(word) for word in labels("weekdays"))
    return regex.compile(rf"(?<![\p{{L}}\p{{M}}])(?:{words})\.?\s?,?\s*(?:den\s+|le\s+)?$", regex.I)


def stamps_in(text: str, mentions: Sequence[Mention]) -> Stamps:
    """Tell which dates of a text are stamps, and what they say.

    Args:
        text: The document.
        mentions: What names a year in it.

    Returns:
        The clues (the article's own stamp, the first comment, when it appeared or was changed), and the stamps' places.
    """
    stamps = [_stamp(text, mention) for mention in mentions if mention.days.single]
    comments = [stamp for stamp in stamps if _is_comment(stamp)]
    known = {stamp.mention.start for stamp in comments}
    bare = [stamp for stamp in stamps if stamp.clock and not stamp.weekday and stamp.mention.start not in known]
    listed = [stamp for stamp in bare if not _has_author(stamp)] if len(comments) + len(bare) >= _POSTS else []
    if len(comments) + len(listed) >= _POSTS:
        comments += listed
    commented = {stamp.mention.start for stamp in comments}
    first_comment = min((stamp.start for stamp in comments), default=len(text))
    clues: list[Clue] = []
    taken = set(commented)
    for stamp in stamps:
        if stamp.mention.start in commented:
            continue
        clue = _said(text, stamp) or _own(text, stamp, first_comment)
        if clue:
            clues.append(clue)
            taken.add(stamp.mention.start)
        elif stamp.clock and not _ON.search(stamp.before):
            taken.add(stamp.mention.start)
    clues += _commented(text, comments)
    return Stamps(tuple(_one_day(clues)), frozenset(taken), first_comment if len(comments) > 1 else len(text))


def _one_day(clues: list[Clue]) -> Iterator[Clue]:
    """Believe no stamp where an article has stamps of several days: then it is a list of articles."""
    days = {clue.days for clue in clues if clue.days.single}
    for clue in clues:
        if clue.days.single and len(days) > _SEVERAL:
            yield replace(clue, weight=0.0, note="one of several time stamps")
        else:
            yield clue


def _stamp(text: str, mention: Mention) -> _Stamp:
    before = text[max(0, mention.start - _AROUND) : mention.start]
    after = text[mention.end : mention.end + _AROUND]
    named = _weekday().search(before)
    before = before[: named.start()] if named else before
    clock = _CLOCK_BEFORE.search(before)
    if clock:
        before = before[: clock.start()]
    follows = _CLOCK_AFTER.match(after) or _PAGE_AFTER.match(after)
    if follows:
        after = after[follows.end() :]
    start = mention.start - _AROUND + len(before) if mention.start >= _AROUND else len(before)
    return _Stamp(mention, before, after, bool(named), bool(clock or follows), start)


def _is_comment(stamp: _Stamp) -> bool:
    if not stamp.clock:
        return False
    behind = stamp.after.lstrip(" \t|,·•-–—)(")[:60]
    if _any("comment_after").match(behind):
        return True
    wrote = regex.match(r"[^\n.!?:]{1,40}?\s(?:wrote|said|schrieb|a écrit|escribió)\s?:", behind)
    before = _any("comment_before").search(stamp.before[-70:])
    return bool(wrote or before)


def _commented(text: str, comments: list[_Stamp]) -> Iterator[Clue]:
    if not comments:
        return
    first = min(comments, key=lambda stamp: stamp.mention.days.latest or 0).mention
    yield Clue(
        "comment",
        "text: comments",
        text[first.start : first.end],
        DayInterval(None, first.days.latest),
        weight("comment"),
        first.start,
        first.end,
        note="the first comment: written on that day or before",
        nearest=True,
    )


def _said(text: str, stamp: _Stamp) -> Clue | None:
    """Read "A version of this article appeared in the Guardian on Wednesday 16 June 2010"."""
    sentence = stamp.before.rsplit(". ", 1)[-1].rsplit("\n", 1)[-1]
    mention, day = stamp.mention, stamp.mention.days.latest or 0
    surface = text[mention.start : mention.end]
    if _any("changed").search(sentence):
        note = "the day of a change: published then or before"
        days = DayInterval(None, day)
        return Clue("byline", "text: updated", surface, days, weight("updated"), mention.start, mention.end, note=note)
    if _any("appeared").search(sentence):
        note = "when it appeared in print: written on that day or before"
        days = DayInterval(None, day)
        return Clue(
            "byline", "text: appeared", surface, days, weight("appeared"), mention.start, mention.end, note=note
        )
    return None


def _own(text: str, stamp: _Stamp, first_comment: int) -> Clue | None:
    """Read the article's own stamp; `None` where the date is one of a sentence, a caption or a comment."""
    mention = stamp.mention
    belief = _belief(stamp, mention.start < min(_HEAD, first_comment))
    if belief is None:
        return None
    surface = text[mention.start : mention.end]
    if _any("updated").search(stamp.before[-30:]):
        note, days = "the day of a change: published then or before", DayInterval(None, mention.days.latest)
        return Clue("byline", "text: updated", surface, days, weight("updated"), mention.start, mention.end, note=note)
    return Clue("byline", "text: time stamp", surface, mention.days, weight(belief), mention.start, mention.end)


def _has_author(stamp: _Stamp) -> bool:
    return bool(_BY_BEFORE.search(stamp.before) or _NAME_BEFORE.search(stamp.before))


def _belief(stamp: _Stamp, in_head: bool) -> str | None:
    word = _LAST_WORD.search(stamp.before)
    if word and word.group(1).casefold() in labels("prepositions"):
        return None
    by = _has_author(stamp)
    if by and stamp.clock:
        return "stamp with author"
    if not in_head:
        return None
    if stamp.clock and stamp.weekday:
        return "stamp with weekday"
    at_boundary = bool(_BOUNDARY.search(stamp.before)) or not stamp.before.strip()
    if at_boundary and stamp.clock:
        return "stamp"
    if at_boundary and (by or _BY_AFTER.match(stamp.after)):
        return "stamp with author"
    return None
