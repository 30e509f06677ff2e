import pytest

from pipelines.documents.language import language_of, stated_language
from pipelines.settings import Documents


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("Three towns were flooded when the dam broke on Monday, officials said.", "en", id="English"),
        pytest.param(
            "Am Montag brach der Damm, und drei Städte wurden überflutet, teilten die Behörden mit.", "de", id="German"
        ),
        pytest.param(
            "Le barrage a cédé lundi et trois villes ont été inondées, selon les autorités.", "fr", id="French"
        ),
        pytest.param(
            "La presa se rompió el lunes y tres ciudades quedaron inundadas, según las autoridades.", "es", id="Spanish"
        ),
        pytest.param("Dam.", None, id="too short"),
        pytest.param("1234 5678 90 +++ 1234 5678 90 +++ 1234 5678 90", None, id="no letters"),
    ],
)
def test_languages(text: str, code: str | None) -> None:
    assert language_of([text], Documents())[0] == code


def test_an_unsure_language_stays_unknown_with_its_probability() -> None:
    code, probability = language_of(
        ["Three towns were flooded when the dam broke."], Documents(language_confidence=1.1)
    )
    assert code is None
    assert probability is not None
    assert 0 < probability <= 1


@pytest.mark.parametrize(
    ("stated", "code"),
    [("en", "en"), ("en-GB", "en"), ("FR_ca", "fr"), ("French", None), ("", None), (None, None)],
)
def test_stated_languages(stated: str | None, code: str | None) -> None:
    assert stated_language(stated) == code
