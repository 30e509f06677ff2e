"""The rules as a table that people can read: what each looks like, an example, and what the example means.

The rows are the data of `lexicon/*.patterns.toml` themselves; a test holds every example to its value.
"""

from dataclasses import dataclass
from typing import Final

from pipelines.temporal.patterns import patterns
from pipelines.temporal.words import LANGUAGES

__all__ = ["EXAMPLES_WRITTEN", "Rule", "rules"]

EXAMPLES_WRITTEN: Final = "2015-10-07"
"""The day of writing of all examples, a Wednesday."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    Attributes:
        language: ISO 639-1 code.
        name: What annotations call it.
        pattern: Its form; capitals are classes of words, see the head of `lexicon/en.patterns.toml`.
        example: Words that it finds, written on `EXAMPLES_WRITTEN`.
        value: The TIMEX3 value of what it finds there.
    """

    language: str
    name: str
    pattern: str
    example: str
    value: str


def rules(language: str | None = None) -> tuple[Rule, ...]:
    """List the rules in their order.

    Args:
        language: One of `LANGUAGES`; `None` lists all, English first.

    Returns:
        One row a rule; none for a language without a lexicon.
    """
    chosen = [language] if language else sorted(LANGUAGES, key=lambda code: (code != "en", code))
    return tuple(
        Rule(code, found.name, found.form, found.example, found.value)
        for code in chosen
        if code in LANGUAGES
        for found in patterns(code)
    )
