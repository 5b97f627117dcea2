"""BM25 over whole abstracts, with weights for the fields (bm25s).

The fields are weighed as in the simple BM25 extension to weighted fields (Robertson, Zaragoza &
Taylor 2004, doi:10.1145/1031171.1031181): a term counts as many times as its field weighs, and one
length and one document frequency hold for the whole record.
"""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.abstract import Abstract
from index.analysis import terms

TITLE_WEIGHT = 3
AUTHOR_WEIGHT = 2
KEYWORD_WEIGHT = 2
TEXT_WEIGHT = 1
# Robertson's usual values, with which field weights were chosen.
K1 = 1.5
B = 0.75

FOLDER = "lexical"
FILES = (
    "data.csc.index.npy",
    "indices.csc.index.npy",
    "indptr.csc.index.npy",
    "params.index.json",
    "vocab.index.json",
)

Scores = NDArray[np.float32]


class LexicalIndex:
    """Scores every abstract for a question's words. Read-only, safe in several threads."""

    def __init__(self, bm25: Any) -> None:  # noqa: ANN401 - bm25s publishes no types
        self._bm25 = bm25
        self.documents = int(bm25.scores["num_docs"])

    @classmethod
    def of(cls, abstracts: Sequence[Abstract]) -> "LexicalIndex":
        """Index ``abstracts``; row i of every score is ``abstracts[i]``."""
        import bm25s  # noqa: PLC0415 - heavy

        documents = [_weighted_terms(abstract) for abstract in abstracts]
        # bm25s needs a word; the empty one is never asked for.
        words = sorted({word for document in documents for word in document}) or [""]
        row_of = {word: row for row, word in enumerate(words)}
        rows = [
            [row_of[word] for word in document] or [0] * (words == [""]) for document in documents
        ]
        bm25 = bm25s.BM25(method="lucene", k1=K1, b=B)
        bm25.index((rows, row_of), create_empty_token=False, show_progress=False)
        return cls(bm25)

    @classmethod
    def load(cls, folder: Path) -> "LexicalIndex":
        """Read an index that :meth:`save` wrote into ``folder``; no pickle is accepted."""
        import bm25s  # noqa: PLC0415

        return cls(bm25s.BM25.load(folder, allow_pickle=False, show_progress=False))

    def save(self, folder: Path) -> None:
        """Write the index into ``folder`` as the files named in ``FILES``."""
        self._bm25.save(folder, allow_pickle=False, show_progress=False)

    def scores(self, question: str) -> Scores:
        """One BM25 score an abstract, in the order of the catalogue; 0 where no word is shared."""
        known = [term for term in terms(question) if self.document_frequency(term)]
        if not known:
            return np.zeros(self.documents, dtype=np.float32)
        return np.asarray(self._bm25.get_scores(known), dtype=np.float32)

    def document_frequency(self, term: str) -> int:
        """How many abstracts hold the term, in any field. ``term`` is as ``terms`` gives it."""
        row = self._bm25.vocab_dict.get(term)
        if row is None:
            return 0
        starts = self._bm25.scores["indptr"]
        return int(starts[row + 1] - starts[row])


def _weighted_terms(abstract: Abstract) -> list[str]:
    counts: Counter[str] = Counter()
    for text, weight in _fields(abstract):
        for term in terms(text):
            counts[term] += weight
    return list(counts.elements())


def _fields(abstract: Abstract) -> tuple[tuple[str, int], ...]:
    authors = " ".join(person.name_and_affiliation for person in abstract.authors)
    return (
        (abstract.title, TITLE_WEIGHT),
        (authors, AUTHOR_WEIGHT),
        (", ".join(abstract.keywords), KEYWORD_WEIGHT),
        (abstract.text, TEXT_WEIGHT),
    )
