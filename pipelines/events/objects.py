"""What a verb is done to, read off the tree: its object, where its preposition leads, what a relative clause leaves out."""

from pipelines.events.lexicon import event_words
from pipelines.events.phrases import RELATIVE
from pipelines.events.rolewords import role_words
from pipelines.syntax.tagger import FINITE, NOUNS, Sentence
from pipelines.syntax.trees import OBJECTS, SUBJECTS, Tree

__all__ = ["after_quotation", "inverted", "object_of", "says_clause"]


def object_of(sentence: Sentence, tree: Tree, i: int) -> int | None:
    """Give what a verb in the active is done to: its object, also before a relative clause, or where its preposition leads."""
    own = tree.under(i, "obj")
    if own and not says_clause(sentence, i, own[-1]):
        # The tree may take a mark for an object.
        done = own[0] if len(own) == 1 else next((j for j in own if sentence.lowers[j][0].isalnum()), own[0])
        return _counted(sentence, tree, done) if sentence.tags[done] == "CD" else done
    shared = _shared_object(sentence, tree, i)
    if shared is not None:
        return shared
    if tree.relations[i] == "acl:relcl" and _takes_object(sentence, tree, i):
        return tree.heads[i]
    toward = role_words().verbs_toward.get(sentence.lemmas[i], frozenset())
    for j, case in tree.obliques(i):
        if case < 0 or j < i:
            continue
        if sentence.lowers[case] in toward:
            return j
        if sentence.lowers[case] == "to" and sentence.lowers[case - 1] == "up":
            return j
    return None


def _shared_object(sentence: Sentence, tree: Tree, i: int) -> int | None:
    """The object of the verb joined right behind: "seized and annexed the peninsula"."""
    for j in tree.under(i, "conj"):
        if i < j <= i + 3 and sentence.analysis.tags[j] == sentence.analysis.tags[i]:
            between = sentence.analysis.tags[i + 1 : j]
            if all(tag in ("CC", "RB") for tag in between):
                return next(iter(tree.under(j, "obj")), None)
    return None


def _counted(sentence: Sentence, tree: Tree, i: int) -> int:
    """What a number counts, where another number is joined to it first: "500 and 1,000 songs"; else the number."""
    return next((j for j in tree.under(i, "conj", "compound") if j > i and sentence.tags[j] in NOUNS), i)


def _takes_object(sentence: Sentence, tree: Tree, i: int) -> bool:
    """Whether the noun before a relative clause without a pronoun is its object: "the plant it bought"."""
    own = tree.under(i, *SUBJECTS)
    other = tree.under(i, *OBJECTS, "ccomp", "xcomp", "advmod")
    return bool(own) and not other and not any(sentence.lowers[j] in RELATIVE for j in own)


def says_clause(sentence: Sentence, i: int, noun: int) -> bool:
    """Tell whether a noun behind a verb of saying is what the clause behind it tells of: "said giant tanks are sagging"."""
    if sentence.lemmas[i] not in role_words().verbs["clausal"] or noun < i or sentence.tags[noun] not in NOUNS:
        return False
    return not sentence.lowers[noun].endswith("thing") and not FINITE.isdisjoint(sentence.tags[noun + 1 :])


def inverted(sentence: Sentence, tree: Tree, i: int, done: int) -> bool:
    """Tell whether what looks like an object is the subject of a verb of saying: "..., said the mayor"."""
    return done > i and after_quotation(sentence, i) and not tree.under(i, "aux", "mark")


def after_quotation(sentence: Sentence, i: int) -> bool:
    """Tell whether a verb of saying stands right behind what was said."""
    if i == 0 or sentence.lemmas[i] not in event_words().sets["reporting"]:
        return False
    return sentence.tags[i - 1] in (",", "``") or sentence.lowers[i - 1] in ("'", '"', "”", "’")
