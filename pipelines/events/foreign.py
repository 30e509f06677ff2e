"""Event mentions in German, French and Spanish: a first reading that only follows dates.

Each time expression with days gets the event word nearest to it in its own clause: a listed one, or a verb told by its
ending and auxiliary. Where none is known there is no mention: an unread event is better than an invented one. No tense is read, so nothing is tied to the day of publication.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from pipelines.events import intervals
from pipelines.events.arguments import Roles
from pipelines.events.certainty import Certainty
from pipelines.events.groups import BARE
from pipelines.events.inflection import verb_at
from pipelines.events.lexicon import ForeignWords, foreign_words
from pipelines.events.placing import Anchor, place_times
from pipelines.events.rows import Origin, build
from pipelines.events.triggers import Trigger
from pipelines.records import EventMention, TimeExpression
from pipelines.syntax.tagger import Sentence
from pipelines.syntax.tokens import tokenise

__all__ = ["find"]


def find(
    origin: Origin, spans: Sequence[tuple[int, int]], expressions: Sequence[TimeExpression], language: str
) -> Iterator[EventMention]:
    """Give the dated mentions of a document in one of those languages, in order of the text."""
    words = foreign_words(language)
    if words is None:
        return
    starts = [item.start for item in expressions]
    for start, end in spans:
        inside = expressions[bisect_left(starts, start) : bisect_left(starts, end)]
        if any(item.days.known for item in inside):
            yield from _sentence(origin, (start, end), inside, words, language)


def _sentence(
    origin: Origin, span: tuple[int, int], expressions: Sequence[TimeExpression], words: ForeignWords, language: str
) -> Iterator[EventMention]:
    found = tokenise(origin.text, *span)
    lowers = tuple(word.lower() for word in found.words)
    sentence = Sentence(*span, found.words, lowers, found.starts, found.ends, ("",) * len(lowers), lowers)
    times = [time for time in place_times(sentence, expressions) if time.expression.days.known]
    timed = {i for time in times for i in range(time.first, time.last)}
    clause = _clauses(lowers, words)
    verbs = _verbs(sentence, clause, timed, words, language)
    known = [i for i, lower in enumerate(lowers) if i not in timed and (i in verbs or lower in words.nouns)]
    taken: dict[int, tuple[int, Anchor]] = {}
    for time in times:
        if time.expression.type not in ("DATE", "TIME"):
            continue
        near = [i for i in known if clause[i] == clause[time.first]]
        if near:
            best = min(near, key=lambda i: (i not in verbs, abs(i - time.first)))
            distance = abs(best - time.first)
            if best not in taken or distance < taken[best][0]:
                taken[best] = (distance, Anchor(replace(time, relation=_relation(lowers, time.first, words))))
    for i, (_, anchor) in sorted(taken.items()):
        yield _mention(origin, sentence, i, anchor, words, verb=verbs.get(i))


def _relation(lowers: Sequence[str], first: int, words: ForeignWords) -> str:
    """What stands before the date: "seit dem 13. August" began then. After and before begin a clause of their own."""
    for lower in lowers[max(0, first - 2) : first + 1]:
        if lower in words.since:
            return "since"
        if lower in words.until:
            return "until"
    return "in"


def _verbs(
    sentence: Sentence, clause: Sequence[int], timed: Collection[int], words: ForeignWords, language: str
) -> dict[int, str]:
    """Dictionary form of each verb that can be told, by its place."""
    found = {}
    for i in range(len(clause)):
        if i not in timed:
            bounds = (bisect_left(clause, clause[i]), bisect_right(clause, clause[i]))
            lemma = verb_at(language, (sentence.words, sentence.lowers), i, bounds, words)
            if lemma is not None:
                found[i] = lemma
    return found


def _clauses(lowers: Sequence[str], words: ForeignWords) -> list[int]:
    """Number of the clause of each word: commas, semicolons and "after" or "before" begin a new one."""
    numbers, current = [], 0
    for i, lower in enumerate(lowers):
        if lower in (",", ";", ":", "(", "–", "—") or (lower in words.boundaries and i > 0):
            current += 1
        numbers.append(current)
    return numbers


def _mention(
    origin: Origin, sentence: Sentence, i: int, anchor: Anchor, words: ForeignWords, *, verb: str | None
) -> EventMention:
    lemma = verb or words.nouns[sentence.lemmas[i]]
    event_class = "REPORTING" if lemma in words.reporting else "OCCURRENCE"
    negative = any(word in words.negative for word in sentence.lemmas[max(0, i - 3) : i + 3])
    group = replace(BARE, first=i, polarity="NEG" if negative else "POS")
    trigger = Trigger(i, sentence.starts[i], sentence.ends[i], lemma, "verb" if verb else "noun", event_class, group)
    when = intervals.from_expression(trigger, anchor, origin.publication)
    sure = Certainty("denied" if negative else "asserted")
    return build(origin, sentence, trigger, Roles(), sure=sure, when=when, position=anchor.time.expression.position)
