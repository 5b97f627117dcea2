"""PDF pages drawn run by run, each where a test wants it."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 595.0, 842.0


class Run(NamedTuple):
    """Text whose baseline begins at (x, y), in points from the page's upper left corner.

    ``mode`` is the PDF's text rendering mode (3 is invisible), ``grey`` 0 for black, 1 for white.
    """

    text: str
    x: float
    y: float
    size: float = 10.0
    font: str = "Helvetica"
    mode: int = 0
    grey: float = 0.0
    turned: bool = False


def write_pdf(path: Path, pages: Iterable[Sequence[Run]], password: str | None = None) -> Path:
    """A PDF of these pages; with a password it is encrypted."""
    canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT), encrypt=password)
    for runs in pages:
        for run in runs:
            _draw(canvas, run)
        canvas.showPage()
    canvas.save()
    return path


def _draw(canvas: Canvas, run: Run) -> None:
    canvas.saveState()
    canvas.translate(run.x, HEIGHT - run.y)
    if run.turned:
        canvas.rotate(90)
    text = canvas.beginText(0, 0)
    text.setFont(run.font, run.size)
    text.setFillGray(run.grey)
    text.setTextRenderMode(run.mode)
    text.textOut(run.text)
    canvas.drawText(text)
    canvas.restoreState()


def paragraph(words: str, x: float, y: float, lines: int, leading: float = 12.0) -> list[Run]:
    """The words once on each of so many lines."""
    return [Run(f"{words} {line}", x, y + line * leading) for line in range(lines)]
