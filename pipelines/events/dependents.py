"""Who did it and to whom, read off the tree of a sentence.

Subjects and objects of verbs, through passives, relative clauses, joined verbs, infinitives and participles; owners and objects
of event nouns, and the subject of the verb that carries them ("held a meeting").

Source: Universal Dependencies 2, guidelines for English; PropBank's first two roles (Palmer, Gildea, Kingsbury 2005).
"""

from typing import Final

from pipelines.events.objects import after_quotation, inverted, object_of
from pipelines.events.rolewords import role_words
from pipelines.events.triggers import Trigger
from pipelines.syntax.tagger import FINITE, NOUNS, VERBS, Sentence
from pipelines.syntax.trees import OBJECTS, Tree

__all__ = ["NO_PAIR", "Pair", "agent_and_patient", "subject_of"]

_OWN: Final = ("nsubj", "nsubj:pass", "nsubj:outer")
_ORDINALS: Final = frozenset(("first", "second", "third", "last", "next", "only", "latest"))
_PEOPLE: Final = frozenset(("i", "he", "she", "we", "they", "who", "you"))
_ACTING: Final = frozenset(("PER", "ORG"))
_OF_NATIONS: Final = (
    "an",
    "ish",
    "ese",
    "ch",
    "eek",
    "iss",
    "aeli",
    "raqi",
    "audi",
    "ghan",
    "stani",
    "meni",
    "waiti",
    "deshi",
)
"""Endings of the adjectives of nations."""
_PHRASE: Final = 9
"""Words that a phrase between "for" and "to" can have, about."""
_STEPS: Final = 6
"""Words up the tree through which the subject of a verb without one is looked for: "said he planned to go and see"."""

Pair = tuple[int | None, int | None]
NO_PAIR: Final[Pair] = (None, None)
"""Of a sentence without a tree."""


def agent_and_patient(sentence: Sentence, tree: Tree, trigger: Trigger) -> Pair:
    """Find the head words of who did it and of whom or what it was done to.

    Args:
        sentence: The sentence.
        tree: Its tree.
        trigger: The event.

    Returns:
        Places of the two words, a relative pronoun's where one stands for them; `None` where the sentence does not say.
    """
    i = trigger.index
    if trigger.kind == "verb" or sentence.analysis.tags[i] in VERBS:
        agent, patient = _of_verb(sentence, tree, i, passive=trigger.group.passive)
    elif trigger.kind == "noun":
        agent, patient = _of_noun(sentence, tree, i)
    elif trigger.kind == "adjective":
        agent, patient = None, tree.heads[i] if tree.relations[i] == "amod" else subject_of(sentence, tree, i)
    else:
        return None, None
    return (None if agent == i else agent), (None if patient in (i, agent) else patient)


def _of_verb(sentence: Sentence, tree: Tree, i: int, *, passive: bool) -> Pair:
    verbs, lemma = role_words().verbs, sentence.lemmas[i]
    relation, tag = tree.relations[i], sentence.analysis.tags[i]
    if relation == "cop" and tree.heads[i] >= 0:
        return None, subject_of(sentence, tree, tree.heads[i])
    if relation == "amod" and tree.heads[i] >= 0:
        return (tree.heads[i], None) if tag == "VBG" else (None, tree.heads[i])
    # A participle behind its noun is passive; what has a subject of its own is a clause that the tree hung on that noun.
    behind_noun = relation == "acl" and tag in ("VBN", "VBD") and not tree.under(i, "nsubj")
    if passive or tree.passive(i) or behind_noun:
        subject = subject_of(sentence, tree, i)
        # "It is expected that films sell": "it" only stands for the clause.
        empty = subject is not None and sentence.lowers[subject] == "it" and bool(tree.under(i, "ccomp", "csubj"))
        return _by(sentence, tree, i), None if empty else subject
    done = object_of(sentence, tree, i)
    behind = done if done is not None else _behind(sentence, tree, i)
    if behind is not None and not tree.under(i, *_OWN):
        # "let terrorists come": the tree may hang them on either verb, but what stands before an infinitive acts.
        acts = behind < i and relation == "xcomp" and tree.heads[behind] == i
        if acts or inverted(sentence, tree, i, behind):
            return behind, None
    subject = subject_of(sentence, tree, i)
    held = done is not None and lemma not in verbs["copular"] and subject is not None and _acts(sentence, subject)
    if lemma in verbs["linking"] and not held:
        return None, subject
    if done is not None and sentence.lowers[done] in verbs["joined_nouns"] and lemma in ("take", "come"):
        return (None, subject) if sentence.lowers[done] in ("place", "effect", "shape") else (subject, None)
    if done is None and not tree.under(i, "xcomp", "ccomp") and _undergoes(sentence, lemma, subject):
        return None, subject
    return subject, done


