"""The vectors of sentences' word pieces: from the disk, or read when a question needs them."""

import threading
from collections import OrderedDict
from collections.abc import Sequence
from typing import Protocol

from corpus.abstract import Abstract
from index.catalogue import Catalogue
from index.embedding import Embedder, Rows
from index.generation import Generation
from index.parallel import in_parallel
from index.reading import Reading, readings_of
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

    Whole abstracts are read, over all cores. Safe in several threads.
    """

    def __init__(self, catalogue: Catalogue, embedder: Embedder) -> None:
        self._catalogue = catalogue
        self._embedder = embedder
        self._kept: OrderedDict[str, tuple[Halves, ...]] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, rows: Sequence[int]) -> dict[int, Halves]:
        """As :class:`SentenceTokens`."""
        sentences = self._catalogue.sentences()
        ids = dict.fromkeys(sentences[row].abstract_id for row in rows)
        found = self._abstracts([self._catalogue.abstract(id_) for id_ in ids])
        return {row: found[sentences[row].abstract_id][sentences[row].ordinal] for row in rows}

    def _abstracts(self, abstracts: Sequence[Abstract]) -> dict[str, tuple[Halves, ...]]:
        with self._lock:
            found = {it.id: self._kept[it.id] for it in abstracts if it.id in self._kept}
        missing = [it for it in abstracts if it.id not in found]
        found |= self._read(missing)
        with self._lock:
            for id_, own in found.items():
                self._kept[id_] = own
                self._kept.move_to_end(id_)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return found

    def _read(self, abstracts: Sequence[Abstract]) -> dict[str, tuple[Halves, ...]]:
        texts = [readings_of(it, self._catalogue.sentences_of(it.id)) for it in abstracts]
        runs = in_parallel(self._halves, texts, 1)
        read = (rows for run in runs for rows in run)
        return {it.id: own for it, own in zip(abstracts, read, strict=True)}

    def _halves(self, texts: Sequence[Sequence[Reading]]) -> list[tuple[Halves, ...]]:
        return [tuple(map(_half, self._embedder.sentence_tokens(own))) for own in texts]


def sentence_tokens(generation: Generation, embedder: Embedder) -> SentenceTokens:
    """Where the vectors of a generation's sentences come from."""
    if generation.tokens is not None:
        return StoredTokens(generation.tokens)
    return ReadTokens(generation.catalogue, embedder)


def _half(rows: Rows) -> Halves:
    return rows.astype("float16")
