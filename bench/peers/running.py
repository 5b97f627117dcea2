"""A system in a process of its own, spoken with as :mod:`bench.peers.protocol` says."""

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.peers.protocol import Excerpt, Found, Reply
from bench.peers.systems import ROOT, VAR, Compared

# Nothing is downloaded and nobody is told.
QUIET = {
    "HF_HUB_OFFLINE": "1",
    "HAYSTACK_TELEMETRY_ENABLED": "False",
    "DO_NOT_TRACK": "1",
    "TOKENIZERS_PARALLELISM": "false",
}
# What is timed works on one thread; what is only to be answered takes what it gets.
TIMED = {"OMP_NUM_THREADS": "1"}


@dataclass(frozen=True, slots=True)
class Spent:
    """Wall time, and processor time of all threads together, in seconds."""

    seconds: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Memory:
    """Megabytes resident now and at the highest; ``cpu`` as above, since the process began."""

    resident: float
    peak: float
    cpu: float


class Running:
    """One process; each call returns when the system has replied."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def build(self, documents: Path, folder: Path) -> Spent:
        """Index the documents of the file into the folder."""
        return self._spent({"do": "build", "documents": str(documents), "folder": str(folder)})

    def open(self, folder: Path) -> Spent:
        """Open the index."""
        return self._spent({"do": "open", "folder": str(folder)})

    def ask(self, question: str, most: int | None = None) -> tuple[Spent, Reply]:
        """What it took, and the reply."""
        told = self._told({"do": "ask", "question": question, "most": most})
        return Spent(told["seconds"], told["cpu"]), read_reply(told["reply"])

    def memory(self) -> Memory:
        """What the process holds, and has worked so far."""
        return Memory(**self._told({"do": "memory"}))

    def _spent(self, command: dict[str, Any]) -> Spent:
        return Spent(**self._told(command))

    def _told(self, command: dict[str, Any]) -> dict[str, Any]:
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError("the process has no pipes")
        self._process.stdin.write(json.dumps(command) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise SystemExit(f"{self._process.args!r} ended; see its log under {VAR}.")
        told: dict[str, Any] = json.loads(line)
        return told


@contextmanager
def running(system: Compared, setting: str, *, timed: bool = False) -> Iterator[Running]:
    """Start a system; it ends with the block. What it prints goes to its log."""
    VAR.mkdir(parents=True, exist_ok=True)
    command = [str(system.python), "-m", f"bench.peers.with_{system.key}", setting]
    with (
        (VAR / f"{system.key}-{setting}.log").open("w", encoding="utf-8") as log,
        subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, **QUIET, **(TIMED if timed else {})},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            encoding="utf-8",
        ) as process,
    ):
        yield Running(process)


def read_reply(row: dict[str, Any]) -> Reply:
    """A reply as it was before it became JSON."""
    return Reply(
        tuple(Found(**found) for found in row["found"]),
        row["answered"],
        tuple(Excerpt(**excerpt) for excerpt in row["excerpts"]),
        row["confidence"],
        row["text"],
    )
