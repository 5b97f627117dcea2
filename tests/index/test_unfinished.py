"""A build that was killed goes on from where it was."""

import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.abstract import Booklet
from index.chunking import digest
from index.generation import current_id
from index.unfinished import Unfinished
from tests.support.booklets import made_up
from tests.support.hashing_embedder import HASHING, HashingEmbedder
from tests.support.indexing import answers, built, opened

ABSTRACTS = 600
# Kills its own process when it has read so many passages.
_KILLED = """
import os, pathlib, sys
from tests.index.test_unfinished import corpus
from tests.support.hashing_embedder import HashingEmbedder
from tests.support.indexing import built

class Dying(HashingEmbedder):
    def encode(self, texts):
        if len(self.read) >= int(sys.argv[2]):
            os.kill(os.getpid(), 9)
        return super().encode(texts)

built(pathlib.Path(sys.argv[1]), corpus(), Dying())
"""


def corpus() -> list[Booklet]:
    """Some hundred abstracts, each of one passage and two sentences of its own."""
    texts = [f"Boat {n} left harbour {n}. It met {n} others." for n in range(ABSTRACTS)]
    return [made_up(texts)]


def killed(var: Path, after: int) -> None:
    """A build whose process dies by kill -9 when it has read ``after`` passages."""
    done = subprocess.run([sys.executable, "-c", _KILLED, str(var), str(after)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert current_id(var) is None


def read_again(var: Path) -> int:
    """How many texts the next build reads."""
    embedder = HashingEmbedder()
    built(var, corpus(), embedder)
    return len(embedder.read)


def test_what_a_killed_build_finished_is_not_done_again(var: Path, tmp_path: Path) -> None:
    """Twice killed, it reads only what was missing, and makes the generation of an unhurt build."""
    killed(var, 300)
    kept = len(list(Unfinished(var, "passages", HASHING).known()))
    assert kept >= 256
    killed(var, 1)
    assert read_again(var) == 3 * ABSTRACTS - kept
    fresh = built(tmp_path / "fresh", corpus()).generation_id
    assert current_id(var) == fresh
    assert answers(opened(var)) == answers(opened(tmp_path / "fresh"))
    assert not (var / "unfinished").exists()


@pytest.mark.parametrize("harm", ["cut", "changed"])
def test_a_harmed_part_is_not_believed(var: Path, harm: str) -> None:
    """A part that was cut short, or in which a byte changed, is embedded again."""
    killed(var, 300)
    part = next((var / "unfinished").rglob("*.part"))
    raw = part.read_bytes()
    middle = len(raw) // 2
    part.write_bytes(raw[:middle] + (b"" if harm == "cut" else b"?" + raw[middle + 1 :]))
    assert read_again(var) == 3 * ABSTRACTS


@given(counts=st.lists(st.integers(-1, 4), min_size=1, max_size=8))
@settings(max_examples=30)
def test_rows_come_back_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, counts: list[int]
) -> None:
    """One row or several, none at all, in whole or half precision: the same bytes, by digest."""
    for kind in (np.float32, np.float16):
        rows: dict[str, Any] = {
            digest(str(n)): np.full((3,) if count < 0 else (count, 3), n).astype(kind)
            for n, count in enumerate(counts)
        }
        parts = Unfinished(tmp_path_factory.mktemp("var"), "any", HASHING)
        parts.keep(rows)
        another: dict[str, Any] = {digest("another"): np.ones(3, dtype=kind)}
        parts.keep(another)
        found = dict(parts.known())
        assert len(found) == len(rows) + 1
        for name, own in rows.items():
            assert (found[name].dtype, found[name].shape) == (own.dtype, own.shape)
            assert found[name].tobytes() == own.tobytes()
