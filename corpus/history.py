"""How a change to the shelf is made whole or not at all, and how it is taken back.

    <corpus>/.history/lock            held while a change is made; the system lets go of it
    <corpus>/.history/PENDING         the number of the change that is being made
    <corpus>/.history/0003/entry.json what the change was
    <corpus>/.history/0003/before/    the booklet's folder as it was; absent where there was none
    <corpus>/.history/0003/after/     the folder as it will be; moved onto the shelf by the change
    <corpus>/.history/tmp-…           being prepared or thrown away

A change is prepared aside, announced in PENDING, and made by two renames. PENDING goes when the
index holds the change. Where it is still there, the change was cut off, and is taken back.
"""

import fcntl
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from corpus.disk import flush, flush_tree
from corpus.errors import CorpusError

HISTORY = ".history"
Action = Literal["add", "replace", "remove", "withdraw", "undo"]
_PENDING, _LOCK, _ENTRY, _TEMPORARY = "PENDING", "lock", "entry.json", "tmp-"


@dataclass(frozen=True, slots=True)
class Entry:
    """One change. ``existed``: the booklet was there before. ``undoes``: the change taken back.

    ``when`` is the local time in ISO format, ``detail`` says in words what was changed.
    """

    number: int
    action: Action
    booklet: str
    existed: bool
    when: str
    detail: str = ""
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class Staged:
    """A change that is prepared. ``folder`` is the booklet as it will be, or None for none."""

    entry: Entry
    place: Path
    folder: Path | None


class History:
    """The changes to one shelf."""

    def __init__(self, corpus: Path) -> None:
        self._corpus = corpus
        self._root = corpus / HISTORY

    def entries(self) -> tuple[Entry, ...]:
        """Every change that was made, oldest first."""
        found = sorted(it for it in self._root.glob("[0-9]*") if (it / _ENTRY).is_file())
        return tuple(_read_entry(folder / _ENTRY) for folder in found)

    def last_undoable(self) -> Entry | None:
        """The latest change that was not taken back."""
        undone = {entry.undoes for entry in self.entries()}
        standing = [it for it in self.entries() if it.undoes is None and it.number not in undone]
        return standing[-1] if standing else None

    def before(self, entry: Entry) -> Path | None:
        """The booklet's folder as it was before a change, or None where there was none."""
        folder = self._place(entry.number) / "before" / entry.booklet
        return folder if entry.existed else None

    def pending(self) -> bool:
        """Whether a change is under way, or was cut off."""
        return (self._root / _PENDING).exists()

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep every other change out. Raises CorpusError where one is being made."""
        with explained(self._corpus):
            self._root.mkdir(parents=True, exist_ok=True)
            lock = (self._root / _LOCK).open("w")
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise CorpusError(
                    f"Another command is changing {self._corpus}; wait until it has ended."
                ) from error
            yield

    def next_number(self) -> int:
        """The number of the change that would come next."""
        return max((entry.number for entry in self.entries()), default=0) + 1

    @contextmanager
    def staged(self, entry: Entry, fill: Callable[[Path], None] | None) -> Iterator[Staged]:
        """Prepare a change; ``fill`` writes the new folder, None leaves no booklet.

        What is not applied is gone afterwards.
        """
        with explained(self._corpus):
            self._sweep()
            place = Path(tempfile.mkdtemp(prefix=_TEMPORARY, dir=self._root))
        try:
            with explained(self._corpus):
                (place / _ENTRY).write_text(json.dumps(asdict(entry), indent=1), "utf-8")
                folder = self._filled(place, entry, fill)
                flush_tree(place)
            yield Staged(entry, place, folder)
        finally:
            shutil.rmtree(place, ignore_errors=True)

    @contextmanager
    def applied(self, staged: Staged) -> Iterator[None]:
        """Make the change; it stands if the block ends well, else it is taken back."""
        try:
            with explained(self._corpus):
                self._apply(staged)
            yield
        except BaseException:
            self.roll_back()
            raise
        self.keep()

    def keep(self) -> None:
        """Let the pending change stand."""
        with explained(self._corpus):
            (self._root / _PENDING).unlink(missing_ok=True)
            flush(self._root)

    def roll_back(self) -> None:
        """Take the pending change back; harmless where none is, and where it was begun before."""
        pending = self._root / _PENDING
        if not pending.exists():
            return
        with explained(self._corpus):
            place = self._place(int(pending.read_text("ascii")))
            if place.is_dir():
                self._restore(place)
                place.rename(self._root / f"{_TEMPORARY}{place.name}-undone")
            pending.unlink()
            self._sweep()

    def _filled(
        self, place: Path, entry: Entry, fill: Callable[[Path], None] | None
    ) -> Path | None:
        if fill is None:
            return None
        folder = place / "after" / entry.booklet
        folder.mkdir(parents=True)
        fill(folder)
        return folder

    def _apply(self, staged: Staged) -> None:
        entry = staged.entry
        fresh = self._root / f"{_PENDING}.new"
        fresh.write_text(str(entry.number), "ascii")
        flush(fresh)
        fresh.replace(self._root / _PENDING)
        place, shelf = self._place(entry.number), self._corpus / entry.booklet
        staged.place.rename(place)
        flush(self._root)
        if entry.existed:
            (place / "before").mkdir()
            shelf.rename(place / "before" / entry.booklet)
        if staged.folder:
            (place / "after" / entry.booklet).rename(shelf)
        flush(self._corpus)

    def _restore(self, place: Path) -> None:
        entry = _read_entry(place / _ENTRY)
        shelf, before = self._corpus / entry.booklet, place / "before" / entry.booklet
        ahead = place / "after" / entry.booklet
        made = before.is_dir() if entry.existed else not ahead.is_dir()
        if made and shelf.is_dir():
            shelf.rename(place / "unmade")
        if before.is_dir():
            before.rename(shelf)
        flush(self._corpus)

    def _place(self, number: int) -> Path:
        return self._root / f"{number:04}"

    def _sweep(self) -> None:
        """Only called under the lock: nothing temporary can belong to a living change."""
        for folder in self._root.glob(f"{_TEMPORARY}*"):
            shutil.rmtree(folder, ignore_errors=True)


def _read_entry(path: Path) -> Entry:
    try:
        return Entry(**json.loads(path.read_text("utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise CorpusError(
            f"{path} cannot be read, so the change it tells of cannot be taken back; "
            f"look at what lies beside it and move its folder out of {HISTORY}."
        ) from error


@contextmanager
def explained(corpus: Path) -> Iterator[None]:
    """Turn what the disk refuses into a sentence."""
    try:
        yield
    except OSError as error:
        raise CorpusError(
            f"{corpus} cannot be changed ({error.strerror or error}), and is as it was; make room "
            "or see to the folder's permissions, then try again."
        ) from error
