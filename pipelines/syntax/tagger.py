"""Word classes of English sentences, from a lexicon of verb forms and the words around them.

The tags are those of the Penn Treebank, so that whoever reads them need not know who gave them. Verbs are what this
tagger is careful about; among nouns and adjectives it only keeps apart what decides a neighbouring verb.
"""

from dataclasses import dataclass
from typing import Final

from pipelines.syntax import lexicon, morphology
from pipelines.syntax.lexicon import BASE, ING, PART, PAST, Entry, S
from pipelines.syntax.tokens import tokenise

__all__ = ["FINITE", "NOUNS", "VERBS", "Sentence", "read_sentence"]

VERBS: Final = frozenset(("VB", "VBP", "VBZ", "VBD", "VBN", "VBG"))
FINITE: Final = frozenset(("VBP", "VBZ", "VBD", "MD"))
NOUNS: Final = frozenset(("NN", "NNS", "NNP"))

_EXPECTS_NOUN: Final = frozenset(("DT", "PRP$", "JJ", "CD", "POS"))
_SUBJECTS: Final = frozenset(("PRP", "WDT"))
_OPENS_OBJECT: Final = frozenset(("DT", "PRP", "PRP$", "CD", "WDT", "WRB"))
_UNKNOWN: Final = Entry()
_AHEAD: Final = 14
_ADJECTIVE_ENDINGS: Final = ("ous", "ful", "ive", "able", "ible", "al", "ic", "less", "ish", "ary", "ese")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, column by column; the columns have one length.

    Attributes:
        start: First code point in the text.
        end: Code point after its last.
        words: Its words as they stand.
        lowers: The same in small letters, with straight apostrophes.
        starts: First code point of each word in the text.
        ends: Code point after the last of each.
        tags: Penn Treebank tag of each.
        lemmas: Dictionary form of each, in small letters.
    """

    start: int
    end: int
    words: tuple[str, ...]
    lowers: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    tags: tuple[str, ...]
    lemmas: tuple[str, ...]


def read_sentence(text: str, start: int, end: int) -> Sentence:
    """Cut a sentence into words and give each its tag and dictionary form.

    >>> read_sentence("They seized it.", 0, 15).tags
    ('PRP', 'VBD', 'PRP', '.')
    """
    found = tokenise(text, start, end)
    reader = _Reader(found.words)
    reader.run()
    return Sentence(
        start,
        end,
        found.words,
        tuple(reader.lowers),
        found.starts,
        found.ends,
        tuple(reader.tags),
        tuple(reader.lemmas),
    )


class _Reader:
    """One pass from left to right; what is to the left is decided, what is to the right is only looked up."""

    def __init__(self, words: tuple[str, ...]) -> None:
        self.words = words
        self.lowers = [word.lower().replace("’", "'") for word in words]
        known = lexicon.entries()
        self.entries = [known.get(lower, _UNKNOWN) for lower in self.lowers]
        self.tags: list[str] = []
        self.lemmas: list[str] = []
        self.context = lexicon.context()
        self.finite = -1
        self.headline = _headline(words)

    def run(self) -> None:
        for i in range(len(self.words)):
            tag = self.decide(i)
            self.tags.append(tag)
            self.lemmas.append(self.lemma(i, tag))
            if tag in FINITE:
                self.finite = i
            elif tag in (",", ":", ".", "``", "WDT", "CC") or (
                tag == "IN" and self.lowers[i] in self.context.clause_openers
            ):
                self.finite = -1

    def lemma(self, i: int, tag: str) -> str:
        lower, entry = self.lowers[i], self.entries[i]
        if tag in VERBS:
            if tag in ("VBD", "VBN") and entry.past:
                return entry.past
            if entry.lemma:
                return entry.lemma
            return (
                morphology.guess_lemma(lower) if lower.endswith(("ed", "ing")) else ("be" if lower == "'s" else lower)
            )
        return morphology.singular(lower) if tag in ("NN", "NNS") else lower

    def decide(self, i: int) -> str:
        word, lower, entry = self.words[i], self.lowers[i], self.entries[i]
        if not word[0].isalpha():
            return self.symbol(i, lower, entry)
        if "-" in word and lower.endswith(("ed", "ing", "style")):
            return "JJ"
        if word[0].isupper() and not self.headline and self.is_name(i, entry):
            return "NNP"
        if entry.closed:
            return self.closed(i, lower, entry)
        if entry.forms:
            return self.verb_form(i, entry.forms)
        if len(lower) > 4 and lower not in self.context.no_verb:
            if lower.endswith("ing"):
                return self.ing(i)
            if lower.endswith("ed"):
                return self.past(i, PAST | PART)
        if i and self.before(i)[0] == "MD" and word.islower():
            return "VB"
        return self.other(i, word, lower)

    def symbol(self, i: int, lower: str, entry: Entry) -> str:
        if lower == "'s":
            before = self.lowers[i - 1] if i else ""
            after_pronoun = i > 0 and self.tags[i - 1] in ("PRP", "WRB", "WDT")
            return "VBZ" if after_pronoun or before in ("there", "here", "that") else "POS"
        if lower == "'d" and i + 1 < len(self.words) and self.entries[i + 1].forms & PART:
            return "VBD"
        if entry.closed:
            return entry.closed
        if lower[0].isdigit():
            return "JJ" if "-" in lower and lower[-1].isalpha() else "CD"
        if lower in ",-–—()/" or lower == "--":
            return ","
        if lower in ";:" or lower[0] == "…" or lower.startswith(".."):
            return ":"
        if lower in '"“”«»„':
            return "``"
        return "POS" if lower == "'" and i and self.words[i - 1].endswith("s") else "."

    def is_name(self, i: int, entry: Entry) -> bool:
        """Whether a capital letter makes a name here."""
        word = self.words[i]
        if word in ("I", "I'm"):
            return False
        opening = i == 0 or self.tags[i - 1] in (".", ":", "``")
        if not opening:
            return not (entry.closed and self.tags[i - 1] == ",") and entry.closed not in ("DT", "PRP", "PRP$", "CC")
        if entry.closed and not (entry.closed == "JJ" and self.capital(i + 1)):
            return False
        return self.capital(i + 1) or self.at(i + 1) in ("'s", ",") or (not entry.forms and len(word) < 3)

    def capital(self, i: int) -> bool:
        return i < len(self.words) and self.words[i][0].isupper() and self.entries[i].closed not in ("DT", "PRP", "IN")

    def at(self, i: int) -> str:
        return self.lowers[i] if i < len(self.lowers) else ""

    def before(self, i: int) -> tuple[str, int]:
        """Tag and place of the word before, adverbs skipped; an empty tag at the start."""
        i -= 1
        while i >= 0 and self.tags[i] == "RB":
            i -= 1
        return (self.tags[i], i) if i >= 0 else ("", -1)

    def closed(self, i: int, lower: str, entry: Entry) -> str:
        tag, place = self.before(i)
        if lower == "that":
            return "WDT" if tag in NOUNS else ("IN" if tag in VERBS or tag == "JJ" else "DT")
        if lower == "her" and (
            i + 1 >= len(self.words)
            or not self.words[i + 1][0].isalpha()
            or self.entries[i + 1].closed in ("IN", "DT", "TO")
        ):
            return "PRP"
        if entry.closed == "MD" and tag in ("DT", "PRP$", "POS", "IN") and lower in ("will", "might", "can", "must"):
            return "NN"
        if entry.closed == "MD" and lower == "may" and self.words[i][0] == "M" and i and tag in ("IN", "CD", ","):
            return "NNP"
        if entry.forms and tag in ("TO", "MD") and place == i - 1:
            return "VB"
        if entry.forms and lower == "like" and tag == "PRP" and self.closed_at(i + 1, ("TO", "PRP", "DT", "PRP$")):
            return "VBP"
        if entry.lemma in ("be", "have", "do") and entry.closed in ("VBP", "VB"):
            return "VB" if tag in ("TO", "MD") or lower == "be" or self.auxiliary(i) == "do" else entry.closed
        if lower == "had" and self.auxiliary(i) == "have":
            return "VBN"
        return entry.closed

    def closed_at(self, i: int, tags: tuple[str, ...]) -> bool:
        return i < len(self.words) and self.entries[i].closed in tags

    def verb_form(self, i: int, forms: int) -> str:
        if forms & ING:
            return self.ing(i)
        if forms & BASE:
            return self.bare(i, forms)
        if forms & (PAST | PART):
            return self.past(i, forms)
        return self.s_form(i) if forms & S else "NN"

    def noun_expected(self, i: int, tag: str, place: int) -> bool:
        if tag == "IN":
            return self.lowers[place] not in self.context.clause_openers or (
                place == i - 1 and self.lowers[place] == "than"
            )
        return tag in _EXPECTS_NOUN

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
        for j in range(i - 2, max(-1, i - _AHEAD), -1):
            if self.tags[j] in VERBS:
                return self.tags[j]
            if self.tags[j] in (".", ":"):
                break
        return ""

    def bare(self, i: int, forms: int) -> str:  # noqa: C901, PLR0912 - one row of the table after the other
        tag, place = self.before(i)
        leaning = self.entries[i].leaning
        if tag == "TO":
            noun = place > 0 and self.lowers[place - 1] in self.context.preposition_to and leaning != "verb"
            return "NN" if noun else "VB"
        if tag == "MD" or (tag == "PRP" and place > 0 and self.tags[place - 1] == "MD"):
            return "VB"
        helper = self.auxiliary(i)
        if helper == "do":
            return "VB"
        if helper in ("have", "be") and forms & PART:
            return "VBN"
        if leaning == "adjective" and not (
            tag in ("PRP", "NNS", "CC") and self.closed_at(i + 1, ("DT", "PRP", "PRP$"))
        ):
            return "JJ"
        if self.noun_expected(i, tag, place):
            pronoun = (
                tag in ("DT", "CD")
                and place == i - 1
                and self.lowers[place] not in ("the", "a", "an", "no", "every", "each")
            )
            return "VBP" if pronoun and leaning == "verb" else "NN"
        past = "VBD" if forms & PAST else "VBP"
        if tag in _SUBJECTS:
            if self.lowers[place] in ("him", "them", "us", "me") and not forms & PAST:
                return "VB" if leaning != "noun" else "NN"
            return past
        if tag in VERBS:
            if self.lemmas[place] in self.context.bare_infinitive and leaning != "noun":
                return "VB"
            return "NN" if leaning != "verb" else past
        if tag in NOUNS:
            return self.bare_after_noun(i, tag, past, leaning, forms)
        if tag == "CC":
            other = self.parallel(i)
            if other in ("VB", "VBP") and (leaning != "noun" or self.object_follows(i)):
                return other
            return past if leaning == "verb" or (forms & PAST and other == "VBD") else "NN"
        if place < i - 1 and leaning != "noun" and place >= 0:
            return past
        return "NN" if leaning in ("noun", "either") else ("VBD" if forms & PAST and i else "VB")

    def bare_after_noun(self, i: int, tag: str, past: str, leaning: str, forms: int) -> str:
        if leaning != "noun" and not forms & PAST and self.governed(i):
            return "VB"
        if leaning == "verb":
            return past if self.finite < 0 or forms & PAST or tag == "NNS" else "VB"
        plural = tag == "NNS" or (tag == "NNP" and forms & PAST)
        if (plural or self.tags[i - 1] == "RB") and self.finite < 0 and (self.object_follows(i) or leaning == "either"):
            return past
        return "NN"

    def governed(self, i: int) -> bool:
        """Whether a verb such as "help" or "let" stands before the noun phrase that ends here."""
        for j in range(i - 1, max(-1, i - _AHEAD), -1):
            if self.tags[j] in VERBS:
                return self.lemmas[j] in self.context.bare_infinitive
            if self.tags[j] in (",", ":", ".", "``", "WDT", "CC", "MD"):
                break
        return False

    def s_form(self, i: int) -> str:
        tag, place = self.before(i)
        leaning = self.entries[i].leaning
        if self.noun_expected(i, tag, place):
            return "VBZ" if self.lowers[place] in ("this", "that") and leaning == "verb" else "NNS"
        if tag in _SUBJECTS:
            return "VBZ"
        if tag in NOUNS:
            if leaning == "verb":
                return "VBZ"
            if self.finite < 0 and (self.object_follows(i) or (leaning == "either" and tag == "NNP") or place < i - 1):
                return "VBZ"
            return "NNS"
        if tag == "CC":
            return "VBZ" if self.parallel(i) == "VBZ" and (leaning == "verb" or self.object_follows(i)) else "NNS"
        if tag in VERBS or tag == "TO":
            return "NNS"
        return "VBZ" if leaning == "verb" or (leaning == "either" and self.object_follows(i)) else "NNS"

    def past(self, i: int, forms: int) -> str:
        tag, place = self.before(i)
        if self.auxiliary(i) in ("be", "have", "get"):
            return "VBN"
        if tag in ("TO", "MD") and forms & PART:
            return "VBN"
        if self.noun_expected(i, tag, place):
            if tag == "DT" and self.lowers[place] in ("this", "that", "all", "both", "some", "neither", "another"):
                return "VBD"
            if self.nounish(i + 1):
                return "JJ"
            return "VBN" if tag in ("IN", "POS") or not forms & PAST else ("VBD" if tag in ("CD", "JJ") else "VBN")
        if not forms & PAST:
            return "VBN"
        if tag in _SUBJECTS:
            return "VBD"
        if tag in NOUNS:
            return self.past_after_noun(i, forms)
        if tag == "CC":
            return self.parallel(i) if self.parallel(i) in ("VBD", "VBN") else "VBD"
        if tag in VERBS:
            return "VBN" if forms & PART else "VBD"
        if (
            forms & PART
            and (place < 0 or self.at(i + 1) in ("by", "in", "on", "at", "from", "with"))
            and self.lowers[i] != "said"
        ):
            return "VBN"
        return "VBD"

    def past_after_noun(self, i: int, forms: int) -> str:
        if not forms & PART or (self.entries[i].past in self.context.saying and self.at(i + 1) not in ("by", "to")):
            return "VBD"
        if self.at(i + 1) == "by" or (self.finite >= 0 and not self.reported()):
            return "VBN"
        return "VBN" if self.finite_ahead(i) else "VBD"

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
        for j in range(i + 1, min(len(self.words), i + _AHEAD)):
            entry = self.entries[j]
            if (
                not self.words[j][0].isalnum()
                or entry.closed in ("CC", "WDT", "PRP", "WRB")
                or self.lowers[j] in self.context.clause_openers
            ):
                return False
            if (
                entry.closed in FINITE
                or (entry.forms & PAST and not entry.forms & (PART | BASE))
                or self.lowers[j] == "said"
            ):
                return True
        return False

    def ing(self, i: int) -> str:
        tag, place = self.before(i)
        lower = self.lowers[i]
        if self.auxiliary(i) == "be":
            return "VBG"
        if lower in self.context.adjective_ing and self.nounish(i + 1):
            return "JJ"
        nominal = lower in self.context.noun_ing
        if tag in _EXPECTS_NOUN:
            if self.closed_at(i + 1, ("DT", "PRP", "PRP$")) or (
                tag in ("CD", "PRP$", "POS") and not nominal and self.object_follows(i)
            ):
                return "VBG"
            return "JJ" if self.nounish(i + 1) and not nominal else "NN"
        if (
            nominal
            and not self.object_follows(i)
            and (tag in NOUNS or tag in VERBS or tag in ("IN", "TO", "", "CC"))
            and not (place >= 0 and self.lowers[place] in self.context.clause_openers)
        ):
            return "NN"
        return "VBG"

    def other(self, i: int, word: str, lower: str) -> str:
        if word[0].isupper() and i and not self.headline:
            return "NNP"
        if lower.endswith("ly") and len(lower) > 4:
            return "RB"
        if (lower.endswith(_ADJECTIVE_ENDINGS) and len(lower) > 4) or (
            "-" in lower and lower.endswith(("ed", "ing", "old"))
        ):
            return "JJ"
        return "NNS" if lower.endswith("s") and not lower.endswith(("ss", "us", "is")) else "NN"


def _headline(words: tuple[str, ...]) -> bool:
    """Whether most longer words are capitalised, so that a capital tells nothing."""
    longer = [word for word in words if len(word) > 4 and word[0].isalpha()]
    return len(longer) > 3 and sum(word[0].isupper() for word in longer) > 0.75 * len(longer)
