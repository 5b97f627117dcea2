"""How sentences are read: each after the one before it."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from index.reading import Reading, readings_of
from index.sentences import sentences_of
from tests.support.booklets import FERRIES

TEXTS = st.text(alphabet="a1 \x1f\n", max_size=4)
READINGS = st.builds(Reading, TEXTS, TEXTS)


def test_each_sentence_is_read_after_the_one_before() -> None:
    """The first stands alone, every other after its neighbour."""
    abstract = replace(FERRIES, text="One came.\n\nTwo went. Three stayed.")
    assert readings_of(abstract, sentences_of(abstract)) == [
        Reading("", "One came."),
        Reading("One came.", "Two went."),
        Reading("Two went.", "Three stayed."),
    ]


@given(READINGS, READINGS)
def test_keys_are_equal_exactly_for_equal_readings(left: Reading, right: Reading) -> None:
    """Whatever the texts hold, no two readings share a key, so none gets another's vectors."""
    assert (left.key == right.key) == (left == right)
