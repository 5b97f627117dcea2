"""Killing builds at random moments, and seeing what is left.

``kill -9`` tests the order of writing and renaming. It does not test what a power cut does to pages
that the system had not yet written; for that the files are flushed before the rename.
"""

import multiprocessing as mp
import random
import shutil
import signal
import statistics
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from tqdm import tqdm  # type: ignore[import-untyped]

from corpus.abstract import Booklet
from index import tokens
from index.generation import FILES, current_id, load_parts, verified_manifest
from tests.support.booklets import made_up
from tests.support.indexing import answers, built, opened

Answers = tuple[object, ...]
Write = Callable[[Path, int], None]
Read = Callable[[Path], Answers]

_PRELOADED = ["tests.support.killing", "faiss", "bm25s", "tiktoken", "sentencex"]


@dataclass(frozen=True, slots=True)
class Tally:
    """What was found after each kill: the state before, the new one, or neither whole."""

    before: int
    after: int
    torn: int


def corpus(version: int) -> list[Booklet]:
    """One of two corpora that share no abstract but the first."""
    texts = [
        f"Number {n} of version {version} is about the river. It flows for {n} miles. "
        f"We found {n * version} boats, and the {n}th harbour was closed."
        for n in range(1, 30)
    ]
    return [made_up(["The first one never changes.", *texts])]


def write_generation(var: Path, version: int) -> None:
    """Build one of the corpora as Shoroku does."""
    built(var, corpus(version))


def read_generation(var: Path) -> Answers:
    """What the current generation answers, after its verification."""
    return answers(opened(var))


def write_in_place(var: Path, version: int) -> None:
    """The control: write file after file over the index that is being served."""
    source = var.parent / f"reference-{version}"
    folder = source / "generations" / str(current_id(source))
    for name in (*FILES, *tokens.FILES):
        (var / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(folder / name, var / name)


def read_in_place(var: Path) -> Answers:
    """What an index answers that is opened without verification."""
    source = var.parent / "reference-0"
    name = str(current_id(source))
    return answers(load_parts(var, name, verified_manifest(source, name)))


def kill_builds(root: Path, trials: int, seed: int, write: Write, read: Read) -> Tally:
    """Kill ``trials`` writes, each at a random moment of it, and read after each.

    ``root`` is an empty folder. Every trial writes the corpus that is not there yet.
    """
    chosen = random.Random(seed)  # noqa: S311 - repeatable, not secret
    expected = [_reference(root, version) for version in (0, 1)]
    var, there = root / "var", 0
    write(var, there)
    duration = statistics.median(_run(var, version, write, None)[1] for version in (1, 0, 1, 0))
    found: Counter[str] = Counter()
    while found.total() < trials:
        killed, _ = _run(var, 1 - there, write, chosen.uniform(0, duration))
        outcome = _outcome(var, read, expected[there], expected[1 - there])
        if killed:
            found[outcome] += 1
        if outcome == "torn":
            write(var, there)
        elif outcome == "after":
            there = 1 - there
    return Tally(found["before"], found["after"], found["torn"])


def _reference(root: Path, version: int) -> Answers:
    write_generation(root / f"reference-{version}", version)
    return read_generation(root / f"reference-{version}")


def _outcome(var: Path, read: Read, before: Answers, after: Answers) -> str:
    with suppress(Exception):  # an index that cannot be opened at all is torn as well
        found = read(var)
        if found in (before, after):
            return "before" if found == before else "after"
    return "torn"


def _run(var: Path, version: int, write: Write, delay: float | None) -> tuple[bool, float]:
    """Write in a process of its own, killed after ``delay`` seconds; whether it was, and how long.

    The process is forked from one that has everything imported, so that the time is the write's.
    """
    context = mp.get_context("forkserver")
    context.set_forkserver_preload(_PRELOADED)
    hears, tells = context.Pipe(duplex=False)
    process = context.Process(target=_written, args=(tells, var, version, write))
    process.start()
    hears.recv()
    began = time.monotonic()
    if delay is not None:
        time.sleep(delay)
        process.kill()
    process.join()
    if process.exitcode not in {0, -signal.SIGKILL}:
        raise RuntimeError(f"writing ended with exit code {process.exitcode}")
    return process.exitcode != 0, time.monotonic() - began


def _written(tells: Connection, var: Path, version: int, write: Write) -> None:
    # bm25s counts with tqdm, whose own lock would leave a semaphore behind at every kill.
    tqdm.set_lock(threading.RLock())
    tells.send(True)  # noqa: FBT003 - any word will do
    write(var, version)
