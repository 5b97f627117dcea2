"""Changes to the booklets: the shelf and the index together, or neither.

Every change is one new generation. Where the index cannot be built, or the command is stopped, the
shelf goes back to what it was; where it was killed, the next command puts it right.
"""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from corpus.abstract import Abstract
from corpus.errors import CorpusError, ShorokuError
from corpus.history import Entry, Staged
from corpus.parsed import read_kept
from corpus.progress import Progress
from corpus.report import ParsedBooklet
from corpus.shelf import Shelf
from index.build import BuildReport
from rag.bootstrap import index_is_stale, kept_readings
from rag.settings import Settings

Build = Callable[[], BuildReport]


@dataclass(frozen=True, slots=True)
class Changed:
    """A change that was made; ``parsed`` is the booklet that was added, if one was."""

    entry: Entry
    built: BuildReport
    parsed: ParsedBooklet | None = None


def try_reading(
    paths: Sequence[Path], name: str, progress: Progress | None = None
) -> ParsedBooklet:
    """What a booklet of these files would hold; the shelf is not touched. Raises CorpusError."""
    with tempfile.TemporaryDirectory() as folder:
        shelf = Shelf(Path(folder))
        with shelf.locked(), shelf.add(name, paths) as staged:
            return _read(staged, Path(folder), progress)


def add(  # noqa: PLR0913 - what may be left out is named
    settings: Settings,
    paths: Sequence[Path],
    name: str,
    build: Build,
    *,
    replacing: bool = False,
    progress: Progress | None = None,
) -> Changed:
    """Put a booklet on the shelf and into the index. Raises ShorokuError, and then did nothing."""
    with _changing(settings) as shelf, shelf.add(name, paths, replacing=replacing) as staged:
        parsed = _read(staged, kept_readings(settings), progress)
        return _made(shelf, staged, build, parsed)


def remove(settings: Settings, name: str, build: Build) -> Changed:
    """Take a booklet off the shelf and out of the index."""
    return _change(settings, lambda shelf: shelf.remove(name), build)


def withdraw(settings: Settings, abstract: Abstract, reason: str, build: Build) -> Changed:
    """Take one abstract out of records, index and answers; a tombstone stays."""
    return _change(settings, lambda shelf: shelf.withdraw(abstract, reason), build)


def undo(settings: Settings, build: Build) -> Changed:
    """Go back to the state before the latest change that stands."""
    return _change(settings, Shelf.undo, build)


def repair(settings: Settings) -> None:
    """Put right what a killed command left; leaves a command alone that is still at work."""
    shelf = Shelf(settings.corpus)
    if shelf.history.pending():
        with suppress(CorpusError), shelf.locked():
            _repair(settings, shelf)


def _change(
    settings: Settings, stage: Callable[[Shelf], AbstractContextManager[Staged]], build: Build
) -> Changed:
    with _changing(settings) as shelf, stage(shelf) as staged:
        return _made(shelf, staged, build)


def _made(
    shelf: Shelf, staged: Staged, build: Build, parsed: ParsedBooklet | None = None
) -> Changed:
    with shelf.history.applied(staged):
        return Changed(staged.entry, build(), parsed)


@contextmanager
def _changing(settings: Settings) -> Iterator[Shelf]:
    shelf = Shelf(settings.corpus)
    with shelf.locked():
        _repair(settings, shelf)
        yield shelf


def _repair(settings: Settings, shelf: Shelf) -> None:
    """A change whose index was published before the kill stands; any other is taken back."""
    if shelf.history.pending() and _indexed(settings):
        shelf.history.keep()
    shelf.history.roll_back()


def _indexed(settings: Settings) -> bool:
    try:
        return not index_is_stale(settings)
    except ShorokuError:
        return False


def _read(staged: Staged, kept: Path, progress: Progress | None) -> ParsedBooklet:
    """Read what is staged, so that the build need not read it again."""
    if staged.folder is None:
        raise CorpusError("There is nothing to read.")
    parsed = read_kept(staged.folder, kept, progress)
    if not parsed.booklet.abstracts:
        raise CorpusError(
            f"No abstract was found in what was given as {staged.entry.booklet}; "
            "'shoroku corpus check' shows how it was read."
        )
    return parsed
