"""The best sentences are read a second time, each together with the question (rag.reader).

The first ranking compares vectors that were made before anybody asked; the reader sees question
and sentences at once. It takes longer, so only what ranks best is read.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import numpy as np

from corpus.abstract import Abstract
from index.catalogue import Catalogue
from rag.evidence import Evidence
from rag.query import Query
from rag.reader.reader import Document, Reader, Window
from rag.weights import EvidenceWeights

# The language that the first reader was trained to read.
LANGUAGE = "en"
# Windows that are read, of some four sentences each.
MOST = 4
# Log odds of a sentence that cannot be read: nothing is known of it.
UNKNOWN = 0.0
# By what log odds are divided before they are added (docs/quality.md).
HEAT = 2.0

# A sentence: its abstract and its place there.
_Sentence = tuple[str, int]


class Rereading:
    """What a reader says of the best sentences of one generation."""

    def __init__(
        self,
        catalogue: Catalogue,
        reader: Reader,
        can_read: Callable[[Abstract], bool],
        most: int = MOST,
    ) -> None:
        self._most = most
        self._catalogue = catalogue
        self._reader = reader
        self._can_read = can_read

    def log_odds(self, question: str, ranked: Sequence[Evidence]) -> tuple[float, ...]:
        """For each sentence, best first, the log odds that it answers.

        Those of the best windows are read. Another sentence of an abstract that can be read is
        believed to answer no better than the least of these; of all others nothing is known.
        """
        best = self._best_windows(ranked)
        read = self._reader.logits(question, [window for _, window in best])
        found = {
            (id_, place): float(odds)
            for (id_, window), row in zip(best, read, strict=True)
            for place, odds in zip(window.places, row, strict=True)
        }
        least = min(found.values(), default=UNKNOWN)
        return tuple(found.get(_sentence(it), self._unread(it, least)) for it in ranked)

    def _unread(self, evidence: Evidence, least: float) -> float:
        return least if self._can_read(self._abstract(evidence.sentence.abstract_id)) else UNKNOWN

    def _best_windows(self, ranked: Sequence[Evidence]) -> list[tuple[str, Window]]:
        """The windows with the sentences that rank best, and whose they are."""
        windows = {
            (id_, place): (id_, window)
            for id_ in dict.fromkeys(it.sentence.abstract_id for it in ranked)
            for window in self._windows(id_)
            for place in window.places
        }
        in_order = (windows[_sentence(it)] for it in ranked if _sentence(it) in windows)
        return list(dict.fromkeys(in_order))[: self._most]

    def _windows(self, abstract_id: str) -> Iterable[Window]:
        abstract = self._abstract(abstract_id)
        return self._reader.windows(self._document(abstract)) if self._can_read(abstract) else ()

    def _document(self, abstract: Abstract) -> Document:
        own = self._catalogue.sentences_of(abstract.id)
        return Document(abstract.title, tuple(abstract.text[s.start : s.end] for s in own))

    def _abstract(self, id_: str) -> Abstract:
        return self._catalogue.abstract(id_)


class SecondReading:
    """Ranks anew by what the reader of English says, beside the features of the first ranking."""

    def __init__(self, catalogue: Catalogue, reader: Reader, weights: EvidenceWeights) -> None:
        self._rereading = Rereading(catalogue, reader, is_english)
        self._weights = weights

    def of(self, query: Query, ranked: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
        """The same sentences, best first, with the reader's log odds among their features."""
        if query.language != LANGUAGE:
            return ranked
        odds = self._rereading.log_odds(query.unpointed, ranked)
        anew = [self._with(it, read) for it, read in zip(ranked, odds, strict=True)]
        return in_order(anew)

    def _with(self, evidence: Evidence, read: float) -> Evidence:
        features = replace(evidence.features, read=read)
        return replace(evidence, features=features, score=self._weights.score(features))


def any_answers(ranked: Sequence[Evidence]) -> float:
    """Log odds that any sentence answers which the reader has read; 0 where it has read none.

    The reader's odds are against "none of these", so they add up: two sentences that both answer
    take from each other. They are added at ``HEAT``, for it is surer than it is right.
    """
    # What it has not read has the least odds of what it has, or none at all.
    odds = np.array(sorted({it.features.read for it in ranked} - {UNKNOWN}))
    return HEAT * float(np.logaddexp.reduce(odds / HEAT)) if odds.size else UNKNOWN


def in_order(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Best first; ties in the order they had."""
    return tuple(sorted(evidence, key=lambda it: -round(it.score, 6)))


def is_english(abstract: Abstract) -> bool:
    """Whether the reader of English can read it."""
    return abstract.language == LANGUAGE


def _sentence(evidence: Evidence) -> _Sentence:
    return evidence.sentence.abstract_id, evidence.sentence.ordinal
