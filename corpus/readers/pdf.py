"""PDF with a text layer to printed lines, through PDFium."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2 as pdfium

from corpus.readers.glyphs import Page
from corpus.readers.pdf_glyphs import read_page
from corpus.readers.printed import OutlineEntry, PrintedDocument
from corpus.readers.setting import lines_of

MOST_PAGES = 5000
_MOST_BOOKMARKS = 20_000

Progress = Callable[[int, int], None]


def read_pdf(path: Path, progress: Progress | None = None) -> PrintedDocument:
    """The document's lines in reading order; ``progress`` is told pages done and in all.

    Raises CorpusError where the file cannot be opened or holds no text.
    """
    document = pdfium.PdfDocument(path)
    try:
        lines = lines_of(_pages(document, progress))
        return PrintedDocument(path.name, lines, len(document), outline=tuple(_outline(document)))
    finally:
        document.close()


def _pages(document: pdfium.PdfDocument, progress: Progress | None) -> Iterator[Page]:
    for index in range(len(document)):
        yield read_page(document, index)
        if progress is not None:
            progress(index + 1, len(document))


def _outline(document: pdfium.PdfDocument) -> Iterator[OutlineEntry]:
    for count, mark in enumerate(document.get_toc()):
        if count >= _MOST_BOOKMARKS:
            return
        target = mark.get_dest()
        index = target.get_index() if target else None
        page = 0 if index is None else index + 1
        yield OutlineEntry(" ".join(mark.get_title().split()), page, mark.level)
