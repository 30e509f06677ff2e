"""What of a sentence is somebody's words, and whose: "Kirby said that ...", "according to Kirby", quotations."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from pipelines.events.arguments import phrase_at
from pipelines.events.clauses import Clause
from pipelines.events.dependents import Pair
from pipelines.events.lexicon import event_words
from pipelines.events.naming import plain_name
from pipelines.events.order import phrase_before
from pipelines.events.triggers import Trigger
from pipelines.quick import quick
from pipelines.records import Argument
from pipelines.syntax.tagger import FINITE, NOUNS, Sentence
from pipelines.syntax.trees import Tree

__all__ = ["Speech", "name_quoted", "speech"]

_SUBJECTS: Final = frozenset((tag,) for tag in (*NOUNS, "PRP", "DT"))
_BLAMING: Final = {"accuse": "of", "suspect": "of", "charge": "with"}
"""Verbs of blame, and the preposition before what is laid at somebody's door."""
_PROFESSING: Final = frozenset(("claim", "allege", "profess"))
_NOBODY: Final = frozenset(("that", "this", "these", "those", "what", "there"))
"""Pronouns that nobody is told by: "that suggests"."""
_FIRST_PERSON: Final = frozenset(("i", "we"))
_QUOTED: Final = -2
"""Stands for whoever is quoted, where nobody is named."""
_REACH: Final = 12
"""Words behind a verb of blame within which its preposition stands."""
_OPENING: Final = frozenset(("“", "«", "„"))
_CLOSING: Final = frozenset(("”", "»"))
_QUOTES: Final = _OPENING | _CLOSING | {'"', "`", "'"}


@quick
@dataclass(frozen=True, slots=True)
class Speech:
    """What of a sentence is somebody's words.

    Attributes:
        by: For each word the reporting trigger whose content it is (its number), -1 where none, -2 where it is quoted and
            nobody is named.
        reporters: Who speaks, by the number of the reporting trigger; by -2 who is quoted, where one is named.
        quoted: Whether the quotation is still open at the sentence's end.
    """

    by: tuple[int, ...]
    reporters: dict[int, Argument | None]
    quoted: bool


def speech(
    text: str,
    sentence: Sentence,
    triggers: Sequence[Trigger],
    found: Sequence[Clause],
    timed: Collection[int],
    *,
    quoted: bool,
    tree: Tree | None,
    heads: Sequence[Pair],
) -> Speech:
    """Find what of a sentence is reported speech.

    Args:
        text: The whole text.
        sentence: The sentence.
        triggers: Its triggers.
        found: Its clauses.
        timed: Places of words in time expressions.
        quoted: Whether a quotation is open where the sentence begins.
        tree: Its tree; `None` where it has none.
        heads: What `agent_and_patient` says of each trigger.
    """
    by, quoted = _quotes(sentence, quoted)
    reporters: dict[int, Argument | None] = {}
    for number, trigger in enumerate(triggers):
        if trigger.lemma == "according":
            reporters[number] = _after(text, sentence, trigger.index + 2)
            span = range(len(sentence.words))
        elif _tells(sentence, tree, trigger):
            span = _blamed(sentence, trigger, found) or _content(sentence, tree, trigger, found, by)
            span = _within(span, trigger.index, by, tree)
            if not span or (trigger.group.passive and trigger.lemma not in _BLAMING and not _that(sentence, trigger)):
                continue
            if tree is None or heads[number][0] is None:
                reporters[number] = _speaker(text, sentence, trigger, found, timed)
            else:
                reporters[number] = _teller(text, sentence, tree, heads[number])
        else:
            continue
        if _QUOTED in by[span.start : span.stop] and reporters[number] is not None:
            reporters.setdefault(_QUOTED, reporters[number])
        for i in span:
            if by[i] < 0 and i != trigger.index:
                by[i] = number
    return Speech(tuple(by), reporters, quoted)


def _tells(sentence: Sentence, tree: Tree | None, trigger: Trigger) -> bool:
    """Whether a trigger is a verb by which somebody says, thinks, blames or denies something."""
    if trigger.kind != "verb" or not trigger.group.finite or trigger.group.polarity != "POS":
        return False
    known = trigger.lemma in event_words().sets["reporting"] or trigger.lemma in _BLAMING
    return (known or _denies(sentence, trigger)) and not _in_first_person(sentence, tree, trigger)


