"""Plots as inline SVG: pure functions of figures, without scripts, coloured by the page's style.

Every plot has a title and a description for those who do not see it; the figures also stand in the
tables below them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

WIDTH, HEIGHT = 420, 260
LEFT, RIGHT, TOP, BOTTOM = 46, 14, 14, 40
QUARTERS = (0.0, 0.25, 0.5, 0.75, 1.0)
_BAR, _GAP, _LABELS, _VALUES = 20, 9, 140, 78
_SHOWN_FROM = 8


@dataclass(frozen=True, slots=True)
class Line:
    """Points of one line; x and y each from 0 to 1. ``css`` names its look."""

    name: str
    points: tuple[tuple[float, float], ...]
    css: str = "one"
    dotted: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """A share with its interval, if it has one; ``n`` items stand behind it."""

    label: str
    value: float
    n: int
    low: float | None = None
    high: float | None = None


def line_plot(
    title: str,
    axes: tuple[str, str],
    lines: Sequence[Line],
    *,
    diagonal: bool = False,
    highest: float = 1.0,
) -> Markup:
    """Lines in the unit square; ``highest`` is the top of the y axis, its labels in percent."""
    parts = [*_grid(axes, highest)]
    if diagonal:
        parts.append(_path([(0.0, 0.0), (1.0, 1.0)], "ideal", highest))
    for line in lines:
        parts.append(_path(line.points, f"line {line.css}", highest))
        parts += [_dot(point, line.css, highest) for point in line.points if line.dotted]
    parts += _legend(lines) if len(lines) > 1 else []
    return _svg(title, _told_lines(lines), (WIDTH, HEIGHT), parts)


def bar_plot(title: str, bars: Sequence[Bar]) -> Markup:
    """Horizontal bars from 0 to 100 %, with whiskers for the intervals and the size behind each."""
    height = len(bars) * (_BAR + _GAP) + 30
    inner = WIDTH - _LABELS - _VALUES
    parts = list(_bar_axis(inner, height - 24))
    for row, bar in enumerate(bars):
        parts += _bar(bar, 6 + row * (_BAR + _GAP), inner)
    told = "; ".join(f"{bar.label} {bar.value:.0%} of {bar.n}" for bar in bars)
    return _svg(title, told, (WIDTH, height), parts)


def histogram(title: str, axis: str, values: Sequence[float], marks: dict[str, float]) -> Markup:
    """How often values from 0 on come; ``marks`` are named places on the axis.

    The last bar holds all that lie beyond it.
    """
    # One slow answer must not press all others into a single bar.
    top = 1.6 * max((*marks.values(), 1.0))
    counts = [0] * 24
    for value in values:
        counts[min(int(value / top * len(counts)), len(counts) - 1)] += 1
    most = max((*counts, 1))
    parts = [_text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 6, axis, "axis", "middle")]
    wide = (WIDTH - LEFT - RIGHT) / len(counts)
    for place, count in enumerate(counts):
        tall = count / most * (HEIGHT - TOP - BOTTOM - 18)
        x, y = LEFT + place * wide, HEIGHT - BOTTOM - tall
        parts.append(_rect(x + 1, y, wide - 2, tall, "bar"))
    for share in QUARTERS:
        label = f"{share * top:.0f}{' or more' if share == 1.0 else ''}"
        anchor = "end" if share == 1.0 else "middle"
        parts += [_text(_x(share), HEIGHT - BOTTOM + 16, label, "tick", anchor)]
    for number, (name, value) in enumerate(marks.items()):
        x = _x(value / top)
        parts.append(_stroke((x, TOP + 12 + 12 * number), (x, HEIGHT - BOTTOM), "mark"))
        parts.append(_text(x + 3, TOP + 10 + 12 * number, f"{name} {value:.0f}", "tick"))
    told = ", ".join(f"{name} {value:.0f}" for name, value in marks.items())
    return _svg(title, f"{len(values)} values; {told}", (WIDTH, HEIGHT), parts)


def _grid(axes: tuple[str, str], highest: float) -> Iterator[Markup]:
    for share in QUARTERS:
        x, y = _x(share), _y(share * highest, highest)
        yield _stroke((x, TOP), (x, HEIGHT - BOTTOM), "grid")
        yield _stroke((LEFT, y), (WIDTH - RIGHT, y), "grid")
        yield _text(x, HEIGHT - BOTTOM + 16, f"{share:.0%}", "tick", "middle")
        yield _text(LEFT - 6, y + 4, f"{share * highest:.0%}", "tick", "end")
    yield _text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 6, axes[0], "axis", "middle")
    yield Markup(
        '<text class="axis" text-anchor="middle" transform="translate(11 {}) rotate(-90)">{}</text>'
    ).format(round((TOP + HEIGHT - BOTTOM) / 2), axes[1])


def _legend(lines: Sequence[Line]) -> list[Markup]:
    parts: list[Markup] = []
    for number, line in enumerate(lines):
        y = HEIGHT - BOTTOM - 12 - 16 * (len(lines) - 1 - number)
        x = WIDTH - RIGHT - 118
        parts.append(_stroke((x, y - 4), (x + 18, y - 4), f"line {line.css}"))
        parts.append(_text(x + 24, y, line.name, "tick"))
    return parts


def _bar_axis(inner: float, bottom: float) -> Iterator[Markup]:
    for share in (0.0, 0.5, 1.0):
        x = _LABELS + share * inner
        yield _stroke((x, 2), (x, bottom), "grid")
        yield _text(x, bottom + 16, f"{share:.0%}", "tick", "middle")


def _bar(bar: Bar, top: float, inner: float) -> Iterator[Markup]:
    middle = top + _BAR / 2
    yield _text(_LABELS - 8, middle + 4, bar.label, "tick", "end")
    css = "bar" if bar.n >= _SHOWN_FROM else "bar few"
    yield _rect(_LABELS, top, max(1.0, bar.value * inner), _BAR, css)
    if bar.low is not None and bar.high is not None:
        low, high = _LABELS + bar.low * inner, _LABELS + bar.high * inner
        yield _stroke((low, middle), (high, middle), "whisker")
    yield _text(WIDTH - 2, middle + 4, f"{bar.value:.0%} of {bar.n}", "tick", "end")


def _told_lines(lines: Sequence[Line]) -> str:
    return "; ".join(
        f"{line.name}: " + ", ".join(f"{x:.0%} {y:.0%}" for x, y in _some(line.points))
        for line in lines
    )


def _some(points: Sequence[tuple[float, float]]) -> Sequence[tuple[float, float]]:
    """At most a dozen of the points: a description is to be listened to."""
    step = max(1, -(-len(points) // 12))
    return points[::step]


def _svg(title: str, told: str, size: tuple[int, int], parts: Sequence[Markup]) -> Markup:
    head = Markup('<svg role="img" viewBox="0 0 {} {}" aria-label="{}">').format(
        *size, f"{title}. {told}"
    )
    return head + Markup("").join(parts) + Markup("</svg>")


def _path(points: Sequence[tuple[float, float]], css: str, highest: float) -> Markup:
    drawn = " ".join(f"{_x(x):.1f},{_y(y, highest):.1f}" for x, y in points)
    return Markup('<polyline class="{}" points="{}"/>').format(css, drawn)


def _dot(point: tuple[float, float], css: str, highest: float) -> Markup:
    x, y = f"{_x(point[0]):.1f}", f"{_y(point[1], highest):.1f}"
    return Markup('<circle class="dot {}" cx="{}" cy="{}" r="3.5"/>').format(css, x, y)


def _rect(x: float, y: float, width: float, height: float, css: str) -> Markup:
    place = (f"{value:.1f}" for value in (x, y, width, height))
    return Markup('<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="2"/>').format(
        css, *place
    )


def _stroke(start: tuple[float, float], end: tuple[float, float], css: str) -> Markup:
    places = (f"{value:.1f}" for value in (*start, *end))
    return Markup('<line class="{}" x1="{}" y1="{}" x2="{}" y2="{}"/>').format(css, *places)


def _text(x: float, y: float, words: str, css: str, anchor: str = "start") -> Markup:
    return Markup('<text class="{}" x="{}" y="{}" text-anchor="{}">{}</text>').format(
        css, f"{x:.1f}", f"{y:.1f}", anchor, words
    )


def _x(share: float) -> float:
    return LEFT + share * (WIDTH - LEFT - RIGHT)


def _y(share: float, highest: float) -> float:
    return HEIGHT - BOTTOM - min(share / highest, 1.0) * (HEIGHT - TOP - BOTTOM)
