"""A sentence as it is read: its words with their places, tags and dictionary forms, and what the model says of it."""

from dataclasses import dataclass

from pipelines.quick import quick
from pipelines.syntax.model import NOTHING, Analysis

__all__ = ["Sentence"]


@quick
@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, column by column; the columns have one length.

    Attributes:
        start: First code point in the text.
        end: Code point after its last.
        words: Its words as they stand.
        lowers: The same in small letters, with straight apostrophes.
        starts: First code point of each word in the text.
        ends: Code point after the last of each.
        tags: Penn Treebank tag of each.
        lemmas: Dictionary form of each, in small letters.
        analysis: What the model says of it.
    """

    start: int
    end: int
    words: tuple[str, ...]
    lowers: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    tags: tuple[str, ...]
    lemmas: tuple[str, ...]
    analysis: Analysis = NOTHING

    @property
    def heads(self) -> tuple[int, ...]:
        """For each word the place of the one it hangs on, -1 for a root; empty where the model was not asked. See `trees`."""
        return self.analysis.heads

    @property
    def relations(self) -> tuple[str, ...]:
        """For each word its Universal Dependencies relation to its head; empty where the model was not asked."""
        return self.analysis.relations

    @property
    def names(self) -> tuple[str, ...]:
        """For each word B-PER, I-PER, B-ORG and so on, O outside of names; empty where the model was not asked. See `names`."""
        return self.analysis.names
