"""Shoroku beside what would be picked instead: ``python -m bench.peers [STEP]``.

Steps: ``install``, ``quality``, ``time`` and ``page``; without one, all of them. What was measured
is kept in ``var/peers`` and not measured again; remove it, or a part, to begin anew.
"""

import argparse
from pathlib import Path

from bench.peers.quality import run_path, run_quality
from bench.peers.sets import BOOKLET, DATA, PUBLIC, asked
from bench.peers.systems import SYSTEMS

STEPS = ("install", "quality", "time", "page")


def main() -> None:
    """Do the steps that are asked for."""
    chosen = _arguments()
    if "quality" in chosen.steps:
        ask_all(chosen)


def ask_all(chosen: argparse.Namespace) -> None:
    """The replies of every system and setting to every question of every set."""
    for name in chosen.sets:
        questions = asked(name, chosen.data)
        for system in SYSTEMS:
            for setting in system.settings:
                wanted = system.key in chosen.systems
                if wanted and not run_path(system, setting, name).exists():
                    print(f"{name}: {system.name}, {setting}", flush=True)
                    run_quality(system, setting, questions)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.peers", description=__doc__)
    parser.add_argument("steps", nargs="*", choices=[*STEPS, []], default=list(STEPS))
    parser.add_argument("--data", type=Path, default=DATA, help="folder of the public sets")
    parser.add_argument("--sets", nargs="+", default=[BOOKLET, *PUBLIC])
    keys = [system.key for system in SYSTEMS]
    parser.add_argument("--systems", nargs="+", choices=keys, default=keys)
    return parser.parse_args()


if __name__ == "__main__":
    main()
