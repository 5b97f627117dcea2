"""Lines in Arabic or Hebrew: from the order on paper, left to right, to the order of reading."""

import unicodedata
from collections.abc import Callable, Sequence
from typing import NamedTuple

from corpus.readers.glyphs import Glyph

_RIGHT_TO_LEFT = frozenset(("R", "AL"))
_LEFT_TO_RIGHT = frozenset(("L", "EN", "AN"))


class Placed(NamedTuple):
    """A glyph with the white space before it in its line."""

    glyph: Glyph
    space: str


def in_reading_order(line: Sequence[Placed]) -> list[Placed]:
    """The glyphs as they are read; lines without such letters stay as they are.

    A simple form of Unicode's bidirectional algorithm (UAX 9), turned round: runs against the
    line's main direction are reversed, and the whole line where that direction is to the left.
    """
    rightward = sum(_runs_to(one, _LEFT_TO_RIGHT) for one in line)
    leftward = sum(_runs_to(one, _RIGHT_TO_LEFT) for one in line)
    if not leftward:
        return list(line)
    if leftward < rightward:
        return _with_reversed(line, _RIGHT_TO_LEFT)
    return _with_reversed(_reversed(line), _LEFT_TO_RIGHT)


def _runs_to(one: Placed, kinds: frozenset[str]) -> bool:
    return unicodedata.bidirectional(one.glyph.text[0]) in kinds


def _with_reversed(line: Sequence[Placed], kinds: frozenset[str]) -> list[Placed]:
    """The line with each run of these kinds reversed; neutral signs within a run go with it."""
    turned: list[Placed] = []
    rest = list(line)
    while rest:
        start = _first(rest, lambda one: _runs_to(one, kinds))
        turned += rest[:start]
        rest = rest[start:]
        end = _first(rest, lambda one: _is_strong(one) and not _runs_to(one, kinds))
        run = rest[:end]
        while run and not _runs_to(run[-1], kinds):
            run.pop()
        turned += _reversed(run)
        rest = rest[len(run) :]
    return turned


def _first(line: Sequence[Placed], holds: Callable[[Placed], bool]) -> int:
    return next((place for place, one in enumerate(line) if holds(one)), len(line))


def _is_strong(one: Placed) -> bool:
    return _runs_to(one, _RIGHT_TO_LEFT | _LEFT_TO_RIGHT)


def _reversed(run: Sequence[Placed]) -> list[Placed]:
    """The run from its end; the white space before the run stays before it."""
    if not run:
        return []
    spaces = [run[0].space, *(one.space for one in reversed(run[1:]))]
    glyphs = [one.glyph for one in reversed(run)]
    return [Placed(glyph, space) for glyph, space in zip(glyphs, spaces, strict=True)]
