"""What an unfinished build has embedded, kept so that a kill costs seconds and not hours.

    var/unfinished/<kind>-<encoder>/<number>-<SHA-256 of the file>.part

A part holds the rows of some texts, each known by the digest of its text. It is written beside its
place and renamed, and bears the digest of its own bytes in its name: one that was cut short or
changed is not believed, and its texts are embedded again. The parts go when the generation stands.
"""

import hashlib
import io
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.embedding import EmbedderIdentity, Rows
from index.errors import GenerationError
from index.tokens import Halves

_FOLDER = "unfinished"
_ENDING = ".part"
_SHOWN = 16


class Unfinished:
    """The parts of one kind of rows by one encoder; used under the lock of the build alone."""

    def __init__(self, var: Path, kind: str, encoder: EmbedderIdentity) -> None:
        self._folder = var / _FOLDER / f"{kind}-{encoder.digest[:_SHOWN]}"

    def known(self) -> Iterator[tuple[str, Any]]:
        """Digest and rows of every text that lies in a part which is whole."""
        for path in sorted(self._folder.glob(f"*{_ENDING}")):
            raw = path.read_bytes()
            if hashlib.sha256(raw).hexdigest()[:_SHOWN] == _digest_in(path):
                yield from _unpacked(raw)
            else:
                path.unlink()

    def keep(self, rows: Mapping[str, Rows | Halves]) -> None:
        """Write one more part: for the digest of each text its row or its rows.

        Raises:
            GenerationError: the disk refuses.

        """
        raw = _packed(list(rows), list(rows.values()))
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            number = len(list(self._folder.glob(f"*{_ENDING}")))
            digest = hashlib.sha256(raw).hexdigest()[:_SHOWN]
            fresh = self._folder / "fresh"
            fresh.write_bytes(raw)
            fresh.replace(self._folder / f"{number:06}-{digest}{_ENDING}")
        except OSError as error:
            raise GenerationError(
                f"What was embedded cannot be written to {self._folder} ({error.strerror}); the "
                "index before is unharmed. Make room or see to the folder's permissions, then "
                "run 'shoroku build'."
            ) from error


def forget_unfinished(var: Path) -> None:
    """Remove every part; what they hold stands in a generation now."""
    shutil.rmtree(var / _FOLDER, ignore_errors=True)


def _digest_in(path: Path) -> str:
    return path.name.removesuffix(_ENDING).partition("-")[2]


def _packed(digests: Sequence[str], rows: Sequence[Rows | Halves]) -> bytes:
    """Names, how many rows each has (-1 for a single one), and all rows, as three arrays."""
    names = np.frombuffer(b"".join(map(bytes.fromhex, digests)), dtype=np.uint8).reshape(-1, 32)
    counts = np.array([-1 if own.ndim == 1 else len(own) for own in rows], dtype=np.int64)
    packed = io.BytesIO()
    for array in (names, counts, np.concatenate([np.atleast_2d(own) for own in rows])):
        np.save(packed, array, allow_pickle=False)
    return packed.getvalue()


def _unpacked(raw: bytes) -> Iterator[tuple[str, Any]]:
    packed = io.BytesIO(raw)
    names, counts, rows = _read(packed), _read(packed), _read(packed)
    ends = np.cumsum(np.where(counts < 0, 1, counts))
    for name, count, end in zip(names, counts, ends, strict=True):
        own = rows[end - 1] if count < 0 else rows[end - count : end]
        yield name.tobytes().hex(), own


def _read(packed: io.BytesIO) -> NDArray[Any]:
    found: NDArray[Any] = np.load(packed, allow_pickle=False)
    return found
