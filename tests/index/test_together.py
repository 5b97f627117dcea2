"""What is read at once: every sentence that fits, once, with the one before it where it can be."""

from hypothesis import given
from hypothesis import strategies as st

from index.together import together

ROOM = 10
SENTENCES = st.lists(st.lists(st.integers(0, 9), max_size=ROOM + 2), max_size=12)


@given(SENTENCES)
def test_each_sentence_that_fits_stands_in_one(sentences: list[list[int]]) -> None:
    """Its own pieces lie at its place, no window is over-full, and longer sentences are in none."""
    windows = list(together(sentences, ROOM))
    places = [place for window in windows for place in window.places]
    assert places == [place for place, own in enumerate(sentences) if len(own) <= ROOM]
    for window in windows:
        assert len(window.pieces) <= ROOM
        for place, (start, end) in window.places.items():
            assert window.pieces[start:end] == sentences[place]


def test_a_window_begins_with_the_sentence_before() -> None:
    """What does not fit beside the others is read after its neighbour, where both fit."""
    first, second = together([[1, 1, 1, 1], [2, 2, 2, 2], [3, 3, 3, 3]], ROOM)
    assert first.pieces == [1, 1, 1, 1, 2, 2, 2, 2]
    assert second.pieces == [2, 2, 2, 2, 3, 3, 3, 3]
    assert second.places == {2: (4, 8)}
