"""The lines of a source, measured once: number, text, indent, page, neighbours."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from corpus.characters import plain

_TAB_WIDTH = 8
_FULL_SHARE = 0.75
_WIDE_QUANTILE = 0.9
# Longer than any printed line: such a source sets each paragraph on one line.
_UNWRAPPED_WIDTH = 180


@dataclass(frozen=True, slots=True)
class Line:
    """One line. ``text`` has no white space around it and single spaces inside; "" is blank.

    ``number`` counts from 1. ``indented`` is true where the line starts further right than most
    lines of its run (the lines between two blank ones); ``opens_page`` where it is the first
    after a form feed.
    """

    number: int
    text: str
    indented: bool = False
    opens_page: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """All lines with what is asked of them again and again.

    ``before[i]`` and ``after[i]`` are the positions of the nearest lines with text on either
    side of line i (-1 and ``len(lines)`` where there is none). ``width`` is the length in
    characters that nine of ten lines stay under.
    """

    lines: tuple[Line, ...]
    before: tuple[int, ...]
    after: tuple[int, ...]
    width: int

    @property
    def is_unwrapped(self) -> bool:
        """Whether each paragraph stands on one long line."""
        return self.width > _UNWRAPPED_WIDTH

    def is_full(self, text: str) -> bool:
        """Whether a line is so long that it was broken for want of room."""
        return len(text) >= self.width * _FULL_SHARE

    def text(self, position: int) -> str:
        """The text of a line; "" where there is no such line."""
        return self.lines[position].text if 0 <= position < len(self.lines) else ""

    def starts_run(self, position: int) -> bool:
        """Whether a blank line, a new page or nothing stands before this line."""
        return self.text(position - 1) == "" or self.lines[position].opens_page


def read_source(raw: Sequence[str]) -> Source:
    """Measure the lines of a source; form feeds inside a line divide it."""
    pieces = [(number, *piece) for number, text in enumerate(raw, 1) for piece in _pages(text)]
    lines = tuple(line for run in _runs(pieces) for line in _measured(run))
    return _source(lines)


def without(source: Source, positions: frozenset[int]) -> Source:
    """The source with the lines at these positions blank."""
    return _source(
        tuple(
            replace(line, text="") if position in positions else line
            for position, line in enumerate(source.lines)
        )
    )


def _source(lines: tuple[Line, ...]) -> Source:
    return Source(lines, tuple(_nearest(lines)), tuple(_nearest_after(lines)), _width(lines))


_Piece = tuple[int, str, bool]


def _pages(text: str) -> Iterator[tuple[str, bool]]:
    for ordinal, piece in enumerate(text.split("\f")):
        yield piece, ordinal > 0


def _runs(pieces: Iterable[_Piece]) -> Iterator[list[_Piece]]:
    run = 0
    keyed: list[tuple[int, _Piece]] = []
    for piece in pieces:
        run += piece[2] or not piece[1].strip()
        keyed.append((run, piece))
    for _, group in groupby(keyed, key=lambda pair: pair[0]):
        yield [piece for _, piece in group]


def _measured(run: list[_Piece]) -> Iterator[Line]:
    margins = Counter(_margin(text) for _, text, _ in run if text.strip())
    usual = min(margins, key=lambda margin: (-margins[margin], margin), default=0)
    for number, text, opens in run:
        yield Line(number, " ".join(plain(text).split()), _margin(text) > usual, opens)


def _margin(text: str) -> int:
    widened = text.expandtabs(_TAB_WIDTH)
    return len(widened) - len(widened.lstrip())


def _nearest(lines: Sequence[Line]) -> Iterator[int]:
    last = -1
    for position, line in enumerate(lines):
        yield last
        if line.text:
            last = position


def _nearest_after(lines: Sequence[Line]) -> list[int]:
    count = len(lines)
    return [count - 1 - position for position in _nearest(tuple(reversed(lines)))][::-1]


def _width(lines: Sequence[Line]) -> int:
    lengths = sorted(len(line.text) for line in lines if line.text)
    return lengths[int(len(lengths) * _WIDE_QUANTILE)] if lengths else 0
