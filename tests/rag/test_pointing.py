"""Words that point at an abstract tell where to look; a sentence need not hold them to answer."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.pointing import Pointed, named, pointed_at, speaks_of_a_work, works
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
