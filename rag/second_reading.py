"""The best sentences are read a second time, each together with the question (rag.reader).

The first ranking compares vectors that were made before anybody asked; the reader sees question
and sentences at once. It takes longer, so only what ranks best is read.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.abstract import Abstract
from index.catalogue import Catalogue
from rag.evidence import Evidence
from rag.query import Query
from rag.reader.reader import Document, Reader, Window
from rag.weights import EvidenceWeights

# The language that the reader was trained to read.
LANGUAGE = "en"
# Windows that are read, of some four sentences each.
MOST = 4
# Log odds of a sentence that cannot be read: nothing is known of it.
UNKNOWN = 0.0

# A sentence: its abstract and its place there.
_Sentence = tuple[str, int]


class SecondReading:
    """Reads once more what was found in one generation."""

    def __init__(self, catalogue: Catalogue, reader: Reader, weights: EvidenceWeights) -> None:
        self._catalogue = catalogue
        self._reader = reader
        self._weights = weights

    def of(self, query: Query, ranked: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
        """The same sentences, best first, those of the best windows with the reader's log odds.

        Another sentence of an abstract that can be read is believed to answer no better than the
        least of these.
        """
        if query.language != LANGUAGE:
            return ranked
        found = self._log_odds(query, ranked)
        least = min(found.values(), default=UNKNOWN)
        anew = [self._with(it, found.get(_sentence(it), least)) for it in ranked]
        return tuple(sorted(anew, key=lambda evidence: -round(evidence.score, 6)))

    def _log_odds(self, query: Query, ranked: Sequence[Evidence]) -> dict[_Sentence, float]:
        best = self._best_windows(ranked)
        read = self._reader.logits(query.unpointed, [window for _, window in best])
        return {
            (id_, place): float(odds)
            for (id_, window), row in zip(best, read, strict=True)
            for place, odds in zip(window.places, row, strict=True)
        }

    def _best_windows(self, ranked: Sequence[Evidence]) -> list[tuple[str, Window]]:
        """The windows with the sentences that rank best, and whose they are."""
        windows = {
            (id_, place): (id_, window)
            for id_ in dict.fromkeys(it.sentence.abstract_id for it in ranked)
            for window in self._windows(id_)
            for place in window.places
        }
        in_order = (windows[_sentence(it)] for it in ranked if _sentence(it) in windows)
        return list(dict.fromkeys(in_order))[:MOST]

    def _windows(self, abstract_id: str) -> Iterable[Window]:
        abstract = self._catalogue.abstract(abstract_id)
        if abstract.language != LANGUAGE:
            return ()
        return self._reader.windows(self._document(abstract))

    def _document(self, abstract: Abstract) -> Document:
        own = self._catalogue.sentences_of(abstract.id)
        return Document(abstract.title, tuple(abstract.text[s.start : s.end] for s in own))

    def _with(self, evidence: Evidence, read: float) -> Evidence:
        abstract = self._catalogue.abstract(evidence.sentence.abstract_id)
        known = read if abstract.language == LANGUAGE else UNKNOWN
        features = replace(evidence.features, read=known)
        return replace(evidence, features=features, score=self._weights.score(features))


def _sentence(evidence: Evidence) -> _Sentence:
    return evidence.sentence.abstract_id, evidence.sentence.ordinal
