"""What a Japanese question is about, without the words that only ask."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.gloss import known_share
from rag.japanese import subject_of


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("技能実習生の平均月給はいくらですか？", "技能実習生 平均月給"),
        ("「諏訪湖の氷と暮らし」の研究方法は？", "諏訪湖の氷と暮らし"),
        ("LLMの安全性について教えてください", "LLM 安全性"),
        ("目的は何ですか？", ""),
        ("佐藤先生はどのような方法で調査したのですか？", "佐藤"),
        ("たくさんの人が住む島", "たくさんの人 住む島"),
    ],
)
def test_the_subject_is_left(question: str, subject: str) -> None:
    """Asking words and particles between words go; a quoted title stays whole."""
    assert subject_of(question) == subject


@given(st.text())
def test_any_text_has_a_subject_of_its_own_characters(text: str) -> None:
    """Nothing is made up."""
    assert set(subject_of(text)) <= set(text) | {" "}


@pytest.mark.parametrize(
    ("question", "low", "high"), [("難民と警察", 1.0, 1.0), ("難民と葦", 0.5, 0.9), ("葦", 0, 0)]
)
def test_the_known_share_of_a_question(question: str, low: float, high: float) -> None:
    """From nothing known to all known, hiragana not counted."""
    assert low <= known_share(question) <= high
