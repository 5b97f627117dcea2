"""The vectors of sentences' word pieces: from the disk, or read when a question needs them."""

from collections.abc import Sequence
from typing import Protocol

from index.catalogue import Catalogue
from index.embedding import Embedder
from index.generation import Generation
from index.kept import Kept
from index.reading import readings_of
from index.tokens import Halves, TokenVectors

# Abstracts whose vectors are kept in memory, about 170 kB each.
KEPT = 400


class SentenceTokens(Protocol):
    """Unit rows of the word pieces of sentences of one catalogue."""

    def of(self, rows: Sequence[int]) -> dict[int, Halves]:
        """For each of these sentences, by its number, its rows: (pieces, dimension)."""


class StoredTokens:
    """Taken from the generation."""

    def __init__(self, tokens: TokenVectors) -> None:
        self._tokens = tokens

    def of(self, rows: Sequence[int]) -> dict[int, Halves]:
        """As :class:`SentenceTokens`."""
        return {row: self._tokens.halves(row) for row in rows}


class ReadTokens:
    """Read by the encoder as a build would read them; those asked for last are kept.

    Whole abstracts are read. Safe in several threads.
    """

    def __init__(self, catalogue: Catalogue, embedder: Embedder) -> None:
        self._catalogue = catalogue
        self._embedder = embedder
        self._kept: Kept[str, tuple[Halves, ...]] = Kept(KEPT)

    def of(self, rows: Sequence[int]) -> dict[int, Halves]:
        """As :class:`SentenceTokens`."""
        sentences = self._catalogue.sentences()
        ids = list(dict.fromkeys(sentences[row].abstract_id for row in rows))
        found = self._kept.all(ids, self._read)
        return {row: found[sentences[row].abstract_id][sentences[row].ordinal] for row in rows}

    def _read(self, ids: Sequence[str]) -> list[tuple[Halves, ...]]:
        """Of each abstract the rows of its sentences, all read at once."""
        texts = [
            readings_of(self._catalogue.abstract(id_), self._catalogue.sentences_of(id_))
            for id_ in ids
        ]
        read = iter(self._embedder.sentence_tokens([it for own in texts for it in own]))
        return [tuple(next(read).astype("float16") for _ in own) for own in texts]


def sentence_tokens(generation: Generation, embedder: Embedder) -> SentenceTokens:
    """Where the vectors of a generation's sentences come from."""
    if generation.tokens is not None:
        return StoredTokens(generation.tokens)
    return ReadTokens(generation.catalogue, embedder)
