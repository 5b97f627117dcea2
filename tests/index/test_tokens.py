"""Token vectors of every sentence."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.tokens import OFFSETS, TokenVectors
from tests.support.hashing_embedder import DIMENSION, HashingEmbedder

SENTENCES = st.lists(
    st.lists(st.sampled_from(["sea", "ice", "boat", "氷"]), max_size=5).map(" ".join)
)


@given(sentences=SENTENCES)
@settings(max_examples=30)
def test_each_sentence_gets_its_own_rows_back(
    tmp_path_factory: pytest.TempPathFactory, sentences: list[str]
) -> None:
    """Saved and loaded, row i holds the tokens of sentence i, to half precision; even none."""
    folder = tmp_path_factory.mktemp("tokens")
    rows = HashingEmbedder().token_vectors(sentences)
    TokenVectors.of_sentences(rows, DIMENSION).save(folder)
    loaded = TokenVectors.load(folder)
    assert (len(loaded), loaded.dimension) == (len(sentences), DIMENSION)
    for number, expected in enumerate(rows):
        assert loaded.of(number).dtype == np.float32
        np.testing.assert_array_equal(loaded.of(number), expected.astype(np.float16))


def test_rows_stay_units_in_half_precision() -> None:
    """A token's cosine with itself is 1 within a thousandth."""
    tokens = TokenVectors.of_sentences(HashingEmbedder().token_vectors(["sea ice boat"]), DIMENSION)
    np.testing.assert_allclose(np.linalg.norm(tokens.of(0), axis=1), 1, atol=1e-3)


def test_offsets_of_another_file_are_refused(tmp_path: Path) -> None:
    """Offsets that do not end where the vectors end belong to something else."""
    TokenVectors.of_sentences(HashingEmbedder().token_vectors(["sea ice"]), DIMENSION).save(
        tmp_path
    )
    np.save(tmp_path / OFFSETS, np.array([0, 5]))
    with pytest.raises(ValueError, match="do not belong together"):
        TokenVectors.load(tmp_path)
