"""Has the disk itself hold what was written: no loss of power undoes a change that stands."""

import os
from pathlib import Path


def flush_tree(folder: Path) -> None:
    """Flush a folder and everything in it. Raises OSError."""
    for path in sorted(folder.rglob("*")):
        flush(path)
    flush(folder)


def flush(path: Path) -> None:
    """Flush one file or folder. Raises OSError."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
