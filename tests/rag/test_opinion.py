"""Asked for its opinion, the assistant tells what the abstracts say."""

import pytest

from rag.assistant import Assistant
from rag.opinion import of_the_abstracts


@pytest.mark.parametrize(
    ("question", "put"),
    [
        ("What do you think about brokers?", "What do the abstracts say about brokers?"),
        ("What's your opinion on the TITP?", "What do the abstracts say about the TITP?"),
        ("Quote something on low pay", "What do the abstracts say about low pay?"),
        ("Give me a quote about brokers.", "What do the abstracts say about brokers?"),
        ("非正規滞在者に興味があります", "非正規滞在者について教えてください"),
        ("難民について知りたいのですが", "難民について教えてください"),
        ("難民についてどう思いますか", "難民について教えてください"),
        ("難民について抄録には何と書かれていますか", "難民について教えてください"),
    ],
)
def test_it_is_put_as_a_question_on_the_abstracts(question: str, put: str) -> None:
    """The topic stays as it was typed."""
    assert of_the_abstracts(question) == put


@pytest.mark.parametrize(
    "question",
    [
        "What do trainees think about brokers?",
        "What do you think of the Vietnam study?",
        "Why do they flee?",
        "研究者はどう考えていますか",
    ],
)
def test_what_others_think_is_left(question: str) -> None:
    """So is what is thought of a work."""
    assert of_the_abstracts(question) is None


def test_it_is_shown_what_it_was_understood_as(assistant: Assistant) -> None:
    """No opinion is feigned."""
    answer = assistant.ask("What do you think about brokers?")
    assert answer.rewritten == "What do the abstracts say about brokers?"
