"""Passage vectors and their exact inner products (faiss). The only file that imports faiss.

On disk the vectors are a plain .npy file, and faiss searches its rows as they are: a faiss file
carries no checksum, reading a damaged one can corrupt memory, and an index would only hold every
row twice.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.float32]
RowNumbers = NDArray[np.int64]

# Rows that the processor's own memory holds while several vectors are multiplied with them.
BLOCK = 2048


class VectorIndex:
    """Exact inner products with unit rows, shape (passages, dimension). Safe in several threads."""

    def __init__(self, rows: Rows) -> None:
        import faiss  # noqa: PLC0415 - heavy

        self._faiss: Any = faiss
        self.rows = np.ascontiguousarray(rows, dtype=np.float32)

    @classmethod
    def load(cls, path: Path) -> "VectorIndex":
        """Read rows that :meth:`save` wrote.

        Raises:
            ValueError: the file holds anything but a matrix of float32.

        """
        return cls(read_rows(path))

    def save(self, path: Path) -> None:
        """Write the rows as .npy."""
        write_rows(path, self.rows)

    @property
    def dimension(self) -> int:
        """Length of a row."""
        return int(self.rows.shape[1])

    def __len__(self) -> int:
        return len(self.rows)

    def scores(self, vector: Rows) -> Rows:
        """The inner product of ``vector`` (dimension,) with every row, in the order of the rows."""
        return np.asarray(self.scores_of([vector])[0], dtype=np.float32)

    def scores_of(self, vectors: Sequence[Rows]) -> Rows:
        """The same of several vectors, shape (vectors, rows).

        The rows are fetched from memory once, which takes longer than to multiply them.
        """
        products = np.empty((len(vectors), len(self)), dtype=np.float32)
        queries = [_query(vector) for vector in vectors]
        block = BLOCK if len(vectors) > 1 else max(len(self), 1)
        for start in range(0, len(self), block):
            for query, own in zip(queries, products, strict=True):
                self._multiply(query, start, own[start : start + block])
        return products

    def _multiply(self, query: Rows, start: int, products: Rows) -> None:
        """One pass over the rows from ``start``, thrice as quick as a search for all of them."""
        rows = self.rows[start : start + len(products)]
        pointers = [self._faiss.swig_ptr(array) for array in (products, query, rows)]
        self._faiss.fvec_inner_products_ny(*pointers, self.dimension, len(products))

    def search(self, vector: Rows, k: int) -> tuple[Rows, RowNumbers]:
        """The ``k`` best rows (fewer if there are fewer): scores, falling, and row numbers."""
        self._one_thread()
        scores, rows = self._faiss.knn(
            _query(vector),
            self.rows,
            min(k, len(self)),
            metric=self._faiss.METRIC_INNER_PRODUCT,
        )
        return scores[0], rows[0]

    def _one_thread(self) -> None:
        # OpenMP keeps this figure apart for each thread of ours. One question gains nothing from
        # several on a small index, and several questions at once would fight over the cores.
        self._faiss.omp_set_num_threads(1)


def read_rows(path: Path) -> Rows:
    """A matrix that :func:`write_rows` wrote.

    Raises:
        ValueError: the file holds anything but a matrix of float32.

    """
    rows: Rows = np.load(path, allow_pickle=False)
    if rows.ndim != 2 or rows.dtype != np.float32:  # noqa: PLR2004 - a matrix
        raise ValueError(f"{path.name} does not hold a float32 matrix")
    return rows


def write_rows(path: Path, rows: Rows) -> None:
    """Write a matrix as .npy."""
    np.save(path, rows, allow_pickle=False)


def _query(vector: Rows) -> Rows:
    return np.ascontiguousarray(vector, dtype=np.float32).reshape(1, -1)
