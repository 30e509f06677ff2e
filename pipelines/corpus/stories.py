"""Documents that tell one story: copies, versions, reprints and excerpts, linked and never dropped.

What decides is the text and what is known of each document, never the order in which they came: the same documents are
the same stories, and the same one stands for each.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from pipelines.records import NearDuplicate
from pipelines.settings import Corpus

__all__ = ["Link", "Told", "links_of", "near_duplicates", "stories_of"]


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of a document, for linking it with others.

    Attributes:
        document_id: Its place.
        body: Hash of its body's words, repeated lines left out; `None` where they are too few to compare. The same in
            documents of one text.
        size: Number of those words.
        text: The document that stands for its text.
        origin: Its source, `None` where only the file or folder is known that it arrived in.
        written: Last day on which it can have been written, `None` where that is not known.
    """

    document_id: str
    body: int | None
    size: int
    text: str
    origin: str | None
    written: int | None

    @property
    def rank(self) -> tuple[bool, int, int, str]:
        """Whose rank is least stands for the others: known to be written first, then the longest, then by id."""
        return self.written is None, self.written or 0, -self.size, self.document_id


@dataclass(frozen=True, slots=True)
class Link:
    """Two bodies that share enough to be linked.

    Attributes:
        other: Hash of the other body.
        similarity: Share of the shingles of either that both have.
        containment: Share of the smaller one's shingles that both have.
        joins: Whether they tell one story.
    """

    other: int
    similarity: float
    containment: float
    joins: bool


def links_of(pairs: Iterable[pa.Table], limits: Corpus) -> dict[int, list[Link]]:
    """Link the bodies that share enough.

    Args:
        pairs: Tables of `compare.PAIRS`.
        limits: How much is enough.

    Returns:
        The links of each body that has any.
    """
    found: dict[int, list[Link]] = defaultdict(list)
    for table in pairs:
        for first, second, shared, one, two in zip(*(column.to_pylist() for column in table.columns), strict=True):
            least = min(one, two)
            if not shared or shared < limits.least_contained * least:
                continue
            similarity, containment = shared / (one + two - shared), shared / least
            joins = similarity >= limits.story_similarity
            held = containment >= limits.excerpt_contained
            if held or (joins and shared >= limits.least_shared):
                found[first].append(Link(second, similarity, containment, joins))
                found[second].append(Link(first, similarity, containment, joins))
    return found


def stories_of(documents: Sequence[Told], links: Mapping[int, Sequence[Link]]) -> dict[str, str]:
    """Give each document the one that stands for its story; itself where it is alone.

    Args:
        documents: All documents that have a text.
        links: The links of their bodies.
    """
    texts, alive = Counter(told.text for told in documents), Counter(told.body for told in documents)
    found = {told.document_id: told.document_id for told in documents}
    together = [
        told
        for told in documents
        if texts[told.text] > 1 or told.text != told.document_id or _meets(told, links, alive)
    ]
    chief: dict[object, object] = {}

    def find(item: object) -> object:
        while chief.setdefault(item, item) != item:
            chief[item] = chief[chief[item]]
            item = chief[item]
        return item

    for told in together:
        own = find(("document", told.document_id))
        chief[own] = find(("document", told.text))
        if told.body is not None:
            chief[find(own)] = find(told.body)
            for link in links.get(told.body, ()):
                if link.joins and link.other in alive:
                    chief[find(told.body)] = find(link.other)
    first: dict[object, Told] = {}
    for told in sorted(together, key=lambda told: told.rank):
        first.setdefault(find(("document", told.document_id)), told)
    return found | {told.document_id: first[find(("document", told.document_id))].document_id for told in together}


def _meets(told: Told, links: Mapping[int, Sequence[Link]], alive: Mapping[int | None, int]) -> bool:
    """Whether another document has the same body, or one that joins it."""
    if told.body is None:
        return False
    return alive[told.body] > 1 or any(link.joins and link.other in alive for link in links.get(told.body, ()))


def near_duplicates(
    documents: Sequence[Told], links: Mapping[int, Sequence[Link]], stories: Mapping[str, str], limits: Corpus
) -> list[NearDuplicate]:
    """Say of each document that is not alone what it is linked to, and how.

    Args:
        documents: All documents that have a text.
        links: The links of their bodies.
        stories: What `stories_of` gives for them.
        limits: What makes a version, and what an excerpt.

    Returns:
        One row a document that does not stand for its story, and one for each that does and is an excerpt of another.
        Sorted by document.
    """
    ranked = sorted(documents, key=lambda told: told.rank)
    stands: dict[object, Told] = {}
    for told in ranked:
        stands.setdefault(_text(told), told)
    rows: list[NearDuplicate] = []
    for told in ranked:
        story, same = stories[told.document_id], stands[_text(told)]
        if same is not told:
            rows.append(NearDuplicate(told.document_id, same.document_id, story, "same text", 1.0, 1.0))
        elif told.body is not None:
            near = [(link, stands[link.other]) for link in links.get(told.body, ()) if link.other in stands]
            for link, other in _likest(told, near, stories):
                figures = round(link.similarity, 4), round(link.containment, 4)
                kind = _kind(told, other, link, limits)
                rows.append(NearDuplicate(told.document_id, other.document_id, story, kind, *figures))
    return sorted(rows, key=lambda row: row.document_id)


def _text(told: Told) -> object:
    return told.text if told.body is None else told.body


def _likest(told: Told, near: Sequence[tuple[Link, Told]], stories: Mapping[str, str]) -> Sequence[tuple[Link, Told]]:
    """The one link to show: to what stands for the story, else to the likest of the story; none where it is alone."""
    story = stories[told.document_id]
    if story == told.document_id:  # it stands for a story of its own, and may yet be an excerpt of another one
        able = [(link, other) for link, other in near if not link.joins and other.size > told.size]
    else:
        of_story = [pair for pair in near if stories[pair[1].document_id] == story]
        able = [pair for pair in of_story if pair[1].document_id == story] or of_story
    return sorted(able, key=lambda pair: (-pair[0].similarity, -pair[0].containment, pair[1].rank))[:1]


def _kind(told: Told, other: Told, link: Link, limits: Corpus) -> str:
    if link.similarity < limits.version_similarity and link.containment >= limits.excerpt_contained:
        return "excerpt"
    differ = told.origin is not None and other.origin is not None and told.origin != other.origin
    return "reprint" if differ else "updated version"
