"""An event with its reasons, as the terminal shows it: its days, who says what of it, and each mention with what dates it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from rich.markup import escape

from assets.answers import cell
from assets.screen import OUT

__all__ = ["derived_words", "explained"]


def explained(
    event: Mapping[str, Any],
    mentions: Sequence[Mapping[str, Any]],
    votes: Sequence[Mapping[str, Any]] = (),
    ids: Sequence[Mapping[str, Any]] = (),
) -> None:
    """Print an event, who says what of it differently, what became of ids, and each mention with why it has its date.

    In a mention's sentence the [trigger] and the {time expression} are marked.
    """
    OUT.print(f"[bold]{escape(cell(event['date_text']))}[/bold]  {escape(cell(event['headline']))}", soft_wrap=True)
    facts = (
        ("event", event["event_id"]),
        ("begins", _span(event["begin_earliest"], event["begin_latest"])),
        ("ends", _span(event["end_earliest"], event["end_latest"]) + (", still going on" if event["ongoing"] else "")),
        ("planned for", event["planned"]),
        ("rests on", derived_words(event) or event["date_basis"]),
        ("undated", event["undated_reason"]),
        ("status", event["status"]),
        ("participants", event["participants"]),
        ("place", event["place"]),
        ("told by", _told(event)),
    )
    for name, value in facts:
        if value:
            OUT.print(f"  {name:<13}{escape(cell(value))}", soft_wrap=True)
    for vote in votes:
        OUT.print(f"  {'told of it' if vote is votes[0] else '':<13}{escape(_voted(vote))}", soft_wrap=True)
    for change in ids:
        OUT.print(
            f"  {'ids' if change is ids[0] else '':<13}{_CHANGES[change['how']].format(**change)}", soft_wrap=True
        )
    for number, mention in enumerate(mentions, 1):
        OUT.print(f"\n{number}. {escape(marked(mention))}", soft_wrap=True)
        for line in _why(mention):
            OUT.print(f"   {escape(line)}", soft_wrap=True)


def derived_words(event: Mapping[str, Any]) -> str | None:
    """Say which documents an event's days are derived from; `None` where they are its own.

    Args:
        event: The event, with `derived_by` and `derived_titles`.
    """
    if not event["derived_by"]:
        return None
    titles = ", ".join(f"“{cell(title)}”" for title in event["derived_titles"])
    return f"derived from {titles} by {event['derived_by']}"


_CHANGES: Final = {
    "merged": "{other} went into it on {since}, with {shared} of its {mentions} mentions",
    "split": "{other} came out of it on {since}, with {shared} of its {mentions} mentions",
}
_MATTERS: Final = {"day": "began {}", "plan": "planned for {}", "status": "{}", "number": "{}"}


def _voted(vote: Mapping[str, Any]) -> str:
    """Say how many hold what of an event."""
    where = f"; see event {vote['told_in'][:9]}" if vote["elsewhere"] else ""
    return f"{_MATTERS[vote['matter']].format(vote['says'])}: {_told(vote)}{where}"


def _told(counts: Mapping[str, Any]) -> str:
    """Say how many mentions there are, in how many documents, from how many sources."""
    said = (
        f"{counts[name]} {name if counts[name] != 1 else name[:-1]}" for name in ("mentions", "documents", "sources")
    )
    return "{} in {} from {}".format(*said)


def marked(mention: Mapping[str, Any]) -> str:
    """Give a mention's sentence with its trigger in square and its time expression in curly brackets."""
    sentence, offset = mention["sentence"], mention["sentence_start"]
    marks = [(mention["start"] - offset, "["), (mention["end"] - offset, "]")]
    if mention["time_start"] is not None:
        marks += [(mention["time_start"] - offset, "{"), (mention["time_end"] - offset, "}")]
    # From the back, so that the places in front stay right.
    for place, mark in sorted(marks, reverse=True):
        if 0 <= place <= len(sentence):
            sentence = sentence[:place] + mark + sentence[place:]
    return " ".join(sentence.split())


def _why(mention: Mapping[str, Any]) -> Iterator[str]:
    published = _span(mention["published_earliest"], mention["published_latest"])
    if mention["time_surface"] is not None:
        against = f", against the publication date {published}" if mention["anchor"] == "publication" else ""
        read = _span(mention["time_earliest"], mention["time_latest"])
        yield f"“{mention['time_surface']}” is {mention['time_value']}{against}: {read} (rule {mention['rule']})"
    begin, end = (_span(mention[f"{side}_earliest"], mention[f"{side}_latest"]) for side in ("begin", "end"))
    ahead = mention["certainty"] == "planned"
    days = f"it was to begin {begin} and to end {end}" if ahead else f"it began {begin} and ended {end}"
    yield f"so {days}; {mention['certainty']}; date rests on: {mention['date_basis']}"
    if mention["undated_reason"]:
        yield f"undated: {mention['undated_reason']}"
    if probably := _probably(mention):
        yield probably
    if mention["derived_published"]:
        so = f", so it began {mention['derived_date']}" if mention["derived_date"] else ""
        by = f" (derived by {mention['derived_by']} from {mention['derived_from']})" if mention["derived_by"] else ""
        yield f"written {mention['derived_published']}, as other documents tell{so}{by}"
    yield f"written {published} ({mention['published_method']}); {mention['link']}"
    yield f"mention {mention['mention_id']}; belongs here: {mention['reason']}"


_LIES: Final = {
    "on": "on the day of publication",
    "before": "before the day of publication",
    "over": "begun before the day of publication and not yet ended",
    "after": "after the day of publication",
}


def _probably(mention: Mapping[str, Any]) -> str | None:
    """What such a mention means as a rule, where the possible days leave more than that."""
    if mention["likely_relation"] is None:
        return None
    share = f"{mention['likely_confidence']:.0%} of such mentions are"
    return f"probably {_LIES[mention['likely_relation']]}: {share}; a reading of usage, no evidence"


def _span(first: str | None, last: str | None) -> str:
    if first is None and last is None:
        return "unknown"
    if first == last:
        return str(first)
    return f"{first or '…'} to {last or '…'}"
