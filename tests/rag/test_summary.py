"""A summary is made of what works say of themselves."""

from collections.abc import Callable

import pytest

from rag.answer import Answer, Kind
from rag.assistant import Assistant
from rag.conversation import Conversation
from rag.summary import summarised

Ask = Callable[[str], Answer]


@pytest.mark.parametrize(
    ("asked", "subject"),
    [
        ("Summarize the booklet", "the booklet"),
        ("Give me a summary of the Vietnam study", "the Vietnam study"),
        ("Can you give me a brief overview of all abstracts?", "all abstracts"),
        ("What is the gist of the paper?", "the paper"),
        ("tl;dr", ""),
        ("overview of the conference please", "the conference"),
        ("予稿集の内容をまとめて", "予稿集"),
        ("難民の発表の要約をお願いします", "難民の発表"),
        ("Does it give an overview of the law?", None),
        ("What does the summary say?", None),
        ("研究方法をまとめると何ですか", None),
    ],
)
def test_what_is_to_be_summed_up(asked: str, subject: str | None) -> None:
    """What a summary is asked of; None where none is."""
    assert summarised(asked) == subject


@pytest.mark.parametrize("asked", ["Summarize the booklet", "tl;dr", "予稿集の内容をまとめて"])
def test_each_of_a_few_abstracts_speaks_for_itself(ask: Ask, asked: str) -> None:
    """Of each abstract one quote, with its title."""
    answer = ask(asked)
    titles = [it.title for it in answer.citations]
    assert len(titles) == len(set(titles)) == 4
    assert all(title in answer.text for title in titles)


@pytest.mark.parametrize(
    "asked",
    [
        "Give me a summary of the Vietnam study",
        "summarise “How Illegal Foreign Workers Enter and Remain in Vietnam”",
        "ベトナムの研究を要約して",
    ],
)
def test_a_work_tells_aim_method_and_findings(ask: Ask, asked: str) -> None:
    """Three different quotes, all of the work that is meant."""
    answer = ask(asked)
    assert answer.kind is Kind.ANSWER
    assert {it.title for it in answer.citations} == {
        "How Illegal Foreign Workers Enter and Remain in Vietnam"
    }
    assert len({it.quote for it in answer.citations}) == 3


def test_it_is_what_was_spoken_of(assistant: Assistant) -> None:
    """“Summarise it” sums up the work at hand."""
    first = assistant.ask("What is the Vietnam study about?")
    before = Conversation().after(first.question, first)
    answer = assistant.ask("Can you summarise it?", before)
    assert {it.title for it in answer.citations} == {first.citations[0].title}


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        ("Summarise the talks from Hosei University", 1),
        ("Summarise the abstracts not by Chhour", 3),
        ("Give me an overview of the 2020 talks", 4),
    ],
)
def test_a_limit_limits_what_is_summed_up(ask: Ask, asked: str, titles: int) -> None:
    """A place, a name that is left out, a year: only the abstracts that they leave."""
    assert len({it.title for it in ask(asked).citations}) == titles


@pytest.mark.parametrize(
    "asked",
    ["Summarize the talk on beekeeping", "養蜂の研究を要約して", "Summarise the papers of 2019"],
)
def test_what_no_abstract_is_about_is_not_summed_up(ask: Ask, asked: str) -> None:
    """No quote is found for it, and that is said."""
    answer = ask(asked)
    assert answer.kind is Kind.ABSTENTION
    assert not answer.citations
