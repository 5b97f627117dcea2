"""The columns of a page, by the white gutter between them, and the order in which they are read.

Lines across the gutter part the page into bands. Above, between and below them, a band's columns
are read one after the other.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from corpus.readers.rows import Segment

_FEWEST = 4
_CROSSING = 0.34
_NARROWEST = 0.2
_GUTTER_EMS = 0.8
_OVERFULL_EMS = 1.0
_EDGE = 0.6
_TABLE_WORD = 9
_CROSSING_LIST = 0.02
_FILLED = 0.4
_PAGE_NUMBER = 5


@dataclass(frozen=True, slots=True)
class Block:
    """Segments of one column in one band, in their order on the page.

    ``column`` counts from 0 and ``columns`` is how many stand side by side; lines across all
    columns have column 0 of 1.
    """

    segments: tuple[Segment, ...]
    column: int
    columns: int


def blocks_of(segments: Sequence[Segment]) -> list[Block]:
    """The page's segments in reading order."""
    gutters = _gutters(segments, max_columns=3)
    blocks: list[Block] = []
    for is_full, band in _bands(segments, gutters):
        if is_full or not gutters:
            blocks.append(Block(tuple(band), 0, 1))
            continue
        blocks.extend(_side_by_side(band, gutters))
    return blocks


def _side_by_side(band: Sequence[Segment], gutters: Sequence[float]) -> list[Block]:
    count = len(gutters) + 1
    columns: list[list[Segment]] = [[] for _ in range(count)]
    for one in band:
        columns[sum(one.left > gutter for gutter in gutters)].append(one)
    return [Block(tuple(one), place, count) for place, one in enumerate(columns) if one]


def _bands(
    segments: Sequence[Segment], gutters: Sequence[float]
) -> list[tuple[bool, list[Segment]]]:
    """Runs of lines that cross a gutter, and of lines that do not, from top to bottom.

    A short line that stands alone in its row and unlike the columns' text, as a title or a page
    number between columns does, counts as crossing.
    """
    across = _alone(segments, gutters) | _rows_across(segments, gutters)
    bands: list[tuple[bool, list[Segment]]] = []
    for one in segments:
        crosses = id(one) in across
        if bands and bands[-1][0] == crosses:
            bands[-1][1].append(one)
        else:
            bands.append((crosses, [one]))
    return bands


def _rows_across(segments: Sequence[Segment], gutters: Sequence[float]) -> set[int]:
    """Identities of the lines of each row in which one crosses a gutter."""
    crossing = [one for one in segments if any(_crosses(one, gutter) for gutter in gutters)]
    rows = {round(one.baseline) for one in crossing}
    return {id(one) for one in segments if round(one.baseline) in rows}


def _alone(segments: Sequence[Segment], gutters: Sequence[float]) -> set[int]:
    """Identities of titles and page numbers: lines with none beside them in the other columns.

    A title is unlike most text, and the other columns go on below it.
    """
    if not gutters:
        return set()
    looks = Counter(one.looks for one in segments for _ in one.printed)
    usual = max(looks, key=lambda look: looks[look])
    others = [one for one in segments if one.left >= gutters[0]]
    end = max((other.top for other in others), default=0.0)
    return {
        id(one)
        for one in segments
        if (one.left < gutters[0] and one.looks != usual and one.bottom < end)
        or _is_page_number(one, segments)
        if not any(_is_beside(other, one) for other in others if other is not one)
    }


def _is_beside(other: Segment, one: Segment) -> bool:
    return other.top < one.bottom and one.top < other.bottom


def _is_page_number(one: Segment, segments: Sequence[Segment]) -> bool:
    """Whether it is the first or last line of its page, and a number or the like."""
    return len(one.printed) <= _PAGE_NUMBER and (one is segments[0] or one is segments[-1])


def _crosses(segment: Segment, gutter: float) -> bool:
    """Whether the line goes on into the next column; an overfull line only fills the gutter."""
    return segment.left < gutter and segment.right > gutter + _OVERFULL_EMS * segment.size


def _gutters(segments: Sequence[Segment], max_columns: int) -> list[float]:
    """Where the page is parted, from left to right; empty for one column."""
    if len(segments) < 2 * _FEWEST:
        return []
    left = min(one.left for one in segments)
    right = max(one.right for one in segments)
    gutter = _gutter(segments, left, right)
    if gutter is None:
        return []
    if max_columns <= 2:  # noqa: PLR2004
        return [gutter]
    first = [one for one in segments if one.right <= gutter]
    second = [one for one in segments if one.left >= gutter]
    return [
        *_gutters(first, max_columns - 1),
        gutter,
        *_gutters(second, max_columns - 1),
    ]


def _gutter(segments: Sequence[Segment], left: float, right: float) -> float | None:
    """The left edge of the right column: the one that the fewest lines run up to or cross."""
    best: tuple[int, float, float] | None = None
    margin = (right - left) * _NARROWEST
    for edge in _edges(segments):
        if not left + margin <= edge <= right - margin:
            continue
        score = _score(segments, edge, (left, right))
        if score is not None and (best is None or score < best):
            best = score
    return None if best is None else best[2]


def _score(
    segments: Sequence[Segment], edge: float, sides: tuple[float, float]
) -> tuple[int, float, float] | None:
    """Lines in the way, white before the edge (less is worse, so negative) and the edge."""
    white = _GUTTER_EMS * median(one.size for one in segments)
    before = [one for one in segments if one.right <= edge - white]
    after = [one for one in segments if one.left >= edge]
    crossing = len(segments) - len(before) - len(after)
    if crossing > _CROSSING * len(segments) or not _are_columns(before, after, edge, sides):
        return None
    if crossing > _CROSSING_LIST * len(segments) and not _are_filled(before, after, edge, sides):
        return None
    return crossing, max(one.right for one in before) - edge, edge


def _edges(segments: Sequence[Segment]) -> list[float]:
    """Where at least some lines begin, from left to right."""
    starts = Counter(round(one.left) for one in segments)
    return [
        start - _EDGE
        for start in sorted(starts)
        if sum(starts[start + near] for near in (-1, 0, 1)) >= _FEWEST // 2
    ]


def _are_columns(
    before: Sequence[Segment], after: Sequence[Segment], edge: float, sides: tuple[float, float]
) -> bool:
    """Two stacks of real lines: neither page numbers of a table of contents, nor a table."""
    if len(before) < _FEWEST or len(after) < _FEWEST:
        return False
    widths = (edge - sides[0], sides[1] - edge)
    return all(
        width >= _NARROWEST * (sides[1] - sides[0]) and _letters(side) >= _TABLE_WORD
        for width, side in zip(widths, (before, after), strict=True)
    )


def _are_filled(
    before: Sequence[Segment], after: Sequence[Segment], edge: float, sides: tuple[float, float]
) -> bool:
    """Whether most lines fill their column, as text does and a table's cells do not."""
    widths = (edge - sides[0], sides[1] - edge)
    return all(
        median(one.right - one.left for one in side) >= _FILLED * width
        for width, side in zip(widths, (before, after), strict=True)
    )


def _letters(segments: Sequence[Segment]) -> float:
    return median(len(one.printed) for one in segments)
