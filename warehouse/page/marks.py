"""Where in a headline the word stands that tells of the event.

A headline is a sentence on one line, perhaps without a stray mark at its ends (`pipelines.timeline.sentences`), so that
places in the sentence are not always places in the headline.
"""

from collections.abc import Iterable, Sequence

__all__ = ["marks", "place_in"]


def marks(
    headlines: Iterable[str], sentences: Iterable[str | None], starts: Iterable[int], ends: Iterable[int]
) -> dict[str, Sequence[int | None]]:
    """Give where each trigger starts in its headline and how long it is, both in code points; null where it is not in it.

    Args:
        headlines: The sentences as they are shown.
        sentences: The sentences as they stand in their documents, null where one is not known.
        starts: Where in them the triggers start.
        ends: Where they end.
    """
    found = [place_in(*each) for each in zip(headlines, sentences, starts, ends, strict=True)]
    return {
        "start": [place and place[0] for place in found],
        "length": [place and place[1] - place[0] for place in found],
    }


def place_in(headline: str, sentence: str | None, start: int, end: int) -> tuple[int, int] | None:
    """Give the half-open span of a headline that a span of its sentence has become, nothing where it is not all in it.

    >>> place_in("We met.", "“We  met.", 5, 8)
    (3, 6)
    """
    if headline == sentence:
        return start, end
    if sentence is None:
        return None
    line = " ".join(sentence.split())
    before = " ".join(f"{sentence[:start]}|".split())
    word = " ".join(sentence[start:end].split())
    first = len(before) - 1 - line.find(headline)
    if headline not in line or first < 0 or headline[first : first + len(word)] != word:
        return None
    return first, first + len(word)
