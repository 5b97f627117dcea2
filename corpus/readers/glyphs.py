"""What is drawn on paper, one character at a time: what PDF and OCR both give to the setting.

Coordinates are points from the page's upper left corner, as a reader sees the page.
"""

from dataclasses import dataclass
from typing import NamedTuple

from corpus.readers.printed import Style


class Glyph(NamedTuple):
    """A character, or a white space (``text`` is then " ").

    ``order`` is its place in the file. ``baseline`` is where letters stand; ``size`` is the type's
    own, unrounded.
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float
    style: Style
    order: int


@dataclass(frozen=True, slots=True)
class Page:
    """The glyphs of one page in the order of the file; ``number`` counts from 1."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
