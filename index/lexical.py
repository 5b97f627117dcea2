"""BM25 over whole abstracts, with weights for the fields (bm25s).

The fields are weighed as in the simple BM25 extension to weighted fields (Robertson, Zaragoza &
Taylor 2004, doi:10.1145/1031171.1031181): a term counts as many times as its field weighs, and one
length and one document frequency hold for the whole record.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log
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
COUNTS = "counts.npy"
LENGTHS = "lengths.npy"
FILES = (
    COUNTS,
    LENGTHS,
    "data.csc.index.npy",
    "indices.csc.index.npy",
    "indptr.csc.index.npy",
    "params.index.json",
    "vocab.index.json",
)

Scores = NDArray[np.float32]
Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Counted:
    """How often each term stands in each abstract that holds it, in the order of bm25s's scores.

    They are ordered by term, then by abstract. ``lengths`` are the terms of each abstract. Both
    count fields by their weights.
    """

    counts: NDArray[np.unsignedinteger]
    lengths: NDArray[np.int64]

    @classmethod
    def of(cls, documents: Sequence[Counter[str]], row_of: Mapping[str, int]) -> "Counted":
        """What the documents hold of the terms."""
        sizes = np.array([len(document) for document in documents])
        columns = np.array([row_of[word] for document in documents for word in document])
        counts = np.array([n for document in documents for n in document.values()], dtype=np.int64)
        order = np.lexsort((np.repeat(np.arange(len(documents)), sizes), columns))
        small = np.min_scalar_type(int(counts.max(initial=1)))
        lengths = np.array([document.total() for document in documents], dtype=np.int64)
        return cls(counts[order].astype(small), lengths)

    @classmethod
    def load(cls, folder: Path) -> "Counted":
        """Read what :meth:`save` wrote; the counts stay on disk until a part is made."""
        counts = np.load(folder / COUNTS, mmap_mode="r", allow_pickle=False)
        return cls(counts, np.load(folder / LENGTHS, allow_pickle=False))

    def save(self, folder: Path) -> None:
        """Write both files into ``folder``."""
        np.save(folder / COUNTS, self.counts, allow_pickle=False)
        np.save(folder / LENGTHS, self.lengths, allow_pickle=False)

    def scores(self, owners: NDArray[np.int32], ends: Rows) -> Scores:
        """The scores as bm25s computes them ("lucene"), number format by number format.

        ``owners`` has the abstract of each count, ``ends`` where each term begins and ends.
        """
        total, frequencies = len(self.lengths), np.diff(ends)
        distinct, which = np.unique(frequencies, return_inverse=True)
        rarities = [log(1 + (total - held + 0.5) / (held + 0.5)) for held in distinct.tolist()]
        rarity = np.array(rarities, dtype=np.float32)[which]
        # Where no abstract has a term there is nothing to score, and no mean to divide by.
        mean = self.lengths.mean() or 1.0
        norms = K1 * ((1 - B) + B * self.lengths / mean)
        counts = self.counts.astype(np.float32)
        shares = counts / (norms[owners] + counts)
        return np.asarray(np.repeat(rarity, frequencies) * shares, dtype=np.float32)


class LexicalIndex:
    """Scores every abstract for a question's words. Read-only, safe in several threads."""

    def __init__(self, bm25: Any, counted: Counted) -> None:  # noqa: ANN401 - no types published
        self._bm25 = bm25
        self._counted = counted
        self.documents = int(bm25.scores["num_docs"])

    @classmethod
    def of(cls, abstracts: Sequence[Abstract]) -> "LexicalIndex":
        """Index ``abstracts``; row i of every score is ``abstracts[i]``."""
        documents = [_weighted_terms(abstract) for abstract in abstracts]
        # bm25s needs a word; the empty one is never asked for.
        words = sorted({word for document in documents for word in document}) or [""]
        row_of = {word: row for row, word in enumerate(words)}
        if words == [""]:
            documents = [Counter(words) for _ in documents]
        rows = [[row_of[word] for word in document.elements()] for document in documents]
        bm25 = _bm25()
        bm25.index((rows, row_of), create_empty_token=False, show_progress=False)
        return cls(bm25, Counted.of(documents, row_of))

    @classmethod
    def load(cls, folder: Path) -> "LexicalIndex":
        """Read an index that :meth:`save` wrote into ``folder``; no pickle is accepted."""
        import bm25s  # noqa: PLC0415

        bm25 = bm25s.BM25.load(folder, allow_pickle=False, show_progress=False)
        counted = Counted.load(folder)
        if len(counted.counts) != len(bm25.scores["data"]):
            raise ValueError(f"{COUNTS} does not belong to the other files of {folder.name}")
        return cls(bm25, counted)

    def save(self, folder: Path) -> None:
        """Write the index into ``folder`` as the files named in ``FILES``."""
        self._bm25.save(folder, allow_pickle=False, show_progress=False)
        self._counted.save(folder)

    def part(self, rows: Rows) -> "LexicalIndex":
        """The index of some abstracts alone, by their rows, ascending.

        Its scores are to the bit those that :meth:`of` makes of them.
        """
        number = np.full(self.documents, -1, dtype=np.int32)
        number[rows] = np.arange(len(rows), dtype=np.int32)
        whole = self._bm25.scores
        owners = number[whole["indices"]]
        kept = owners >= 0
        ends = np.concatenate(([0], np.cumsum(kept)))[whole["indptr"]]
        counted = Counted(self._counted.counts[kept], self._counted.lengths[rows])
        part = _bm25()
        part.vocab_dict = self._bm25.vocab_dict
        part.unique_token_ids_set = self._bm25.unique_token_ids_set
        part.nonoccurrence_array = None
        part.scores = {
            "data": counted.scores(owners[kept], ends),
            "indices": owners[kept],
            "indptr": ends,
            "num_docs": len(rows),
        }
        return LexicalIndex(part, counted)

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


def _bm25() -> Any:  # noqa: ANN401 - bm25s publishes no types
    import bm25s  # noqa: PLC0415 - heavy

    return bm25s.BM25(method="lucene", k1=K1, b=B)


def _weighted_terms(abstract: Abstract) -> Counter[str]:
    counts: Counter[str] = Counter()
    for text, weight in _fields(abstract):
        for term in terms(text):
            counts[term] += weight
    return counts


def _fields(abstract: Abstract) -> tuple[tuple[str, int], ...]:
    authors = " ".join(person.name_and_affiliation for person in abstract.authors)
    return (
        (abstract.title, TITLE_WEIGHT),
        (authors, AUTHOR_WEIGHT),
        (", ".join(abstract.keywords), KEYWORD_WEIGHT),
        (abstract.text, TEXT_WEIGHT),
    )
