"""How likely two mentions of one kind speak of one event, by what their sentences and documents share.

A log-linear model over a few numbers. What it has learnt stands in `coreference.toml`, where each number is explained.
"""

import tomllib
from functools import cache
from math import exp
from pathlib import Path
from typing import Final

from pipelines.timeline.kinds import kind_of
from pipelines.timeline.mentions import Mention, Name, is_light, same_name
from pipelines.timeline.words import alike

__all__ = [
    "FEATURES",
    "LITTLE",
    "MOST_NAMES",
    "NEAR_STORY",
    "OWN_STORY",
    "features",
    "likelihood",
    "says_little",
    "weights",
]

FEATURES: Final = (
    *("always", "story", "same_document", "same_sentence", "sentence", "same_lemma", "same_family", "common"),
    *("names", "agents", "agents_differ", "patients", "patients_differ", "places", "places_differ", "crossed"),
    *("same_class", "speech", "far", "common_story", "lemma_story", "common_sentence", "speech_sentence"),
)
"""The numbers a pair of mentions is judged by, in the order of `features`."""

OWN_STORY: Final = 0.4
"""How alike a document counts as to itself, so that one weight serves within and across documents."""
NEAR_STORY: Final = 0.25
"""Below this, documents of one story are rare."""
MOST_NAMES: Final = 2
"""Shared names that count."""
_NO_HAPPENING: Final = frozenset(("STATE", "I_STATE", "PERCEPTION"))
"""TimeML classes of what is thought, felt or lasts: a text may say it any number of times of anything."""
LITTLE: Final = 1.5
"""What is taken off for such words and light verbs, as a logarithm of odds; set by reading news, not learnt."""


@cache
def weights() -> tuple[float, ...]:
    """What the model has learnt: a weight for each of `FEATURES`."""
    learnt = tomllib.loads((Path(__file__).parent / "coreference.toml").read_text(encoding="utf-8"))["weights"]
    return tuple(learnt[name] for name in FEATURES)


def features(one: Mention, other: Mention, story: float) -> tuple[float, ...]:
    """Describe a pair of mentions of one kind.

    Args:
        one: A mention.
        other: Another; the order of both does not matter.
        story: How alike their documents are, 0 to 1; not looked at where they stand in the same document.
    """
    same = one.document_id == other.document_id
    within = same and one.sentence == other.sentence
    sentence = 0.0 if within else alike(one.words, other.words, one.length * other.length)
    lemma = one.lemma == other.lemma
    common = (one.common + other.common) / 2
    near = OWN_STORY if same else story
    speech = one.event_class == "REPORTING" or other.event_class == "REPORTING"
    agents, patients, places = (_role(*pair) for pair in zip(one.roles, other.roles, strict=True))
    crossed = _role(one.roles[0], other.roles[1]) > 0 or _role(one.roles[1], other.roles[0]) > 0
    return (
        1.0, near, float(same), float(within), sentence, float(lemma), float(kind_of(one.lemma) == kind_of(other.lemma)),
        common, min(MOST_NAMES, _shared_names(one, other)), max(0.0, agents), max(0.0, -agents), max(0.0, patients),
        max(0.0, -patients), max(0.0, places), max(0.0, -places), float(crossed), float(one.event_class == other.event_class),
        float(speech), max(0.0, NEAR_STORY - near), common * near, near if lemma else 0.0, common * sentence,
        sentence if speech else 0.0,
    )  # fmt: skip


def likelihood(one: Mention, other: Mention, story: float, crowd: float) -> float:
    """How likely two mentions of one kind speak of one event, 0 to 1, apart from what their days tell.

    The more events two documents tell of, the fewer of their mentions of one word are one event: the odds fall as the texts
    grow. They fall too for words that say little, which annotated data hardly has and texts are full of.

    Args:
        one: A mention.
        other: Another.
        story: How alike their documents are, 0 to 1.
        crowd: How much their documents tell, as `Stories.crowd` gives it.
    """
    score = sum([own * value for own, value in zip(weights(), features(one, other, story), strict=True)]) - crowd
    if says_little(one) or says_little(other):
        score -= LITTLE
    return 1 / (1 + exp(-max(-30.0, min(30.0, score))))


def says_little(own: Mention) -> bool:
    """Whether a mention's word says little: it is a light verb, or of what is thought, felt or lasts."""
    return own.event_class in _NO_HAPPENING or is_light(own.lemma)


def _shared_names(one: Mention, other: Mention) -> int:
    return sum(
        any(own.key == theirs.key and same_name(own.full, theirs.full) for theirs in other.names) for own in one.names
    )


def _role(one: Name | None, other: Name | None) -> float:
    """1 where the same name fills a role, -1 where two proper names do, -0.5 where two others do, 0 where one is not known."""
    if one is None or other is None:
        return 0.0
    if one.key == other.key and same_name(one.full, other.full):
        return 1.0
    return -1.0 if one.proper and other.proper else -0.5
