"""Why a document has its day of writing, argued as a person would: what decides, what agrees, what lost and why."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from rich.markup import escape

from assets.answers import cell
from assets.screen import OUT

__all__ = ["argued", "argument", "derived_argument"]

_AROUND: Final = 60
"""Characters of the text that are quoted on either side of what was read."""
_WHO: Final = {
    "given": "{origin} gives",
    "html": "The page says ({origin})",
    "front matter": "The head of the file says ({origin})",
    "mail": "The head of the mail says ({origin})",
    "feed": "The feed says",
    "metadata": "The file says of itself ({origin})",
    "file": "The file says ({origin})",
    "url": "The address is filed under",
    "captured": "It was captured",
    "byline": "A line of the text states",
    "dateline": "The dateline reads",
    "comment": "The first comment on it bears",
    "fact": "It speaks of",
    "text": "The text says",
}
_WHAT: Final = {
    "file_modified": "Its file was last changed",
    "file_member_modified": "Its archive says it was last changed",
    "http_last_modified": "Its server says it was last changed",
}
"""The same for pieces of evidence that are named, whatever their kind."""
_GROUPS: Final = ("It rests on", "This agrees with it", "This was set aside")


def argued(
    found: Mapping[str, Any], evidence: Sequence[Mapping[str, Any]], derived: Sequence[Mapping[str, Any]] = ()
) -> None:
    """Print when a document was written, and why that is thought.

    Args:
        found: The document: `uri`, `title`, `text`, `answer`, `method`, `confidence`, `contradicted`.
        evidence: All that speaks for a day, as the report `publication_evidence` gives it.
        derived: What other documents tell of it, as the report `derived` gives it.
    """
    for line in (*argument(found, evidence), *derived_argument(derived)):
        OUT.print(escape(line), soft_wrap=True)


def derived_argument(derived: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Give the lines that argue for a day derived from other documents; none where nothing follows from them.

    Args:
        derived: The evidence, one row a piece, as the report `derived` gives it.
    """
    if not derived:
        return
    first = derived[0]
    yield ""
    yield f"Derived from other documents, in round {first['round']}:"
    likely = f", most likely {first['most_likely']}" if first["most_likely"] else ""
    yield f"  written      {first['derived']} ({first['decided']}), right for {float(first['confidence']):.0%} of such days{likely}"
    for number, item in enumerate(derived, 1):
        unused = "" if item["used"] else ", set aside"
        yield (
            f"  {number}. {cell(item['other'])} ({item['other_id']}), written {item['other_written']}, by {item['rule']}: "
            f"“{cell(item['shared'])}”, so {item['says']}{unused}; {cell(item['note'])}"
        )


def argument(found: Mapping[str, Any], evidence: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Give the lines that argue for a document's day of writing.

    Args:
        found: The document, as for `argued`.
        evidence: All that speaks for a day.
    """
    yield f"{found['title'] or found['uri']}"
    yield f"  document     {found['document_id']}"
    yield f"  from         {found['uri']}"
    if found["earliest"] is None and found["latest"] is None:
        yield "  written      unknown: nothing in it or about it tells a day"
    else:
        sure = f"sure to {float(found['confidence']):.0%}" if found["confidence"] < 1 else "stated by its source"
        yield f"  written      {found['answer']} ({found['method']}), {sure}"
    if found["contradicted"]:
        yield "  contradicted it says different things of its own day"
    for title in _GROUPS:
        chosen = [item for item in evidence if _group(item) == title]
        if chosen:
            yield ""
            yield f"{title}:"
        for number, item in enumerate(chosen, 1):
            yield f"  {number}. {_sentence(item, found['text'] or '')}"


def _group(item: Mapping[str, Any]) -> str:
    return _GROUPS[2] if not item["used"] else _GROUPS[0] if item["decides"] else _GROUPS[1]


def _sentence(item: Mapping[str, Any], text: str) -> str:
    """Say one piece of evidence in a sentence."""
    who = _WHAT.get(item["origin"]) or _WHO.get(item["kind"], "{origin} says").format(origin=item["origin"])
    parts = [f"{who[:1].upper()}{who[1:]} {_quoted(item, text)}: {_meaning(item)}"]
    if item["note"]:
        parts.append(f"; {cell(item['note'])}")
    parts.append(f" (believed {float(item['weight']):.2f}")
    parts.append(f", characters {item['start']} to {item['end']})" if item["start"] is not None else ")")
    return "".join(parts)


def _meaning(item: Mapping[str, Any]) -> str:
    return str(item["says"]) if item["known"] else "no day by itself"


def _quoted(item: Mapping[str, Any], text: str) -> str:
    """Quote what was read, with the words around it where it stands in the text."""
    start, end = item["start"], item["end"]
    if start is None or text[start:end] != item["surface"]:
        return f"“{' '.join(cell(item['surface']).split())}”"
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    if start > _AROUND:
        before = "…" + before[before.find(" ") + 1 :]
    if end + _AROUND < len(text):
        after = after[: after.rfind(" ")] + "…" if " " in after else after + "…"
    return "“" + " ".join(f"{before}[{item['surface']}]{after}".split()) + "”"
