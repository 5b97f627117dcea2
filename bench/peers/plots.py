"""Bars with whiskers as SVG, in colours that are told apart on light and dark ground."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

WIDTH, LEFT, TOP, HEIGHT, BELOW = 860, 52, 64, 240, 34
INK = "#7a7a7a"
# Okabe & Ito 2008: told apart by those who see few colours; ours first.
COLOURS = ("#d55e00", "#0072b2", "#009e73", "#cc79a7", "#e69f00")
TICKS = 4


@dataclass(frozen=True, slots=True)
class Bar:
    """A value with its bounds, which may be itself."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Series:
    """One system: a bar a group, or None where there is none."""

    name: str
    bars: tuple[Bar | None, ...]


def plot(title: str, unit: str, groups: Sequence[str], series: Sequence[Series]) -> str:
    """The drawing as a text of its own; ``unit`` stands beside the greatest tick."""
    top = ceiling(max(bar.high for one in series for bar in one.bars if bar is not None))
    parts = [
        *_head(title),
        *_ticks(top, unit),
        *_legend(series),
        *_groups(groups),
        *(mark for n, one in enumerate(series) for mark in _bars(one, n, len(series), top)),
    ]
    return "\n".join([*parts, "</svg>", ""])


def ceiling(value: float) -> float:
    """The least of 1, 2, 2.5, 5 and 10 times a power of ten that is not below the value."""
    power = 10.0 ** len(str(int(value))) / 10 if value >= 1 else 1.0
    steps = [power * step for step in (1, 2, 2.5, 5, 10)]
    return next(step for step in steps if step >= value)


def _head(title: str) -> Iterator[str]:
    total = TOP + HEIGHT + BELOW
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {total}" role="img" '
        f'aria-label="{escape(title)}" font-family="sans-serif" font-size="13" fill="{INK}">'
    )
    yield f"<title>{escape(title)}</title>"
    yield f'<text x="{LEFT}" y="20" font-size="16">{escape(title)}</text>'


def _ticks(top: float, unit: str) -> Iterator[str]:
    for tick in range(TICKS + 1):
        y = _y(top * tick / TICKS, top)
        label = f"{top * tick / TICKS:g}" + (f" {unit}" if unit and tick == TICKS else "")
        yield (
            f'<line x1="{LEFT}" x2="{WIDTH}" y1="{y:.1f}" y2="{y:.1f}" '
            f'stroke="{INK}" stroke-opacity=".35"/>'
        )
        yield f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{label}</text>'


def _legend(series: Sequence[Series]) -> Iterator[str]:
    for number, one in enumerate(series):
        x = LEFT + number * (WIDTH - LEFT) / len(series)
        yield f'<rect x="{x:.1f}" y="32" width="12" height="12" fill="{COLOURS[number]}"/>'
        yield f'<text x="{x + 18:.1f}" y="43">{escape(one.name)}</text>'


def _groups(groups: Sequence[str]) -> Iterator[str]:
    width = (WIDTH - LEFT) / len(groups)
    for number, name in enumerate(groups):
        x, y = LEFT + (number + 0.5) * width, TOP + HEIGHT + 20
        yield f'<text x="{x:.1f}" y="{y}" text-anchor="middle">{escape(name)}</text>'


def _bars(one: Series, number: int, count: int, top: float) -> Iterator[str]:
    group = (WIDTH - LEFT) / len(one.bars)
    width = 0.8 * group / count
    for place, bar in enumerate(one.bars):
        if bar is not None:
            x = LEFT + place * group + 0.1 * group + number * width
            yield from _bar(bar, x, width, top, COLOURS[number])


def _bar(bar: Bar, x: float, width: float, top: float, colour: str) -> Iterator[str]:
    y = _y(bar.value, top)
    yield (
        f'<rect x="{x + 1:.1f}" y="{y:.1f}" width="{width - 2:.1f}" '
        f'height="{TOP + HEIGHT - y:.1f}" fill="{colour}"/>'
    )
    middle = x + width / 2
    yield (
        f'<line x1="{middle:.1f}" x2="{middle:.1f}" y1="{_y(bar.high, top):.1f}" '
        f'y2="{_y(bar.low, top):.1f}" stroke="{INK}" stroke-width="1.5"/>'
    )


def _y(value: float, top: float) -> float:
    return TOP + HEIGHT * (1 - value / top)
