"""The one place that reads document files."""

import re
from pathlib import Path

from corpus.errors import CorpusError

DOCUMENT_NAMES = ("booklet.txt",)
# A booklet of a thousand abstracts is under 5 MB; more than this is some other file.
MAX_BYTES = 64 * 2**20
# The editor's own files beside the documents, and what documents bring along.
_NO_DOCUMENT = re.compile(
    r"[.~]|README|LICEN[CS]E|Thumbs\.db$|"
    r".*(?:~|\.(?:toml|py|pyc|css|js|png|jpe?g|gif|svg|ico|bak|log|tmp))$",
    re.IGNORECASE,
)
_PACKAGE = "__init__.py"


def find_documents(folder: Path) -> tuple[Path, ...]:
    """A booklet's documents in a folder, sorted by name; () where it holds none.

    Hidden files, README and licence, TOML files, pictures and programs are no documents, and a
    folder of programs holds none.
    """
    if not folder.is_dir() or (folder / _PACKAGE).exists():
        return ()
    files = (path for path in folder.iterdir() if not is_ignored(path.name) and path.is_file())
    return tuple(sorted(files))


def is_ignored(name: str) -> bool:
    """Whether a file of this name is no document of a booklet, whatever it holds."""
    return _NO_DOCUMENT.match(name) is not None


def read_filled(document: Path) -> bytes:
    """The bytes of a document that is not empty. Raises CorpusError where that fails."""
    data = read_bytes(document)
    if not data.strip():
        raise CorpusError(f"{document} is empty; give a document that holds abstracts.")
    return data


def read_bytes(path: Path) -> bytes:
    """The bytes of a file no larger than MAX_BYTES. Raises CorpusError where that fails."""
    try:
        if path.is_file() and path.stat().st_size > MAX_BYTES:
            raise CorpusError(f"{path} is larger than {MAX_BYTES // 2**20} MB; that is no booklet.")
        return path.read_bytes()
    except FileNotFoundError:
        raise CorpusError(f"{path} does not exist; check the path.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise CorpusError(f"{path} cannot be read: {reason}.") from error
