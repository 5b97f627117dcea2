"""Passage vectors and their exact inner products (faiss). The only file that imports faiss.

On disk the vectors are a plain .npy file, and faiss searches its rows as they are: a faiss file
carries no checksum, reading a damaged one can corrupt memory, and an index would only hold every
row twice.
"""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.float32]
RowNumbers = NDArray[np.int64]


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
        products, query = np.empty(len(self), dtype=np.float32), _query(vector)
        # One pass over the rows, thrice as quick as a search for all of them.
        pointers = [self._faiss.swig_ptr(array) for array in (products, query, self.rows)]
        self._faiss.fvec_inner_products_ny(*pointers, self.dimension, len(self))
        return products

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
