"""Words that point at an abstract tell where to look; a sentence need not hold them to answer."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.pointing import (
    Pointed,
    named,
    named_work,
    pointed_at,
    speaks_of_a_work,
    works,
)
from tests.support.booklets import REEDS

TITLES = {
    "runaway": "Why do Trainees Flee from their Workplaces?",
    "talent": "Foreign Trainees as Foreign Talent",
    "vietnam": "How Illegal Foreign Workers Enter Vietnam",
}
ABSTRACTS = [replace(REEDS, id=id_, title=title, keywords=()) for id_, title in TITLES.items()]


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("What does the paper about foreign talent ask?", "talent"),
        ("What is the research on trainees as talent trying to explain?", "talent"),
        ("Whom did the author of the Vietnam study interview?", "vietnam"),
        ("What did the Vietnam paper find?", "vietnam"),
        ("How was the study of fleeing trainees done?", "runaway"),
        ("What does the talk that deals with Vietnam recommend?", "vietnam"),
    ],
)
def test_a_subject_names_its_abstract(question: str, meant: str) -> None:
    """Words that only one title holds, beside a word for a work, are its name."""
    assert pointed_at(question, ABSTRACTS).ids == (meant,)


@pytest.mark.parametrize(
    "question",
    [
        "What does the paper on trainees say?",  # two titles fit
        "What does the paper on bats say?",  # none does
        "How do illegal workers enter Vietnam?",  # no work is spoken of
        "What does the paper say?",
        "",
    ],
)
def test_what_names_none_or_several_points_nowhere(question: str) -> None:
    """Then the whole corpus is looked through, as before."""
    assert pointed_at(question, ABSTRACTS) == Pointed()


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("What did the study on Vietnam find?", "the study on Vietnam"),
        ("And the Vietnam one?", "the Vietnam one"),
        ("Vietnamの研究の方法は？", "Vietnamの研究"),
    ],
)
def test_a_work_is_named_by_what_one_title_alone_holds(question: str, said: str) -> None:
    """It is told which abstract is meant, and which words of the question say so."""
    found = named_work(question, lambda words: ("vietnam",) if words == "Vietnam" else ())

    assert found is not None
    assert found.ids == ("vietnam",)
    assert question[found.start : found.end] == said


@pytest.mark.parametrize("question", ["What did the second study find?", "And the other one?"])
def test_a_place_is_no_subject(question: str) -> None:
    """“The second study” has no subject, though a title may hold the word."""
    assert named_work(question, lambda _: ("vietnam",)) is None


def test_only_the_words_that_point_are_set_aside() -> None:
    """“runaway” stands in no title: the sentence that is sought may well hold it."""
    pointed = pointed_at("What is new about the research on runaway foreign talent?", ABSTRACTS)

    assert pointed.words == {"foreign", "talent"}


def test_people_are_named_whatever_their_letters() -> None:
    """Accents and order do not matter; only words that the question holds are given."""
    assert named("What did Orsted find?", ["Łukasz Ørsted"]) == {"orsted"}


def test_words_for_works_point_too() -> None:
    """In whatever number and case."""
    assert works("Which talks did the AUTHOR of this paper mean?") == {"talks", "author", "paper"}


@given(st.text())
def test_whatever_is_asked_is_borne(question: str) -> None:
    """A question that speaks of no work points at none."""
    if not speaks_of_a_work(question):
        assert pointed_at(question, ABSTRACTS) == Pointed()