def _behind(sentence: Sentence, tree: Tree, i: int) -> int | None:
    """Whom something is done to, or the name that the tree takes for what is said: "..., said Mr Gibbs"."""
    bare = (
        j for j in tree.under(i, "ccomp") if j > i and sentence.tags[j] == "NNP" and not tree.under(j, *_OWN, "cop")
    )
    return next(reversed(tree.under(i, "iobj")), next(bare, None))


def _undergoes(sentence: Sentence, lemma: str, subject: int | None) -> bool:
    """Whether a verb without an object happens to its subject."""
    verbs = role_words().verbs
    if lemma in verbs["undergoing"]:
        return True
    if lemma not in verbs["moving"] or subject is None or sentence.lowers[subject] in _PEOPLE:
        return False
    return _label(sentence, subject) not in _ACTING and sentence.lemmas[subject].lower() not in verbs["people"]


def subject_of(sentence: Sentence, tree: Tree, i: int) -> int | None:
    """The subject of a verb: its own, or that of the verb it is joined to or depends on."""
    for _ in range(_STEPS):
        own = tree.under(i, *_OWN)
        if len(own) == 1:
            return own[0]
        if own:
            # "The ambassador to Canada left": the tree may take both for subjects, but what has a preposition is none.
            if len(own) > 1:
                own = tuple(j for j in own if not tree.under(j, "case")) or own
            if _set_beside(sentence, own[0], own[-1], i):
                return own[0]
            before = next((j for j in reversed(own) if j < i), own[0])
            return own[-1] if own[-1] > i and after_quotation(sentence, i) else before
        relation, head = tree.relations[i], tree.heads[i]
        if head < 0:
            return None
        asked = _asked_of(sentence, tree, i)
        if asked is not None:
            return asked
        if relation in ("acl", "acl:relcl"):
            return _of_modifier(sentence, tree, i)
        if relation not in ("conj", "xcomp", "advcl"):
            return None
        if relation == "advcl" and sentence.tags[i] not in ("VBG", "VBN", "VB"):
            return None
        controlled = None if relation == "conj" else _controlled(sentence, tree, i, head)
        if controlled is not None:
            return controlled
        i = head
    return None


def _set_beside(sentence: Sentence, first: int, second: int, verb: int) -> bool:
    """Whether the second of two subjects only describes the first: "The A380, the largest plane, was set to land"."""
    commas = sentence.tags[first + 1] == sentence.tags[min(second + 1, verb)] == ","
    return second < verb and commas and sentence.tags[first] in ("NNP", "NNPS") and sentence.tags[second] == "NN"


def _asked_of(sentence: Sentence, tree: Tree, i: int) -> int | None:
    """Who is to do what an infinitive says: "for Canada to leave", "called on Canada to leave"; not "asked for money to buy it"."""
    to = 0
    for j in tree.under(i, "mark"):
        if sentence.lowers[j] == "to":
            to = j
            break
    for case in range(to - 2, max(-1, to - _PHRASE), -1):
        if sentence.tags[case] in VERBS or sentence.tags[case] in (",", "CC", "."):
            return None
        lower = sentence.lowers[case]
        asked = role_words().verbs_asked.get(sentence.lemmas[case - 1], ()) if case else ()
        if lower == "for" or lower in asked:
            j = to - 1
            while case < tree.heads[j] < to:
                j = tree.heads[j]
            able = _acts(sentence, j) or (sentence.tags[j] in NOUNS and not tree.under(i, *OBJECTS))
            return j if able else None
    return None


def _acts(sentence: Sentence, i: int) -> bool:
    """Whether a word stands for somebody: a person or organisation, or a place that acts as one."""
    if sentence.tags[i] == "PRP" or _label(sentence, i) in (*_ACTING, "LOC"):
        return True
    return sentence.lemmas[i].lower() in role_words().verbs["people"]


def _controlled(sentence: Sentence, tree: Tree, i: int, head: int) -> int | None:
    """The object of the verb above that does what an infinitive says: "forced Apple to lower its prices"."""
    verbs, lemma = role_words().verbs, sentence.lemmas[head]
    if tree.relations[i] == "xcomp":
        return next(iter(tree.under(head, "iobj", "obj")), None) if lemma not in verbs["subject_control"] else None
    if sentence.tags[i] == "VB" and lemma in verbs["object_control"]:
        return next((j for j in tree.under(head, "obj") if head < j < i), None)
    # "capable of holding": what the adjective describes.
    return tree.heads[head] if sentence.tags[head] == "JJ" and tree.relations[head] == "amod" else None


