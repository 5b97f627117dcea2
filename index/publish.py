"""How a generation gets onto the disk whole or not at all.

    var/CURRENT               the id of the generation that is served
    var/generations/<id>/     a generation: written once, never changed
    var/generations/tmp-…/    one being written; abandoned if its build was killed
    var/build.lock            held while a build runs; the system lets go of it when a build dies

Files are written into a temporary folder and flushed with it, the folder is renamed, and then
CURRENT is replaced by renaming. A kill at any moment leaves the generation before or the new one.
"""

import fcntl
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.disk import flush, flush_tree
from index.errors import GenerationError

KEPT = 2
_POINTER = "CURRENT"
_GENERATIONS = "generations"
_TEMPORARY = "tmp-"


def generation_folder(var: Path, generation: str) -> Path:
    """Where a generation lies or would lie."""
    return var / _GENERATIONS / generation


def read_pointer(var: Path) -> str | None:
    """What CURRENT says, or None where there is none."""
    try:
        return (var / _POINTER).read_text(encoding="ascii", errors="replace").strip()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise GenerationError(
            f"The file {var / _POINTER} cannot be read ({error.strerror}); "
            "see that it is readable, or run 'shoroku build'."
        ) from error


def kept_generations(var: Path) -> tuple[str, ...]:
    """The ids of all generations that still lie in ``var``, the current one first."""
    folders = [f for f in (var / _GENERATIONS).iterdir() if not f.name.startswith(_TEMPORARY)]
    folders.sort(key=lambda folder: folder.stat().st_mtime_ns, reverse=True)
    current = read_pointer(var)
    return tuple(sorted((f.name for f in folders), key=lambda name: name != current))


@contextmanager
def build_lock(var: Path) -> Iterator[None]:
    """Keep every other build out of ``var``.

    Raises:
        GenerationError: another build is running, or ``var`` cannot be written.

    """
    with _explained(var):
        (var / _GENERATIONS).mkdir(parents=True, exist_ok=True)
        lock = (var / "build.lock").open("w")
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise GenerationError(
                f"Another build is writing to {var}; wait until it has ended, then try again."
            ) from error
        yield


@contextmanager
def temporary_folder(var: Path) -> Iterator[Path]:
    """A folder to write a generation into; gone afterwards unless :func:`publish` took it."""
    with _explained(var):
        _remove_abandoned(var)
        folder = Path(tempfile.mkdtemp(prefix=_TEMPORARY, dir=var / _GENERATIONS))
        folder.chmod(0o755)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def publish(var: Path, written: Path, generation: str) -> None:
    """Make the folder ``written`` the current generation."""
    with _explained(var):
        flush_tree(written)
        _into_place(written, generation_folder(var, generation))
        flush(var / _GENERATIONS)
        _point_at(var, generation)
        _remove_old(var, generation)


def _into_place(written: Path, target: Path) -> None:
    if target.exists():
        # Of the same id, so of the same content: only a damaged one is ever written again.
        target.rename(written.with_name(f"{written.name}-replaced"))
    written.rename(target)


def _point_at(var: Path, generation: str) -> None:
    fresh = var / f"{_POINTER}.new"
    fresh.write_text(f"{generation}\n", encoding="ascii")
    flush(fresh)
    fresh.replace(var / _POINTER)
    flush(var)


def _remove_old(var: Path, current: str) -> None:
    """Keep the current generation and the newest before it: a reader may still be opening that."""
    others = [generation for generation in kept_generations(var) if generation != current]
    for generation in others[KEPT - 1 :]:
        shutil.rmtree(generation_folder(var, generation), ignore_errors=True)
    _remove_abandoned(var)


def _remove_abandoned(var: Path) -> None:
    """Only called under the lock, so that no temporary folder can belong to a living build."""
    for folder in (var / _GENERATIONS).glob(f"{_TEMPORARY}*"):
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _explained(var: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        reason = getattr(error, "strerror", None) or error
        raise GenerationError(
            f"The index cannot be written to {var} ({reason}); "
            "the one before is unharmed. Make room or see to the folder's permissions, "
            "then run 'shoroku build'."
        ) from error
