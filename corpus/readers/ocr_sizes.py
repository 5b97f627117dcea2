"""The type size of recognised lines: neither a box's height nor its width tells it exactly."""

from collections import Counter
from collections.abc import Sequence
from itertools import chain
from statistics import median
from typing import NamedTuple

from corpus.characters import is_wide

# A recognised box reaches a little above and below the letters.
_HEIGHT_TO_SIZE = 0.88
_ALIKE = 0.13
_LONG = 12
# Widths of common text faces in em; what stands in none is as wide as most small letters.
_WIDTHS = {
    0.25: "iljI.,:;'|!’‘ ",
    0.33: 'ftr()[]{}-/"“”',
    0.67: "ABCDEFGHKLNOPQRSTUVXYZ&",
    0.83: "mwMW@%—",
}
_WIDTH = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
_COMMON_WIDTH = 0.53


class Strip(NamedTuple):
    """A recognised line: its text, and its box in points from the page's upper left corner."""

    text: str
    left: float
    right: float
    bottom: float
    height: float


def sizes_of(pages: Sequence[Sequence[Strip]]) -> list[list[float]]:
    """The size of each page's strips in points, to the half point; nearly equal ones made equal."""
    factor = _width_factor(list(chain.from_iterable(pages)))
    rough = [[_size(strip, factor) for strip in page] for page in pages]
    weights: Counter[float] = Counter()
    for strips, sizes in zip(pages, rough, strict=True):
        for strip, size in zip(strips, sizes, strict=True):
            weights[size] += len(strip.text)
    even = _even(weights)
    return [[even[size] for size in page] for page in rough]


def _by_height(strip: Strip) -> float:
    return strip.height * _HEIGHT_TO_SIZE


def _by_width(strip: Strip) -> float:
    """The size at which the text would fill the box in a common face."""
    ems = sum(_letter_width(letter) for letter in strip.text)
    return (strip.right - strip.left) / ems


def _letter_width(letter: str) -> float:
    return 1.0 if is_wide(letter) else _WIDTH.get(letter, _COMMON_WIDTH)


def _width_factor(strips: Sequence[Strip]) -> float:
    """What makes sizes by width agree with sizes by height: the document's face may be narrow."""
    ratios = [_by_height(strip) / _by_width(strip) for strip in strips if len(strip.text) >= _LONG]
    return median(ratios) if ratios else 1.0


def _size(strip: Strip, factor: float) -> float:
    """The middle of both estimates; short lines have too few letters for a width."""
    size = _by_height(strip)
    if len(strip.text) >= _LONG:
        size = (size * _by_width(strip) * factor) ** 0.5
    return round(size * 2) / 2


def _even(weights: Counter[float]) -> dict[float, float]:
    """For each size the one that it stands for: the commonest takes in its neighbours first."""
    centres: list[float] = []
    for size, _ in weights.most_common():
        if not any(abs(size - centre) <= _ALIKE * centre for centre in centres):
            centres.append(size)
    return {size: min(centres, key=lambda centre: abs(size - centre)) for size in weights}
