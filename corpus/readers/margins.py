"""The edges of a page's columns, and which lines are centred or indented between them."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from corpus.readers.columns import Block
from corpus.readers.rows import Segment

_OFF_CENTRE = 0.02
_INSET_EMS = 1.0
_INDENT_EMS = 0.7
_DEEPEST_INDENT = 0.35

_Place = tuple[int, int]
_WHOLE_WIDTH: _Place = (0, 1)


@dataclass(frozen=True, slots=True)
class Margins:
    """Left and right edge of each column, by its place and the count of columns beside it."""

    edges: dict[_Place, tuple[float, float]]

    @classmethod
    def of(cls, blocks: Iterable[Block]) -> "Margins":
        """The edges by what most lines do: they begin at the left one; few end beyond the right."""
        columns: dict[_Place, list[Segment]] = defaultdict(list)
        for block in blocks:
            columns[block.column, block.columns].extend(block.segments)
        edges = {place: _edges(lines) for place, lines in columns.items()}
        if _WHOLE_WIDTH in edges:
            edges[_WHOLE_WIDTH] = _around(edges.values())
        return cls(edges)

    def centres(self, line: Segment, block: Block) -> bool:
        """Whether the line stands in the middle of its column and away from both edges."""
        left, right = self.edges[block.column, block.columns]
        before, after = line.left - left, right - line.right
        inset = _INSET_EMS * line.size
        return min(before, after) >= inset and abs(before - after) <= max(
            line.size, _OFF_CENTRE * (right - left)
        )

    def indents(self, line: Segment, block: Block) -> bool:
        """Whether the line begins right of the column's edge without being centred."""
        left, right = self.edges[block.column, block.columns]
        depth = line.left - left
        return _INDENT_EMS * line.size <= depth <= _DEEPEST_INDENT * (
            right - left
        ) and not self.centres(line, block)


def _around(edges: Collection[tuple[float, float]]) -> tuple[float, float]:
    """A line across the columns may be alone: it stands between the edges of all of them."""
    return min(left for left, _ in edges), max(right for _, right in edges)


def _edges(lines: list[Segment]) -> tuple[float, float]:
    starts = Counter(round(line.left) for line in lines)
    commonest = max(starts.values())
    left = (
        min(start for start, count in starts.items() if count >= max(2, commonest / 2))
        if (commonest > 1)
        else min(starts)
    )
    return float(left), max(line.right for line in lines)
