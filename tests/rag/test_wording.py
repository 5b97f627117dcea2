"""An answer reads like one: each quote is led in by the part it plays, and not twice alike."""

from dataclasses import fields

import pytest

from index.passage import Sentence
from rag.citation import cite_span
from rag.evidence import Evidence, Features
from rag.language import Language
from rag.phrases import phrases_in
from rag.roles import Role
from rag.wording import word_answer
from tests.support.booklets import REEDS

FEATURES = Features(**{field.name: 0.5 for field in fields(Features)})


def answer(language: Language, *roles: Role, sure: bool = True) -> str:
    """The text of an answer that quotes one abstract once for each role."""
    picked = tuple(
        Evidence(Sentence(REEDS.id, at, at * 20, at * 20 + 15), "", "", role, 1.0, FEATURES)
        for at, role in enumerate(roles)
    )
    cited = tuple(
        cite_span(at, REEDS, it.sentence.start, it.sentence.end)
        for at, it in enumerate(picked, start=1)
    )
    return word_answer(picked, {REEDS.id: REEDS}, cited, language, sure=sure)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_further_quote_is_led_in_by_its_part(language: Language) -> None:
    """A method is not announced as a finding."""
    text = answer(language, Role.FINDING, Role.METHOD)

    assert phrases_in(language).adds[Role.METHOD] in text
    assert phrases_in(language).adds[Role.FINDING] not in text


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("role", Role)
def test_nothing_is_said_twice(language: Language, role: Role) -> None:
    """Three quotes of one part have three lead-ins."""
    blocks = answer(language, role, role, role).split("\n\n")
    led_in = [block for block in blocks if not block.startswith(">")]

    assert len(set(led_in)) == len(led_in) == 3


def test_what_is_not_sure_says_so() -> None:
    """Between sure and not, the answer opens with how near it comes."""
    assert answer("en", Role.FINDING, sure=False).startswith("The closest")
