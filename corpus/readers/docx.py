"""Word documents (.docx) to printed lines: one line a paragraph, or a piece between line breaks.

What a reader does not see is left out: hidden text, deleted text, comments, field codes. Page heads
and feet too, which are no part of the text. Numbers that Word counts by itself are not in the file.
"""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import docx
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn

from corpus.errors import CorpusError
from corpus.progress import Progress
from corpus.readers.docx_styles import Look, StyleSheet, look_of, run_look
from corpus.readers.printed import PrintedDocument, PrintedLine, Style
from corpus.readers.runs import Run, numbered, spans_of

_MOST_UNPACKED = 256 * 2**20
_MOST_PARTS = 10_000
_ENCRYPTED = 0x1

_PARAGRAPH, _TABLE, _ROW, _CELL, _RUN = (qn(f"w:{tag}") for tag in ("p", "tbl", "tr", "tc", "r"))
_TEXT, _TAB, _BREAK, _RETURN = (qn(f"w:{tag}") for tag in ("t", "tab", "br", "cr"))
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_RUNS, _TEXTS = frozenset((_RUN, f"{_MATHS}r")), frozenset((_TEXT, f"{_MATHS}t"))
_HYPHEN, _PAGE_BREAK = qn("w:noBreakHyphen"), qn("w:lastRenderedPageBreak")
_UNSEEN = frozenset(
    (
        *(qn(f"w:{tag}") for tag in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr")),
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    )
)
_CONTINUED = "continue"


class _Paragraph(NamedTuple):
    """A ``w:p`` and the page that it begins on."""

    element: Any
    page: int


def read_docx(path: Path, progress: Progress | None = None) -> PrintedDocument:
    """The document's paragraphs and table cells in document order.

    Pages are those of the last time that Word laid the document out, else those that page breaks
    make. Raises CorpusError where the file is no Word document, locked, damaged or without text.
    """
    _check(path)
    document = _opened(path)
    styles = StyleSheet.of(document.styles.element)
    paragraphs = list(_paragraphs(document.element.body))
    lines = numbered(line for one in paragraphs for line in _lines(one, styles))
    if not lines:
        raise CorpusError(f"{path} holds no text; give a document with text.")
    pages = max(line.page for line in lines)
    if progress is not None:
        progress(pages, pages)
    return PrintedDocument(path.name, lines, pages, whole_paragraphs=True)


def _check(path: Path) -> None:
    """Refuses before anything is unpacked."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except OSError as error:
        raise CorpusError(f"{path} cannot be read: {error.strerror}.") from error
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise CorpusError(
            f"{path} is damaged or no Word document (.docx); save it anew and add that."
        ) from error
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise CorpusError(f"{path} is locked with a password; save a copy without one.")
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED:
        raise CorpusError(
            f"{path} unpacks to more than {_MOST_UNPACKED // 2**20} MB; remove its images."
        )


def _opened(path: Path) -> Any:  # noqa: ANN401 - python-docx's document
    try:
        return docx.Document(str(path))
    except (OpcError, KeyError, ValueError, AttributeError, SyntaxError) as error:
        raise CorpusError(
            f"{path} is damaged or no Word document (.docx); save it anew."
        ) from error
    except (zipfile.BadZipFile, OSError, EOFError) as error:
        raise CorpusError(f"{path} is damaged; save it anew and add that.") from error


def _paragraphs(body: Any) -> Iterator[_Paragraph]:  # noqa: ANN401
    """Every paragraph that is seen, those of text boxes after the one that holds the box."""
    laid_out = next(body.iter(_PAGE_BREAK), None) is not None
    page = 1
    for element in _seen(body):
        if element.tag == _PARAGRAPH:
            yield _Paragraph(element, page)
        elif element.tag == _PAGE_BREAK or (not laid_out and _breaks_page(element)):
            page += 1


def _seen(parent: Any) -> Iterator[Any]:  # noqa: ANN401
    """All elements below, in document order, but for what is not seen."""
    waiting = list(reversed(parent))
    while waiting:
        element = waiting.pop()
        if element.tag in _UNSEEN or _is_continued_cell(element):
            continue
        yield element
        waiting.extend(reversed(element))


def _is_continued_cell(element: Any) -> bool:  # noqa: ANN401
    """Whether the cell is the lower part of one that spans rows: its text stands above."""
    if element.tag != _CELL:
        return False
    merge = element.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return merge is not None and str(merge.get(qn("w:val"), _CONTINUED)) == _CONTINUED


def _breaks_page(element: Any) -> bool:  # noqa: ANN401
    return element.tag == _BREAK and str(element.get(qn("w:type"))) == "page"


def _lines(paragraph: _Paragraph, styles: StyleSheet) -> Iterator[PrintedLine]:
    """The paragraph's pieces between line breaks."""
    own = look_of(paragraph.element)
    style = _style_id(paragraph.element, "w:pPr", "w:pStyle") or styles.paragraph_default
    # The paragraph's own run settings are those of its mark, not of its text.
    frame = {key: own[key] for key in ("centred", "indented") if key in own}
    look = styles.defaults | styles.look(style) | frame
    for runs in _pieces(paragraph.element, look, styles, styles.name(style)):
        yield PrintedLine(
            spans=spans_of(runs),
            number=0,
            page=paragraph.page,
            centred=bool(look.get("centred")),
            indented=bool(look.get("indented")),
        )


def _pieces(element: Any, look: Look, styles: StyleSheet, name: str) -> list[list[Run]]:  # noqa: ANN401
    pieces: list[list[Run]] = [[]]
    for run in _runs(element):
        settings = run.find(qn("w:rPr"))
        chosen = styles.look(_style_id(run, "w:rPr", "w:rStyle"))
        full = look | chosen | ({} if settings is None else run_look(settings))
        if full.get("hidden"):
            continue
        style = _style(full, name)
        for part in run:
            if part.tag in {_BREAK, _RETURN}:
                pieces.append([])
            pieces[-1].append(Run(_text(part), style, bool(full.get("raised"))))
    return pieces


def _runs(paragraph: Any) -> Iterator[Any]:  # noqa: ANN401
    """The paragraph's runs, also in links and fields, but not those of a box within it."""
    waiting = list(reversed(paragraph))
    while waiting:
        element = waiting.pop()
        if element.tag in _UNSEEN or element.tag == _PARAGRAPH:
            continue
        if element.tag in _RUNS:
            yield element
        else:
            waiting.extend(reversed(element))


def _text(part: Any) -> str:  # noqa: ANN401
    if part.tag in _TEXTS:
        return part.text or ""
    if part.tag == _TAB:
        return " "
    return "-" if part.tag == _HYPHEN else ""


def _style(look: Look, name: str) -> Style:
    return Style(
        size=look.get("half_points", 20.0) / 2,
        bold=bool(look.get("bold")),
        italic=bool(look.get("italic")),
        font=str(look.get("font", "")),
        name=name,
    )


def _style_id(element: Any, settings: str, style: str) -> str:  # noqa: ANN401
    found = element.find(f"{qn(settings)}/{qn(style)}")
    return "" if found is None else str(found.get(qn("w:val"), ""))
