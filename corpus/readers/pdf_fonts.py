"""How a font of a PDF looks, from its name and descriptor."""

import ctypes
import re
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from corpus.readers.font_program import read_program

_SUBSET = re.compile(r"^[A-Z]{6}\+")
# TeX's bold faces say so by their short names only.
_BOLD = re.compile(
    r"bold|black|heavy|semi-?bd|demi|-bd|-medi$|^cm(?:ss)?bx|^cmb\d|^sfbx|^ecbx|^lmbx",
    re.IGNORECASE,
)
_NOT_BOLD = re.compile(
    r"regular|-regu$|roman$|book|light|-medium|^cmr\d|^cms[cl]|^cmti|^cmss\d", re.IGNORECASE
)
_ITALIC = re.compile(
    r"ital|obliq|slant|kursiv|-it$|^cmti|^cmsl|^cmmi|^sfti|^ecti|^lmri", re.IGNORECASE
)
_FACE = re.compile(r"[-,].*$")
_ITALIC_FLAG = 1 << 6
_FORCE_BOLD_FLAG = 1 << 18
_LARGEST_PROGRAM = 16_000_000
_NAME_BYTES = 256


class Face(NamedTuple):
    """A font's family without subset prefix, and its looks."""

    family: str
    bold: bool
    italic: bool


def face_of(font: Any) -> Face:  # noqa: ANN401 - a raw pointer
    """The face of a raw ``FPDF_FONT``."""
    name = _SUBSET.sub("", _name(font))
    flags = max(pdfium.FPDFFont_GetFlags(font), 0)
    program = None if _says_weight(name) else read_program(_program(font))
    bold = bool(flags & _FORCE_BOLD_FLAG) if program is None else program.bold
    return Face(
        family=_FACE.sub("", name),
        bold=_is_bold(name, otherwise=bold),
        italic=bool(_ITALIC.search(name) or flags & _ITALIC_FLAG or (program and program.italic)),
    )


def _says_weight(name: str) -> bool:
    return bool(_BOLD.search(name) or _NOT_BOLD.search(name))


def _is_bold(name: str, *, otherwise: bool) -> bool:
    """By name where it says: many files state no true weight in the descriptor."""
    if _BOLD.search(name):
        return True
    return otherwise and not _NOT_BOLD.search(name)


def _program(font: Any) -> bytes:  # noqa: ANN401
    """The embedded font file; empty where there is none or it is too large to be asked."""
    length = ctypes.c_size_t()
    pdfium.FPDFFont_GetFontData(font, None, 0, length)
    if not pdfium.FPDFFont_GetIsEmbedded(font) or not 0 < length.value <= _LARGEST_PROGRAM:
        return b""
    buffer = (ctypes.c_uint8 * length.value)()
    pdfium.FPDFFont_GetFontData(font, buffer, length.value, length)
    return bytes(buffer)


def _name(font: Any) -> str:  # noqa: ANN401
    buffer = ctypes.create_string_buffer(_NAME_BYTES)
    pdfium.FPDFFont_GetBaseFontName(font, buffer, _NAME_BYTES)
    return buffer.value.decode("utf-8", "replace")
