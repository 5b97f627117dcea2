"""How excerpts lie against gold spans."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.gold_question import GoldSpan
from eval.spans import carries, excerpts, gold_characters, groups_found, relevant
from rag.answer import Citation
from rag.citation import cite_record
from tests.support.oracle import AIM, CAUSE, MAPS, VISITS, WELLS, cite, span

RANGES = st.tuples(st.integers(0, 60), st.integers(1, 40)).map(lambda r: (r[0], r[0] + r[1]))


def at(start: int, end: int) -> Citation:
    """A citation of the wells from start to end."""
    return replace(cite(AIM), start=start, end=end)


def gold(start: int, end: int) -> GoldSpan:
    """A gold span in the wells from start to end."""
    return GoldSpan("wells", start, end, "")


@pytest.mark.parametrize(
    ("start", "end", "carried"),
    [
        (10, 20, True),  # the span itself
        (0, 100, True),  # all around it
        (12, 15, True),  # within it
        (5, 15, True),  # exactly half of it
        (4, 14, False),  # one character less
        (19, 21, True),  # half of the shorter, which is the excerpt
        (19, 22, False),
        (20, 30, False),  # beside it
    ],
)
def test_half_of_the_shorter_one_is_enough(start: int, end: int, *, carried: bool) -> None:
    """The excerpt start..end against the gold span 10..20."""
    assert carries(at(start, end), gold(10, 20)) is carried


@given(RANGES, RANGES)
def test_carrying_is_what_counting_characters_says(
    one: tuple[int, int], other: tuple[int, int]
) -> None:
    """The oracle puts every character in a set; which of the two is the excerpt does not matter."""
    shared = len(set(range(*one)) & set(range(*other)))
    expected = shared >= min(one[1] - one[0], other[1] - other[0]) / 2

    assert carries(at(*one), gold(*other)) is expected
    assert carries(at(*other), gold(*one)) is expected


def test_another_abstract_carries_nothing() -> None:
    """The same offsets in another abstract are another place."""
    elsewhere = replace(cite(AIM), abstract_id="mills")

    assert carries(cite(AIM), span(AIM))
    assert not carries(elsewhere, span(AIM))


def test_a_record_citation_is_no_excerpt() -> None:
    """Only places in the text are looked at; a record carries no span, not even at 0."""
    record = cite_record(1, WELLS)

    assert excerpts((record, cite(AIM, 2))) == (cite(AIM, 2),)
    assert not carries(record, span(AIM))


def test_a_group_is_found_once_by_any_alternative() -> None:
    """Two excerpts of one group find one group; an excerpt of none finds none."""
    groups = ((span(AIM), span(CAUSE)), (span(VISITS),))

    assert groups_found([cite(AIM), cite(CAUSE)], groups) == 1
    assert groups_found([cite(CAUSE), cite(VISITS)], groups) == 2
    assert groups_found([cite(MAPS)], groups) == 0
    assert relevant(cite(CAUSE), groups)
    assert not relevant(cite(MAPS), groups)


def test_quoting_all_shows_in_the_characters() -> None:
    """Quoting the whole abstract carries the span, but only the span's characters count as gold."""
    whole = at(0, len(WELLS.text))
    groups = ((span(CAUSE), span(CAUSE)), (span(VISITS),))

    assert relevant(whole, groups)
    assert gold_characters(whole, groups) == len(CAUSE)
