"""What is typed is taken as text or refused in a sentence, and understood step by step."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.words import Words
from rag.conversation import Conversation
from rag.errors import QuestionError
from rag.spelling import Speller
from rag.understanding import checked, understand

SPELLER = Speller(
    Words.of(["Cambodian trainees flee"]),
    known=lambda _: False,
    is_word={"why", "who"}.__contains__,
)


@pytest.mark.parametrize("typed", ["", "   ", "\n\t", "\0\0", "\ud800", "\u200b", "\u202e \u202c"])
def test_nothing_is_refused(typed: str) -> None:
    """White space, control characters and half characters alone are an empty question."""
    with pytest.raises(QuestionError, match="empty"):
        checked(typed, 100)


def test_too_long_is_refused_with_figures() -> None:
    """The longest question taken is taken; one more character is refused, with both numbers."""
    assert checked("x" * 100, 100) == "x" * 100
    with pytest.raises(QuestionError, match=r"101.*100"):
        checked("x" * 101, 100)


def test_white_space_does_not_make_it_long() -> None:
    """What counts is the question without its margins."""
    assert checked("\n" * 500 + "why?" + " " * 500, 100) == "why?"


@pytest.mark.parametrize(
    ("typed", "taken"),
    [
        ("why\0do\x1bthey\x7fflee", "why do they flee"),
        ("why \ud83d flee", "why flee"),
        ("\u202ewhy\u202c", "why"),
        ("why\r\n\tflee\u3000now", "why flee now"),
        ("なぜ　失踪", "なぜ 失踪"),
    ],
)
def test_what_cannot_be_seen_is_left_out(typed: str, taken: str) -> None:
    """Control characters, marks of direction and half characters become a space."""
    assert checked(typed, 100) == taken


@given(st.text(st.characters(exclude_categories=[])))
def test_any_text_is_taken_or_refused(typed: str) -> None:
    """What is taken is printable, tidy, writable as UTF-8, not too long; taken again it is same."""
    try:
        taken = checked(typed, 50)
    except QuestionError:
        return

    assert taken == checked(taken, 50)
    assert taken.isprintable()
    assert taken == " ".join(taken.split())
    assert 0 < len(taken) <= 50
    assert taken.encode()


def test_address_and_spelling() -> None:
    """A greeting is taken off, a misspelt word mended, and what was typed is kept."""
    understood = understand("Hi, why do cambodain trainees flee?", Conversation(), SPELLER)

    assert understood.asked == "Hi, why do cambodain trainees flee?"
    assert understood.searched == "why do cambodian trainees flee?"
    assert understood.standing == understood.corrected == understood.searched


@pytest.mark.parametrize(
    ("asked", "taken"),
    [
        ("I am a student; please help me find out who wrote on lakes", "who wrote on lakes"),
        ("How does she find out who wrote on lakes?", "How does she find out who wrote on lakes?"),
    ],
)
def test_what_is_asked_for_politely_is_the_question(asked: str, taken: str) -> None:
    """What somebody else finds out is part of the question, not a courtesy before it."""
    assert understand(asked, Conversation(), SPELLER).standing == taken


def test_nothing_mended_is_not_told() -> None:
    """A question spelt right is searched as it is."""
    understood = understand("why", Conversation(), SPELLER)

    assert (understood.searched, understood.corrected) == ("why", None)


def test_japanese_is_glossed() -> None:
    """A Japanese question is searched in English and kept in Japanese."""
    understood = understand("難民はなぜ逃げましたか", Conversation(), SPELLER)

    assert understood.language == "ja"
    assert understood.standing == "難民はなぜ逃げましたか"
    assert "refugees" in understood.searched
    assert understood.searched.isascii()


def test_japanese_without_a_gloss_is_searched_as_it_is() -> None:
    """What the glossary does not know may still stand in a Japanese abstract."""
    assert understand("御神渡りは", Conversation(), SPELLER).searched == "御神渡りは"
