"""A document as it is set on paper: lines with their type, in reading order.

What the readers of PDF, Word, HTML and plain text give, and all that the finding of a layout knows.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Style:
    """How a run of text is set; zero, False and "" where the format does not say.

    ``size`` is in points, to the half point; ``font`` the family without subset prefix; ``name``
    the document's own name of the style ("Heading 1", "h2").
    """

    size: float = 0.0
    bold: bool = False
    italic: bool = False
    font: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one style. ``raised`` is true of superscripts."""

    text: str
    style: Style
    raised: bool = False


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One line, or one whole paragraph where the format has no lines.

    ``number`` counts from 1 through the document, ``page`` from 1, ``column`` from 0. The box is in
    points from the page's upper left corner; all zero where the format has no pages. White space
    stands where a reader sees it, also between spans. ``centred`` and ``indented`` are relative to
    the column.
    """

    spans: tuple[Span, ...]
    number: int
    page: int = 1
    column: int = 0
    left: float = 0.0
    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0
    centred: bool = False
    indented: bool = False

    @property
    def text(self) -> str:
        """The whole line, superscripts included."""
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A bookmark of the document: its text, page (from 1; 0 unknown) and depth (from 0)."""

    title: str
    page: int
    depth: int = 0


@dataclass(frozen=True, slots=True)
class PrintedDocument:
    """``name`` is the file's. ``whole_paragraphs`` is true where every line is one paragraph.

    ``unread`` holds the numbers of pages that are pictures without text.
    """

    name: str
    lines: tuple[PrintedLine, ...]
    pages: int = 1
    whole_paragraphs: bool = False
    outline: tuple[OutlineEntry, ...] = ()
    unread: tuple[int, ...] = ()
