"""Generated columns for a page of any number of events: words are made up, days lie as those of news do."""

import random
from itertools import product
from typing import Any

__all__ = ["generated"]

_WORDS = [
    "".join(parts) for parts in product(("ba", "ke", "li", "mo", "pra", "zi"), ("ran", "del", "min", "tor", "vel"))
]
_LAST_DAY = 17_000
_DAYS = ("begin_earliest", "begin_latest", "end_earliest", "end_latest")


def generated(count: int, seed: int = 5) -> tuple[dict[str, Any], dict[str, Any]]:
    """Give events and mentions as `warehouse.page.render` takes them; every tenth event has no date."""
    draw = random.Random(seed)  # noqa: S311 - made-up data
    dated = count - count // 10
    begins = sorted(_LAST_DAY - int(abs(draw.gauss(0, 4_000))) for _ in range(dated))
    days = [_days(draw, begins[place] if place < dated else None) for place in range(count)]
    numbers = [draw.randint(0, 4) for _ in range(count)]

    def coded(values: list[str]) -> dict[str, Any]:
        return {"values": values, "codes": [draw.randrange(len(values)) for _ in range(count)]}

    events: dict[str, Any] = {
        "headline": list(range(count)),
        "trigger": {"start": [draw.randrange(80) for _ in range(count)], "length": [5] * count},
        "texts": [f"{' '.join(draw.choices(_WORDS, k=14)).capitalize()} {place}." for place in range(count)],
        "total": count,
        "by_salience": draw.sample(range(count), count),
        "participants": {
            "values": [f"{a.capitalize()} {b}" for a, b in product(_WORDS, _WORDS)],
            "codes": [draw.randrange(len(_WORDS) ** 2) for _ in range(sum(numbers))],
            "counts": numbers,
        },
        "certainty": {"values": ["asserted", "planned"], "codes": [draw.randint(1, 3) for _ in range(count)]},
        **{name: [each[place] for each in days] for place, name in enumerate(_DAYS)},
        **{name: [None] * count for name in ("likely_day", "planned_earliest", "planned_latest")},
        "likely_confidence": [None] * count,
        "status": coded(["happened", "planned", "denied"]),
        "event_type": coded(["FIGHT", "MEET"]),
        "class": coded(["OCCURRENCE", "STATE"]),
        "place": coded(_WORDS),
        "source": coded(_WORDS),
        "lemma": coded(_WORDS),
        "date_text": coded([f"day {number}" for number in range(5_000)]),
        "date_basis": coded(["time expression", "publication date"]),
        "derived": {"values": [], "codes": [-1] * count},
        "undated_reason": coded(["publication date unknown"]),
        "ongoing": [False] * count,
        "clock": [None] * count,
        **{name: [1] * count for name in ("mentions", "documents", "sources")},
    }
    mentions: dict[str, Any] = {
        "id": [f"e{place:020x}" for place in range(count)],
        "former": {"id": [], "now": []},
        "counts": [1] * count,
        "text": list(range(count)),
        "texts": [],
        "marks": {"start": [0] * count, "end": [5] * count, "time_start": [None] * count, "time_end": [None] * count},
        "certainty": coded(["asserted"]),
        "date": coded(["a day"]),
        "document": [place % len(_WORDS) for place in range(count)],
        "titles": _WORDS,
        "publishers": _WORDS,
        "links": ["https://example.org/"] * len(_WORDS),
        "published": ["a day"] * len(_WORDS),
        "votes": {
            "counts": [0] * count,
            **{name: {"values": [], "codes": []} for name in ("matter", "says")},
            **{name: [] for name in ("other", "mentions", "documents", "sources", "agrees")},
        },
    }
    return events, mentions


def _days(draw: random.Random, begin: int | None) -> tuple[int | None, ...]:
    if begin is None:
        return (None, None, None, None)
    if draw.random() < 0.1:
        return (None, begin, None, None)
    last = begin + draw.choice((0, 0, 0, 0, 30, 365, 3_650))
    return (begin, last, begin, last)
