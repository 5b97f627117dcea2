"""Which abstracts a question is about: BM25 over fields fused with dense passages, then feedback.

Feedback is Rocchio's (1971) on dense vectors, as in Li et al. 2021 (arXiv:2108.11044): what the
best abstracts have in common finds others that say the same in other words.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.generation import Generation
from rag.falling import Falling
from rag.ranking import Hit, Ranking, Scored

__all__ = ["Hit", "Retriever"]

# Chosen on public development data: dense alone and lexical alone are both worse, and so are equal
# parts (docs/quality.md).
LEXICAL_SHARE = 0.3
DENSE_SHARE = 0.7
FEEDBACK_SHARE = 0.3
# Abstracts whose vectors are fed back.
FED_BACK = 5

Scores = NDArray[np.float32]


class Retriever:
    """Ranks all abstracts of one generation."""

    def __init__(self, generation: Generation) -> None:
        self._generation = generation
        abstracts = generation.catalogue.abstracts()
        self._ids = tuple(abstract.id for abstract in abstracts)
        self._row_of = {id_: row for row, id_ in enumerate(self._ids)}
        self._owner = generation.catalogue.passage_owners()

    def rank(self, text: str, vector: Scores) -> Ranking:
        """All abstracts, best first; ties go to the earlier in the catalogue.

        ``vector`` is the unit embedding of the question, shape (dimension,).
        """
        return self.rank_all([text], [vector])[0]

    def rank_all(self, texts: Sequence[str], vectors: Sequence[Scores]) -> list[Ranking]:
        """A ranking for each text with its vector: equal to those one by one, and quicker."""
        lexical = [self._generation.lexical.scores(text) for text in texts]
        dense = self._dense(vectors)
        first = [
            LEXICAL_SHARE * _standardised(of_words) + DENSE_SHARE * _standardised(of_meaning)
            for of_words, of_meaning in zip(lexical, dense, strict=True)
        ]
        again = self._dense([self._fed_back(scores) for scores in first])
        parts = zip(first, again, lexical, dense, strict=True)
        return [self._ranking(*part) for part in parts]

    def _ranking(self, first: Scores, again: Scores, lexical: Scores, dense: Scores) -> Ranking:
        fused = first + FEEDBACK_SHARE * _standardised(again)
        scored = Scored(self._ids, self._row_of, fused, lexical, dense)
        return Ranking(scored, Falling(np.round(fused, 6)))

    def _fed_back(self, scores: Scores) -> Scores:
        """The mean vector of the best abstracts, each by its share of a softmax; a unit."""
        best = Falling(np.round(scores, 6)).first(FED_BACK)
        shares = np.exp(scores[best] - scores[best].max(initial=0.0))
        mean = sum(
            (share * self._mean(row) for share, row in zip(shares, best, strict=True)),
            start=np.zeros(self._generation.vectors.dimension),
        )
        return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-12), dtype=np.float32)

    def _mean(self, row: int) -> Scores:
        """The mean vector of an abstract's passages; zeros where it has none."""
        start, end = np.searchsorted(self._owner, (row, row + 1))
        own = self._generation.vectors.rows[start:end]
        return np.asarray(own.sum(axis=0) / max(len(own), 1), dtype=np.float32)

    def _dense(self, vectors: Sequence[Scores]) -> list[Scores]:
        """For each vector the best cosine of each abstract's passages; -1 where it has none."""
        return list(map(self._best, self._generation.vectors.scores_of(vectors)))

    def _best(self, cosines: Scores) -> Scores:
        best = np.full(len(self._ids), -1.0, dtype=np.float32)
        np.maximum.at(best, self._owner, cosines)
        return best


def _standardised(scores: Scores) -> Scores:
    spread = float(scores.std())
    if spread == 0.0:
        return np.zeros_like(scores)
    return np.asarray((scores - scores.mean()) / spread, dtype=np.float32)
