"""The booklets on disk as an editor changes them: put there, taken away, withdrawn from, undone.

Nothing here reads a document or builds an index. Every change keeps the state before it (see
corpus.history), and stands only if what is done within ``applied`` ends well.
"""

import datetime as dt
import os
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path

from corpus.abstract import Abstract
from corpus.errors import CorpusError
from corpus.history import Action, Entry, History, Staged
from corpus.library import booklet_folders
from corpus.withdrawals import (
    WITHDRAWN_NAME,
    read_withdrawals,
    tombstone_of,
    write_withdrawals,
)

_NAME = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*")
_NAME_LENGTH = 80


class Shelf:
    """The folder of booklets. Every method but ``booklets`` wants ``locked`` around it."""

    def __init__(self, corpus: Path) -> None:
        self._corpus = corpus
        self._history = History(corpus)

    @property
    def history(self) -> History:
        """What was changed, and the way back."""
        return self._history

    def booklets(self) -> tuple[Path, ...]:
        """The folders of the booklets, sorted by name; none where the shelf is empty."""
        try:
            return booklet_folders(self._corpus)
        except CorpusError:
            return ()

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep every other change out while one is made."""
        with self._history.locked():
            yield

    def add(
        self, name: str, paths: Sequence[Path], *, replacing: bool = False
    ) -> AbstractContextManager[Staged]:
        """Prepare a booklet of copies of ``paths``, files or folders.

        ``replacing`` takes the place of a booklet of that name; its corrections and withdrawals
        (its files that end in .toml) stay unless new ones are given. Raises CorpusError where the
        name is taken or no name, or where two files have one name.
        """
        existed = self._checked_name(name, replacing=replacing)
        files = _named_files(paths)

        def fill(folder: Path) -> None:
            if existed:
                for kept in sorted((self._corpus / name).glob("*.toml")):
                    shutil.copyfile(kept, folder / kept.name)
            for inside, source in files.items():
                (folder / inside).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source, folder / inside)

        action: Action = "replace" if existed else "add"
        return self._history.staged(self._entry(action, name, existed=existed), fill)

    def remove(self, name: str) -> AbstractContextManager[Staged]:
        """Prepare to take a booklet off the shelf. Raises CorpusError where there is none."""
        self._folder(name)
        return self._history.staged(self._entry("remove", name, existed=True), None)

    def withdraw(self, abstract: Abstract, reason: str) -> AbstractContextManager[Staged]:
        """Prepare the booklet without one abstract; its tombstone is dated today."""
        if not reason.strip():
            raise CorpusError("A withdrawal needs a reason that readers may see; give --reason.")
        name = abstract.conference_id
        old = self._folder(name)
        stone = tombstone_of(abstract, reason.strip(), dt.datetime.now().astimezone().date())

        def fill(folder: Path) -> None:
            shutil.copytree(old, folder, dirs_exist_ok=True)
            file = folder / WITHDRAWN_NAME
            before = read_withdrawals(file, name) if file.is_file() else ()
            write_withdrawals(file, (*before, stone))

        entry = self._entry("withdraw", name, existed=True)
        return self._history.staged(replace(entry, detail=abstract.id), fill)

    def undo(self) -> AbstractContextManager[Staged]:
        """Prepare the state before the latest change that stands. Raises CorpusError if none."""
        last = self._history.last_undoable()
        if last is None:
            raise CorpusError("There is no change to take back.")
        before = self._history.before(last)
        existed = (self._corpus / last.booklet).is_dir()
        entry = self._entry("undo", last.booklet, existed=existed)

        def fill(folder: Path) -> None:
            if before is not None:
                shutil.copytree(before, folder, dirs_exist_ok=True)

        return self._history.staged(
            replace(entry, detail=f"{last.action} {last.detail}".strip(), undoes=last.number),
            None if before is None else fill,
        )

    def _entry(self, action: Action, name: str, *, existed: bool) -> Entry:
        now = dt.datetime.now().astimezone().isoformat(timespec="seconds")
        return Entry(self._history.next_number(), action, name, existed, now)

    def _folder(self, name: str) -> Path:
        """The folder of a booklet, which must be one of several that lie side by side."""
        folders = {folder.name: folder for folder in self.booklets()}
        folder = folders.get(name)
        if folder is None:
            known = ", ".join(folders) or "none"
            raise CorpusError(f"There is no booklet {name!r}; the booklets are: {known}.")
        if folder == self._corpus:
            raise CorpusError(
                f"{self._corpus} holds a document itself; move it into a folder of its own there."
            )
        return folder

    def _checked_name(self, name: str, *, replacing: bool) -> bool:
        """Whether a booklet of this name lies there already, which must be meant."""
        if not _NAME.fullmatch(name) or len(name) > _NAME_LENGTH:
            raise CorpusError(
                f"{name!r} cannot name a booklet; take small Latin letters, digits and hyphens, "
                "for example spring-2024."
            )
        if self._corpus in self.booklets():
            self._folder(self._corpus.name)
        existed = self._corpus / name in self.booklets()
        if existed and not replacing:
            raise CorpusError(
                f"There is a booklet {name!r} already; give another --name, or --replace."
            )
        if not existed and os.path.lexists(self._corpus / name):
            raise CorpusError(
                f"{self._corpus / name} is there already and is no booklet; give another --name."
            )
        return existed


def _named_files(paths: Sequence[Path]) -> dict[Path, Path]:
    """Each file's path inside the booklet, and where it lies now."""
    files: dict[Path, Path] = {}
    for path in paths:
        for inside, source in _files_of(path):
            if inside in files:
                raise CorpusError(
                    f"{files[inside]} and {source} have one name; rename one of them."
                )
            files[inside] = source
    if not files:
        raise CorpusError(f"{', '.join(map(str, paths))} holds no file; check the path.")
    return files


def _files_of(path: Path) -> Iterator[tuple[Path, Path]]:
    """The files of a folder, hidden ones and links to folders left out; or the file itself."""
    if not path.exists():
        raise CorpusError(f"{path} does not exist; check the path.")
    if not path.is_dir():
        if not path.is_file():
            raise CorpusError(f"{path} is neither a file nor a folder; check the path.")
        yield Path(path.name), path
        return
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            source = Path(folder) / name
            if source.is_file() and not name.startswith("."):
                # A booklet is one flat folder: what lies deeper keeps its way in its name.
                yield Path("-".join(source.relative_to(path).parts)), source
