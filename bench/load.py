"""Load on a real server on this machine (``python -m bench.load``); prints a Markdown table.

``--switches N`` builds the index anew N times while eight users ask, and looks whether each answer
is wholly of one generation. A round lasts ``--seconds``; nothing listens beyond 127.0.0.1.
"""

import argparse
import asyncio
import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.load_switch import switch_under_load
from bench.load_users import Outcome, ask_all
from bench.speed import ROOT, SHOROKU, development_questions, free_port, machine, run, wait_for

ROUNDS = (1, 8, 32, 64)
GOALS = {8: "p95 ≤ 500 ms", 32: "p99 ≤ 2 s", 64: "refused in < 100 ms"}
_HEADS = (
    "users",
    "answers/s",
    "p50",
    "p95",
    "p99",
    "refused",
    "their p50",
    "their p99",
    "hung",
    "other 5xx",
)


def main() -> None:
    """Measure and print."""
    given = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        # Switches need builds of their own, and would leave editions in an index that is used.
        own = not given.var or given.switches
        var = Path(folder) / "var" if own else given.var.absolute()
        os.environ.update(SHOROKU_VAR=str(var), **UNLIMITED)
        if given.switches:
            print(switch_under_load(var, given.switches, serving))
            return
        if own:
            run("build")
        with serving() as base:
            _show(base, given.rounds, given.seconds)


# All users come from one address here.
UNLIMITED = {"SHOROKU_QUESTION_LIMITS": "[]", "SHOROKU_REQUEST_LIMITS": "[]"}


def _show(base: str, rounds: list[int], seconds: float) -> None:
    questions = development_questions()
    asyncio.run(ask_all(base, questions, 2, seconds / 2))  # each question has been asked once
    print(f"{machine()}\n\n| {' | '.join(_HEADS)} | goal |\n|{'---|' * (len(_HEADS) + 1)}")
    for users in rounds:
        print(_row(asyncio.run(ask_all(base, questions, users, seconds))), flush=True)


def _row(it: Outcome) -> str:
    answered = f"{it.count(200) / it.seconds:.1f}"
    times = [f"{it.at(200, rank):.0f} ms" for rank in (50, 95, 99)]
    refused = [f"{it.count(503)}", f"{it.at(503, 50):.0f} ms", f"{it.at(503, 99):.0f} ms"]
    cells = [str(it.users), answered, *times, *refused, str(it.hung), str(it.others)]
    return f"| {' | '.join(cells)} | {GOALS.get(it.users, '')} |"


@contextmanager
def serving() -> Iterator[str]:
    """A server of its own, ready, and stopped afterwards; gives its address."""
    port = free_port()
    line = [*SHOROKU, "serve", "--port", str(port)]
    with subprocess.Popen(line, cwd=ROOT, stderr=subprocess.DEVNULL) as process:
        try:
            base = f"http://127.0.0.1:{port}"
            wait_for(f"{base}/readyz")
            yield base
        finally:
            process.terminate()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=20, help="of each round")
    parser.add_argument("--rounds", type=int, nargs="*", default=list(ROUNDS), help="users of each")
    parser.add_argument("--var", type=Path, help="an index that is there; else one is built")
    parser.add_argument("--switches", type=int, default=0, help="builds under load, instead")
    return parser.parse_args()


if __name__ == "__main__":
    main()
