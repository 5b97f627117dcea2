"""Word pieces of a large corpus are read when asked for, and are those that would be stored."""

from collections.abc import Callable
from pathlib import Path

from index.build import build
from index.embedding import Embedder, MiniLM
from index.generation import open_generation
from index.manifest import Recipe
from index.sentence_tokens import KEPT, ReadTokens, StoredTokens, sentence_tokens
from index.tokens import STORED_UP_TO
from tests.support.booklets import BOTH, made_up
from tests.support.hashing_embedder import HASHING, HashingEmbedder
from tests.support.indexing import built, opened, silent


def test_what_is_read_is_what_is_stored(var: Path, minilm: MiniLM) -> None:
    """By the bundled model and by a small one: the same bytes, whole abstracts or a sentence."""
    for embedder in (minilm, HashingEmbedder()):
        build(var, BOTH, embedder.identity, _giving(embedder), silent)
        generation = open_generation(var, embedder.identity)
        assert generation.tokens
        stored, read = StoredTokens(generation.tokens), ReadTokens(generation.catalogue, embedder)
        rows = list(range(len(generation.catalogue.sentences())))
        for wanted in (rows[2:3], rows, rows[::-1]):
            expected, found = stored.of(wanted), read.of(wanted)
            assert list(found) == list(expected) == wanted
            assert all(found[row].tobytes() == expected[row].tobytes() for row in wanted)


def _giving(embedder: Embedder) -> Callable[[], Embedder]:
    return lambda: embedder


def test_an_abstract_is_read_once(var: Path) -> None:
    """Asked again, nothing is read; what was asked for long ago is forgotten."""
    embedder = HashingEmbedder()
    built(var, [made_up([f"Boat {n} left." for n in range(KEPT + 1)])])
    tokens = ReadTokens(opened(var).catalogue, embedder)
    first = tokens.of([0])
    assert tokens.of([0]).keys() == first.keys()
    assert embedder.read == ["Boat 0 left."]
    for row in range(1, KEPT + 1):
        tokens.of([row])
    tokens.of([0])
    assert embedder.read.count("Boat 0 left.") == 2


def test_large_corpora_store_none(var: Path) -> None:
    """Beyond the limit a generation has no such files, opens, and its sentences are read."""
    texts = [f"Boat {n} left." for n in range(STORED_UP_TO + 1)]
    assert Recipe.of([made_up(texts[:-1])], HASHING).token_vectors
    built(var, [made_up(texts)])
    generation = opened(var)
    assert generation.tokens is None
    embedder = HashingEmbedder()
    row = len(generation.catalogue.sentences()) - 1
    found = sentence_tokens(generation, embedder).of([row])[row]
    assert found.shape == (4, HASHING.dimension)
