"""What an embedded font program says of its looks, where the PDF's own words cannot be trusted.

Some writers call every font "CIDFont+F1", and state a weight that is none.
"""

import struct
from typing import NamedTuple

_SFNT = frozenset((b"\x00\x01\x00\x00", b"true", b"OTTO"))
_ENTRY = struct.Struct(">4sIII")
_MAC_STYLE_AT = 44
_WEIGHT_AT = 4
_MOST_TABLES = 64
_BOLD_BIT, _ITALIC_BIT = 1, 2
_BOLD_WEIGHTS = range(600, 1001)


class Program(NamedTuple):
    """``bold`` and ``italic`` as the font's maker set them."""

    bold: bool
    italic: bool


def read_program(font: bytes) -> Program | None:
    """The looks that a TrueType or OpenType font states; None for other and for damaged fonts.

    Source: the OpenType specification, tables ``head`` (macStyle) and ``OS/2`` (usWeightClass).
    """
    if font[:4] not in _SFNT:
        return None
    tables = _tables(font)
    style = _number(font, tables.get(b"head"), _MAC_STYLE_AT)
    if style is None:
        return None
    weight = _number(font, tables.get(b"OS/2"), _WEIGHT_AT) or 0
    return Program(
        bold=bool(style & _BOLD_BIT) or weight in _BOLD_WEIGHTS,
        italic=bool(style & _ITALIC_BIT),
    )


def _tables(font: bytes) -> dict[bytes, int]:
    """Where each table begins, by its tag."""
    count = min(int.from_bytes(font[4:6], "big"), _MOST_TABLES)
    entries = font[12 : 12 + count * _ENTRY.size]
    whole = len(entries) - len(entries) % _ENTRY.size
    return {tag: start for tag, _, start, _ in _ENTRY.iter_unpack(entries[:whole])}


def _number(font: bytes, table: int | None, at: int) -> int | None:
    """The unsigned 16-bit number at an offset of a table."""
    if table is None:
        return None
    found = font[table + at : table + at + 2]
    return int.from_bytes(found, "big") if len(found) == 2 else None  # noqa: PLR2004
