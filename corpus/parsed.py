"""Booklets read once: what was found is kept, and used again until a file or our code changes.

A PDF takes seconds to read, and every command wants the records. What is kept lies in one JSON
file a booklet, named by the digest of all that decides what would be found. Withdrawals are taken
out of what was kept each time, so that one changes no reading.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from corpus.library import booklet_folders, read_all
from corpus.progress import Progress
from corpus.report import ParsedBooklet
from corpus.serial import from_json, to_json
from corpus.withdrawals import WITHDRAWN_NAME, without_withdrawn

_CODE = Path(__file__).resolve().parent
# What reads the documents beside our own code: another version may find something else.
_LIBRARIES = (
    "beautifulsoup4",
    "lxml",
    "openpyxl",
    "pybtex",
    "pypdfium2",
    "python-docx",
    "rapidocr",
)


def read_kept_library(
    root: Path, kept: Path, progress: Progress | None = None
) -> tuple[ParsedBooklet, ...]:
    """Every booklet under ``root``, as ``read_library`` gives it; ``kept`` is the folder of JSON.

    ``progress`` is told the pages of each booklet that is read anew, as they are read.
    What belongs to no booklet any more is removed from ``kept``. Raises CorpusError.
    """
    folders = booklet_folders(root)
    parsed = tuple(read_kept(folder, kept, progress) for folder in folders)
    _remove_others(kept, {_file(kept, folder) for folder in folders})
    return parsed


def read_kept(folder: Path, kept: Path, progress: Progress | None = None) -> ParsedBooklet:
    """One booklet, as ``read_booklet`` gives it. Where nothing can be kept, it is only read."""
    return without_withdrawn(_read_all(folder, _file(kept, folder), progress), folder)


def _read_all(folder: Path, file: Path, progress: Progress | None) -> ParsedBooklet:
    with suppress(OSError, ValueError):
        return from_json(file.read_bytes())
    parsed = read_all(folder, progress)
    with suppress(OSError, ValueError):
        _write(file, to_json(parsed))
    return parsed


def _file(kept: Path, folder: Path) -> Path:
    digest = hashlib.sha256(f"{folder.resolve().name}\0{_code_digest()}".encode())
    for path in _files(folder):
        digest.update(f"\0{path.relative_to(folder)}\0".encode("utf-8", "surrogateescape"))
        with suppress(OSError), path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return kept / f"{digest.hexdigest()[:32]}.json"


def _files(folder: Path) -> Iterator[Path]:
    """What a booklet's reading may depend on: the files that lie in its folder."""
    files = (path for path in folder.iterdir() if path.name != WITHDRAWN_NAME)
    yield from sorted(path for path in files if path.is_file())


@cache
def _code_digest() -> str:
    digest = hashlib.sha256()
    for path in sorted(_CODE.rglob("*.py")):
        digest.update(path.read_bytes())
    for name in _LIBRARIES:
        with suppress(PackageNotFoundError):
            digest.update(f"{name} {version(name)}".encode())
    return digest.hexdigest()


def _write(file: Path, content: bytes) -> None:
    """Whole or not at all, for another command may be reading."""
    # Where the folder above is missing nothing was built yet, and nothing is to be left behind.
    file.parent.mkdir(exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=file.parent)
    with open(descriptor, "wb") as opened:  # noqa: PTH123 - a descriptor has no path
        opened.write(content)
    os.replace(temporary, file)  # noqa: PTH105 - both are strings


def _remove_others(kept: Path, wanted: set[Path]) -> None:
    for path in kept.glob("*.json"):
        if path not in wanted:
            with suppress(OSError):
                path.unlink()
