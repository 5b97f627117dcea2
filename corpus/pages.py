"""The one place that reads document files."""

from pathlib import Path

from corpus.errors import CorpusError
from corpus.readers import text

DOCUMENT_NAMES = ("booklet.txt",)
# A booklet of a thousand abstracts is under 5 MB; more than this is some other file.
MAX_BYTES = 64 * 2**20


def find_document(folder: Path) -> Path | None:
    """The booklet's document in a folder, or None."""
    for name in DOCUMENT_NAMES:
        if (folder / name).is_file():
            return folder / name
    return None


def read_lines(document: Path) -> tuple[str, ...]:
    """The lines of a document. Raises CorpusError where it is missing, empty or no text."""
    data = read_bytes(document)
    if not data.strip():
        raise CorpusError(f"{document} is empty; give the text of a booklet.")
    return text.lines_of(data, str(document))


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
