"""Counts of keywords, authors and words, over the booklet that comes with the product."""

from collections.abc import Callable

import pytest

from corpus.abstract import Abstract
from rag.answer import Answer, Kind
from rag.assistant import Assistant
from rag.records_measured import HAVING, Bounds, bounds_in

Ask = Callable[[str], Answer]


def cited(answer: Answer) -> list[str]:
    """The beginnings of the titles, in order."""
    return [citation.title[:10] for citation in answer.citations]


@pytest.mark.parametrize(
    ("question", "said", "titles"),
    [
        ("which abstract has the most keywords", "With 5 keywords", ["Foreign Tr"]),
        ("キーワードが一番多い発表はどれですか", "キーワード5個", ["Foreign Tr"]),
        ("Which paper has the fewest keywords?", "no keywords", ["How Illega", "The Politi"]),
        ("How many talks have keywords?", "2 of 4", ["Why do Cam", "Foreign Tr"]),
        ("キーワードのある発表はいくつですか", "4件中2件", ["Why do Cam", "Foreign Tr"]),
        ("How many keywords does the Cambodian paper have?", "has 4 keywords", ["Why do Cam"]),
        ("which abstracts have an author", "1 of 4", ["Why do Cam"]),
    ],
)
def test_counts(ask: Ask, question: str, said: str, titles: list[str]) -> None:
    """The number is that of the records, and each abstract meant is cited."""
    answer = ask(question)

    assert said in answer.text
    assert cited(answer) == titles
    assert answer.kind is Kind.RECORDS


@pytest.mark.parametrize("question", ["which is the longest abstract?", "一番長い抄録はどれですか"])
def test_the_longest(ask: Ask, question: str, assistant: Assistant) -> None:
    """The most words, counted again here."""
    longest = max(assistant.catalogue.abstracts(), key=lambda it: len(it.text.split()))
    answer = ask(question)

    assert [citation.abstract_id for citation in answer.citations] == [longest.id]
    assert str(len(longest.text.split())) in answer.text


def test_the_length_of_one(ask: Ask, vietnam: Abstract) -> None:
    """How long a named abstract is."""
    words = len(vietnam.text.split())
    assert f"has {words} words" in ask("How long is the Vietnam abstract?").text


@pytest.mark.parametrize("question", ["any joint papers?", "which talks have two authors?"])
def test_none_has_so_many(ask: Ask, question: str) -> None:
    """It is said that none has, and of how many no author is known."""
    text = ask(question).text
    assert text.startswith("None of the 4 abstracts has 2")
    assert "3 of 4" in text


@pytest.mark.parametrize(
    ("question", "bounds"),
    [
        ("which papers have more than one author", Bounds(2, None)),
        ("which papers have at least 3 keywords?", Bounds(3, None)),
        ("How many talks have exactly two authors?", Bounds(2, 2)),
        ("which abstracts have a single author?", Bounds(1, 1)),
        ("which abstracts have an author?", Bounds(1, None)),
        ("which talks are single-authored?", Bounds(1, 1)),
        ("著者が3人以上の発表はどれですか", Bounds(3, None)),
        ("著者が二人の論文", Bounds(2, 2)),
        ("著者が複数の発表", Bounds(2, None)),
        ("単著の論文はどれですか", Bounds(1, 1)),
    ],
)
def test_how_many_there_have_to_be(question: str, bounds: Bounds) -> None:
    """Numbers and words for them are read as bounds."""
    found = HAVING.search(question)
    assert found is not None
    assert bounds_in(found) == bounds


@pytest.mark.parametrize(
    "question",
    [
        "How many words do learners need to read a newspaper?",
        "Which papers have authors of novels as informants?",
        "What is the most common keyword?",
        "Which keyword has the most papers?",
    ],
)
def test_other_questions(question: str) -> None:
    """What only sounds like a count of the records is none."""
    assert HAVING.search(question) is None
