"""Why a mention belongs to its event, in words."""

from collections.abc import Sequence

from pipelines.days import DayInterval, written
from pipelines.timeline.cluster import Cluster
from pipelines.timeline.mentions import Mention

__all__ = ["by_story", "named"]


def named(own: Mention, shared: Sequence[str], *, same_document: bool) -> str:
    """Say that a mention names what its event is known by."""
    where = "in the same document" if same_document else "in another document"
    return f"{own.lemma!r} again {where}, with {', '.join(shared)}; {_when(own)}"


def by_story(own: Mention, cluster: Cluster, likely: float) -> str:
    """Say that a mention is so likely one with those of an event."""
    where = "in the same document" if own.document_id in cluster.documents else "in a document of the same story"
    shared = [item.full for item in own.names if cluster.is_known_by(item)]
    names = f", with {', '.join(shared)}" if shared else ""
    return f"{own.lemma!r} {where}{names}: {likely:.2f} likely; {_when(own)}"


def _when(own: Mention) -> str:
    return f"its days, {written(DayInterval(*own.begin))}, agree" if own.begin != (None, None) else "it has no day"
