"""How sure the text is of an event: asserted, reported, planned, possible or denied, and who is said to have said so.

The strongest doubt counts: what is denied inside a report is denied, what is planned inside a report is planned. What is decided,
ordered or promised is planned; what somebody expects, hopes, tries, asks for or can do is possible. The words that make it so
stand in `words/certainty.toml`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pipelines.events.clauses import Clause
from pipelines.events.governors import Governor, definite, governor_of_noun, governor_of_verb, of_clause
from pipelines.events.lexicon import certainty_cues, event_words
from pipelines.events.polarity import negative_nominal, put_off
from pipelines.events.speech import Speech
from pipelines.events.triggers import Trigger
from pipelines.quick import quick
from pipelines.records import Argument
from pipelines.syntax.tagger import NOUNS, VERBS, Sentence

__all__ = ["Certainty", "Judge", "may_ask"]

_AUXILIARIES: Final = frozenset(
    (
        "is",
        "are",
        "was",
        "were",
        "do",
        "does",
        "did",
        "has",
        "have",
        "had",
        "will",
        "would",
        "can",
        "could",
        "should",
        "may",
    )
)
_OPENING: Final = frozenset(('"', "“", "«", "„", "”", "`", "'", ":"))
"""Marks that a question can begin behind."""
_INVERTED: Final = frozenset(("should", "had", "were"))
"""Verbs that stand for "if" before their subject."""
_LATER: Final = frozenset(("later", "eventually", "subsequently", "ultimately"))
_RAISING: Final = frozenset(("think", "believe", "expect", "suppose", "imagine", "anticipate"))
"""Verbs that lend their "not" to the clause behind them: "I don't think he can"."""
_WISHES: Final = frozenset(("like", "love", "prefer", "hate"))
"""Verbs that "would" makes polite, not doubtful."""
_SUPPOSING: Final = frozenset(("if", "unless", "whether"))
_DEPTH: Final = 6
"""How many words in a row may hang on each other."""
_OPEN: Final = frozenset(("denied", "possible", "planned"))


@quick
@dataclass(frozen=True, slots=True)
class Certainty:
    """One of asserted, reported, planned, possible, denied; and the reporter, where one is named."""

    value: str
    reporter: Argument | None = None


@quick
@dataclass(frozen=True, slots=True)
class Judge:
    """Judges the events of one sentence.

    Attributes:
        sentence: The sentence.
        triggers: Its triggers.
        carriers: For each trigger the number of the light verb that carries it, if any.
        clauses: Its clauses.
        clause_of: For each word the number of its clause.
        spoken: What of it is somebody's words.
        asking: Whether it can ask or suppose something, as `may_ask` says.
    """

    sentence: Sentence
    triggers: Sequence[Trigger]
    carriers: Sequence[int | None]
    clauses: Sequence[Clause]
    clause_of: Sequence[int]
    spoken: Speech
    asking: bool

    def certainty(self, number: int) -> Certainty:
        """Judge the event of a trigger."""
        source = self.spoken.by[self.triggers[number].index]
        value = self.value(number, 0)
        if value == "asserted" and source != -1:
            value = "reported"
        return Certainty(value, self.spoken.reporters.get(source))

    def value(self, number: int, depth: int) -> str:
        """How sure the text is of a trigger; what only hangs on who says so is asserted here."""
        trigger = self.triggers[number]
        verb = self.carriers[number]
        if verb is not None and trigger.group.polarity == "POS":
            return self.value(verb, depth + 1) if depth < _DEPTH else "asserted"
        clause = self.clauses[self.clause_of[trigger.index]]
        supposed = clause.opener in _SUPPOSING and not self._tells_before(number, clause)
        if supposed or (self.asking and self._asked(trigger)):
            return "possible"
        own = self._by_itself(trigger, clause)
        if own in (None, "planned"):
            own = self._by_clause(trigger, clause) or own  # "expects that it will close": that is no plan
        return own or (self._by_governor(number, depth) if depth < _DEPTH else None) or "asserted"

    def _by_itself(self, trigger: Trigger, clause: Clause) -> str | None:
        """What its own words and its speaker make of it."""
        group = trigger.group
        source = self.spoken.by[trigger.index]
        contested = source >= 0 and self.triggers[source].lemma in event_words().sets["denying_clause"]
        negative = group.polarity == "NEG" and not self._still_to_come(trigger)
        if contested or (negative and group.modality not in ("may", "might")):
            return "denied"
        if group.modality == "would":
            return self._would(trigger, clause, reported=source != -1)
        if group.modality is not None and not (group.modality == "have to" and group.tense == "PAST"):
            return "possible"
        adverbs = certainty_cues()["adverb"]
        for lower in self.sentence.lowers[max(0, group.first - 2) : trigger.index]:
            if lower in adverbs:
                return adverbs[lower]
        return "planned" if group.future else None

    def _tells_before(self, number: int, clause: Clause) -> bool:
        """Whether a verb of saying closes what it tells: ""If he leaves, we stay," said Kirby"."""
        return number in self.spoken.reporters and number in self.spoken.by[clause.first : self.triggers[number].index]

    def _still_to_come(self, trigger: Trigger) -> bool:
        """Whether what did not happen in time happened later, or may: "not until Monday", "the delayed vote"."""
        return _until(self.sentence, trigger) or (trigger.kind == "noun" and put_off(self.sentence, trigger.index))

    def _would(self, trigger: Trigger, clause: Clause, *, reported: bool) -> str | None:
        """What lay ahead when it was said ("said it would close"), or what might be."""
        beside = self.sentence.lowers[trigger.group.first : trigger.index + 3]
        if trigger.group.aspect == "PERFECTIVE" or any(item.opener in ("if", "unless") for item in self.clauses):
            return "possible"
        if not _LATER.isdisjoint(beside) or trigger.lemma in _WISHES:
            return None
        complement = self.sentence.lowers[clause.first] == "that"
        return "planned" if reported or complement else "possible"

    def _by_governor(self, number: int, depth: int) -> str | None:
        """What the word makes of it on which it hangs."""
        trigger = self.triggers[number]
        if trigger.kind == "noun":
            governor = governor_of_noun(self.sentence, self.triggers, number)
            return self._noun(trigger, governor, depth) if governor else None
        if trigger.group.finite:
            return None
        governor = governor_of_verb(self.sentence, self.triggers, number)
        if governor is None:
            return "planned" if self.sentence.tags[trigger.group.first] == "TO" else None
        return self._verb(trigger, governor, depth)

    def _noun(self, trigger: Trigger, governor: Governor, depth: int) -> str | None:
        cues = certainty_cues()
        cue = cues[governor.role].get(governor.lemma)
        if cue == "denied" and trigger.lemma in cues["said"]:
            return None
        if governor.role in ("before", "of"):
            return cue
        above = self.value(governor.number, depth + 1) if governor.number is not None else "asserted"
        if cue == "same":
            return above if above in _OPEN and not definite(self.sentence, trigger.index) else None
        return _joined(above, cue) if cue else None

    def _verb(self, trigger: Trigger, governor: Governor, depth: int) -> str | None:
        above = self._above(governor, depth)
        if governor.role in ("joined", "first", "bare"):
            return above if above in _OPEN or above == "reported" else None
        if governor.role == "purpose":
            return above if above in ("denied", "possible") else "planned"
        cue = certainty_cues()[governor.role].get(governor.lemma)
        if governor.lemma == "able" and self._told_as_past(governor, trigger):
            cue = "same"
        if cue == "same":
            return above if above in _OPEN else None
        return _joined(above, cue) if cue else None

    def _above(self, governor: Governor, depth: int) -> str:
        """How sure the text is of the governor itself."""
        if governor.number is not None:
            return self.value(governor.number, depth + 1)
        verb = self.sentence.tags[governor.index] in VERBS
        return "denied" if not verb and negative_nominal(self.sentence, governor.index) else "asserted"

    def _told_as_past(self, governor: Governor, trigger: Trigger) -> bool:
        """Whether "was able to" leads to a verb: then it was done."""
        if governor.number is not None:
            return self.triggers[governor.number].group.tense == "PAST"
        return "was" in self.sentence.lowers[max(0, governor.index - 2) : trigger.index]

    def _by_clause(self, trigger: Trigger, clause: Clause) -> str | None:
        """What the word makes of its clause on which that hangs: "fears that"."""
        if clause.first == 0:
            return None
        governor = of_clause(self.sentence, clause.first, self.triggers)
        if governor is None or trigger.index == governor.index:
            return None
        if governor.number is not None:
            group = self.triggers[governor.number].group
            if group.polarity == "NEG" and governor.lemma in _RAISING:
                return "denied"
        return "denied" if self._denied_itself(governor.index) else certainty_cues()["clause"].get(governor.lemma)

    def _denied_itself(self, i: int) -> bool:
        """Whether somebody rejects the claim at `i`: "denied all reports that"."""
        tags = self.sentence.tags
        if tags[i] not in NOUNS:
            return False
        verb = next(
            (j for j in range(i - 1, max(-1, i - 5), -1) if tags[j] not in ("DT", "JJ", "NN", "PRP$", "POS")), -1
        )
        return verb >= 0 and tags[verb] in VERBS and self.sentence.lemmas[verb] in event_words().sets["rejecting"]

    def _asked(self, trigger: Trigger) -> bool:
        """Whether the sentence asks or supposes it: "Did he resign?", "Had he resigned, ..."; "Why did he resign?" asks no whether."""
        lowers = self.sentence.lowers
        if trigger.group.polarity == "POS" and "?" in lowers[trigger.index :]:
            first = next((i for i in range(trigger.index, 0, -1) if lowers[i - 1] in _OPENING), 0)
            if next((lower for lower in lowers[first:] if lower[0].isalpha()), "") in _AUXILIARIES:
                return "?" in lowers[-2:] or not _OPENING.isdisjoint(lowers[trigger.index :])
        opening = _opening(lowers)
        supposing = lowers[opening] in _INVERTED and lowers[-1] != "?"
        return supposing and opening < trigger.index and "," not in lowers[opening : trigger.index]


def may_ask(sentence: Sentence) -> bool:
    """Tell whether a sentence can ask or suppose something of its events: few can, and only these need be looked at closely."""
    lowers = sentence.lowers
    return "?" in lowers or lowers[_opening(lowers)] in _INVERTED


def _opening(lowers: Sequence[str]) -> int:
    """Place of the first word that is no mark; of the last, where all are marks."""
    opening = 0
    while opening < len(lowers) - 1 and not lowers[opening][0].isalpha():
        opening += 1
    return opening


def _joined(above: str, cue: str) -> str:
    """What a word makes of its event that is itself no fact: who did not plan to leave is not said to leave."""
    if above == "denied":
        return "asserted" if cue == "denied" else "denied"
    return "possible" if above == "possible" and cue != "denied" else cue


def _until(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether "until" follows in the clause: what did not happen until Monday did happen."""
    for lower in sentence.lowers[trigger.index + 1 : trigger.index + 10]:
        if lower in (",", ";", "and", "but"):
            return False
        if lower in ("until", "till"):
            return True
    return False
