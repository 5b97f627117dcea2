"""Kill builds at random moments and count what is left (``python -m bench.kill``).

The control writes the same files in place, without folders, digests and renaming; it must come out
torn, else the moments were chosen too kindly to prove anything.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.support.killing import (
    Read,
    Tally,
    Write,
    kill_builds,
    read_generation,
    read_in_place,
    write_generation,
    write_in_place,
)

WAYS: dict[str, tuple[Write, Read]] = {
    "generations": (write_generation, read_generation),
    "in place (control)": (write_in_place, read_in_place),
}


def main() -> int:
    """Print one line for each way of writing; 1 if a generation was torn or the control was not."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--trials", type=int, default=100)
    arguments.add_argument("--seed", type=int, default=1)
    given = arguments.parse_args()
    print(f"{'way of writing':<20} {'kills':>6} {'before':>7} {'after':>6} {'torn':>5}")
    tallies = {name: _tally(name, given.trials, given.seed) for name in WAYS}
    good, control = tallies.values()
    return int(good.torn > 0 or control.torn == 0)


def _tally(name: str, trials: int, seed: int) -> Tally:
    write, read = WAYS[name]
    with tempfile.TemporaryDirectory() as root:
        tally = kill_builds(Path(root), trials, seed, write, read)
    print(f"{name:<20} {trials:>6} {tally.before:>7} {tally.after:>6} {tally.torn:>5}")
    return tally


if __name__ == "__main__":
    sys.exit(main())
