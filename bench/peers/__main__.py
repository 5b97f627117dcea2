"""Shoroku beside what would be picked instead: ``python -m bench.peers [STEP ...]``.

Steps: ``quality`` (replies; the machine may be busy), ``time`` (installing, indexing, asking; it
must be idle) and ``page``; without one, all of them. What was measured is kept in ``var/peers`` and
is measured again only where what made it has changed: broken off, call it again. Timings are kept
until ``--anew``. Where ``--seconds`` ends before the timings do, the exit code is 3; call it again.
"""

import argparse
import sys
import time
from pathlib import Path

from bench.peers import installing, timings
from bench.peers.installing import install_missing
from bench.peers.page import write_page
from bench.peers.quality import is_kept, run_quality
from bench.peers.results import Results
from bench.peers.rows import ANSWERING
from bench.peers.scores import score_all
from bench.peers.sets import BOOKLET, DATA, PUBLIC, asked
from bench.peers.systems import SYSTEMS
from index.embedding import load_minilm

STEPS = ("quality", "time", "page")
ALL = "all"
TIMED = (BOOKLET, "pubmedqa")
NOT_DONE = 3


def main() -> int:
    """Do the steps that are asked for."""
    chosen = _arguments()
    steps = STEPS if ALL in chosen.steps else chosen.steps
    if "quality" in steps or "time" in steps:
        install_missing()
    if "quality" in steps:
        ask_all(chosen)
    if "time" in steps and not time_everything(chosen):
        return NOT_DONE
    return 0 if "page" not in steps or make_page(chosen, Results.read()) else NOT_DONE


def ask_all(chosen: argparse.Namespace) -> None:
    """The replies of every system and setting to every question of every set."""
    for name in chosen.sets:
        questions = asked(name, chosen.data)
        for row in ANSWERING:
            wanted = row.system.key in chosen.systems
            if wanted and not is_kept(row.system, row.setting, questions):
                print(f"{time.strftime('%H:%M:%S')} {questions.name}: {row.name}", flush=True)
                run_quality(row.system, row.setting, questions)


def time_everything(chosen: argparse.Namespace) -> bool:
    """What it takes to install, index and ask; False where ``--seconds`` ended before."""
    end, results = time.monotonic() + chosen.seconds, Results.read()
    if chosen.anew:
        results.without(installing.STEP, timings.STEP)
    sets = [asked(name, chosen.data) for name in TIMED if name in chosen.sets]
    missing = timings.missing(results, sets, chosen.rounds)
    tasks = [task for task in missing if task.system.key in chosen.systems]
    timings.index_all(tasks)
    if chosen.install and not installing.time_installs(results, end - time.monotonic()):
        return False
    return timings.time_all(results, tasks, end - time.monotonic())


def make_page(chosen: argparse.Namespace, results: Results) -> bool:
    """Measure the replies, and write the page of the sets that all answered; False without any."""
    embedder, sets = load_minilm(), []
    for one in (asked(name, chosen.data) for name in chosen.sets):
        lacking = [row.name for row in ANSWERING if not is_kept(row.system, row.setting, one)]
        if lacking:
            print(f"{one.name} is left out, for it was not asked of: {', '.join(lacking)}")
            continue
        score_all(results, one, embedder)
        sets.append(one)
    if sets:
        write_page(results, sets)
    return bool(sets)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.peers", description=__doc__)
    parser.add_argument("steps", nargs="*", choices=[*STEPS, ALL], default=ALL)
    parser.add_argument("--data", type=Path, default=DATA, help="folder of the public sets")
    parser.add_argument("--sets", nargs="+", default=[BOOKLET, *PUBLIC])
    keys = [system.key for system in SYSTEMS]
    parser.add_argument("--systems", nargs="+", choices=keys, default=keys)
    parser.add_argument("--seconds", type=float, default=float("inf"), help="begin nothing after")
    parser.add_argument("--rounds", type=int, default=timings.ROUNDS, help="of the timings")
    parser.add_argument("--anew", action="store_true", help="forget the timings that are kept")
    parser.add_argument(
        "--no-install", dest="install", action="store_false", help="time no installing"
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
