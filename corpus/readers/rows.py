"""Glyphs to segments: stretches of one baseline without a wide gap, superscripts included."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from corpus.readers.glyphs import Glyph

_SAME_BASELINE = 0.12
_WIDE_GAP = 0.95
_SMALLER = 0.88
_HIGHEST, _LOWEST = 0.75, -0.45
_BESIDE = 0.6
_ASCENT, _DESCENT = 0.75, 0.22
_TWICE = 0.1


@dataclass(frozen=True)
class Segment:
    """Glyphs of one line from left to right; ``baseline`` and ``size`` are the main type's."""

    glyphs: tuple[Glyph, ...]

    @cached_property
    def size(self) -> float:
        """The size of most letters, in points."""
        sizes: Counter[float] = Counter()
        for glyph in self.glyphs:
            sizes[glyph.size] += glyph.text != " "
        return max(sizes, key=lambda size: (sizes[size], size))

    @cached_property
    def baseline(self) -> float:
        """Where most letters of the main size stand."""
        places = Counter(glyph.baseline for glyph in self.glyphs if glyph.size == self.size)
        return places.most_common(1)[0][0]

    @cached_property
    def looks(self) -> tuple[float, bool, str]:
        """Size, boldness and family of most letters."""
        styles = Counter(glyph.style for glyph in self.printed)
        style = styles.most_common(1)[0][0]
        return style.size, style.bold, style.font

    @cached_property
    def left(self) -> float:
        """The left edge of the first glyph that prints."""
        return min(glyph.left for glyph in self.printed)

    @cached_property
    def right(self) -> float:
        """The right edge of the last glyph that prints."""
        return max(glyph.right for glyph in self.printed)

    @cached_property
    def printed(self) -> tuple[Glyph, ...]:
        """The glyphs without white space; all of them where nothing prints."""
        return tuple(glyph for glyph in self.glyphs if not glyph.text.isspace()) or self.glyphs

    @property
    def top(self) -> float:
        """Where tall letters of the main size end."""
        return self.baseline - _ASCENT * self.size

    @property
    def bottom(self) -> float:
        """Where descenders of the main size end."""
        return self.baseline + _DESCENT * self.size


def segments_of(glyphs: Iterable[Glyph]) -> list[Segment]:
    """The page's segments from top to bottom, then from left to right."""
    parts = [part for row in _rows(glyphs) for part in _parts(row)]
    joined = _joined(_attached([part for part in parts if _prints(part)]))
    return sorted(joined, key=lambda one: (one.baseline, one.left))


def merged(segments: Iterable[Segment]) -> Segment:
    """One segment of all their glyphs, from left to right, each drawn once."""
    glyphs = sorted((g for one in segments for g in one.glyphs), key=lambda g: (g.left, g.order))
    return Segment(tuple(_once(glyphs)))


def _prints(segment: Segment) -> bool:
    return any(not glyph.text.isspace() for glyph in segment.glyphs)


def _rows(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Glyphs that stand on one baseline, over the whole page."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda one: one.baseline):
        limit = _SAME_BASELINE * glyph.size
        if rows and glyph.baseline - rows[-1][-1].baseline <= min(limit, 1.0):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return rows


def _parts(row: list[Glyph]) -> list[Segment]:
    """The row cut at its wide gaps; a space that is drawn does not fill a gap."""
    row.sort(key=lambda one: (one.left, one.order))
    parts: list[list[Glyph]] = []
    right = 0.0
    for glyph in _once(row):
        if parts and glyph.left - right <= _WIDE_GAP * max(glyph.size, parts[-1][-1].size):
            parts[-1].append(glyph)
        else:
            parts.append([glyph])
        if not glyph.text.isspace():
            right = max(right, glyph.right) if len(parts[-1]) > 1 else glyph.right
    return [Segment(tuple(part)) for part in parts]


def _once(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Without what is drawn a second time in the same place, as false bold is."""
    kept: list[Glyph] = []
    for glyph in glyphs:
        if not any(_is_twice(before, glyph) for before in kept[-3:]):
            kept.append(glyph)
    return kept


def _is_twice(first: Glyph, second: Glyph) -> bool:
    """A ligature's letters have one place too, but follow one another in the file."""
    return (
        first.text == second.text
        and second.left - first.left <= _TWICE * second.size
        and abs(second.baseline - first.baseline) <= _TWICE * second.size
        and abs(first.order - second.order) > 1
        and not first.text.isspace()
    )


def _attached(segments: list[Segment]) -> list[Segment]:
    """Superscripts and subscripts put into the line that they stand beside."""
    small: dict[int, list[Segment]] = {}
    whole: list[Segment] = []
    for one in segments:
        host = _host(one, segments)
        if host is None:
            whole.append(one)
        else:
            small.setdefault(id(host), []).append(one)
    return [_with(one, small) for one in whole]


def _with(one: Segment, small: dict[int, list[Segment]]) -> Segment:
    """The segment and all that hangs on it, also what hangs on that."""
    guests = small.pop(id(one), [])
    return merged([one, *(_with(guest, small) for guest in guests)]) if guests else one


def _host(one: Segment, segments: list[Segment]) -> Segment | None:
    near = [other for other in segments if _carries(other, one)]
    return min(near, key=lambda other: _distance(other, one), default=None)


def _carries(host: Segment, one: Segment) -> bool:
    if one.size > _SMALLER * host.size:
        return False
    rise = (host.baseline - one.baseline) / host.size
    return _LOWEST <= rise <= _HIGHEST and _distance(host, one) <= _BESIDE * host.size


def _distance(host: Segment, one: Segment) -> float:
    """White between the two, 0 where the small one stands within the host."""
    return max(0.0, one.left - host.right, host.left - one.right)


def _joined(segments: list[Segment]) -> list[Segment]:
    """Halves of a line that a superscript had parted, made one again."""
    rows: dict[int, list[Segment]] = {}
    for one in sorted(segments, key=lambda one: one.baseline):
        rows.setdefault(round(one.baseline * 2), []).append(one)
    return [one for row in rows.values() for one in _row_joined(row)]


def _row_joined(row: list[Segment]) -> list[Segment]:
    if len(row) == 1:
        return row
    row = sorted(row, key=lambda one: one.left)
    groups = [[row[0]]]
    for before, after in pairwise(row):
        if after.left - max(one.right for one in groups[-1]) <= _WIDE_GAP * max(
            before.size, after.size
        ):
            groups[-1].append(after)
        else:
            groups.append([after])
    return [merged(group) if len(group) > 1 else group[0] for group in groups]
