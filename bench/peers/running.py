"""A system in a process of its own, spoken with as :mod:`bench.peers.protocol` says."""

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.peers.protocol import Excerpt, Found, Reply
from bench.peers.systems import ROOT, VAR, Compared

# Nothing is downloaded and nobody is told.
QUIET = {"HF_HUB_OFFLINE": "1", "HAYSTACK_TELEMETRY_ENABLED": "False", "DO_NOT_TRACK": "1"}


class Running:
    """One process; each call returns when the system has replied."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def build(self, documents: Path, folder: Path) -> float:
        """Seconds of indexing the documents of the file into the folder."""
        return self._seconds({"do": "build", "documents": str(documents), "folder": str(folder)})

    def open(self, folder: Path) -> float:
        """Seconds of opening the index."""
        return self._seconds({"do": "open", "folder": str(folder)})

    def ask(self, question: str, most: int | None = None) -> tuple[float, Reply]:
        """Seconds and the reply."""
        told = self._told({"do": "ask", "question": question, "most": most})
        return float(told["seconds"]), read_reply(told["reply"])

    def memory(self) -> tuple[float, float]:
        """Resident megabytes, now and at the highest."""
        told = self._told({"do": "memory"})
        return float(told["resident"]), float(told["peak"])

    def _seconds(self, command: dict[str, Any]) -> float:
        return float(self._told(command)["seconds"])

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
def running(system: Compared, setting: str) -> Iterator[Running]:
    """Start a system; it ends with the block. What it prints goes to its log."""
    VAR.mkdir(parents=True, exist_ok=True)
    command = [str(system.python), "-m", f"bench.peers.with_{system.key}", setting]
    with (
        (VAR / f"{system.key}-{setting}.log").open("w", encoding="utf-8") as log,
        subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, **QUIET},
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
