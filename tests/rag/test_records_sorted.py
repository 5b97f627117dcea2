"""Lists in an order of their own."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.answer import Answer
from rag.records_sorted import without_order

Ask = Callable[[str], Answer]

CAMBODIA, VIETNAM, TALENT, REFUGEES = "Why do Cam", "How Illega", "Foreign Tr", "The Politi"


@pytest.mark.parametrize(
    ("question", "titles"),
    [
        ("list the talks in alphabetical order", [TALENT, VIETNAM, REFUGEES, CAMBODIA]),
        ("sort the abstracts by title", [TALENT, VIETNAM, REFUGEES, CAMBODIA]),
        ("発表を五十音順に並べてください", [TALENT, VIETNAM, REFUGEES, CAMBODIA]),
        ("list the authors alphabetically", [CAMBODIA, TALENT, VIETNAM, REFUGEES]),
        ("talks on trainees in alphabetical order", [TALENT, CAMBODIA]),
        ("list the talks", [CAMBODIA, VIETNAM, TALENT, REFUGEES]),
    ],
)
def test_the_order_of_a_list(ask: Ask, question: str, titles: list[str]) -> None:
    """By title, or by author with those last whose author is not named; else the booklet's."""
    assert [citation.title[:10] for citation in ask(question).citations] == titles


@given(st.text(max_size=40))
def test_what_asks_for_no_order_stays(text: str) -> None:
    """Whatever is typed is either as it was or has an order."""
    plain, by = without_order(text)
    assert (plain == text) == (not by)


@pytest.mark.parametrize(
    "question",
    [
        "What else did the author of the Cambodian paper present?",
        "did the author of the Cambodian paper write anything else?",
        "カンボジアの発表の著者は他に何を書きましたか",
    ],
)
def test_what_else_the_author_of_a_named_work_wrote(ask: Ask, question: str) -> None:
    """The work may be named by its subject."""
    answer = ask(question)
    assert [citation.title[:10] for citation in answer.citations] == [CAMBODIA]
    assert "no other abstract" in answer.text or "ほかの抄録はありません" in answer.text


@pytest.mark.parametrize("question", ["are brokers mentioned?", "Were brokers discussed?"])
def test_whether_something_is_mentioned(ask: Ask, question: str) -> None:
    """It is told which abstracts mention it."""
    assert ask(question).text.startswith("1 of 4 abstracts matches “brokers”")
