from pipelines.days import DayInterval
from pipelines.events.arguments import Roles
from pipelines.events.certainty import Certainty
from pipelines.events.groups import VerbGroup
from pipelines.events.intervals import When
from pipelines.events.likely import Likely
from pipelines.events.places import Countries
from pipelines.events.rows import Origin, build
from pipelines.events.triggers import Trigger
from pipelines.records import Argument, EventMention, Participant
from pipelines.syntax.tagger import read_sentence

TEXT = "He may say rebels took the port in Libya."


def test_each_part_stands_in_its_column() -> None:
    agent, port, libya, him = (
        Argument(11, 17, 11, 17, "rebels"),
        Argument(23, 31, 27, 31, "port"),
        Argument(35, 40, 35, 40, "Libya"),
        Argument(0, 2, 0, 2, None),
    )
    somebody = (Participant("agent", None, 11, 17, 11, 17, "rebels"),)
    assert build(
        Origin("d", "c", TEXT, DayInterval(9, 9), countries=Countries(TEXT)),
        read_sentence(TEXT, 0, len(TEXT)),
        Trigger(4, 18, 22, "take", "verb", "OCCURRENCE", VerbGroup(4, "PAST", "PERFECTIVE", "NEG", "may")),
        Roles(agent, port, libya),
        sure=Certainty("possible", him),
        when=When(DayInterval(1, 2), DayInterval(3, 4), True, "time expression", "a reason"),
        position=5,
        everybody=somebody,
        chosen=Likely("on", 6, 7, 0.8, "usage"),
        kind="ASSAULT",
    ) == EventMention(
        document_id="d",
        content_hash="c",
        mention_id="d:18-22",
        start=18,
        end=22,
        surface="took",
        lemma="take",
        event_class="OCCURRENCE",
        event_type="ASSAULT",
        tense="PAST",
        aspect="PERFECTIVE",
        polarity="NEG",
        modality="may",
        certainty="possible",
        reporter=him,
        agent=agent,
        patient=port,
        place=libya,
        participants=somebody,
        sentence_start=0,
        sentence_end=41,
        sentence=TEXT,
        time_expression=5,
        begin_earliest=1,
        begin_latest=2,
        end_earliest=3,
        end_latest=4,
        ongoing=True,
        date_basis="time expression",
        undated_reason="a reason",
        likely_relation="on",
        likely_begin=6,
        likely_end=7,
        likely_confidence=0.8,
        likely_basis="usage",
        country="LY",
    )
