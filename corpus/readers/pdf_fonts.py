"""How a font of a PDF looks, from its name and descriptor."""

import ctypes
import re
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

_SUBSET = re.compile(r"^[A-Z]{6}\+")
# TeX's bold faces say so by their short names only.
_BOLD = re.compile(
    r"bold|black|heavy|semi-?bd|demi|-bd|-medi$|^cmbx|^cmb\d|^sfbx|^ecbx|^lmbx", re.IGNORECASE
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
_BOLD_WEIGHT = 650
_NAME_BYTES = 256


class Face(NamedTuple):
    """A font's family without subset prefix, and its looks."""

    family: str
    bold: bool
    italic: bool


def face_of(font: Any) -> Face:  # noqa: ANN401 - a raw pointer
    """The face of a raw ``FPDF_FONT``."""
    name = _SUBSET.sub("", _name(font))
    flags = pdfium.FPDFFont_GetFlags(font)
    flags = max(flags, 0)
    return Face(
        family=_FACE.sub("", name),
        bold=_is_bold(name, flags, pdfium.FPDFFont_GetWeight(font)),
        italic=bool(_ITALIC.search(name)) or bool(flags & _ITALIC_FLAG),
    )


def _is_bold(name: str, flags: int, weight: int) -> bool:
    """By name where it says, else by descriptor: many files state no true weight."""
    if _BOLD.search(name):
        return True
    if _NOT_BOLD.search(name):
        return False
    return bool(flags & _FORCE_BOLD_FLAG) or weight >= _BOLD_WEIGHT


def _name(font: Any) -> str:  # noqa: ANN401
    buffer = ctypes.create_string_buffer(_NAME_BYTES)
    pdfium.FPDFFont_GetBaseFontName(font, buffer, _NAME_BYTES)
    return buffer.value.decode("utf-8", "replace")
