"""How far up a timeline an event belongs."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.batches import to_records, to_table
from pipelines.days import UNKNOWN, DayInterval, parse_interval
from pipelines.records import Event
from pipelines.timeline.fuse import fuse
from pipelines.timeline.mentions import Mention
from pipelines.timeline.salience import ranked, salience
from pipelines.timeline.telling import Telling
from tests.pipelines.timeline.test_fuse import TOLD, detail, mention

ONE_DAY = DayInterval(0, 0)


def weight(where: str, day: DayInterval = ONE_DAY, kind: str = "OCCURRENCE", state: str = "happened") -> float:
    return salience([mention(name) for name in where], day, kind, state, TOLD)


def test_salience_grows_with_stories_and_with_what_is_told_later() -> None:
    assert weight("ac") > weight("aa") > weight("a") > weight("d") > 0
    assert weight("ab") == weight("a"), "a copy tells nothing more"
    assert weight("ddd") < weight("dc"), "another story is worth more than one that mentions it again"


@pytest.mark.parametrize(
    ("day", "kind", "state"),
    [
        (parse_interval("1970"), "OCCURRENCE", "happened"),
        (ONE_DAY, "REPORTING", "happened"),
        (ONE_DAY, "OCCURRENCE", "planned"),
        (UNKNOWN, "STATE", "denied"),
    ],
    ids=["a year", "speech", "planned", "undated"],
)
def test_salience_shrinks_with_vagueness_and_with_what_did_not_happen(day: DayInterval, kind: str, state: str) -> None:
    assert weight("d") > weight("d", day, kind, state) > 0


@pytest.mark.parametrize(
    ("finer", "wider"),
    [
        ("2015-06-18", "2015-06-15/2015-06-21"),
        ("2015-06-15/2015-06-21", "2015-06"),
        ("2015-06-15/2015-07-14", "2015-06-15/2015-08-30"),
        ("2015-06-15/2015-08-30", "2015"),
        ("2015", "2015/2016"),
        ("2015", "../2015-06-18"),
        ("../2015-06-18", ".."),
    ],
)
def test_the_finer_its_date_the_more_an_event_weighs(finer: str, wider: str) -> None:
    assert weight("d", parse_interval(finer)) > weight("d", parse_interval(wider)) > 0


def test_what_a_text_tells_first_weighs_most() -> None:
    first, later, last = (replace(mention("a"), start=start) for start in (0, 500, 10_000))
    one, two, three = (salience([own], ONE_DAY, "OCCURRENCE", "happened", TOLD) for own in (first, later, last))
    assert one > two > three > one / 2
    both = salience([last, first], ONE_DAY, "OCCURRENCE", "happened", TOLD)
    assert both > one, "where it is told first counts"


def test_salience_shrinks_with_what_keeps_a_headline_from_saying_it() -> None:
    plain, broken = (
        fuse([mention("a")], [replace(detail(), whole=whole)], Telling(), lambda _: "Roe was arrested.")
        for whole in (True, False)
    )
    assert plain.salience > broken.salience > 0


@pytest.mark.parametrize(
    ("lemmas", "share"),
    [
        pytest.param(["have", "let"], 1 / 4, id="say nothing"),
        pytest.param(["put"], 1 / 2, id="say little"),
        pytest.param(["have", "put"], 1 / 2, id="one says a little"),
        pytest.param(["put", "arrest"], 1, id="one says what happened"),
    ],
)
def test_what_only_verbs_tell_that_say_little_weighs_less(lemmas: list[str], share: float) -> None:
    def weighed(words: list[str]) -> float:
        mentions = [replace(mention("a"), lemma=word) for word in words]
        return salience(mentions, ONE_DAY, "OCCURRENCE", "happened", Telling())

    assert weighed(lemmas) == pytest.approx(weighed(["arrest"] * len(lemmas)) * share, abs=1e-6)


DAY = parse_interval("2015-06-18").earliest or 0


def told_by(documents: str, day: str = "2015-06-18", likely: float | None = None) -> Event:
    mentions: list[Mention] = [mention(name, day=day) for name in documents]
    own = detail() if likely is None else replace(detail(), vote=(DAY, likely))
    return fuse(mentions, [own] * len(mentions), Telling(), lambda _: "Roe was arrested.")


def raised(events: Sequence[Event], told: Telling, agreement: Sequence[float] | None = None) -> list[float]:
    return [
        event.salience
        for event in to_records(
            ranked(to_table("events", events), told, np.array(agreement or [0.0] * len(events))), Event
        )
    ]


def test_the_first_event_of_a_day_has_its_weight_and_the_others_share_it() -> None:
    told = Telling(naming={DAY: 40, DAY + 3: 2}, later={DAY: 30})
    alone = [told_by("a"), told_by("bc"), told_by("d"), told_by("e", day="2015-06")]
    one, two, third, vague = raised(alone, told)
    assert two == pytest.approx(told.weight(DAY), abs=1e-5)
    half = two * alone[0].salience / alone[1].salience / 2
    assert sorted([one, third], reverse=True) == pytest.approx([half, half * 2 / 3], abs=1e-5)
    assert vague == alone[3].salience


def test_a_day_that_no_words_name_adds_nothing() -> None:
    first, second = raised([told_by("ab"), told_by("c")], Telling())
    assert first == told_by("ab").salience
    assert second == pytest.approx(told_by("c").salience / 2, abs=1e-6)


def test_the_first_events_of_lesser_days_stand_before_the_last_of_a_great_one() -> None:
    told = Telling(naming={DAY: 40, DAY + 1: 20})
    *great, lesser = raised([*map(told_by, "abcdef"), told_by("g", day="2015-06-19")], told)
    assert max(great) > lesser > min(great)


def test_of_equals_the_one_comes_first_in_whose_words_others_tell_of_the_day() -> None:
    told = Telling(naming={DAY: 40})
    one, two, three = raised([told_by("a"), told_by("b"), told_by("cd")], told, [0.0, 5.0, 0.0])
    assert two == pytest.approx(told.weight(DAY), abs=1e-5), "the weight of the day is what is told of it"
    assert two > three > one


def test_an_event_is_raised_with_its_likely_day_as_far_as_that_is_sure() -> None:
    told = Telling(naming={DAY: 40})
    probable = told_by("b", "2015-06", likely=0.8)
    first, second, third = raised([told_by("a"), probable, told_by("c", "2015-06", likely=0.1)], told)
    assert (probable.likely_day, probable.likely_confidence) == (DAY, 0.8)
    assert first > second > probable.salience > third
    assert raised([probable], told) == [probable.salience], "nothing is known to be of that day"


@pytest.mark.property
@given(st.permutations(["a", "b", "cd", "ef", "ghi", "jklm"]), st.integers(0, 50))
def test_events_of_a_day_stay_in_the_order_of_what_is_told_of_them(order: list[str], naming: int) -> None:
    events = [told_by(documents) for documents in order]
    told = Telling(naming={DAY: naming})
    found = sorted(zip(raised(events, told), events, strict=True), key=lambda pair: -pair[0])
    weights = [event.salience for _, event in found]
    assert weights == sorted(weights, reverse=True)
    assert found[0][0] == pytest.approx(max(told.weight(DAY), weights[0]), abs=1e-5)