def name_quoted(paragraph: Sequence[Speech]) -> None:
    """Tell who is quoted in the sentences of a paragraph that do not say so: the one whom the others name, if it is one alone.

    Args:
        paragraph: What is speech in each of its sentences, in order; who is quoted is added to it.
    """
    named = [spoken.reporters[_QUOTED] for spoken in paragraph if _QUOTED in spoken.reporters]
    if len({speaker.name for speaker in named if speaker is not None}) == 1:
        for spoken in paragraph:
            if _QUOTED in spoken.by:
                spoken.reporters.setdefault(_QUOTED, named[0])


def _in_first_person(sentence: Sentence, tree: Tree | None, trigger: Trigger) -> bool:
    """Whether the speaker speaks of himself: what "we believe" is the word of whoever is quoted, or of the writer."""
    if tree is None:
        return False
    return any(sentence.lowers[j] in _FIRST_PERSON for j in tree.under(trigger.index, "nsubj"))


def _within(span: range, i: int, by: Sequence[int], tree: Tree | None) -> range:
    """What of the words around a verb is its own: not what lies beyond the quotation it stands in, or behind its clause."""
    if not span or span.start < i:
        return range(0) if by[i] == _QUOTED else span
    last = span.stop
    if by[i] == _QUOTED:
        last = next((j for j in range(i, last) if by[j] != _QUOTED), last)
    if tree is not None and tree.relations[i] in ("advcl", "acl:relcl", "acl", "ccomp"):
        own = frozenset(tree.subtree(i))
        last = next((j for j in range(span.start, last) if j not in own), last)
    return range(span.start, last)


