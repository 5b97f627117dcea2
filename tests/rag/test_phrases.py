"""Both languages can say everything, with the same fields filled from the records."""

from dataclasses import asdict
from string import Formatter

import pytest

from rag.language import language_of
from rag.phrases import ENGLISH, JAPANESE, Phrases, phrases_in
from rag.roles import Role

BOTH = pytest.mark.parametrize("phrases", [ENGLISH, JAPANESE], ids=["en", "ja"])


def sentences(phrases: Phrases) -> dict[str, str]:
    """Every sentence by its name, those for a role by name and role."""
    found: dict[str, str] = {}
    for name, value in asdict(phrases).items():
        rows = value if isinstance(value, dict) else {"": value}
        found.update({f"{name}/{role}": sentence for role, sentence in rows.items()})
    return found


def fields_of(sentence: str) -> frozenset[str]:
    """The names in braces."""
    return frozenset(name for _, name, _, _ in Formatter().parse(sentence) if name is not None)


@BOTH
@pytest.mark.parametrize("role", Role)
def test_every_role_has_an_opening(phrases: Phrases, role: Role) -> None:
    """Whatever part a sentence plays, it is introduced with author and title, or title alone."""
    assert fields_of(phrases.opening_by[role]) == {"who", "title"}
    assert fields_of(phrases.opening_unnamed[role]) == {"title"}


@BOTH
def test_openings_tell_roles_apart(phrases: Phrases) -> None:
    """An aim is not announced as a finding: no two roles share an opening."""
    assert len(set(phrases.opening_by.values())) == len(Role)
    assert len(set(phrases.opening_unnamed.values())) == len(Role)


@BOTH
def test_every_field_fills(phrases: Phrases) -> None:
    """Each sentence takes its fields and shows each of them; no brace is left."""
    for name, sentence in sentences(phrases).items():
        given = {field: f"<{field}>" for field in fields_of(sentence)}
        said = sentence.format(**given)
        assert all(value in said for value in given.values()), name
        assert "{" not in said, name
        assert "}" not in said, name


def test_both_languages_state_the_same_fields() -> None:
    """What is told in one language is told in the other."""
    english, japanese = sentences(ENGLISH), sentences(JAPANESE)

    assert {n: fields_of(s) for n, s in english.items()} == {
        n: fields_of(s) for n, s in japanese.items()
    }


def test_each_language_speaks_itself() -> None:
    """No sentence of words is left in the other language, or empty."""
    worded = {n: s for n, s in sentences(JAPANESE).items() if len(s.format_map(_Blank())) > 3}

    assert all(language_of(s.format_map(_Blank())) == "ja" for s in worded.values())
    assert all(language_of(s) == "en" for s in sentences(ENGLISH).values())
    assert all(sentences(ENGLISH).values())
    assert all(sentences(JAPANESE).values())


def test_phrases_by_language() -> None:
    """Each language has its own phrases."""
    assert phrases_in("en") is ENGLISH
    assert phrases_in("ja") is JAPANESE


class _Blank(dict[str, str]):
    """Fills every field with nothing."""

    def __missing__(self, key: str) -> str:
        return ""
