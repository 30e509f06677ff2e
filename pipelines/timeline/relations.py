"""What documents and their mentions have to do with each other, found anew only where something has changed.

Which documents are alike, and which mentions of two of them may be one event, depends on those two documents alone, as long as the
same words are too common to tell anything. So what was found of documents that say the same as before still holds.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from pipelines.settings import Timeline
from pipelines.timeline.digests import Hashes, mixed
from pipelines.timeline.links import Links, crowd
from pipelines.timeline.looks import Floats, Looks, Numbers
from pipelines.timeline.pairs import Pairs, pairs_of
from pipelines.timeline.runs import ends_of, places_of
from pipelines.timeline.stories import Kin, closest, kin

__all__ = ["PARTS", "Relations", "Texts", "relate"]

PARTS = ("texts", "kin", "common", "links", "pairs")
"""Tables that `Relations.tables` makes."""


@dataclass(frozen=True, slots=True)
class Texts:
    """The words of documents.

    Attributes:
        documents: Their hashes, sorted.
        digests: Of each a number for all that its mentions say.
        ends: Where the words of each begin in `words`, and where the last ones end.
        words: Of each those of the sentences in which it mentions events, each once, sorted.
    """

    documents: Numbers
    digests: Hashes
    ends: Numbers
    words: Numbers

    @classmethod
    def of(cls, looks: Looks, rows: Hashes, before: "Texts") -> "Texts":
        """Gather the words of documents.

        Args:
            looks: All mentions.
            rows: A number for all that each says.
            before: Texts that are known already: those which say the same are taken over.
        """
        documents, place, counts = np.unique(looks["document"], return_inverse=True, return_counts=True)
        digests = counts.astype(np.uint64)
        np.add.at(digests, place, mixed(rows, rows))
        known = before.places(documents, digests)
        missing = np.flatnonzero(known[place] < 0)
        owner = np.repeat(place[missing], looks["words"][missing])
        words = looks.words[places_of(ends_of(looks["words"]), missing)]
        order = np.lexsort((words, owner))
        owner, words = owner[order], words[order]
        first = np.r_[True, (owner[1:] != owner[:-1]) | (words[1:] != words[:-1])][: len(words)]
        owner, words = owner[first], words[first]
        there = np.flatnonzero(known >= 0)
        sizes = np.bincount(owner, minlength=len(documents))
        sizes[there] = np.diff(before.ends)[known[there]]
        ends = ends_of(sizes)
        found = np.zeros(ends[-1], np.int64)
        found[places_of(ends, np.flatnonzero(known < 0))] = words
        found[places_of(ends, there)] = before.words[places_of(before.ends, known[there])]
        return cls(documents, digests, ends, found)

    def places(self, documents: Numbers, digests: Hashes) -> Numbers:
        """Give where documents are that say the same here, -1 for others."""
        if not len(self.documents):
            return np.full(len(documents), -1)
        place = np.minimum(np.searchsorted(self.documents, documents), len(self.documents) - 1)
        same = (self.documents[place] == documents) & (self.digests[place] == digests)
        return np.where(same, place, -1)


@dataclass(frozen=True, slots=True)
class Relations:
    """What documents and mentions have to do with each other.

    Attributes:
        texts: The words of all documents.
        kin: Which of them are alike.
        links: Which of them are compared.
        count: How many mentions there are.
        one: Numbers of mentions that may be one event with another, by story.
        other: Number of that other one; each two stand once.
        likely: How likely it is that both are one event.
    """

    texts: Texts
    kin: Kin
    links: Links
    count: int
    one: Numbers
    other: Numbers
    likely: Floats

    @classmethod
    def none(cls) -> "Relations":
        """Know of nothing."""
        nothing = np.zeros(0, np.int64)
        links = Links(nothing, np.zeros(0), np.zeros(1, np.int64), nothing, np.zeros(0))
        texts = Texts(nothing, nothing.astype(np.uint64), np.zeros(1, np.int64), nothing)
        return cls(texts, Kin.none(), links, 0, nothing, nothing, np.zeros(0))

    @classmethod
    def from_tables(cls, tables: Mapping[str, pa.Table], count: int) -> "Relations":
        """Take relations of so many mentions from the tables that `tables` makes of them."""
        text, near, link, pair = (tables[name] for name in ("texts", "kin", "links", "pairs"))
        words = text["words"].combine_chunks()
        ends = ends_of(words.value_lengths().to_numpy())
        texts = Texts(text["document"].to_numpy(), text["digest"].to_numpy(), ends, words.flatten().to_numpy())
        one, other, likeness = (near[name].to_numpy() for name in ("one", "other", "likeness"))
        first = np.searchsorted(link["one"].to_numpy(), np.arange(len(texts.documents) + 1))
        links = Links(
            texts.documents, text["crowd"].to_numpy(), first, link["other"].to_numpy(), link["story"].to_numpy()
        )
        return cls(
            texts,
            Kin(one, other, likeness, tables["common"]["word"].to_numpy()),
            links,
            count,
            pair["one"].to_numpy().astype(np.int64),
            pair["other"].to_numpy().astype(np.int64),
            pair["likely"].to_numpy(),
        )

    def tables(self) -> dict[str, pa.Table]:
        """Give the relations as tables, `PARTS`."""
        texts, links = self.texts, self.links
        words = pa.LargeListArray.from_arrays(pa.array(texts.ends), pa.array(texts.words))
        return {
            "texts": pa.table(
                {"document": texts.documents, "digest": texts.digests, "words": words, "crowd": links.crowds}
            ),
            "kin": pa.table({"one": self.kin.one, "other": self.kin.other, "likeness": self.kin.likeness}),
            "common": pa.table({"word": self.kin.common}),
            "links": pa.table({"one": links.one, "other": links.others, "story": links.story}),
            "pairs": pa.table(
                {"one": self.one.astype(np.int32), "other": self.other.astype(np.int32), "likely": self.likely}
            ),
        }

    def pairs(self, some: Numbers) -> Pairs:
        """Give the pairs among some mentions, sorted; numbers count those mentions."""
        number = np.full(self.count, -1)
        number[some] = np.arange(len(some))
        one, other = number[self.one], number[self.other]
        met = np.flatnonzero((one >= 0) & (other >= 0))
        return Pairs.between(one[met], other[met], self.likely[met], len(some))


def relate(looks: Looks, rows: Hashes, places: Numbers, limits: Timeline, before: Relations) -> Relations:
    """Find which documents are alike, and which mentions may be one event by their story.

    Args:
        looks: All mentions.
        rows: A number for all that each says.
        places: The number that each had before; -1 for those that are new.
        limits: How alike documents have to be, how likely a pair has to be, and how far apart in time it may be.
        before: What was found before, under the same limits. What comes out is the same without it.
    """
    texts = Texts.of(looks, rows, before.texts)
    known = before.texts.places(texts.documents, texts.digests)
    settled = np.flatnonzero(known >= 0)
    moved = np.full(len(before.texts.documents), -1)
    moved[known[settled]] = settled
    near = kin(texts.ends, texts.words, np.flatnonzero(known < 0), before.kin.moved(moved), limits)
    document = np.searchsorted(texts.documents, looks["document"])
    crowds = crowd(np.bincount(document, minlength=len(texts.documents)))
    links = Links.between(texts.documents, crowds, closest(near, texts.ends, texts.words, limits))
    kept = _held(before.links, moved, links)
    one, other, likely = pairs_of(looks, links.only(~np.isin(links.keys, kept)), limits)
    number = np.full(before.count, -1)
    number[places[places >= 0]] = np.flatnonzero(places >= 0)
    mine, theirs = number[before.one], number[before.other]
    there = (mine >= 0) & (theirs >= 0)
    mine, theirs, before_likely = mine[there], theirs[there], before.likely[there]
    held = np.isin(links.key(document[mine], document[theirs]), kept)
    pairs = ((mine[held], one), (theirs[held], other), (before_likely[held], likely))
    return Relations(texts, near, links, len(looks), *map(np.concatenate, pairs))


def _held(before: Links, moved: Numbers, links: Links) -> Numbers:
    """Give the keys of links that are as before, between documents that say the same."""
    one, other = moved[before.one], moved[before.others]
    there = (one >= 0) & (other >= 0)
    keys, story = links.key(one[there], other[there]), before.story[there]
    place = np.minimum(np.searchsorted(links.keys, keys), max(0, len(links.keys) - 1))
    found: Numbers = keys[(links.keys[place] == keys) & (links.story[place] == story)] if len(keys) else keys
    return found
