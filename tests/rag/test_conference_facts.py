"""What is said of the conference is what the booklet says, or that it does not say."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.abstract import Conference
from rag.answer import Kind
from rag.conference_facts import (
    answer_about_conference,
    chair_sentence,
    conference_name,
    date_in,
)
from rag.draft import Draft
from rag.language import Language
from rag.records_intent import Asks
from tests.support.booklets import LAKES

BARE = Conference(id="bridges-2032")
FACTS = (Asks.WHEN, Asks.WHERE, Asks.HOST, Asks.CHAIR)


def told(asks: Asks, conference: Conference, language: Language = "en") -> Draft:
    """The reply about one conference."""
    draft = answer_about_conference(asks, (conference,), language)
    assert draft is not None
    assert draft.kind is Kind.RECORDS
    return draft


@pytest.mark.parametrize(
    ("asks", "language", "parts"),
    [
        (Asks.WHEN, "en", ("Sunday, May 4, 2031", "10:00", "12:30", "SLS Annual Meeting 2031")),
        (Asks.WHEN, "ja", ("2031年5月4日（日）", "10:00", "12:30")),
        (Asks.WHERE, "en", ("Online",)),
        (Asks.WHERE, "ja", ("Online",)),
        (Asks.HOST, "en", ("Society for Lake Studies (SLS)",)),
        (Asks.HOST, "ja", ("主催", "Society for Lake Studies")),
        (Asks.CHAIR, "en", ("Chair and Moderator", "Dr. Anne Moreau (Nagano College)")),
        (Asks.CHAIR, "ja", ("司会", "Anne Moreau")),
        (
            Asks.CONFERENCE,
            "en",
            ("Annual Meeting 2031", "Open Session", "Society for Lake Studies"),
        ),
    ],
)
def test_facts_are_told(asks: Asks, language: Language, parts: tuple[str, ...]) -> None:
    """Each fact is told whole, in the language of the question."""
    draft = told(asks, LAKES, language)

    assert draft.answerable
    assert all(part in draft.text for part in parts), draft.text


@pytest.mark.parametrize("asks", FACTS)
@pytest.mark.parametrize("language", ["en", "ja"])
def test_what_the_booklet_does_not_say(asks: Asks, language: Language) -> None:
    """A missing fact is said to be missing, is not guessed, and counts as not answered."""
    draft = told(asks, BARE, language)

    assert not draft.answerable
    assert draft.confidence < 0.5
    assert ("記載されていません" if language == "ja" else "booklet names no") in draft.text or (
        "gives no date" in draft.text
    )
    assert "None" not in draft.text


def test_every_conference_is_told() -> None:
    """Of two conferences both are told, the one that knows and the one that does not."""
    draft = answer_about_conference(Asks.WHEN, (LAKES, BARE), "en")

    assert draft is not None
    assert draft.answerable
    assert "2031" in draft.text
    assert "bridges-2032" in draft.text


@pytest.mark.parametrize("asks", [Asks.WHO, Asks.LIST, Asks.COUNT, Asks.KEYWORDS, Asks.TITLE])
def test_abstracts_are_not_the_conference(asks: Asks) -> None:
    """A question about abstracts is left to others."""
    assert answer_about_conference(asks, (LAKES,), "en") is None


def test_a_chair_is_introduced() -> None:
    """Asked who someone is, the chair is told with title, affiliation and role."""
    said = chair_sentence(LAKES, "en")

    assert "Dr. Anne Moreau (Nagano College)" in said
    assert "Chair and Moderator" in said
    assert chair_sentence(BARE, "en") == ""


def test_a_name_is_never_empty() -> None:
    """A conference of which nothing is known is called by its folder."""
    assert conference_name(BARE, "en") == "bridges-2032"
    assert conference_name(LAKES, "en") == "SLS Annual Meeting 2031, Open Session"


@given(st.dates())
def test_a_date_is_whole(day: date) -> None:
    """Year, month and day are all told, in either language."""
    assert date_in(day, "ja").startswith(f"{day.year}年{day.month}月{day.day}日")
    assert date_in(day, "en").endswith(f" {day.day}, {day.year}")
