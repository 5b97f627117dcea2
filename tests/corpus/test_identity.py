"""Ids of abstracts."""

import re

from hypothesis import given
from hypothesis import strategies as st

from corpus.identity import abstract_ids


def test_ids_do_not_depend_on_place() -> None:
    """A new abstract in front changes no id."""
    titles = ["Why Reeds Return", "On Moors"]
    assert abstract_ids(["New Work", *titles], "lakes")[1:] == abstract_ids(titles, "lakes")


def test_equal_titles_are_told_apart() -> None:
    """The same title twice, and a title that looks like a numbered id, give three ids."""
    ids = abstract_ids(["Reeds", "Reeds", "Reeds 2"], "lakes")
    assert ids == ("lakes-reeds", "lakes-reeds-2", "lakes-reeds-2-2")


@given(st.lists(st.text(), max_size=20), st.text())
def test_ids_are_unique_and_safe(titles: list[str], booklet_id: str) -> None:
    """Any titles give as many different ids of small letters, digits and hyphens."""
    ids = abstract_ids(titles, booklet_id)
    assert len(set(ids)) == len(titles)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", each) for each in ids)
