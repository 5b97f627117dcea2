"""Exact inner products, against brute force."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.vectors import BLOCK, Rows, VectorIndex

SIZES = st.tuples(st.integers(1, 60), st.integers(1, 40), st.integers(0, 2**32 - 1))


def _unit_rows(count: int, dimension: int, seed: int) -> Rows:
    rows = np.random.default_rng(seed).standard_normal((count, dimension)).astype(np.float32)
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


@given(SIZES, st.integers(1, 80))
def test_search_is_brute_force(size: tuple[int, int, int], k: int) -> None:
    """The best k rows and their scores are those of a plain matrix product, best first."""
    count, dimension, seed = size
    rows = _unit_rows(count + 1, dimension, seed)
    index, question = VectorIndex(rows[:-1]), rows[-1]
    exact = rows[:-1].astype(np.float64) @ question.astype(np.float64)
    scores, found = index.search(question, k)
    assert len(found) == min(k, count) == len(set(found.tolist()))
    np.testing.assert_allclose(scores, np.sort(exact)[::-1][:k], atol=1e-5)
    np.testing.assert_allclose(exact[found], scores, atol=1e-5)
    assert (np.diff(scores) <= 0).all()


@given(SIZES)
def test_scores_are_in_the_order_of_the_rows(size: tuple[int, int, int]) -> None:
    """``scores`` gives every row's product at its own place."""
    count, dimension, seed = size
    rows = _unit_rows(count + 1, dimension, seed)
    scores = VectorIndex(rows[:-1]).scores(rows[-1])
    assert scores.dtype == np.float32
    np.testing.assert_allclose(scores, rows[:-1] @ rows[-1], atol=1e-5)


@given(size=SIZES)
@settings(max_examples=20)
def test_what_is_loaded_is_what_was_saved(
    tmp_path_factory: pytest.TempPathFactory, size: tuple[int, int, int]
) -> None:
    """Saved and loaded, an index gives the same bytes."""
    path = tmp_path_factory.mktemp("vectors") / "vectors.npy"
    rows = _unit_rows(*size)
    VectorIndex(rows).save(path)
    loaded = VectorIndex.load(path)
    assert loaded.rows.tobytes() == rows.tobytes()
    assert loaded.scores(rows[0]).tobytes() == VectorIndex(rows).scores(rows[0]).tobytes()


@pytest.mark.parametrize(
    "foreign", [np.zeros(4, np.float32), np.zeros((2, 2)), np.zeros((2, 2), np.int32)]
)
def test_anything_but_a_matrix_of_floats_is_refused(tmp_path: Path, foreign: Rows) -> None:
    """A vector, doubles and integers are no index."""
    np.save(tmp_path / "vectors.npy", foreign)
    with pytest.raises(ValueError, match="float32 matrix"):
        VectorIndex.load(tmp_path / "vectors.npy")


def test_a_pickle_is_refused(tmp_path: Path) -> None:
    """Loading never runs code that a file brings along."""
    np.save(tmp_path / "vectors.npy", np.array([[{"a": 1}]], dtype=object), allow_pickle=True)
    with pytest.raises(ValueError, match="pickle"):
        VectorIndex.load(tmp_path / "vectors.npy")


@pytest.mark.parametrize("count", [0, 1, 3, BLOCK - 1, BLOCK, 2 * BLOCK + 5])
def test_several_vectors_at_once_are_each_by_itself(count: int) -> None:
    """To the bit, whether the rows fill no block, one, or several."""
    rows = _unit_rows(count + 4, 24, seed=count)
    index = VectorIndex(rows[4:])
    together = index.scores_of(list(rows[:4]))
    assert together.shape == (4, count)
    for vector, scores in zip(rows[:4], together, strict=True):
        assert scores.tobytes() == index.scores(vector).tobytes()
