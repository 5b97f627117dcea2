"""Scanned PDF pages to printed lines: drawn by PDFium, recognised by RapidOCR.

An optional part: ``pip install 'shoroku[ocr]'``. Its wheel holds the models (PP-OCRv6 small: Latin
script, Chinese and Japanese), so nothing is downloaded. Type is told by size alone: recognition
gives no boldness, and the marks of affiliations are not raised.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2 as pdfium

from corpus.characters import is_wide
from corpus.errors import CorpusError
from corpus.progress import Progress
from corpus.readers.glyphs import Glyph, Page
from corpus.readers.limits import MOST_THREADS
from corpus.readers.ocr_sizes import Strip, sizes_of
from corpus.readers.printed import PrintedDocument, PrintedLine, Style
from corpus.readers.setting import lines_of

Corners = Sequence[Sequence[float]]
# Gives the lines of a drawn page: corners from the upper left clockwise, text, certainty 0 to 1.
Recogniser = Callable[[pdfium.PdfBitmap], list[tuple[Corners, str, float]]]

_DOTS_A_POINT = 170 / 72
_LONGEST_SIDE = 2000  # pixels; the recogniser makes larger pages smaller anyway
_LEAST_SURE = 0.6
_BELOW_BASELINE = 0.24  # part of a box's height
# Lines come whole from the recogniser: one size keeps the setting from taking a small line for the
# superscript of its neighbour.
_SETTING_SIZE = 10.0


class _Scan(NamedTuple):
    """What was recognised on a page of this width and height in points."""

    width: float
    height: float
    strips: list[Strip]


def is_installed() -> bool:
    """Whether scans can be read here."""
    return all(find_spec(name) is not None for name in ("rapidocr", "onnxruntime"))


def read_scan(path: Path, progress: Progress | None = None) -> PrintedDocument:
    """The recognised lines in reading order; ``progress`` is told pages done and pages in all.

    Takes a few seconds a page and about 1 GB of memory. Raises CorpusError where recognition is
    not installed, the file cannot be opened or nothing is recognised.
    """
    if not is_installed():
        raise CorpusError(
            f"{path} is a scan without a text layer; pip install 'shoroku[ocr]' and add it again."
        )
    document = _opened(path)
    try:
        scans = list(_scans(document, _recogniser(), progress))
    finally:
        document.close()
    lines = _lines(scans)
    if not lines:
        raise CorpusError(f"{path} shows no text that can be recognised; give a sharper scan.")
    return PrintedDocument(path.name, lines, len(scans))


def _opened(path: Path) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(path)
    except (pdfium.PdfiumError, OSError) as error:
        raise CorpusError(f"{path} is damaged or locked; save it anew and add that.") from error


def _recogniser() -> Recogniser:
    """RapidOCR with the models of its wheel, quiet."""
    from rapidocr import RapidOCR  # noqa: PLC0415 - optional, and slow to load

    engine: Any = RapidOCR(
        params={
            "Global.log_level": "critical",
            "EngineConfig.onnxruntime.intra_op_num_threads": MOST_THREADS,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )

    def recognise(bitmap: pdfium.PdfBitmap) -> list[tuple[Corners, str, float]]:
        found = engine(bitmap.to_numpy())
        if found.boxes is None or not found.txts:
            return []
        return list(zip(found.boxes.tolist(), found.txts, found.scores, strict=True))

    return recognise


def _scans(
    document: pdfium.PdfDocument, recognise: Recogniser, progress: Progress | None
) -> Iterator[_Scan]:
    pages = len(document)
    for index in range(pages):
        if progress is not None:
            progress(index, pages)
        yield _scan(document[index], recognise)
    if progress is not None:
        progress(pages, pages)


def _scan(page: pdfium.PdfPage, recognise: Recogniser) -> _Scan:
    width, height = page.get_size()
    scale = min(_DOTS_A_POINT, _LONGEST_SIDE / max(width, height, 1.0))
    bitmap = page.render(scale=scale)
    found = recognise(bitmap)
    bitmap.close()
    page.close()
    strips = [_strip(corners, text, scale) for corners, text, sure in found if sure >= _LEAST_SURE]
    return _Scan(width, height, [strip for strip in strips if _is_line(strip)])


def _strip(corners: Corners, text: str, scale: float) -> Strip:
    """The box in points. A line aslant is taken by its middle, so that it becomes no taller."""
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = corners
    height = (math.hypot(x3 - x0, y3 - y0) + math.hypot(x2 - x1, y2 - y1)) / 2
    middle = (y0 + y1 + y2 + y3) / 4
    return Strip(
        text=" ".join(text.split()),
        left=min(x0, x3) / scale,
        right=max(x1, x2) / scale,
        bottom=(middle + height / 2) / scale,
        height=height / scale,
    )


def _is_line(strip: Strip) -> bool:
    """Whether it runs from left to right, as no mark along a picture's edge does."""
    width = strip.right - strip.left
    return bool(strip.text) and width > 0 and (len(strip.text) == 1 or width > strip.height)


def _lines(scans: Sequence[_Scan]) -> tuple[PrintedLine, ...]:
    sizes = sizes_of([scan.strips for scan in scans])
    return lines_of(
        _page(number, scan, of_page)
        for number, (scan, of_page) in enumerate(zip(scans, sizes, strict=True), start=1)
    )


def _page(number: int, scan: _Scan, sizes: Sequence[float]) -> Page:
    glyphs: list[Glyph] = []
    for strip, size in zip(scan.strips, sizes, strict=True):
        glyphs.extend(_glyphs(strip, size, len(glyphs)))
    return Page(number, scan.width, scan.height, tuple(glyphs))


def _glyphs(strip: Strip, size: float, order: int) -> Iterator[Glyph]:
    """The line's characters in even places: a wide character takes the place of two."""
    edges = [0]
    for character in strip.text:
        edges.append(edges[-1] + (2 if is_wide(character) else 1))
    unit = (strip.right - strip.left) / edges[-1]
    baseline = strip.bottom - strip.height * _BELOW_BASELINE
    for place, (character, ends) in enumerate(zip(strip.text, pairwise(edges), strict=True)):
        left, right = (strip.left + end * unit for end in ends)
        style = Style(size=size)
        yield Glyph(character, left, right, baseline, _SETTING_SIZE, style, order + place)
