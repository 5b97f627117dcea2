"""Pages of glyphs to printed lines: columns, words, raised marks, centred and indented lines."""

from collections.abc import Iterable
from dataclasses import replace

from corpus.readers.columns import Block, blocks_of
from corpus.readers.direction import Placed, in_reading_order
from corpus.readers.glyphs import Glyph, Page
from corpus.readers.margins import Margins
from corpus.readers.printed import PrintedLine, Span, Style
from corpus.readers.rows import Segment, merged, segments_of
from corpus.readers.words import spaces_before

_RAISED = 0.12
_SMALLER = 0.92


def lines_of(pages: Iterable[Page]) -> tuple[PrintedLine, ...]:
    """The lines of all pages in reading order, numbered from 1."""
    found: list[PrintedLine] = []
    for page in pages:
        found.extend(page_lines(page))
    return tuple(replace(line, number=number) for number, line in enumerate(found, start=1))


def page_lines(page: Page) -> list[PrintedLine]:
    """The lines of one page; all have number 0."""
    blocks = [_with_whole_lines(block) for block in blocks_of(segments_of(page.glyphs))]
    margins = Margins.of(blocks)
    return [_line(segment, page, block, margins) for block in blocks for segment in block.segments]


def _with_whole_lines(block: Block) -> Block:
    """The block with the segments of one row joined to one line."""
    rows: list[list[Segment]] = []
    for one in block.segments:
        if rows and abs(one.baseline - rows[-1][-1].baseline) <= _RAISED * one.size:
            rows[-1].append(one)
        else:
            rows.append([one])
    whole = tuple(merged(row) if len(row) > 1 else row[0] for row in rows)
    return replace(block, segments=whole)


def _line(segment: Segment, page: Page, block: Block, margins: Margins) -> PrintedLine:
    return PrintedLine(
        spans=_spans(segment),
        number=0,
        page=page.number,
        column=block.column,
        left=round(segment.left, 1),
        top=round(segment.top, 1),
        right=round(segment.right, 1),
        bottom=round(segment.bottom, 1),
        centred=margins.centres(segment, block),
        indented=margins.indents(segment, block),
    )


def _spans(segment: Segment) -> tuple[Span, ...]:
    """Runs of one style; a space goes to the run before it."""
    runs: list[tuple[Style, bool, list[str]]] = []
    placed = map(Placed, segment.printed, spaces_before(segment))
    for glyph, space in in_reading_order(list(placed)):
        raised = is_raised(glyph, segment)
        if space and runs:
            runs[-1][2].append(space)
        if runs and runs[-1][0] == glyph.style and runs[-1][1] == raised:
            runs[-1][2].append(glyph.text)
        else:
            runs.append((glyph.style, raised, [glyph.text]))
    return tuple(Span("".join(text), style, raised) for style, raised, text in runs)


def is_raised(glyph: Glyph, segment: Segment) -> bool:
    """Whether the glyph is a superscript of its line: smaller, and its baseline higher."""
    rise = segment.baseline - glyph.baseline
    return glyph.size <= _SMALLER * segment.size and rise >= _RAISED * segment.size
