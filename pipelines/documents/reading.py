"""Which stretches of a document later stages read, told from the labels of its lines."""

from collections.abc import Container, Sequence

from pipelines.records import Line

__all__ = ["stretches"]


def stretches(lines: Sequence[Line], labels: Container[str]) -> list[tuple[int, int]]:
    """Give the lines with certain labels, those that follow one another joined.

    A text that was wrapped at a fixed width is so read across its line breaks; a line in between that is not read, an
    empty one too, parts two stretches.

    Args:
        lines: All lines of a text, in order.
        labels: Those to read.

    Returns:
        Half-open spans of the text.
    """
    found: list[tuple[int, int]] = []
    before: Line | None = None
    for line in lines:
        read = line.label in labels and line.end > line.start
        if read and before is not None and before.label == line.label:
            found[-1] = (found[-1][0], line.end)
        elif read:
            found.append((line.start, line.end))
        before = line if read else None
    return found
