"""Shoroku beside what would be picked instead: ``python -m bench.peers [STEP ...]``.

Steps: ``install``, ``quality``, ``time`` and ``page``; without one, all of them. What was measured
is kept in ``var/peers`` and is not measured again: remove it, or a part, to begin anew. Where
``--seconds`` ends before a step does, the exit code is 3; call it again.
"""

import argparse
import sys
from pathlib import Path

from bench.peers.installing import install_all
from bench.peers.page import write_page
from bench.peers.quality import is_kept, run_quality
from bench.peers.results import Results
from bench.peers.rows import ANSWERING
from bench.peers.scores import score
from bench.peers.sets import BOOKLET, DATA, PUBLIC, asked
from bench.peers.systems import SYSTEMS
from bench.peers.timings import time_all
from index.embedding import load_minilm

STEPS = ("install", "quality", "time", "page")
ALL = "all"
TIMED = (BOOKLET, "scifact")
NOT_DONE = 3


def main() -> int:
    """Do the steps that are asked for."""
    chosen = _arguments()
    results = Results.read()
    steps = STEPS if ALL in chosen.steps else chosen.steps
    if "install" in steps and not install_all(results, chosen.seconds):
        return NOT_DONE
    if "quality" in steps:
        ask_all(chosen)
    if "time" in steps:
        sets = tuple(asked(name, chosen.data) for name in TIMED if name in chosen.sets)
        if not time_all(results, sets, chosen.seconds):
            return NOT_DONE
    if "page" in steps:
        make_page(chosen, results)
    return 0


def ask_all(chosen: argparse.Namespace) -> None:
    """The replies of every system and setting to every question of every set."""
    for name in chosen.sets:
        questions = asked(name, chosen.data)
        for row in ANSWERING:
            wanted = row.system.key in chosen.systems
            if wanted and not is_kept(row.system, row.setting, questions):
                print(f"{questions.name}: {row.name}", flush=True)
                run_quality(row.system, row.setting, questions)


def make_page(chosen: argparse.Namespace, results: Results) -> None:
    """Measure the replies that are there, and write the page of the sets that Shoroku answered."""
    every = [asked(name, chosen.data) for name in chosen.sets]
    sets = [one for one in every if is_kept(ANSWERING[0].system, ANSWERING[0].setting, one)]
    embedder = load_minilm()
    for one in sets:
        for row in ANSWERING:
            if is_kept(row.system, row.setting, one):
                score(results, row.system, row.setting, one, embedder)
    write_page(results, sets)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.peers", description=__doc__)
    parser.add_argument("steps", nargs="*", choices=[*STEPS, ALL], default=ALL)
    parser.add_argument("--data", type=Path, default=DATA, help="folder of the public sets")
    parser.add_argument("--sets", nargs="+", default=[BOOKLET, *PUBLIC])
    keys = [system.key for system in SYSTEMS]
    parser.add_argument("--systems", nargs="+", choices=keys, default=keys)
    parser.add_argument("--seconds", type=float, default=float("inf"), help="begin nothing after")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
