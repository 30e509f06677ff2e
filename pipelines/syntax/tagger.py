"""Word classes of English sentences, from a lexicon of verb forms and the words around them.

The tags are those of the Penn Treebank, so that whoever reads them need not know who gave them. Verbs are what this
tagger is careful about; among nouns and adjectives it only keeps apart what decides a neighbouring verb.
"""

from collections.abc import Sequence
from functools import cache
from itertools import islice
from typing import Final

from pipelines.syntax import lexicon, morphology
from pipelines.syntax.installed import Pipeline
from pipelines.syntax.lexicon import BASE, ING, PART, PAST, Entry, S
from pipelines.syntax.model import NOTHING, Analysis, model
from pipelines.syntax.sentence import Sentence
from pipelines.syntax.tokens import Tokens, tokenise
from pipelines.syntax.verbs import VerbReader
from pipelines.syntax.window import FINITE, NOUNS, VERBS

__all__ = ["FINITE", "NOUNS", "VERBS", "Sentence", "read_sentence", "read_sentences", "read_texts", "tag_sentence"]

_INFLECTED: Final = VERBS | frozenset(("NN", "NNS"))
_BREAKS: Final = frozenset((",", ":", ".", "``", "WDT", "WRB", "CC"))
_PREFIXES: Final = (
    "re",
    "un",
    "dis",
    "mis",
    "over",
    "out",
    "under",
    "de",
    "co",
    "pre",
    "inter",
    "counter",
    "down",
    "up",
)
_BRACKETS: Final = frozenset(("LRB", "RRB", "LSB", "RSB"))
"""What stands for a bracket in tokenised text, between hyphens."""
_LEANING: Final = ("NN", "NNS")
_FORMS: Final = {"VB": BASE, "VBP": BASE, "VBZ": S, "VBD": PAST, "VBN": PART, "VBG": ING}
"""Which form of a verb a word must be able to be, to have a tag."""
_DEPENDENT: Final = frozenset(("that", "her", "first", "last", "like", "had"))
"""Words of closed classes whose tag depends on their neighbours."""
_SIGNS: Final = ',.;:()?!–—-“”"'
"""Common signs; their tag never depends on what stands beside them."""
_ADJECTIVE_ENDINGS: Final = ("ous", "ful", "ive", "able", "ible", "al", "ic", "less", "ish", "ary", "ese")


def read_sentence(text: str, start: int, end: int) -> Sentence:
    """Cut a sentence into words and give each its tag and dictionary form, by rules alone.

    >>> read_sentence("They seized it.", 0, 15).tags
    ('PRP', 'VBD', 'PRP', '.')
    """
    return tag_sentence((start, end), tokenise(text, start, end))


def read_sentences(text: str, spans: Sequence[tuple[int, int]], pipeline: Pipeline | None = None) -> list[Sentence]:
    """Read sentences with the model: words, tags, dictionary forms, trees, names and events; many at a time are faster than one by one.

    Args:
        text: The whole text.
        spans: Where the sentences stand in it.
        pipeline: An installed pipeline that reads tags, trees and names instead of the model, of all of them.
    """
    return read_texts([(text, spans)], pipeline)[0]


def read_texts(
    asked: Sequence[tuple[str, Sequence[tuple[int, int]]]], pipeline: Pipeline | None = None
) -> list[list[Sentence]]:
    """Read the sentences of several texts in one go, which is quicker than text by text.

    Args:
        asked: Each whole text, and where its sentences stand in it.
        pipeline: An installed pipeline that reads tags, trees and names instead of the model, of all of them.

    Returns:
        For each text its sentences; they do not depend on what else was read with it.
    """
    places = [span for _, spans in asked for span in spans]
    cut = [tokenise(text, start, end) for text, spans in asked for start, end in spans]
    read = pipeline.analyse(cut) if pipeline else model().analyse([tokens.words for tokens in cut])
    tagged = map(tag_sentence, places, cut, read)
    return [list(islice(tagged, len(spans))) for _, spans in asked]


def tag_sentence(span: tuple[int, int], found: Tokens, analysis: Analysis = NOTHING) -> Sentence:
    """Give each word of a sentence its tag and dictionary form.

    Args:
        span: Where it stands in its text.
        found: Its words.
        analysis: What the model says of it; nothing where it was not asked.
    """
    reader = _Reader(found.words, analysis.tags)
    reader.run()
    return Sentence(
        *span,
        found.words,
        tuple(reader.lowers),
        found.starts,
        found.ends,
        tuple(reader.tags),
        tuple(reader.lemmas),
        analysis,
    )


