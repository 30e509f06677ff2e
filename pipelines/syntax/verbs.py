"""Which form of a verb a word is, or that it is a noun or adjective after all, from the words around it."""

from pipelines.syntax.lexicon import BASE, ING, PART, PAST, S
from pipelines.syntax.window import EXPECTS_NOUN, NOUNS, SUBJECTS, VERBS, Window

__all__ = ["VerbReader"]


class VerbReader(Window):
    """Rules for the words that can be a form of a verb."""

    def verb_form(self, i: int, forms: int) -> str:
        """Tag a word that can have these verb forms."""
        if forms & ING:
            return self.ing(i)
        if forms & BASE:
            return self.bare(i, forms)
        if forms & (PAST | PART):
            return self.past(i, forms)
        return self.s_form(i) if forms & S else "NN"

    def bare(self, i: int, forms: int) -> str:  # noqa: C901, PLR0912 - one row of the table after the other
        """Tag a bare form: "attack" as a noun or a verb, "cut" as any of four forms."""
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
        if tag in SUBJECTS:
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
        """Tag a bare form behind a noun: "rebels attack", "peace talk", "helped the king regain"."""
        if leaning != "noun" and not forms & PAST and self.governed(i):
            return "VB"
        if tag == "NNP" and not forms & PAST and self.determined(i):
            return "NN"
        if leaning == "verb":
            return past if self.finite < 0 or forms & PAST or tag == "NNS" else ("NN" if tag == "NN" else "VB")
        plural = tag == "NNS" or (tag == "NNP" and (forms & PAST or self.lowers[i - 1].endswith("ans")))
        if (plural or self.tags[i - 1] == "RB") and self.finite < 0 and (self.object_follows(i) or leaning == "either"):
            return past
        return "NN"

    def determined(self, i: int) -> bool:
        """Whether an article or a possessive stands before the names that end here: "the Deepwater Horizon rig"."""
        j = i - 1
        while j >= 0 and self.tags[j] == "NNP":
            j -= 1
        plural = self.lowers[i - 1].endswith("s")
        return j >= 0 and self.tags[j] in ("DT", "POS", "PRP$") and not plural

    def s_form(self, i: int) -> str:
        """Tag an -s form: "he plans", "the plans"."""
        tag, place = self.before(i)
        leaning = self.entries[i].leaning
        if self.noun_expected(i, tag, place):
            return "VBZ" if self.lowers[place] in ("this", "that") and leaning == "verb" else "NNS"
        if tag in SUBJECTS:
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
        """Tag a past form: finite, participle, or adjective before its noun."""
        tag, place = self.before(i)
        if self.auxiliary(i) in ("be", "have", "get"):
            return "VBN"
        if tag in ("TO", "MD") and forms & PART:
            return "VBN"
        if self.lowers[i] == "said":
            return "VBD"
        if self.noun_expected(i, tag, place):
            if tag == "DT" and self.lowers[place] in ("this", "that", "all", "both", "some", "neither", "another"):
                return "VBD"
            if self.nounish(i + 1):
                return "JJ"
            return "VBN" if tag in ("IN", "POS") or not forms & PAST else ("VBD" if tag in ("CD", "JJ") else "VBN")
        if not forms & PAST:
            return "VBN"
        if tag in SUBJECTS:
            return "VBD"
        if tag in NOUNS:
            return self.past_after_noun(i, forms)
        if tag == "CC":
            return self.parallel(i) if self.parallel(i) in ("VBD", "VBN") else "VBD"
        if tag in VERBS:
            return "VBN" if forms & PART else "VBD"
        return self.past_in_front(i, forms, place)

    def past_in_front(self, i: int, forms: int, place: int) -> str:
        """Tag a past form that nothing before it decides: "Armed men seized", "Born in Kiev, he"."""
        if not forms & PART or self.lowers[i] == "said":
            return "VBD"
        if place < 0 and self.plural_noun(i + 1):
            return "JJ"
        return "VBN" if place < 0 or self.at(i + 1) in ("by", "in", "on", "at", "from", "with") else "VBD"

    def plural_noun(self, i: int) -> bool:
        """Whether a plural noun that is no verb stands here: "Armed men seized"."""
        if i >= len(self.words) or not self.words[i].islower() or self.entries[i].closed:
            return False
        lower = self.lowers[i]
        return lower in ("men", "women", "people", "children", "police") or (
            lower.endswith("s") and not self.entries[i].forms and not lower.endswith(("ss", "us", "is"))
        )

    def past_after_noun(self, i: int, forms: int) -> str:
        """Tag a past form behind a noun: "troops sent help", "troops sent to Latvia will stay"."""
        if not forms & PART or (self.entries[i].past in self.context.saying and self.at(i + 1) not in ("by", "to")):
            return "VBD"
        if self.at(i + 1) == "by" or (self.finite >= 0 and not self.reported()):
            return "VBN"
        return "VBN" if self.finite_ahead(i) else "VBD"

    def ing(self, i: int) -> str:
        """Tag an -ing form: verb, noun ("the meeting") or adjective ("the leading bank")."""
        tag, place = self.before(i)
        lower = self.lowers[i]
        if self.auxiliary(i) == "be":
            return "VBG"
        if lower in self.context.adjective_ing and self.nounish(i + 1):
            return "JJ"
        nominal = lower in self.context.noun_ing
        if tag in EXPECTS_NOUN:
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