def _that(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether "that" follows: a passive reports only then ("it was announced that"; not "the wing was added")."""
    return "that" in sentence.lowers[trigger.index + 1 : trigger.index + 4]


def _denies(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a denial has a clause as its object: "denied that", "denied taking"."""
    if trigger.lemma not in event_words().sets["denying_clause"]:
        return False
    following = trigger.index + 1
    return sentence.lowers[following : following + 1] == ("that",) or sentence.tags[following : following + 1] == (
        "VBG",
    )


def _blamed(sentence: Sentence, trigger: Trigger, found: Sequence[Clause]) -> range:
    """What somebody is said to have done: "accused him of killing two", "claims to have won", "denied taking money"."""
    clause = next(item for item in found if item.first <= trigger.index < item.last)
    following = sentence.lowers[trigger.index + 1 : clause.last]
    if sentence.tags[trigger.index + 1 : trigger.index + 2] == ("VBG",) and _denies(sentence, trigger):
        return range(trigger.index + 1, clause.last)
    if trigger.lemma in _PROFESSING and following[:1] == ("to",):
        return range(trigger.index + 1, clause.last)
    preposition = _BLAMING.get(trigger.lemma)
    if preposition is None or preposition not in following[:_REACH]:
        return range(0)
    return range(trigger.index + 1 + following.index(preposition), clause.last)


def _quotes(sentence: Sentence, quoted: bool) -> tuple[list[int], bool]:
    by = []
    if _QUOTES.isdisjoint(sentence.words):
        return [_QUOTED if quoted else -1] * len(sentence.words), quoted
    for i, word in enumerate(sentence.words):
        if word in _OPENING or (word == "`" and _doubled(sentence, i)):
            quoted = True
        elif word in _CLOSING or (word == "'" and _doubled(sentence, i)):
            quoted = False
        elif word == '"':
            quoted = not quoted
        by.append(_QUOTED if quoted else -1)
    return by, quoted


def _doubled(sentence: Sentence, i: int) -> bool:
    """Whether a mark is the second of two: treebanks write quotation marks so."""
    return i > 0 and sentence.words[i - 1] == sentence.words[i] and sentence.ends[i - 1] == sentence.starts[i]


def _content(
    sentence: Sentence, tree: Tree | None, trigger: Trigger, found: Sequence[Clause], by: Sequence[int]
) -> range:
    """The words that a verb of saying reports: what follows it, or all before ", he said"."""
    clause = next(item for item in found if item.first <= trigger.index < item.last)
    tags = sentence.tags
    told = clause.opener == "as" and any(number >= 0 for number in by[: clause.first])
    if not told and _inverted(sentence, tree, trigger):
        return range(trigger.group.first)
    before = _quoted_before(sentence, tree, trigger, by)
    if before:
        return range(before)
    if tags[clause.first] == "WDT" or told:
        return range(0)  # "which he said"; "denied that it fell, as Kiev asserts": no more is said there
    ahead = (i for i in range(trigger.index + 1, len(tags)) if tags[i] in FINITE)
    follows = by[trigger.index] == -1 and any(tags[i - 1] != "CC" for i in list(ahead)[:1])
    rest = sentence.words[trigger.index + 1 :]
    closing = clause.first > 0 and (_marked(sentence, clause.first) or _marked(sentence, clause.first - 1))
    if closing and (not rest or rest[0] in (".", ",") or len(rest) < 3 or not follows):
        return range(clause.first)
    if follows:
        return range(trigger.index + 1, _aside(sentence, found, trigger.index))
    return range(0)


def _quoted_before(sentence: Sentence, tree: Tree | None, trigger: Trigger, by: Sequence[int]) -> int:
    """Where the quotation ends that the subject of a verb of saying stands right behind, as in ""It fell," Smith said"; else 0."""
    own = () if tree is None or by[trigger.index] == _QUOTED else tree.under(trigger.index, "nsubj")
    if tree is None or not own or own[0] > trigger.index:
        return 0
    mark = tree.span(own[0])[0] - 1
    return mark if mark > 0 and sentence.words[mark] in _QUOTES and by[mark - 1] == _QUOTED else 0


def _inverted(sentence: Sentence, tree: Tree | None, trigger: Trigger) -> bool:
    """Whether who speaks stands behind the verb, and what was said before it."""
    i, first = trigger.index, trigger.group.first
    if first == 0 or not _marked(sentence, first - 1) or sentence.tags[i + 1 : i + 2] not in _SUBJECTS:
        return False
    own = () if tree is None else tree.under(i, "nsubj")
    return not own or own[-1] > i


def _marked(sentence: Sentence, i: int) -> bool:
    """Whether a comma or a quotation mark stands there."""
    return sentence.tags[i] in (",", "``") or sentence.words[i] in _QUOTES


def _aside(sentence: Sentence, found: Sequence[Clause], first: int) -> int:
    """Where the writer speaks again: at ", as the envoy asserts"."""
    for clause in found:
        if clause.first > first and clause.opener == "as" and sentence.tags[clause.first - 1] == ",":
            return clause.first
    return len(sentence.words)


def _teller(text: str, sentence: Sentence, tree: Tree, heads: Pair) -> Argument | None:
    """Who says so, as the tree tells: a pronoun may turn out to stand for a name."""
    agent, _ = heads
    return None if agent is None or sentence.lowers[agent] in _NOBODY else phrase_at(text, sentence, tree, agent)


def _speaker(
    text: str, sentence: Sentence, trigger: Trigger, found: Sequence[Clause], timed: Collection[int]
) -> Argument | None:
    clause = next(item for item in found if item.first <= trigger.index < item.last)
    if trigger.group.passive:
        return None
    before = phrase_before(text, sentence, trigger.group.first, clause.first, timed)
    if before is None and trigger.index + 1 < len(sentence.words) and sentence.tags[trigger.index + 1] in NOUNS:
        return _after(text, sentence, trigger.index + 1) if _marked(sentence, trigger.group.first - 1) else None
    return before


def _after(text: str, sentence: Sentence, first: int) -> Argument | None:
    """The noun phrase that begins at a word."""
    last = first
    while last < len(sentence.words) and sentence.tags[last] in (*NOUNS, "DT", "JJ", "POS", "CD", "PRP$"):
        last += 1
    if last == first or sentence.tags[last - 1] not in NOUNS:
        return None
    start, end = sentence.starts[first], sentence.ends[last - 1]
    return Argument(start, end, sentence.starts[last - 1], end, plain_name(text[start:end]))
