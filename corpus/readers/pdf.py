"""PDF with a text layer to printed lines, through PDFium."""

from collections.abc import Collection, Iterator
from pathlib import Path

import pypdfium2 as pdfium
from pypdfium2 import raw

from corpus.errors import CorpusError, ScanError
from corpus.progress import Progress
from corpus.readers.glyphs import Page
from corpus.readers.limits import MOST_PAGES
from corpus.readers.pdf_glyphs import read_page
from corpus.readers.pdf_paper import Paper
from corpus.readers.printed import OutlineEntry, PrintedDocument
from corpus.readers.setting import lines_of

_MOST_BOOKMARKS = 20_000
_HEAD, _TAIL = 1024, 2**16
_PAGES_LOOKED_AT = 20


def read_pdf(path: Path, progress: Progress | None = None) -> PrintedDocument:
    """The document's lines in reading order; ``progress`` is told pages done and in all.

    Raises CorpusError where the file is no PDF, locked, cut off, damaged, has too many pages or
    holds no text; ScanError where its pages are pictures. Files from strangers: use
    :func:`corpus.readers.child.read_safely`.
    """
    _check_ends(path)
    document = _opened(path)
    try:
        _check_pages(document, path)
        lines = lines_of(_pages(document, path, progress))
        if not lines:
            raise _without_text(document, path)
        return PrintedDocument(
            path.name,
            lines,
            len(document),
            outline=tuple(_outline(document)),
            unread=tuple(_unread(document, {line.page for line in lines})),
        )
    finally:
        document.close()


def _check_ends(path: Path) -> None:
    """Refuses what is no PDF, and what was cut off: PDFium would give its first pages as all."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CorpusError(f"{path} cannot be read: {error.strerror}.") from error
    if not data.strip():
        raise CorpusError(f"{path} is empty; give a PDF with pages.")
    if b"%PDF-" not in data[:_HEAD]:
        raise CorpusError(f"{path} is no PDF, whatever its name says; give the PDF itself.")
    if b"%%EOF" not in data[-_TAIL:]:
        raise CorpusError(f"{path} is cut off before its end; get the whole file again.")


def _opened(path: Path) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD:
            raise CorpusError(
                f"{path} is locked with a password; save a copy without one and add that."
            ) from error
        raise CorpusError(f"{path} is damaged; open it, save it anew and add that.") from error


def _check_pages(document: pdfium.PdfDocument, path: Path) -> None:
    pages = len(document)
    if pages == 0:
        raise CorpusError(f"{path} has no pages; give a PDF with pages.")
    if pages > MOST_PAGES:
        raise CorpusError(f"{path} has {pages} pages, more than {MOST_PAGES}; split it.")


def _pages(document: pdfium.PdfDocument, path: Path, progress: Progress | None) -> Iterator[Page]:
    pages = len(document)
    for index in range(pages):
        if progress is not None:
            progress(index, pages)
        try:
            yield read_page(document, index)
        except pdfium.PdfiumError as error:
            raise CorpusError(
                f"{path} is damaged: page {index + 1} cannot be read; save it anew and add that."
            ) from error
    if progress is not None:
        progress(pages, pages)


def _without_text(document: pdfium.PdfDocument, path: Path) -> CorpusError:
    """What to say of a document that has no text: a scan could still be recognised."""
    sentence = f"{path} has no text layer, as a scan has none; run text recognition on it first."
    pages = range(min(len(document), _PAGES_LOOKED_AT))
    is_scan = any(Paper(document[index]).is_scan() for index in pages)
    return ScanError(sentence) if is_scan else CorpusError(sentence)


def _unread(document: pdfium.PdfDocument, read: Collection[int]) -> Iterator[int]:
    """The pages that gave no line and are pictures."""
    for number in range(1, len(document) + 1):
        if number not in read and Paper(document[number - 1]).is_scan():
            yield number


def _outline(document: pdfium.PdfDocument) -> Iterator[OutlineEntry]:
    for count, mark in enumerate(document.get_toc()):
        if count >= _MOST_BOOKMARKS:
            return
        target = mark.get_dest()
        index = target.get_index() if target else None
        page = 0 if index is None else index + 1
        yield OutlineEntry(" ".join(mark.get_title().split()), page, mark.level)
