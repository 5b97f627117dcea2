"""Several things asked at once are told apart, and what only sounds so is left whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.several_questions import MOST, several_questions


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "Who wrote the Vietnam paper and what did it find?",
            ("Who wrote the Vietnam paper?", "what did it find?"),
        ),
        (
            "Why do they flee, and who chaired the session?",
            ("Why do they flee?", "who chaired the session?"),
        ),
        ("Who is Chhour? Where does he work?", ("Who is Chhour?", "Where does he work?")),
        (
            "How many talks are there and who chaired them and when did it take place?",
            ("How many talks are there?", "who chaired them?", "when did it take place?"),
        ),
        (
            "What is the title, and who is the author of the talk on reeds?",
            (
                "What is the title of the talk on reeds?",
                "who is the author of the talk on reeds?",
            ),
        ),
        (
            "What are the aim, the method and the findings of Okada's talk?",
            (
                "What are the aim of Okada's talk?",
                "What are the method of Okada's talk?",
                "What are the findings of Okada's talk?",
            ),
        ),
        (
            "How many talks are on reeds and how many on boats?",
            ("How many talks are on reeds?", "How many talks are on boats?"),
        ),
        ("When and where was it held?", ("When was it held?", "where was it held?")),
        (
            "葦の研究の目的と方法は何ですか",
            ("葦の研究の目的は何ですか", "葦の研究の方法は何ですか"),
        ),
        (
            "葦の論文の著者は誰で、何を明らかにしましたか",
            ("葦の論文の著者は誰ですか", "何を明らかにしましたか"),
        ),
        ("著者は誰ですか。結論は何ですか。", ("著者は誰ですか。", "結論は何ですか。")),
        (
            "Who wrote “Why do they go and what do they find?” and what is it about?",
            ("Who wrote “Why do they go and what do they find?”?", "what is it about?"),
        ),
    ],
)
def test_each_is_a_question(question: str, parts: tuple[str, ...]) -> None:
    """In the order asked, each whole; a title between quotation marks stays in one."""
    found = several_questions(question)
    assert found is not None
    assert found.parts == parts


@pytest.mark.parametrize(
    "question",
    [
        "How do the two studies differ?",
        "Why do they flee, and why?",
        "Were they paid, and were they?",
        "Do the abstracts say who came and what they found?",
        "When reeds return, who sees them?",
        "How many lost cover after going private and had an accident?",
        "Who presented on reeds and boats?",
        "Small towns pay for it, I hear. Is that true, and where would I find examples?",
        "What is “Who came and what did they find?” about?",
        "葦はなぜ戻るのですか",
        "",
    ],
)
def test_one_question_is_one(question: str) -> None:
    """A word that goes on, a clause that tells, a title: none of them is a second question."""
    assert several_questions(question) is None


def test_a_title_is_not_taken_apart() -> None:
    """Though it stands without quotation marks."""
    title = "Who Came and What Did They Find"
    assert several_questions(f"What is the aim of {title}?", [title]) is None


@given(st.text(max_size=200), st.lists(st.text(max_size=20), max_size=3))
def test_any_text_is_taken(question: str, titles: list[str]) -> None:
    """Whatever is typed gives none, or two to a few parts that are not empty."""
    found = several_questions(question, titles)
    assert found is None or (2 <= len(found.parts) <= MOST and all(found.parts))
