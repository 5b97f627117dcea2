"""A Word document's lines are what Word shows of it."""

from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt

from corpus.errors import CorpusError
from corpus.readers.child import read_safely
from corpus.readers.docx import read_docx
from corpus.readers.printed import PrintedDocument


def read(folder: Path, document: Any) -> PrintedDocument:  # noqa: ANN401
    """What the reader makes of the document."""
    path = folder / "book.docx"
    document.save(str(path))
    return read_docx(path)


def texts_of(document: PrintedDocument) -> list[str]:
    """The text of each line."""
    return [line.text for line in document.lines]


def test_paragraphs_and_tables_in_order(tmp_path: Path) -> None:
    """Paragraphs and table cells come as they follow one another; a soft break parts a line."""
    document = docx.Document()
    document.add_paragraph("Before")
    cells = document.add_table(rows=1, cols=2).rows[0].cells
    cells[0].text, cells[1].text = "left", "right"
    document.add_paragraph("First\nsecond  half")
    found = read(tmp_path, document)
    assert texts_of(found) == ["Before", "left", "right", "First", "second half"]
    assert found.whole_paragraphs


def test_merged_cells_come_once(tmp_path: Path) -> None:
    """A cell that spans rows gives its text once."""
    document = docx.Document()
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "spans"
    table.cell(1, 1).text = "beside"
    assert texts_of(read(tmp_path, document)) == ["spans", "beside"]


def test_effective_type(tmp_path: Path) -> None:
    """Size and boldness are those in effect: the run's own, else its styles'."""
    document = docx.Document()
    document.styles["Heading 1"].font.size = Pt(17)
    document.styles["Heading 1"].font.bold = True
    document.add_heading("Bats", level=1)
    paragraph = document.add_paragraph("A. Rossi")
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    mark = paragraph.add_run("1")
    mark.font.superscript, mark.italic, mark.font.size = True, True, Pt(8)
    heading, author = read(tmp_path, document).lines
    style = heading.spans[0].style
    assert (style.name, style.size, style.bold) == ("Heading 1", 17.0, True)
    assert not heading.centred
    assert author.centred
    assert [(s.text, s.raised, s.style.italic, s.style.size) for s in author.spans] == [
        ("A. Rossi", False, False, 11.0),
        ("1", True, True, 8.0),
    ]


def test_unseen_text_is_left_out(tmp_path: Path) -> None:
    """Hidden runs and deleted changes are not in the text; inserted changes are."""
    document = docx.Document()
    paragraph = document.add_paragraph("Seen")
    paragraph.add_run(" hidden").font.hidden = True
    for kind, tag in (("del", "delText"), ("ins", "t")):
        change = f'<w:{kind} {nsdecls("w")} w:id="1" w:author="x"><w:r>'
        text = f'<w:{tag} xml:space="preserve"> {kind}</w:{tag}>'
        paragraph._p.append(parse_xml(f"{change}{text}</w:r></w:{kind}>"))
    assert texts_of(read(tmp_path, document)) == ["Seen ins"]


def test_formulas_and_links(tmp_path: Path) -> None:
    """Text in formulas and in links is text of its line."""
    document = docx.Document()
    paragraph = document.add_paragraph("If ")
    maths = "http://schemas.openxmlformats.org/officeDocument/2006/math"
    formula = f'<m:oMath xmlns:m="{maths}"><m:r><m:t>x=1</m:t></m:r></m:oMath>'
    paragraph._p.append(parse_xml(formula))
    link = f"<w:hyperlink {nsdecls('w')}><w:r><w:t>, see here</w:t></w:r></w:hyperlink>"
    paragraph._p.append(parse_xml(link))
    assert texts_of(read(tmp_path, document)) == ["If x=1, see here"]


def test_pages(tmp_path: Path) -> None:
    """A page break begins a page."""
    document = docx.Document()
    document.add_paragraph("One").add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("Two")
    found = read(tmp_path, document)
    assert [(line.page, line.text) for line in found.lines] == [(1, "One"), (2, "Two")]
    assert found.pages == 2


def test_what_passes_the_child_is_the_same(tmp_path: Path) -> None:
    """The document read under limits is the one read without."""
    document = docx.Document()
    document.add_heading("Bats", level=1)
    document.add_paragraph("In caves")
    found = read(tmp_path, document)
    assert read_safely("docx", tmp_path / "book.docx") == found


@pytest.mark.parametrize("data", [b"", b"plain text", b"PK\x03\x04 cut off"])
def test_no_word_document(data: bytes, tmp_path: Path) -> None:
    """What is no Word document, whatever its name, is refused in one sentence."""
    path = tmp_path / "book.docx"
    path.write_bytes(data)
    with pytest.raises(CorpusError, match="no Word document"):
        read_safely("docx", path)


def test_an_empty_document(tmp_path: Path) -> None:
    """A document without text is refused."""
    with pytest.raises(CorpusError, match="holds no text"):
        read(tmp_path, docx.Document())
