"""Our own reading of the bundled network: the library's vectors, whatever is read beside a text."""

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from sentence_transformers import SentenceTransformer

from index.bert import PACK, Bert
from index.embedding import MiniLM, _bert_of, load_minilm_for_building, load_sentence_transformer
from tests.support.booklets import FERRIES, REEDS

TEXTS = (REEDS.text, "reeds", FERRIES.text, "", "湖の氷", "a" * 5000)


@pytest.fixture(scope="module")
def library() -> SentenceTransformer:
    """The bundled model as the library loads it."""
    return load_sentence_transformer()


@pytest.fixture(scope="module")
def network(library: SentenceTransformer) -> Bert:
    """The same weights in single precision."""
    return Bert(_bert_of(library).state_dict())


def test_states_are_those_of_sentence_transformers(
    library: SentenceTransformer, network: Bert, minilm: MiniLM
) -> None:
    """In single precision every number of a text's vector agrees within 1e-5."""
    texts = [text for text in TEXTS if minilm.count(text) <= minilm.window]
    read = network.read([minilm.framed(minilm.pieces(text)) for text in texts])
    vectors = np.stack([rows.mean(0).numpy() for rows in read])
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    expected = library.encode(texts, show_progress_bar=False)
    assert len(texts) > 1
    np.testing.assert_allclose(vectors, expected, atol=1e-5)


def test_word_pieces_are_those_of_sentence_transformers(
    library: SentenceTransformer, minilm: MiniLM
) -> None:
    """The same pieces, special ones included, of any text."""
    for text in TEXTS:
        expected = library.tokenizer(text, truncation=False, verbose=False)["input_ids"]
        assert minilm.framed(minilm.pieces(text)) == expected


@given(lengths=st.lists(st.integers(2, 256), min_size=1, max_size=30))
@settings(max_examples=15)
def test_a_text_gives_the_same_bytes_in_any_pack(
    network: Bert, minilm: MiniLM, lengths: list[int]
) -> None:
    """In both number formats, texts of any length beside each other or alone: the same bytes."""
    texts = [[101, *range(1000, 1000 + length - 2), 102] for length in lengths]
    for reader in (network, minilm._network):
        together = reader.read(texts)
        for text, rows in zip(texts[::5], together[::5], strict=True):
            assert torch.equal(reader.read([text])[0], rows)


def test_a_pack_holds_no_more_than_it_should(network: Bert) -> None:
    """Texts that fill more than one pack, or exactly one, are all read."""
    texts = [[101] * 256] * (PACK // 256 + 1)
    assert [len(rows) for rows in network.read(texts)] == [256] * len(texts)
    assert network.read([]) == []


def test_a_build_reads_as_a_question_does(minilm: MiniLM) -> None:
    """Loaded by way of sentence-transformers or directly: the same bytes."""
    assert load_minilm_for_building().encode(TEXTS).tobytes() == minilm.encode(TEXTS).tobytes()
