import pytest

from pipelines.syntax import lexicon, morphology


@pytest.mark.parametrize(
    ("lemma", "s", "ing", "ed"),
    [
        ("stop", "stops", "stopping", "stopped"),
        ("deny", "denies", "denying", "denied"),
        ("play", "plays", "playing", "played"),
        ("agree", "agrees", "agreeing", "agreed"),
        ("die", "dies", "dying", "died"),
        ("march", "marches", "marching", "marched"),
        ("panic", "panics", "panicking", "panicked"),
        ("visit", "visits", "visiting", "visited"),
        ("veto", "vetoes", "vetoing", "vetoed"),
        ("seize", "seizes", "seizing", "seized"),
        ("admit", "admits", "admitting", "admitted"),
        ("show", "shows", "showing", "showed"),
    ],
)
def test_regular_forms(lemma: str, s: str, ing: str, ed: str) -> None:
    assert morphology.s_form(lemma) == s
    ings, eds = morphology.regular_forms(lemma)
    assert ing in ings
    assert ed in eds


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("outgunned", "outgun"),
        ("hyped", "hype"),
        ("airlifted", "airlift"),
        ("defied", "defy"),
        ("weaponizing", "weaponize"),
        ("wedged", "wedge"),
        ("enshrined", "enshrine"),
        ("repurposed", "repurpose"),
        ("reconfigured", "reconfigure"),
        ("disenfranchised", "disenfranchise"),
        ("cradled", "cradle"),
        ("channelled", "channel"),
        ("stuffed", "stuff"),
        ("decreed", "decree"),
        ("banging", "bang"),
        ("touted", "tout"),
    ],
)
def test_guessed_lemma(form: str, lemma: str) -> None:
    assert morphology.guess_lemma(form) == lemma


@pytest.mark.parametrize(
    ("plural", "noun"),
    [
        ("attacks", "attack"),
        ("inquiries", "inquiry"),
        ("clashes", "clash"),
        ("crisis", "crisis"),
        ("process", "process"),
    ],
)
def test_singular(plural: str, noun: str) -> None:
    assert morphology.singular(plural) == noun


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("seized", "seize"), ("left", "leave"), ("found", "find"), ("saw", "see"), ("felt", "feel"), ("fell", "fall")],
)
def test_past_forms_lead_to_their_verb(form: str, lemma: str) -> None:
    entry = lexicon.entries()[form]
    assert entry.forms & lexicon.PAST
    assert entry.past == lemma


def test_the_lexicon_is_not_small() -> None:
    assert sum(bool(entry.forms & lexicon.BASE) for entry in lexicon.entries().values()) > 2_000
