"""spaCy pipelines for tests: trained in two seconds on three sentences, so that they read these as they were told to."""

from pathlib import Path
from typing import Any, Final

__all__ = ["CLEARNLP", "GERMAN", "TEXT", "UNIVERSAL", "train"]

TEXT: Final = "The bridge was blown up by rebels near Mali on Monday. NATO praised the United Nations's envoy, who was late. They said he had left."
_WORDS: Final = (
    "The bridge was blown up by rebels near Mali on Monday .",
    "NATO praised the United Nations 's envoy , who was late .",
    "They said he had left .",
)
_TAGS: Final = (
    "DT NN VBD VBN RP IN NNS IN NNP IN NNP .",
    "NNP VBD DT NNP NNPS POS NN , WP VBD JJ .",
    "PRP VBD PRP VBD VBN .",
)
_NAMES: Final = (((8, 9, "GPE"),), ((0, 1, "ORG"), (2, 6, "ORG")), ())
CLEARNLP: Final = (
    "2>det 4>nsubjpass 4>auxpass 0>ROOT 4>prt 4>agent 6>pobj 7>prep 8>pobj 4>prep 10>pobj 4>punct",
    "2>nsubj 0>ROOT 5>det 5>compound 7>poss 5>case 2>dobj 7>punct 10>nsubj 7>relcl 10>acomp 2>punct",
    "2>nsubj 0>ROOT 5>nsubj 5>aux 2>ccomp 2>punct",
)
"""Head, counted from 1, and relation of each word, as spaCy's English pipelines say it."""
UNIVERSAL: Final = (
    "2>det 4>nsubj:pass 4>aux:pass 0>ROOT 4>compound:prt 7>case 4>obl:agent 9>case 7>nmod 11>case 4>obl 4>punct",
    "2>nsubj 0>ROOT 5>det 5>compound 7>nmod:poss 5>case 2>obj 7>punct 11>nsubj 11>cop 7>acl:relcl 2>punct",
    "2>nsubj 0>ROOT 5>nsubj 5>aux 2>ccomp 2>punct",
)
"""The same in Universal Dependencies."""
GERMAN: Final = tuple(drawn.replace("nsubj", "sb").replace("obj", "oa").replace("obl", "mo") for drawn in UNIVERSAL)
"""The same with relations of another scheme."""
_WIDTH: Final = 32


def train(folder: Path, trees: tuple[str, ...], rounds: int = 40) -> Path:
    """Train a pipeline on the sentences of `TEXT` with these trees, and keep it in a folder."""
    import spacy
    from spacy.tokens import Doc, Span
    from spacy.training import Example
    from spacy.util import fix_random_seed

    fix_random_seed(0)
    language: Any = spacy.blank("en")
    for name, config in _configs().items():
        language.add_pipe(name, config=config)
    examples = []
    for words, tags, drawn, names in zip(_WORDS, _TAGS, trees, _NAMES, strict=True):
        heads, relations = zip(*(item.split(">") for item in drawn.split()), strict=True)
        places = [int(head) - 1 if head != "0" else i for i, head in enumerate(heads)]
        told = Doc(language.vocab, words=words.split(), tags=tags.split(), heads=places, deps=list(relations))
        told.set_ents([Span(told, first, last, label=kind) for first, last, kind in names])
        examples.append(Example(Doc(language.vocab, words=words.split()), told))
    language.initialize(lambda: examples)
    optimizer = language.create_optimizer()
    optimizer.learn_rate = 0.01
    for _ in range(rounds):
        language.update(examples, sgd=optimizer)
    language.to_disk(folder)
    return folder


def _configs() -> dict[str, dict[str, Any]]:
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": _WIDTH}
    transitions = {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "hidden_width": _WIDTH,
        "maxout_pieces": 2,
        "use_upper": True,
        "extra_state_tokens": False,
        "tok2vec": listener,
    }
    encoder = {
        "@architectures": "spacy.HashEmbedCNN.v2",
        "width": _WIDTH,
        "depth": 2,
        "embed_size": 200,
        "window_size": 1,
        "maxout_pieces": 2,
        "subword_features": True,
        "pretrained_vectors": None,
    }
    return {
        "tok2vec": {"model": encoder},
        "tagger": {"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": listener}},
        "parser": {"min_action_freq": 1, "model": {**transitions, "state_type": "parser"}},
        "ner": {"model": {**transitions, "state_type": "ner"}},
    }
