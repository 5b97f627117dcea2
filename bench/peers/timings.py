"""Times and memory of whole processes, the systems taking turns.

A round builds or asks once with every system; the rounds are repeated, so that what the machine
does meanwhile falls on all alike. Each figure is that of one process.
"""

import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import rmtree
from statistics import median, quantiles

from bench.peers.quality import index_missing
from bench.peers.results import Key, Results
from bench.peers.running import running
from bench.peers.sets import BOOKLET, Asked
from bench.peers.systems import SYSTEMS, VAR, Compared

STEP = "time"
ROUNDS = 5
SLICE = 100
WARM, QUESTIONS = 5, 60
# Building is timed in each system's default alone, and so is asking four abstracts.
DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class Task:
    """One measurement that is still to be made."""

    key: Key
    system: Compared
    asked: Asked
    build: bool


def index_all(tasks: Sequence[Task]) -> None:
    """Every index that will be asked; nothing is timed here, and what is there is not made anew."""
    asking = {(t.system, t.key.setting, t.asked.name): t for t in tasks if not t.build}
    for task in asking.values():
        index_missing(task.system, task.key.setting, task.asked)


def time_all(results: Results, tasks: Sequence[Task], seconds: float) -> bool:
    """Make the measurements in turn; False where ``seconds`` ended before them."""
    end = time.monotonic() + seconds
    for task in tasks:
        if time.monotonic() > end:
            return False
        print(*(f"{part}" for part in (task.key.of, task.key.round, task.system.name)), flush=True)
        load = os.getloadavg()[0]
        figures = building(task) if task.build else asking(task)
        results.add(task.key, {**figures, "load": load})
    return True


def missing(results: Results, sets: Sequence[Asked], rounds: int) -> Iterator[Task]:
    """What is still to be measured, round by round, every system in turn."""
    for one in range(1, rounds + 1):
        for asked in sets:
            for task in _round(asked, one):
                if not results.has(task.key):
                    yield task


def _round(asked: Asked, number: int) -> Iterator[Task]:
    part = asked if asked.name == BOOKLET else first(asked, SLICE)
    for system in SYSTEMS:
        key = Key(STEP, system.key, DEFAULT, f"build {part.name}", number)
        yield Task(key, system, part, build=True)
        for setting in system.settings if asked.name != BOOKLET else (DEFAULT,):
            key = Key(STEP, system.key, setting, f"ask {asked.name}", number)
            yield Task(key, system, asked, build=False)


def first(asked: Asked, count: int) -> Asked:
    """The set with its first documents alone."""
    return replace(asked, name=f"{asked.name}-{count}", documents=asked.documents[:count])


def building(task: Task) -> dict[str, float]:
    """From the start of the process until the index lies on disk."""
    folder = VAR / "scratch" / task.system.key
    rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    documents = task.asked.path
    began = time.perf_counter()
    with running(task.system, task.key.setting, timed=True) as peer:
        inside = peer.build(documents, folder)
        whole = time.perf_counter() - began
        told = peer.memory()
    size = sum(file.stat().st_size for file in _files(folder)) / 1e6
    return {
        "whole": whole,
        "whole cpu": told.cpu,
        "inside": inside.seconds,
        "inside cpu": inside.cpu,
        "peak": told.peak,
        "size": size,
    }


def asking(task: Task) -> dict[str, float]:
    """From the start of the process to its first answer; then each question, and the memory."""
    folder = task.system.index(task.asked.name, task.key.setting)
    questions = [q.text for q in task.asked.questions if q.answerable]
    chosen = questions[:: max(1, len(questions) // QUESTIONS)][: QUESTIONS + 1]
    began = time.perf_counter()
    with running(task.system, task.key.setting, timed=True) as peer:
        peer.open(folder)
        peer.ask(chosen[0])
        cold, cold_cpu = time.perf_counter() - began, peer.memory().cpu
        for question in chosen[1 : WARM + 1]:
            peer.ask(question)
        spent = [peer.ask(question)[0] for question in chosen[1:]]
        told = peer.memory()
    cuts = quantiles((one.seconds for one in spent), n=20, method="inclusive")
    return {
        "cold": cold,
        "cold cpu": cold_cpu,
        "p50": cuts[9],
        "p95": cuts[18],
        "cpu": median(one.cpu for one in spent),
        "resident": told.resident,
    }


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())
