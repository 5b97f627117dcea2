"""The characters of a PDF page that a reader sees, with their places and type.

What is drawn invisibly (mode 3, no opacity, white on white, outside the page) is left out: a reader
who checks an excerpt against the paper must find it there. One exception: a scanned page whose only
text is the invisible layer that an optical reader put over the image.
"""

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

from corpus.readers.accents import compose
from corpus.readers.cleaning import cleaned
from corpus.readers.glyphs import Glyph, Page
from corpus.readers.pdf_fonts import Face, face_of
from corpus.readers.pdf_paper import Box, Frame, Paper
from corpus.readers.printed import Style

_LINE_END_HYPHEN = 0x02  # PDFium marks a hyphen at a line's end so
_INVISIBLE_MODES = frozenset((3, 7))
_STROKED_MODE = 2
_SMALLEST_SIZE = 1.5
_WHITE = 245
_TURNED_OTHERWISE = -1
# Marks beside authors' names in TeX's mathematical fonts, whose codes PDFium takes for ASCII.
_TEX_MARKS = {
    "CMMI": {ord("?"): "⋆"},
    "CMSY": {ord("x"): "§", ord("y"): "†", ord("z"): "‡", ord("{"): "¶"},
}
_NO_FACE = Face("", bold=False, italic=False)


class _Type(NamedTuple):
    """How one text object is set. ``ghost`` is unpainted text, ``white`` nearly white text."""

    style: Style
    size: float
    turn: int
    ghost: bool
    white: bool


class _Drawn(NamedTuple):
    """A character as PDFium gives it, in the page's own coordinates."""

    code: int
    x: float
    y: float
    box: Box
    type: _Type
    order: int


def read_page(document: pdfium.PdfDocument, index: int) -> Page:
    """The page's visible glyphs. Raises ``pdfium.PdfiumError`` where the page is damaged."""
    page = document[index]
    try:
        paper = Paper(page)
        seen = _seen(_drawn(page), paper)
        frame = Frame(paper.box, _main_turn(seen))
        width, height = frame.size
        return Page(index + 1, width, height, tuple(compose(list(_placed(seen, frame)))))
    finally:
        page.close()


def _seen(drawn: list[_Drawn], paper: Paper) -> list[_Drawn]:
    """Only what a reader sees."""
    painted = [one for one in drawn if not one.type.ghost]
    if not painted and drawn and paper.is_scan():
        return drawn
    return [one for one in painted if not one.type.white or paper.shows(*one.box)]


def _main_turn(seen: list[_Drawn]) -> int:
    """The quarter turn of most characters; upright where none is turned by quarters."""
    turns = Counter(one.type.turn for one in seen)
    del turns[_TURNED_OTHERWISE]
    return max(turns, key=lambda turn: turns[turn], default=0)


def _placed(seen: list[_Drawn], frame: Frame) -> Iterator[Glyph]:
    for one in seen:
        if one.type.turn != frame.turn or one.type.size < _SMALLEST_SIZE:
            continue
        text = _text(one)
        x, baseline = frame.place(one.x, one.y)
        if not text or not frame.holds(x, baseline):
            continue
        ends = (frame.place(one.box.left, one.box.bottom), frame.place(one.box.right, one.box.top))
        right = max(ends[0][0], ends[1][0], x)
        yield Glyph(text, x, right, baseline, one.type.size, one.type.style, one.order)


def _text(one: _Drawn) -> str:
    if one.code == _LINE_END_HYPHEN:
        return "-"
    for font, marks in _TEX_MARKS.items():
        if one.type.style.font.startswith(font):
            return marks.get(one.code) or cleaned(one.code)
    return cleaned(one.code)


def _drawn(page: pdfium.PdfPage) -> list[_Drawn]:
    text = raw.FPDFText_LoadPage(page.raw)
    if not text:
        raise pdfium.PdfiumError("no text page")
    try:
        return list(_characters(text))
    finally:
        raw.FPDFText_ClosePage(text)


def _characters(text: Any) -> Iterator[_Drawn]:  # noqa: ANN401 - a raw pointer
    """Each drawn character. White space that PDFium guesses is passed over: gaps tell better."""
    types = _Types(text)
    x, y, box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
    for index in range(raw.FPDFText_CountChars(text)):
        code = raw.FPDFText_GetUnicode(text, index)
        if code <= ord(" ") and raw.FPDFText_IsGenerated(text, index) == 1:
            continue
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        raw.FPDFText_GetLooseCharBox(text, index, box)
        sides = Box(box.left, box.bottom, box.right, box.top)
        yield _Drawn(code, x.value, y.value, sides, types.at(index), index)


class _Types:
    """The type of each text object of a page, asked for once: this makes reading quick."""

    def __init__(self, text: Any) -> None:  # noqa: ANN401
        self._text = text
        self._known: dict[int | None, _Type] = {}
        self._faces: dict[int | None, Face] = {}

    def at(self, index: int) -> _Type:
        """The type of the character."""
        pointer = raw.FPDFText_GetTextObject(self._text, index)
        address = ctypes.cast(pointer, ctypes.c_void_p).value
        found = self._known.get(address)
        if found is None:
            found = self._known[address] = self._ask(index, pointer if address else None)
        return found

    def _ask(self, index: int, pointer: Any) -> _Type:  # noqa: ANN401
        matrix = raw.FS_MATRIX(1, 0, 0, 1, 0, 0)
        raw.FPDFText_GetMatrix(self._text, index, matrix)
        size = raw.FPDFText_GetFontSize(self._text, index) * math.hypot(matrix.c, matrix.d)
        mode = raw.FPDFTextObj_GetTextRenderMode(pointer) if pointer else 0
        face = self._face(pointer)
        *shades, opacity = self._colour(index)
        style = Style(
            size=round(size * 2) / 2,
            bold=face.bold or mode == _STROKED_MODE,
            italic=face.italic,
            font=face.family,
        )
        ghost = mode in _INVISIBLE_MODES or opacity == 0
        return _Type(style, size, _turn(matrix), ghost, min(shades) >= _WHITE)

    def _face(self, pointer: Any) -> Face:  # noqa: ANN401
        font = raw.FPDFTextObj_GetFont(pointer) if pointer else None
        address = ctypes.cast(font, ctypes.c_void_p).value if font else None
        if address is None:
            return _NO_FACE
        if address not in self._faces:
            self._faces[address] = face_of(font)
        return self._faces[address]

    def _colour(self, index: int) -> tuple[int, int, int, int]:
        """Red, green, blue, opacity, 0 to 255; opaque black where the file does not say."""
        parts = [ctypes.c_uint(shade) for shade in (0, 0, 0, 255)]
        if not raw.FPDFText_GetFillColor(self._text, index, *parts):
            return 0, 0, 0, 255
        red, green, blue, opacity = (part.value for part in parts)
        return red, green, blue, opacity


def _turn(matrix: Any) -> int:  # noqa: ANN401
    """The text's direction in quarter turns anticlockwise; -1 where it is aslant."""
    degrees = math.degrees(math.atan2(matrix.b, matrix.a))
    quarter = round(degrees / 90)
    return quarter % 4 if abs(degrees - quarter * 90) <= 1 else _TURNED_OTHERWISE