class _Reader(VerbReader):
    """One pass from left to right."""

    def __init__(self, words: tuple[str, ...], read: tuple[str, ...] = ()) -> None:
        super().__init__(words)
        self.headline = _headline(words, self.entries)
        self.read = read

    def run(self) -> None:
        tags, lemmas = self.tags, self.lemmas
        words, entries, steady = self.words, self.entries, _steady()
        for i, lower in enumerate(self.lowers):
            known = steady.get(words[i])
            if known is not None:
                tags.append(known[0])
                lemmas.append(lower)
                if known[1]:
                    self.finite = -1
                continue
            tag = self.decide(i)
            if tag in _LEANING and self.read and entries[i].forms & _FORMS.get(self.read[i], 0):
                # "The river burst its banks", "Quake hits Japan": what leans to a noun by itself is a verb if its whole sentence says so.
                tag = self.read[i]
            tags.append(tag)
            lemmas.append(self.lemma(i, tag) if tag in _INFLECTED else lower)
            if tag in FINITE:
                self.finite = i
            elif tag in _BREAKS or (tag == "IN" and lower in self.context.clause_openers):
                self.finite = -1

    def lemma(self, i: int, tag: str) -> str:
        lower, entry = self.lowers[i], self.entries[i]
        if tag in VERBS:
            if tag in ("VBD", "VBN") and entry.past:
                return entry.past
            if entry.lemma:
                return entry.lemma
            return self.unknown(lower)
        return morphology.singular(lower) if tag in ("NN", "NNS") else lower

    @staticmethod
    def unknown(lower: str) -> str:
        """Dictionary form of a verb that is in no list: by the verb it is made of ("reopened"), else by spelling."""
        if not lower.endswith(("ed", "ing")):
            return "be" if lower == "'s" else lower
        for prefix in _PREFIXES:
            if lower.startswith(prefix):
                rest = lexicon.entries().get(lower[len(prefix) :])
                if rest is not None and rest.forms & (PAST | PART | ING):
                    return prefix + (rest.lemma if lower.endswith("ing") else rest.past)
        return morphology.guess_lemma(lower)

    def decide(self, i: int) -> str:
        word, lower, entry = self.words[i], self.lowers[i], self.entries[i]
        if lower in self.context.settled and entry.closed in ("DT", "PRP", "CC"):
            return entry.closed
        if not word[0].isalpha():
            return self.symbol(i, lower, entry)
        if word in _BRACKETS:
            return ","
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
        if i and self.before(i)[0] == "MD" and word.islower() and not lower.endswith("ly"):
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
        if self.lowers[i] in ("march", "may") and self.at(i + 1)[:1].isdigit():
            return True
        return self.capital(i + 1) or self.at(i + 1) in ("'s", ",") or (not entry.forms and len(word) < 3)

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
        if (
            lower in ("first", "last")
            and self.auxiliary(i)
            and i + 1 < len(self.words)
            and self.entries[i + 1].forms & PART
        ):
            return "RB"
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


@cache
def _steady() -> dict[str, tuple[str, bool]]:
    """Words and signs whose tag does not depend on their neighbours: their tag, and whether a clause ends or begins at them."""
    context = lexicon.context()
    found = {}
    for word, entry in lexicon.entries().items():
        tag = entry.closed
        if word in context.settled:
            found[word] = (tag, tag == "CC")
        elif (
            tag
            and word.isalpha()
            and not (entry.forms or entry.lemma or tag == "MD" or tag in _INFLECTED or word in _DEPENDENT)
        ):
            found[word] = (tag, tag in _BREAKS or (tag == "IN" and word in context.clause_openers))
    for sign in _SIGNS:
        tag = _Reader((sign,)).decide(0)
        found[sign] = (tag, tag in _BREAKS)
    return found


def _headline(words: tuple[str, ...], entries: list[Entry]) -> bool:
    """Whether nearly all words of open classes are capitalised, so that a capital tells nothing."""
    small, most = 0, 0.15 * len(words)
    content = 0
    for word, entry in zip(words, entries, strict=True):
        if not entry.closed and word[0].isalpha():
            content += 1
            if not word[0].isupper():
                small += 1
                if small > most:
                    return False
    return content > 3 and content - small > 0.85 * content
