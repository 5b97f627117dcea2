"""The reading process: reads one document under limits and tells its parent in lines of JSON.

Started by :mod:`corpus.readers.child` as ``python -m corpus.readers.worker KIND PATH OPTIONS``, the
last being the reader's own keywords in JSON.
"""

import json
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from corpus.errors import CorpusError, ScanError
from corpus.progress import Progress
from corpus.readers.limits import Limits, allow_pages, limit_this_process, limits_of
from corpus.readers.printed import PrintedDocument
from corpus.readers.sheets import Sheets
from corpus.readers.wire import encode

if TYPE_CHECKING:
    from corpus.readers.page_pictures import Picture

# Each kind with the module and the function that reads it.
READERS = {
    "pdf": ("corpus.readers.pdf", "read_pdf"),
    "docx": ("corpus.readers.docx", "read_docx"),
    "html": ("corpus.readers.html", "read_html"),
    "scan": ("corpus.readers.ocr", "read_scan"),
    "workbook": ("corpus.readers.sheets", "read_sheets"),
    "pictures": ("corpus.readers.page_pictures", "read_pictures"),
}


class _Reader(Protocol):
    def __call__(
        self,
        path: Path,
        progress: Progress | None = None,
        **options: Any,  # noqa: ANN401 - each reader's own
    ) -> "PrintedDocument | Sheets | list[Picture]": ...


def main(kind: str, path: Path, options: dict[str, Any]) -> None:
    """Tells progress while it reads, and at the end the document or one sentence."""
    limits = limits_of(kind)
    limit_this_process(limits)
    try:
        found = _read(kind, path, limits, options)
        _say({"document": encode(found) if isinstance(found, PrintedDocument) else found})
    except CorpusError as error:
        _say({"error": str(error), "scan": isinstance(error, ScanError)})
    except MemoryError:
        megabytes = limits.memory // 2**20
        _say({"error": f"{path} needs more than {megabytes} MB of memory; split it and try again."})
    except RecursionError:
        _say({"error": f"{path} is nested too deeply; save it anew and add that."})
    except Exception as error:  # noqa: BLE001 - a hostile file may bring any reader to any error
        _say({"error": f"{path} is damaged ({type(error).__name__}); save it anew and add that."})


def _read(
    kind: str, path: Path, limits: Limits, options: dict[str, Any]
) -> "PrintedDocument | Sheets | list[Picture]":
    module, function = READERS[kind]
    read: _Reader = getattr(import_module(module), function)
    return read(path, progress=_Progress(limits), **options)


class _Progress:
    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._pages = 0

    def __call__(self, done: int, pages: int) -> None:
        """Says how far it is, and takes the time that so many pages may take."""
        if pages != self._pages:
            self._pages = pages
            allow_pages(self._limits, pages)
        _say({"done": done, "pages": pages})


def _say(message: dict[str, Any]) -> None:
    sys.stdout.write(f"{json.dumps(message)}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), json.loads(sys.argv[3]))
