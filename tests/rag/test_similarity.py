"""Token by token: what a sentence carries itself, and what title and sentence before lend it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from numpy.typing import NDArray

from rag.similarity import LENT, Rows, flattened, looks_back, similarity

TOKENS, SENTENCES = 3, 4
COSINES = arrays.arrays(np.float32, (TOKENS, SENTENCES), elements=st.floats(-1, 1, width=32))
TITLE = arrays.arrays(np.float32, (TOKENS,), elements=st.floats(-1, 1, width=32))
BACK = arrays.arrays(np.bool_, (SENTENCES,))
WEIGHTS = np.array([0.5, 0.3, 0.2], dtype=np.float32)


@given(COSINES, TITLE, BACK)
def test_what_is_lent_only_adds(cosines: Rows, title: Rows, back: NDArray[np.bool_]) -> None:
    """The title lends to every sentence, the one before to those that look back at it alone."""
    found = similarity(WEIGHTS, cosines, title, back)

    assert (found.satisfied >= found.maxsim - 1e-6).all()
    assert (found.carried >= found.satisfied - 1e-6).all()
    assert found.carried[~back] == pytest.approx(found.satisfied[~back])
    assert found.carried[0] == pytest.approx(found.satisfied[0])


def test_the_sentence_before_lends_its_words() -> None:
    """Of "All of these were rejected" the bills stand in the sentence before."""
    cosines = np.array([[1.0, 0.0], [0.0, 1.0]], dtype=np.float32)
    halves = np.array([0.5, 0.5], dtype=np.float32)
    found = similarity(halves, cosines, np.full(2, -1, np.float32), np.array([False, True]))

    assert found.maxsim.tolist() == [0.5, 0.5]
    assert found.carried.tolist() == pytest.approx([0.5, (1 + LENT) / 2])


@given(COSINES, TITLE, BACK)
def test_flattened_keeps_the_order(cosines: Rows, title: Rows, back: NDArray[np.bool_]) -> None:
    """Where the roles decide, similarity still breaks their ties, in its own order."""
    found = similarity(WEIGHTS, cosines, title, back)
    flat = flattened(found)

    assert np.ptp(flat.satisfied) <= np.ptp(found.satisfied) / 3 + 1e-6
    for one in range(SENTENCES):
        for other in range(SENTENCES):
            if found.satisfied[one] > found.satisfied[other]:
                assert flat.satisfied[one] >= flat.satisfied[other]


@pytest.mark.parametrize(
    "sentence",
    ["All of these bills were rejected.", "It failed.", "However, nothing came of the law."],
)
def test_some_sentences_look_back(sentence: str) -> None:
    """A pronoun or a connecting word says that the sentence before is needed."""
    assert looks_back(sentence)


@pytest.mark.parametrize("sentence", ["Koreans were deported most often.", ""])
def test_others_stand_alone(sentence: str) -> None:
    """What names its own subject borrows nothing."""
    assert not looks_back(sentence)
