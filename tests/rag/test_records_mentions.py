"""What a question names of the records is found, and taken out of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.generation import Generation
from rag.authors import Authors
from rag.records_gazetteer import Gazetteer
from rag.records_mentions import Mentions, Sort, mentions_in
from rag.records_people import People
from rag.records_spelt import Spelt, key_of
from tests.support.booklets import BOTH, REEDS


@pytest.fixture(scope="session")
def gazetteer(lake_generation: Generation) -> Gazetteer:
    """What the hand-made booklets name."""
    return Gazetteer(lake_generation.catalogue, Authors(lake_generation.catalogue))


def read(question: str, gazetteer: Gazetteer) -> Mentions:
    """What the question names."""
    authors = Authors(gazetteer.catalogue).known()
    return mentions_in(question, gazetteer, People(authors))


@pytest.mark.parametrize(
    ("question", "masked"),
    [
        (f"Who wrote “{REEDS.title}”?", "Who wrote _title_ ?"),
        (f"who wrote {REEDS.title.lower()}?", "who wrote _title_ ?"),
        ("Who wrote “Ferries and Fishers”?", "Who wrote _title_ ?"),
        ("What did Mari Okada present?", "What did _author_ present?"),
        ("What did Okada, Mari present?", "What did _author_ present?"),
        ("佐藤花子さんの発表は？", "_author_ さんの発表は？"),
        ("Which talks come from Suwa University?", "Which talks come from _place_ ?"),
        ("Which talks were given in 2031?", "Which talks were given _year_ ?"),
        ("How many abstracts are in English?", "How many abstracts are in _language_ ?"),
        ("Why do reeds return?", "Why do reeds return?"),
    ],
)
def test_names_are_taken_out(gazetteer: Gazetteer, question: str, masked: str) -> None:
    """Titles, people, affiliations, years and languages leave a placeholder; the rest stays."""
    assert read(question, gazetteer).masked == masked


def test_a_year_that_no_record_has(gazetteer: Gazetteer) -> None:
    """A year that neither records nor texts know limits the question to nothing."""
    found = read("Which talks were given in 1987?", gazetteer).of(Sort.YEAR)

    assert [(it.said, it.ids) for it in found] == [("1987", ())]


def test_a_place_is_of_all_who_are_there(gazetteer: Gazetteer) -> None:
    """An affiliation means every abstract with an author from it, and no other."""
    (place,) = read("Who came from Suwa University?", gazetteer).of(Sort.PLACE)
    there = {
        abstract.id
        for booklet in BOTH
        for abstract in booklet.abstracts
        if any("Suwa University" in name for name in abstract.affiliations)
    }

    assert set(place.ids) == there


@given(st.text())
def test_any_question_is_read(gazetteer: Gazetteer, question: str) -> None:
    """No text breaks the reading, and whatever is found is of the records."""
    ids = {abstract.id for abstract in gazetteer.abstracts}

    assert all(set(it.ids) <= ids for it in read(question, gazetteer).found)


@given(st.text(), st.text(), st.text())
def test_a_part_is_found_in_its_place(before: str, part: str, after: str) -> None:
    """What stands in a text is found there: the place holds the same words."""
    place = Spelt(f"{before} {part} {after}").find(key_of(part))

    if key_of(part):
        assert place is not None
        assert key_of(f"{before} {part} {after}"[slice(*place)]) == key_of(part)
    else:
        assert place is None
