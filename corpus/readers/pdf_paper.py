"""The sheet that a PDF page is drawn on: its visible box, and the way that its text is turned."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

_COVER = 0.5
_CONTRAST = 48
_MOST_OBJECTS = 2000
_UPRIGHT, _UPWARD, _OVERHEAD, _DOWNWARD = 0, 1, 2, 3


class Box(NamedTuple):
    """A rectangle in the page's own coordinates: points, y upwards."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Frame:
    """The visible box as a reader turns it: ``turn`` quarter turns of the text, anticlockwise."""

    box: Box
    turn: int

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        width, height = self.box.right - self.box.left, self.box.top - self.box.bottom
        return (height, width) if self.turn in {_UPWARD, _DOWNWARD} else (width, height)

    def place(self, x: float, y: float) -> tuple[float, float]:
        """The point, from the upper left corner of the page as it is read."""
        if self.turn == _UPRIGHT:
            return x - self.box.left, self.box.top - y
        if self.turn == _UPWARD:
            return y - self.box.bottom, x - self.box.left
        if self.turn == _OVERHEAD:
            return self.box.right - x, y - self.box.bottom
        return self.box.top - y, self.box.right - x

    def holds(self, x: float, y: float) -> bool:
        """Whether the placed point is on the page."""
        width, height = self.size
        return 0 <= x <= width and 0 <= y <= height


class Paper:
    """A page's box, and what only a look at the drawn page can tell."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        self._page = page
        self.box = Box(*page.get_bbox())

    def is_scan(self) -> bool:
        """Whether one image covers at least half of the page."""
        area = (self.box.right - self.box.left) * (self.box.top - self.box.bottom)
        kinds = (raw.FPDF_PAGEOBJ_IMAGE,)
        for count, image in enumerate(self._page.get_objects(filter=kinds, max_depth=3)):
            left, bottom, right, top = image.get_bounds()
            if (right - left) * (top - bottom) >= area * _COVER:
                return True
            if count > _MOST_OBJECTS:
                break
        return False

    def shows(self, left: float, bottom: float, right: float, top: float) -> bool:
        """Whether anything can be told apart there: white text shows on a dark ground only."""
        pixels, width, height = self._drawing
        columns = range(
            max(0, int(left - self.box.left)), min(width, int(right - self.box.left) + 2)
        )
        rows = range(max(0, int(self.box.top - top)), min(height, int(self.box.top - bottom) + 2))
        seen = [pixels[row * width + column] for row in rows for column in columns]
        return bool(seen) and max(seen) - min(seen) >= _CONTRAST

    @cached_property
    def _drawing(self) -> tuple[bytes, int, int]:
        """Grey values of the page at one pixel a point, unturned, row by row."""
        turn = self._page.get_rotation()
        self._page.set_rotation(0)
        bitmap = self._page.render(scale=1, grayscale=True)
        self._page.set_rotation(turn)
        rows = bytes(bitmap.buffer)
        stride, width, height = bitmap.stride, bitmap.width, bitmap.height
        bitmap.close()
        return (
            b"".join(rows[row * stride : row * stride + width] for row in range(height)),
            width,
            height,
        )
