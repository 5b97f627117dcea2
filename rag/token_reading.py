"""The token vectors by which question, title and sentences are compared, by one encoder."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from index.embedding import Embedder
from index.sentence_tokens import SentenceTokens
from index.tokens import Halves
from rag.query import Query

Rows = NDArray[np.float32]

# Titles whose vectors are kept in memory.
KEPT = 4096


class TokenReading:
    """Unit rows of word pieces, (pieces, dimension); safe in several threads."""

    def __init__(self, embedder: Embedder, sentences: SentenceTokens) -> None:
        self._embedder = embedder
        self._sentences = sentences
        self.title = lru_cache(maxsize=KEPT)(self._title)

    def question(self, query: Query) -> Rows:
        """As ``Query.tokens``: the question, then the one that it continues."""
        parts = [part for part in (query.text, query.before) if part]
        return np.concatenate(self._embedder.token_vectors(parts))

    def sentences(self, rows: Sequence[int]) -> dict[int, Halves]:
        """Of these sentences of the catalogue, by their numbers."""
        return self._sentences.of(rows)

    def _title(self, title: str) -> Rows:
        return self._embedder.token_vectors([title])[0]
