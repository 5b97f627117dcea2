"""The desk for questions and abstracts that are not both English; loads its encoder when asked."""

from collections.abc import Callable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from corpus.abstract import Abstract
from index.generation import Generation
from index.multilingual import FIRST_LANGUAGE, MultilingualEmbedder
from rag.answerability import Corpus
from rag.evidence import Evidence
from rag.multilingual import MultilingualRanker, SentenceCosines
from rag.multilingual_estimate import Found, MultilingualSignals, multilingual_signals
from rag.multilingual_evidence import MultilingualEvidence
from rag.multilingual_reading import MultilingualReading
from rag.query import Query
from rag.ranking import Hit, Ranking
from rag.reader.reader import Reader

Vector = NDArray[np.float32]
LoadSecond = Callable[[], MultilingualEmbedder]

# Questions whose vectors are kept: one is weighed several times, and suggestions come again.
KEPT = 256


class Languages:
    """Ranks, finds evidence and estimates by the second encoder. Safe in several threads."""

    def __init__(
        self,
        ranker: MultilingualRanker,
        evidence: MultilingualEvidence,
        reading: MultilingualReading | None,
        corpus: Corpus,
        load: LoadSecond,
    ) -> None:
        self._reading = reading
        self._ranker = ranker
        self._evidence = evidence
        self._corpus = corpus
        self._load = load
        self._vector = lru_cache(maxsize=KEPT)(self._read)

    def concerns(self, query: Query) -> bool:
        """Whether this is its business: the question or an abstract is not English."""
        return self._ranker.concerns(query)

    def rank(self, query: Query, hits: Ranking) -> Ranking:
        """The hits of the words and the gloss, scored anew."""
        return self._ranker.rank(query, self._meaning(query), hits)

    def evidence(self, query: Query, ranked: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
        """The sentences, scored anew, and the best of them read a second time."""
        found = self._evidence.ranked(query, self._meaning(query), ranked)
        return self._reading.of(query, found) if self._reading else found

    def decides(self, query: Query, best: Evidence) -> bool:
        """Whether the estimate is its own: all but English evidence for an English question."""
        return query.language != FIRST_LANGUAGE or not self._evidence.is_english(best)

    def signals(
        self, query: Query, best: Evidence, hits: tuple[Hit, ...], abstract: Abstract
    ) -> MultilingualSignals:
        """What the estimate rests on."""
        fit = self._evidence.fit(query, self._meaning(query), best)
        found = Found(best, *fit)
        return multilingual_signals(query, found, hits, abstract, self._corpus)

    def warm(self) -> None:
        """Load the encoder now, so that no question waits for it."""
        self._load()

    def _meaning(self, query: Query) -> Vector:
        return self._vector(f"{query.asked} {query.before}".strip())

    def _read(self, text: str) -> Vector:
        return np.asarray(self._load().queries([text])[0], dtype=np.float32)


def languages_of(
    generation: Generation,
    corpus: Corpus,
    load: LoadSecond | None,
    reader: Reader | None = None,
) -> Languages | None:
    """The desk, or None where the generation has no vectors of the second encoder."""
    vectors = generation.multilingual
    if vectors is None or load is None:
        return None
    cosines = SentenceCosines(vectors)
    return Languages(
        MultilingualRanker(generation, vectors, cosines),
        MultilingualEvidence(generation, cosines, corpus),
        MultilingualReading(generation.catalogue, reader) if reader else None,
        corpus,
        load,
    )
