"""A printed document as JSON and back: what passes from the reading process to its parent.

JSON and never pickle, for a document may have taken the reading process over.
"""

from typing import Any

from corpus.readers.printed import OutlineEntry, PrintedDocument, PrintedLine, Span, Style


def encode(document: PrintedDocument) -> dict[str, Any]:
    """The document as JSON's values; each style stands once."""
    styles: dict[Style, int] = {}
    lines = [_encoded(line, styles) for line in document.lines]
    return {
        "name": document.name,
        "pages": document.pages,
        "unread": document.unread,
        "whole_paragraphs": document.whole_paragraphs,
        "outline": [[mark.title, mark.page, mark.depth] for mark in document.outline],
        "styles": [[s.size, s.bold, s.italic, s.font, s.name] for s in styles],
        "lines": lines,
    }


def decode(found: Any) -> PrintedDocument:  # noqa: ANN401 - whatever came as JSON
    """The document again. Raises ValueError where these values are none."""
    try:
        return _decoded(found)
    except (KeyError, IndexError, TypeError, AttributeError, OverflowError) as error:
        raise ValueError(f"no printed document: {error}") from error


def _encoded(line: PrintedLine, styles: dict[Style, int]) -> list[Any]:
    spans = [
        [span.text, styles.setdefault(span.style, len(styles)), span.raised] for span in line.spans
    ]
    box = [line.left, line.top, line.right, line.bottom]
    return [line.page, line.column, *box, line.centred, line.indented, spans]


def _decoded(found: dict[str, Any]) -> PrintedDocument:
    styles = [
        Style(float(size), bool(bold), bool(italic), str(font), str(name))
        for size, bold, italic, font, name in found["styles"]
    ]
    return PrintedDocument(
        name=str(found["name"]),
        lines=tuple(_line(line, number, styles) for number, line in enumerate(found["lines"], 1)),
        pages=int(found["pages"]),
        whole_paragraphs=bool(found["whole_paragraphs"]),
        unread=tuple(int(page) for page in found["unread"]),
        outline=tuple(OutlineEntry(str(t), int(p), int(d)) for t, p, d in found["outline"]),
    )


def _line(found: list[Any], number: int, styles: list[Style]) -> PrintedLine:
    page, column, left, top, right, bottom, centred, indented, spans = found
    return PrintedLine(
        spans=tuple(Span(str(text), styles[style], bool(raised)) for text, style, raised in spans),
        number=number,
        page=int(page),
        column=int(column),
        left=float(left),
        top=float(top),
        right=float(right),
        bottom=float(bottom),
        centred=bool(centred),
        indented=bool(indented),
    )
