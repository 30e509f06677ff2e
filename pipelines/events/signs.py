"""What a mention looks like, as short names that a small model weighs: its grammar, what rules it, where it stands.

A name holds no word of the text but articles, prepositions, conjunctions and modal verbs; a dictionary form only where the model
has a weight for it, and it has that for common ones alone.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final

from pipelines.days import DayInterval
from pipelines.events.clauses import Clause
from pipelines.events.intervals import When
from pipelines.events.lexicon import event_words
from pipelines.events.speech import Speech
from pipelines.events.triggers import Trigger, carrier
from pipelines.syntax.tagger import Sentence

__all__ = ["shape_of", "signs"]

_TOP: Final = 8
"""Sentences from the top of a document that are told apart."""
_SETS: Final = ("planning", "at_once", "expecting", "light")
_LEADS: Final = frozenset(
    ("the", "a", "an", "this", "that", "these", "those", "no", "any", "some", "his", "her", "its", "their")
)
_INSIDE: Final = frozenset(("JJ", "NN", "NNS", "NNP", "CD", "VBN", "VBG", "POS", "PRP$"))
_REACH: Final = 5


def signs(
    sentence: Sentence,
    triggers: Sequence[Trigger],
    number: int,
    *,
    clause: Clause,
    speech: Speech,
    sure: str,
    shape: str,
    place: int,
) -> list[tuple[str, ...]]:
    """Name what a mention looks like, part by part: parts come again in other mentions, and need be made and weighed only once.

    Args:
        sentence: The sentence.
        triggers: Its triggers.
        number: Which of them is asked about.
        clause: Its clause.
        speech: What of the sentence is somebody's words.
        sure: Its certainty.
        shape: What its days look like, as `shape_of` says.
        place: Number of the sentence in its document, from 0.
    """
    trigger = triggers[number]
    own, spoken, opened = _form(trigger), _spoken(speech, trigger), _opened(sentence, clause)
    main = _main(triggers, number, clause)
    event_class, top = trigger.event_class, min(place, _TOP)
    found = [_alone(own, event_class, sure, shape), _beside(own, event_class, opened, spoken), _high(own, top)]
    found += [(f"lemma {trigger.lemma}",), _sets("is", trigger.lemma)]
    if main is None:
        found.append((f"{trigger.kind} alone",))
    else:
        side = "behind" if main.index < trigger.index else "before"
        found += [_sets("under", main.lemma), _under(trigger.kind, own, side, _form(main), main.event_class)]
    if trigger.group.modality:
        found.append((f"modal {trigger.group.modality}",))
    if trigger.group.passive:
        found.append(("passive",))
    if number:
        found.append((f"after {_form(triggers[number - 1])}",))
    if trigger.kind != "verb":
        found.append(_nominal(sentence, triggers, number))
    elif not trigger.group.finite:
        ruled = "alone" if main is None else _form(main)
        found.append((f"loose {trigger.group.tense} {_word_before(sentence, trigger.group.first)} {ruled}",))
    return found


@lru_cache(maxsize=8_192)
def _alone(own: str, event_class: str, sure: str, shape: str) -> tuple[str, ...]:
    form = ("", own, f"class {event_class}", f"{own} {event_class}")
    return (*form, f"sure {sure}", f"{own} {sure}", f"days {shape}")


@lru_cache(maxsize=8_192)
def _beside(own: str, event_class: str, opened: str, spoken: str) -> tuple[str, ...]:
    told = (f"spoken {spoken}", f"{own} spoken {spoken}", f"{event_class} spoken {spoken}")
    return (f"clause {opened}", f"{own} clause {opened}", *told)


@lru_cache(maxsize=1_024)
def _high(own: str, top: int) -> tuple[str, ...]:
    return f"place {top}", f"{own} place {min(top, 2)}"


@lru_cache(maxsize=8_192)
def _under(kind: str, own: str, side: str, form: str, event_class: str) -> tuple[str, ...]:
    """What the verb says that rules."""
    ruled = (f"{kind} under {form}", f"under class {event_class}")
    return (*ruled, f"{kind} {side} {form} {event_class}", f"{own} {side} {event_class}")


def shape_of(when: When, publication: DayInterval) -> str:
    """Say what the possible days of an event look like beside a known day of publication."""
    begin, end = when.begin, when.end
    if not begin.known and not end.known:
        return "open"
    if begin.single and end.single:
        return "one" if begin == publication else "one other"
    bounds = "".join(
        "x" if day is not None else "-" for day in (begin.earliest, begin.latest, end.earliest, end.latest)
    )
    return f"{when.basis} {bounds}{' ongoing' if when.ongoing else ''}"


@lru_cache(maxsize=8_192)
def _sets(how: str, lemma: str) -> tuple[str, ...]:
    sets = event_words().sets
    return tuple(f"{how} {name}" for name in _SETS if lemma in sets[name])


def _form(trigger: Trigger) -> str:
    group = trigger.group
    if trigger.kind in ("noun", "other"):
        return trigger.kind
    return _form_of_verb(group.future, group.modality is not None, group.tense, group.aspect, group.polarity)


@cache
def _form_of_verb(future: bool, modal: bool, tense: str, aspect: str, polarity: str) -> str:
    return f"{'ahead ' if future else ''}{'modal ' if modal else ''}{tense} {aspect} {polarity}"


def _main(triggers: Sequence[Trigger], number: int, clause: Clause) -> Trigger | None:
    """The finite verb that rules: the last before it, else the first behind it in its clause."""
    for place in range(number - 1, -1, -1):
        if triggers[place].group.finite:
            return triggers[place]
    for other in triggers[number + 1 :]:
        if other.group.finite:
            return other if other.index < clause.last else None
    return None


def _opened(sentence: Sentence, clause: Clause) -> str:
    if clause.opener:
        return clause.opener
    tag = sentence.tags[clause.first]
    if tag in ("WDT", "WP", "``", ":"):
        return tag
    return "that" if sentence.lowers[clause.first] == "that" else "plain"


def _spoken(speech: Speech, trigger: Trigger) -> str:
    by = speech.by[trigger.index]
    return "told" if by >= 0 else ("quoted" if by == -2 else "no")


def _word_before(sentence: Sentence, first: int) -> str:
    if first == 0:
        return "start"
    tag = sentence.tags[first - 1]
    return sentence.lowers[first - 1] if tag in ("IN", "TO", "CC") else tag


def _nominal(sentence: Sentence, triggers: Sequence[Trigger], number: int) -> tuple[str, ...]:
    """Article and preposition of the noun phrase."""
    first = triggers[number].index - 1
    while first >= 0 and sentence.tags[first] in _INSIDE and triggers[number].index - first < _REACH:
        first -= 1
    lead = sentence.lowers[first] if first >= 0 else ""
    if lead in _LEADS:
        first -= 1
    else:
        lead = "bare"
    carried = "carried" if carrier(sentence, triggers, number) is not None else "not carried"
    return f"noun {lead}", f"noun behind {_word_before(sentence, first + 1)}", carried
