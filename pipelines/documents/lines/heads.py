"""Title and bylines: before the text of a page, or in the head of a letter."""

import re
from collections.abc import Sequence
from typing import Final

from pipelines.documents.lines.bylines import is_byline
from pipelines.documents.lines.given import folded_title, without_marks
from pipelines.documents.lines.page import Page

__all__ = ["Said", "label_head", "label_letter"]

Said = tuple[str, str, float | None]
"""What is said of a unit: label, reason, score."""

_BEFORE: Final = 8
"""Units before the first block of prose among which title and byline are looked for."""
_LEADS: Final = 3
"""A byline stands before the first blocks of prose, no more than so many: title, lead, byline, text."""
_CHRONICLE: Final = 4
"""So many lines of nothing but a day or a name amidst the text make a chronicle; there they are headings."""
_LIST: Final = re.compile(r"\s*(?:[•·*▪‣–-]|\d{1,3}[.)])\s")
_FULL_STOP: Final = re.compile(r"[.…;,:。_–—-][\"'”’»)\]]*$")
_FIELD: Final = re.compile(
    r"(?P<subject>subject|betreff|objet|asunto|assunto|oggetto)\s*:\s*\S"
    r"|(?P<other>(?P<from>from|von|de|da)|to|an|à|para|a|cc|bcc|kopie|copie|date|sent|datum|gesendet|envoyé|fecha|enviado|data|reply-to)\s*:\s*\S",
    re.IGNORECASE,
)
"""A field of a letter's head. Source: RFC 5322, 3.6; the words mail programs put for it in other languages."""
_MOST_FIELDS: Final = 8


def label_letter(page: Page) -> list[Said] | None:
    """Label the units of a letter: its subject is the title, its other fields say who wrote it and when, all else is text.

    Returns:
        `None` where the text does not begin with the fields of a letter: a subject and one more, or three others.
    """
    fields = []
    for line in page.texts[:_MOST_FIELDS]:
        match = _FIELD.match(line)
        if match is None:
            break
        fields.append("subject" if match["subject"] else "from" if match["from"] else "field")
    if len(fields) < (2 if "subject" in fields else 3) or len(fields) == len(page.texts) or len(set(fields)) == 1:
        return None
    subject = fields.index("subject") if "subject" in fields else None
    labels: list[Said] = [("byline", f"letter: {field}", None) for field in fields]
    if subject is not None:
        labels[subject] = ("title", "letter: subject", None)
    return labels + [("body", "letter", None)] * (len(page.texts) - len(fields))


def label_head(page: Page, prose: Sequence[bool], labels: list[Said], title: str | None) -> None:
    """Find title and bylines: before the first block of prose, or the first lines inside it."""
    if title is not None:
        wanted = folded_title(title)
        for i, line in enumerate(page.texts):
            if wanted and folded_title(line) == wanted:
                labels[i] = ("title", "as stated", None)
                break
    blocks = [i for i, (label, _, _) in enumerate(labels) if label == "body" and prose[i]]
    if not blocks:
        return
    short = [i for i in range(len(labels)) if not prose[i] and not page.notice[i]]
    before = [i for i in short if i < blocks[0]][-_BEFORE:]
    _bylines(page, short, labels, (*before, *range(blocks[0], blocks[:_LEADS][-1])))
    if not any(label == "title" for label, _, _ in labels):
        able = [i for i in before if labels[i][0] in ("body", "boilerplate") and _like_title(page.texts[i])]
        # The nearest one, unless the one before it is longer: a line between title and text is often a rubric.
        if able:
            labels[max(able[-3:], key=lambda i: min(len(page.texts[i]), 60))] = ("title", "before the prose", None)


def _bylines(page: Page, short: Sequence[int], labels: list[Said], head: Sequence[int]) -> None:
    """Label who wrote it and when. Many such lines are the headings of a chronicle, which is text."""
    able = set(head)
    found = [i for i in short if (i in able or labels[i][0] == "body") and is_byline(page.texts[i])]
    if sum(labels[i][0] == "body" for i in found) >= _CHRONICLE:
        return
    for i in found:
        if i in able and labels[i][0] in ("body", "boilerplate"):
            labels[i] = ("byline", "name or day", None)


def _like_title(text: str) -> bool:
    plain = without_marks(text)
    words = len(plain.split())
    letters = sum(map(str.isalpha, plain))
    if not plain or _LIST.match(text) or _FULL_STOP.search(plain) or not (plain[0].isupper() or not plain[0].isascii()):
        return False
    return words >= 2 and letters >= 8 and letters >= 0.6 * len(plain)
