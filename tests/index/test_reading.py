"""How sentences are read: each among those of its abstract."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from index.reading import Reading, readings_of
from index.sentences import sentences_of
from tests.support.booklets import FERRIES

TEXTS = st.text(alphabet="a1 \x1f\n", max_size=4)
READINGS = st.builds(Reading, st.lists(TEXTS, max_size=2).map(tuple), st.integers(0, 2))


def test_each_sentence_is_read_among_those_around() -> None:
    """All sentences of the abstract, in the order of the text, and the place of each."""
    abstract = replace(FERRIES, text="One came.\n\nTwo went. Three stayed.")
    texts = ("One came.", "Two went.", "Three stayed.")
    readings = readings_of(abstract, sentences_of(abstract))
    assert readings == [Reading(texts, place) for place in range(3)]
    assert tuple(reading.text for reading in readings) == texts


@given(READINGS, READINGS)
def test_keys_are_equal_exactly_for_equal_readings(left: Reading, right: Reading) -> None:
    """Whatever the texts hold, no two readings share a key, so none gets another's vectors."""
    assert (left.key == right.key) == (left == right)
