"""Which language a text is in."""

from functools import cache
from typing import TYPE_CHECKING, Any, Final

from pipelines.settings import Documents

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["language_of", "stated_language"]

_GLANCE: Final = 300
_PLAIN: Final = 0.98
"""Most texts show their language in so many characters: where it is that probable, no more of the sample is looked at."""


@cache
def _identifier() -> Any:
    # The model takes a tenth of a second to load: whoever states the language need not wait for it.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def stated_language(stated: str | None) -> str | None:
    """Give the ISO 639-1 code of a language as a source states it (`en`, `en-GB`, `EN_us`); `None` if it is none.

    >>> stated_language("fr-CA"), stated_language("French")
    ('fr', None)
    """
    code = (stated or "").strip().replace("_", "-").split("-")[0].lower()
    return code if len(code) == 2 and code.isascii() and code.isalpha() else None


def language_of(paragraphs: "Sequence[str]", settings: Documents) -> tuple[str | None, float | None]:
    """Tell the language of a text by a sample of it.

    Args:
        paragraphs: Its lines of prose, in order.
        settings: How much is looked at, and when a language is told at all.

    Returns:
        ISO 639-1 and its probability; `None` and the probability where that is too low, two `None` for too few letters.
    """
    sample = _sample(paragraphs, settings.language_sample)
    if sum(map(str.isalpha, sample)) < settings.language_letters:
        return None, None
    code, probability = _identifier().classify(sample[:_GLANCE])
    if probability < _PLAIN and len(sample) > _GLANCE:
        code, probability = _identifier().classify(sample)
    confidence = round(float(probability), 4)
    known = confidence >= settings.language_confidence and len(code) == 2
    return (code if known else None), confidence


def _sample(paragraphs: "Sequence[str]", most: int) -> str:
    parts: list[str] = []
    size = 0
    for paragraph in paragraphs:
        parts.append(paragraph[: most - size])
        size += len(parts[-1])
        if size >= most:
            break
    return "\n".join(parts)
