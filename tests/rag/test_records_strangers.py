"""Somebody whom the records do not name is not taken for another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.abstract import Person
from rag.answer import Kind
from rag.assistant import Assistant
from rag.authors import KnownPerson
from rag.records_people import in_a_line, is_called
from tests.support.booklets import BOTH, REEDS


@pytest.mark.parametrize(
    "question",
    ["Who is Agnes Okada?", "What did Agnes Okada find?", "Agnes Okada", "talks by Agnes Okada"],
)
def test_another_given_name(lake_assistant: Assistant, question: str) -> None:
    """It is said who bears the family name, and offered to ask for them."""
    answer = lake_assistant.ask(question)

    assert answer.text == (
        "The records name no Agnes Okada. They name Mari Okada (Suwa University)."
    )
    assert answer.kind is Kind.ABSTENTION
    assert answer.suggestions[0] == question.replace("Agnes Okada", "Mari Okada")


@pytest.mark.parametrize(
    "question",
    [
        "Which talks did Mari Okada give?",
        "Which talks did M Okada give?",
        "Which talks did Marie Okada give?",
        "Which talks did Dr Okada give?",
        "Which talks did Professor Okada give?",
        "Does Okada present anything?",
    ],
)
def test_the_same_person_otherwise_written(lake_assistant: Assistant, question: str) -> None:
    """An initial, a slip, a title before the name: it is who is known."""
    answer = lake_assistant.ask(question)

    assert [citation.abstract_id for citation in answer.citations] == [REEDS.id]


def test_nobody_of_this_name(lake_assistant: Assistant) -> None:
    """“Quackenbush's talk” is nobody's talk; what a text speaks of is left to the texts."""
    answer = lake_assistant.ask("What is Quackenbush's talk about?")

    assert "no author called “Quackenbush”" in answer.text
    assert answer.kind is Kind.ABSTENTION
    assert "no author called" not in lake_assistant.ask("What is Sano's study about?").text


def test_nobody_of_this_name_in_small_letters(lake_assistant: Assistant) -> None:
    """Only authors present, so whoever is said to have is taken for one."""
    answer = lake_assistant.ask("what did quentin quackenbush present?")

    assert "no author called “quentin quackenbush”" in answer.text
    known = lake_assistant.ask("what did mari okada present?")
    assert [citation.abstract_id for citation in known.citations] == [REEDS.id]


def test_nobody_from_there(lake_assistant: Assistant) -> None:
    """That no author is from a place is said, and for how many abstracts none is named."""
    answer = lake_assistant.ask("Is there anybody from Nowhere University?")

    unnamed = sum(not it.authors for booklet in BOTH for it in booklet.abstracts)
    assert answer.text.startswith("The booklet names no author from “Nowhere University”.")
    assert f"For {unnamed} of" in answer.text


GIVEN = st.text("AÉabcé", min_size=2, max_size=8).map(str.capitalize)


@given(st.lists(GIVEN, min_size=1, max_size=3), st.sampled_from((" ", "-", ". ")))
def test_nobody_is_a_stranger_to_the_own_name(parts: list[str], between: str) -> None:
    """Whatever a given name is made of, each word of it is its bearer's, and so is the initial."""
    known = KnownPerson(Person("Okada", between.join(parts)), ("b/1",))
    abbreviated = KnownPerson(Person("Okada", f"{parts[0][0]}."), ("b/1",))

    assert all(is_called(word, known) for word in known.person.given.split())
    assert is_called(parts[0], abbreviated)


@pytest.mark.parametrize(
    "question",
    [
        "How many mentions of reeds were collected from Cicero's writings?",
        "How many stands were counted at Nowhere?",
    ],
)
def test_what_comes_from_somewhere_is_nobody(lake_assistant: Assistant, question: str) -> None:
    """Only people, and what they present, are from an institution."""
    assert "names no author" not in lake_assistant.ask(question).text


def test_an_affiliation_that_is_an_address_is_left_out() -> None:
    """A sentence names people, and not how they are reached by post."""
    address = Person(
        "Okada", "Mari", "Department of Reeds, Suwa University, 1-2-3 Lakeside, 392-0000 Suwa"
    )

    assert in_a_line(address) == "Mari Okada"


@pytest.mark.parametrize("question", ["チョール氏は何について話しますか", "田所先生の発表は？"])
def test_nobody_of_this_name_in_japanese(lake_assistant: Assistant, question: str) -> None:
    """A name with an address, in Japanese, that no record and no text has."""
    answer = lake_assistant.ask(question)

    assert "という著者は記載されていません" in answer.text
    assert answer.kind is Kind.ABSTENTION


def test_whom_a_text_may_speak_of(lake_assistant: Assistant) -> None:
    """Patients are no author."""
    assert "という著者" not in lake_assistant.ask("患者さんの声は取り上げられていますか").text


@pytest.mark.parametrize("question", ["anything by Quackenbush?", "talks by Quackenbush"])
def test_nothing_by_nobody(lake_assistant: Assistant, question: str) -> None:
    """One name alone may be nobody's."""
    assert "no author called “Quackenbush”" in lake_assistant.ask(question).text
