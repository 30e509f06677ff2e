"""A sentence while it is being tagged: what is decided to the left, what can be looked up to the right."""

from typing import Final

from pipelines.syntax import lexicon
from pipelines.syntax.lexicon import BASE, PART, PAST, Entry

__all__ = ["AHEAD", "EXPECTS_NOUN", "FINITE", "NOUNS", "SUBJECTS", "VERBS", "Window"]

VERBS: Final = frozenset(("VB", "VBP", "VBZ", "VBD", "VBN", "VBG"))
FINITE: Final = frozenset(("VBP", "VBZ", "VBD", "MD"))
NOUNS: Final = frozenset(("NN", "NNS", "NNP"))

EXPECTS_NOUN: Final = frozenset(("DT", "PRP$", "JJ", "CD", "POS"))
SUBJECTS: Final = frozenset(("PRP", "WDT"))
AHEAD: Final = 14
"""Words that are looked at to either side, at most."""
_OPENS_OBJECT: Final = frozenset(("DT", "PRP", "PRP$", "CD", "WDT", "WRB"))
_UNKNOWN: Final = Entry()


class Window:
    """The words of a sentence, the tags decided so far, and the questions that rules ask of both.

    Attributes:
        words: The words as they stand.
        lowers: The same in small letters, with straight apostrophes.
        entries: What the lexicon says each can be.
        tags: The tags decided so far.
        lemmas: The dictionary forms decided so far.
        finite: Place of the last finite verb of the clause; -1 where there is none yet.
    """

    def __init__(self, words: tuple[str, ...]) -> None:
        self.words = words
        # One call for all words is faster than one each; no word holds a space.
        self.lowers = " ".join(words).lower().replace("’", "'").split(" ") if words else []
        known = lexicon.entries()
        self.entries = [known.get(lower, _UNKNOWN) for lower in self.lowers]
        self.tags: list[str] = []
        self.lemmas: list[str] = []
        self.context = lexicon.context()
        self.finite = -1

    def capital(self, i: int) -> bool:
        """Whether the word at `i` has a capital letter that a function word would not have."""
        return i < len(self.words) and self.words[i][0].isupper() and self.entries[i].closed not in ("DT", "PRP", "IN")

    def at(self, i: int) -> str:
        """Give the word at `i` in small letters; nothing beyond the end."""
        return self.lowers[i] if i < len(self.lowers) else ""

    def before(self, i: int) -> tuple[str, int]:
        """Tag and place of the word before, adverbs skipped; an empty tag at the start."""
        i -= 1
        while i >= 0 and self.tags[i] == "RB":
            i -= 1
        return (self.tags[i], i) if i >= 0 else ("", -1)

    def closed_at(self, i: int, tags: tuple[str, ...]) -> bool:
        """Whether the word at `i` belongs to one of these closed classes."""
        return i < len(self.words) and self.entries[i].closed in tags

    def noun_expected(self, i: int, tag: str, place: int) -> bool:
        """Whether a noun must follow the word at `place` with this tag, when `i` is the word in question."""
        if tag == "IN":
            return self.lowers[place] not in self.context.clause_openers or (
                place == i - 1 and self.lowers[place] == "than"
            )
        return tag in EXPECTS_NOUN

    def object_follows(self, i: int) -> bool:
        """Whether what follows can only be an object or complement of a verb."""
        if i + 1 >= len(self.words):
            return False
        entry = self.entries[i + 1]
        return entry.closed in _OPENS_OBJECT or self.lowers[i + 1] in ("to", "that") or self.capital(i + 1)

    def auxiliary(self, i: int) -> str:
        """Dictionary form of the auxiliary that governs this word: `be`, `have`, `do`, `get`, or nothing."""
        tag, place = self.before(i)
        if tag == "PRP" and place > 0 and self.tags[place - 1] in VERBS:
            place -= 1
            tag = self.tags[place]
        if tag in VERBS and self.lemmas[place] in ("be", "have", "do", "get"):
            return self.lemmas[place]
        return ""

    def parallel(self, i: int) -> str:
        """Tag of the verb that a conjunction joins this one to; an empty string where there is none."""
        for j in range(i - 2, max(-1, i - AHEAD), -1):
            if self.tags[j] in VERBS:
                return self.tags[j]
            if self.tags[j] in (".", ":"):
                break
        return ""

    def governed(self, i: int) -> bool:
        """Whether a verb such as "help" or "let" stands before the noun phrase that ends here."""
        for j in range(i - 1, max(-1, i - AHEAD), -1):
            if self.tags[j] in VERBS:
                return self.lemmas[j] in self.context.bare_infinitive
            if self.tags[j] in (",", ":", ".", "``", "WDT", "CC", "MD"):
                break
        return False

    def reported(self) -> bool:
        """Whether the finite verb before can have a clause as its object without "that"."""
        return self.lemmas[self.finite] in (
            "say",
            "believe",
            "report",
            "think",
            "know",
            "add",
            "claim",
            "note",
            "tell",
            "show",
        )

    def nounish(self, i: int) -> bool:
        """Whether a noun, or an adjective before one, can stand here."""
        if i >= len(self.words) or not self.words[i][0].isalpha():
            return False
        entry = self.entries[i]
        if entry.closed:
            return entry.closed in ("JJ", "NN", "CD")
        return not self.lowers[i].endswith("ly")

    def finite_ahead(self, i: int) -> bool:
        """Whether the clause still has its finite verb to come, so that this can only be a participle."""
        for j in range(i + 1, min(len(self.words), i + AHEAD)):
            entry = self.entries[j]
            if (
                not self.words[j][0].isalnum()
                or entry.closed in ("CC", "WDT", "PRP", "WRB")
                or self.lowers[j] in self.context.clause_openers
            ):
                return False
            if self.words[j][0].isupper() and self.words[i][0].islower():
                continue
            if (
                entry.closed in FINITE
                or (entry.forms & PAST and not entry.forms & (PART | BASE))
                or self.lowers[j] == "said"
            ):
                return True
        return False