def _of_modifier(sentence: Sentence, tree: Tree, i: int) -> int | None:
    """Who does what a participle or an infinitive behind a noun says: "troops sent there", "a plan to cut jobs"."""
    noun = tree.heads[i]
    if sentence.tags[i] in ("VBN", "VBG", "VBD") and not tree.under(i, "mark"):
        return noun
    described = any(sentence.lowers[j] in _ORDINALS for j in tree.children[noun])
    if described or tree.passive(i):
        return noun
    for j, case in tree.obliques(noun):
        if case >= 0 and sentence.lowers[case] == "for" and noun < j < i:
            return j
    agent, _ = _of_noun(sentence, tree, noun)
    head = tree.heads[noun]
    if agent is not None or head < 0:
        return noun if agent is None else agent
    if tree.relations[noun] in ("obj", "obl") and not tree.passive(head):
        return subject_of(sentence, tree, head)
    return None


def _of_noun(sentence: Sentence, tree: Tree, i: int) -> Pair:
    nouns, lemma = role_words().nouns, sentence.lemmas[i].lower()
    owner = next(iter(tree.under(i, "nmod:poss")), None)
    agent, patient = _after(sentence, tree, i, "by"), _after(sentence, tree, i, "of")
    if patient is None:
        for preposition in sorted(role_words().nouns_toward.get(lemma, frozenset())):
            patient = _after(sentence, tree, i, preposition) if patient is None else patient
    untold = patient is None and sentence.lowers[i + 1 : i + 2] != ("of",)
    if untold and owner is not None and (agent is not None or lemma in nouns["owned"]):
        return agent, owner
    if agent is None:
        agent = owner if owner is not None else _after(sentence, tree, i, "between")
    if agent is None:
        agent = _carrying(sentence, tree, i)
        if agent is not None and lemma in nouns["owned"] and untold:
            does = lemma in nouns["done_to"] and sentence.lemmas[tree.heads[i]] not in role_words().verbs["bearing"]
            return (agent, None) if does else (None, agent)
    if agent is None:
        agent = _maker(sentence, tree, i)
        if agent is not None and lemma in nouns["owned"] and untold:
            return None, agent
    return agent, patient


def _carrying(sentence: Sentence, tree: Tree, i: int) -> int | None:
    """The subject of the verb that carries an event noun: "held a meeting", "are in talks"."""
    head, relation = tree.heads[i], tree.relations[i]
    words = role_words()
    if relation == "obj":
        borne = sentence.lemmas[i].lower() in words.nouns["owned"] and sentence.lemmas[head] in words.verbs["bearing"]
        return subject_of(sentence, tree, head) if borne or sentence.lemmas[head] in words.verbs["support"] else None
    if (
        relation in ("root", "conj", "ccomp")
        and tree.under(i, "cop")
        and any(sentence.lowers[j] in ("in", "under") for j in tree.under(i, "case"))
    ):
        return next(iter(tree.under(i, *_OWN)), None)
    return None


def _maker(sentence: Sentence, tree: Tree, i: int) -> int | None:
    """The organisation, person or nation named right before an event noun: "NATO airstrikes"; a place may be where it was."""
    for j in tree.under(i, "compound", "amod"):
        of_nation = sentence.words[j][0].isupper() and sentence.lowers[j].endswith(_OF_NATIONS)
        acting = _label(sentence, j) in _ACTING or (_label(sentence, j) in ("OTH", "LOC") and of_nation)
        if acting and j < i and not _one_name(sentence, j, i):
            return j
    return None


def _one_name(sentence: Sentence, first: int, last: int) -> bool:
    """Whether two words are parts of one name: "Macworld" made no "Macworld Conference"."""
    behind = sentence.analysis.names[first + 1 : last + 1]
    return all(label.startswith("I-") for label in behind)


def _label(sentence: Sentence, i: int) -> str:
    """What the model takes a word of a name for: PER, ORG, LOC or OTH; nothing outside of names."""
    return sentence.analysis.names[i][2:]


def _by(sentence: Sentence, tree: Tree, i: int) -> int | None:
    own = next(iter(tree.under(i, "obl:agent")), None)
    return _after(sentence, tree, i, "by") if own is None else own


def _after(sentence: Sentence, tree: Tree, i: int, preposition: str) -> int | None:
    """The word that hangs on another by a preposition, no finite verb between."""
    for j, case in tree.obliques(i):
        if case >= 0 and sentence.lowers[case] == preposition and not FINITE & {*sentence.tags[case:j]}:
            return j
    return None
