"""Readers of the present, the past and the future: "now", "recently", "the near future", "some day"."""

from dataclasses import replace

from pipelines.temporal.meaning import Context, Found, Meaning, reader

__all__: list[str] = []


@reader
def reference(found: Found, context: Context) -> Meaning | None:
    """`now`, `recently`, `the near future`."""
    value = found.get("REF")
    if found.words == ["atm"] and found.text.endswith(
        ("the ", "an ", "this "), max(0, context.start - 5), context.start
    ):
        return None
    phrase = " ".join(found.words)
    if value is None:
        ahead = "future" in phrase or "term" in phrase
        value = "FUTURE_REF" if ahead else "PAST_REF" if "past" in phrase or "that" in phrase else "PRESENT_REF"
    trim = 1 if found.words[0] in ("just", "by", "until", "even", "only") else 0
    return Meaning("DATE", str(value), trim=(trim, 0))


@reader
def present(found: Found, context: Context) -> Meaning | None:
    """`to this day`, `to date`, `present-day`; not what is kept up to date."""
    if found.words == ["date"] and found.text.endswith("up to ", max(0, context.start - 6), context.start):
        return None
    return Meaning("DATE", "PRESENT_REF")


@reader
def some_day(_found: Found, _context: Context) -> Meaning | None:
    """`some day`."""
    return Meaning("DATE", "FUTURE_REF")


@reader
def told_reference(found: Found, context: Context) -> Meaning | None:
    """`former`, `future`, in histories and messages; in news they describe persons and things."""
    if not context.narrative and not (context.message and found.get("TOLD") is None):
        return None
    return Meaning("DATE", str(found.get("TOLD") or "FUTURE_REF"))


@reader
def told_time(found: Found, context: Context) -> Meaning | None:
    """`this period`, `at the same time`, in histories: the time of the last date close by, else some time past."""
    if not context.narrative:
        return None
    if found.words[:2] == ["this", "time"]:
        return Meaning("DATE", "PRESENT_REF")
    at = found.text[max(0, found.tokens[found.candidate.first].start - 3) : found.tokens[found.candidate.first].start]
    if at.lower() in ("at ", "on ") and context.near and context.reference is not None:
        return replace(context.reference, type="DATE", mod=None, anchor="expression", lends=False)
    return Meaning("DATE", "PAST_REF")
