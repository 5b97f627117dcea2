"""Times the reading of one large file of records, and its memory: bench.reading_speed FILE."""

import argparse
import resource
import sys
import time
from pathlib import Path

from corpus.library import read_booklet

_KILOBYTES = 1024


def main() -> int:
    """Print records, seconds and peak memory (MiB)."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("file", type=Path)
    file: Path = parser.parse_args().file
    if not file.is_file():
        print(f"{file} is missing; there is nothing to measure.")
        return 0
    started = time.perf_counter()
    parsed = read_booklet(file)
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KILOBYTES
    print(f"{len(parsed.booklet.abstracts)} records, {seconds:.1f} s, {peak:.0f} MiB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
