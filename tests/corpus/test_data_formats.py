"""Data formats: each record that a file holds, or a finding or an error that names it."""

import contextlib
import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.documents import read_document
from corpus.errors import CorpusError
from corpus.formats import READERS, kind_of
from corpus.library import read_booklet
from corpus.reading import FoundRecord, Reading
from tests.support import documents


def reading(folder: Path, name: str, text: str | bytes) -> Reading:
    """What a document of this name and content gives."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_document(path)


def people(record: FoundRecord) -> list[tuple[str, str]]:
    """Family and given names."""
    return [(person.family, person.given) for person in record.authors]


def test_bibtex(tmp_path: Path) -> None:
    """LaTeX becomes Unicode, a bare percent sign is kept, a broken entry is named."""
    found = reading(tmp_path, "moor.bib", documents.BIBTEX)
    first, last = found.records[0], found.records[-1]
    assert first.title == "How DNA Ages in Peat"
    assert people(first) == [("van der Berg", "Anna"), ("The Peat Group", ""), ("Müller", "Jörg")]
    assert "40% of the samples held. We ask why naïve" in first.paragraphs[0]
    assert "$T > 4$" in first.paragraphs[0]
    assert (first.conference, first.year) == ("Proceedings of the Moor Meeting 2031", 2031)
    assert (last.title, people(last)) == ("Bogs and Bridges", [("García", "Luz")])
    assert [finding.code for finding in found.findings] == ["bad_record"]
    assert "broken" in found.findings[0].message


def test_ris(tmp_path: Path) -> None:
    """Continuation lines, other dashes, stray tags, a missing end and a bad year do no harm."""
    found = reading(tmp_path, "moor.ris", documents.RIS)
    assert [it.title for it in found.records] == [
        "Mosses of the Moor",
        "A Title Alone",
        "The Last One Has No End",
    ]
    first = found.records[0]
    assert first.paragraphs == ("Mosses grow slowly and hold water.",)
    assert people(first) == [("Liu", "R."), ("Ørsted", "Nils")]
    assert (first.year, first.identifier) == (2031, "10.1/moss")
    assert [finding.before for finding in found.findings] == ["undated"]


def test_medline(tmp_path: Path) -> None:
    """Values run over indented lines; a group is an author too."""
    first, second = reading(tmp_path, "moor.nbib", documents.MEDLINE).records
    assert (first.title, first.paragraphs) == ("Mosses of the Moor.", ("Mosses hold water.",))
    assert people(first) == [("Casbon", "James A"), ("Moor Group", "")]
    assert (first.year, first.identifier) == (2031, "10.1/moor")
    assert (second.title, second.paragraphs) == ("Only a title.", ())


def test_pubmed(tmp_path: Path) -> None:
    """Parts of a structured abstract stand behind their labels; markup leaves its text."""
    (record,) = reading(tmp_path, "moor.xml", documents.PUBMED).records
    assert record.title == "Genes of Sphagnum at 4°"
    assert record.paragraphs == ("AIM: We count genes.", "RESULTS: There are many.")
    assert people(record) == [("Reed", "Ann B"), ("Moor Group", "")]
    assert record.authors[0].affiliation == "Moor College"
    assert record.year == 2031


def test_jats(tmp_path: Path) -> None:
    """The main abstract, not the teaser; marks of notes and editors are left out."""
    (record,) = reading(tmp_path, "moor.xml", documents.JATS).records
    assert record.title == "Fens in Winter"
    assert record.paragraphs == ("Methods: We walked fens.", "Results. They froze.")
    assert people(record) == [("Reed", "Ann")]
    assert record.authors[0].affiliation == "Moor College"


def test_tei(tmp_path: Path) -> None:
    """Each block is a paragraph, notes and references leave the text, topics are no keywords."""
    (record,) = reading(tmp_path, "moor.xml", documents.TEI).records
    assert record.title == "Moore digital: Ein Atlas"
    assert record.paragraphs == (
        "Einleitung",
        "Der Atlas zeigt die Moore im Norden.",
        "Karten",
        "Pläne",
    )
    assert [note.text for note in record.notes] == ["Alle."]
    assert (record.keywords, record.references) == (("Moor",), ("Reed 2030.",))


def test_xml_that_is_not_well_formed(tmp_path: Path) -> None:
    """It is read as far as it goes, with entities of HTML, and a finding says so."""
    broken = documents.TEI.replace("</item>", "", 1).replace("Pläne", "Pl&auml;ne")
    found = reading(tmp_path, "moor.xml", broken)
    assert [finding.code for finding in found.findings] == ["bad_record"]
    assert "Pläne" in " ".join(found.records[0].paragraphs)


def test_xml_reads_no_other_file(tmp_path: Path) -> None:
    """An entity that points at a file gives nothing of the file."""
    (tmp_path / "secret").write_text("hidden words", encoding="utf-8")
    doctype = f'<!DOCTYPE TEI [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]>'
    text = doctype + documents.TEI.replace("Karten", "Karten &x;")
    assert "hidden" not in str(reading(tmp_path, "moor.xml", text))


def test_csv(tmp_path: Path) -> None:
    """A line above the header, line ends in cells and blank rows; a surplus cell is named."""
    found = reading(tmp_path, "moor.csv", documents.CSV)
    assert [it.title for it in found.records] == ["Moss", "Heath"]
    assert [people(it) for it in found.records] == [[("Reed", "Ann"), ("Moss", "Bo")]] * 2
    assert [finding.before for finding in found.findings] == ["surplus"]


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_other_delimiters(tmp_path: Path, delimiter: str) -> None:
    """The delimiter is found from the header, whatever the file is called."""
    table = delimiter.join(["Titel", "Autoren", "Kurzfassung"]) + "\n"
    table += delimiter.join(["Moos", "Reed, Ann", "Moose, Moose, Moose."]) + "\n"
    (record,) = reading(tmp_path, "moor.txt", table).records
    assert (record.title, record.paragraphs) == ("Moos", ("Moose, Moose, Moose.",))


def test_japanese_table(tmp_path: Path) -> None:
    """Japanese headers and encodings are known; one affiliation belongs to one author."""
    (record,) = reading(tmp_path, "moor.tsv", documents.JAPANESE_TSV.encode("cp932")).records
    assert (record.title, people(record)) == ("湿原の苔", [("佐藤", "花子")])
    assert record.authors[0].affiliation == "湿原大学"


def test_workbook(tmp_path: Path) -> None:
    """The sheet with a header is found behind others; numbers are read as people read them."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(["Read me first"])
    sheet = book.create_sheet("Abstracts")
    sheet.append(["ID", "Paper title", "Authors", "Abstract", "Year"])
    sheet.append([17, "Moss", "Reed, Ann", "Mosses hold water.", 2031])
    book.save(tmp_path / "moor.dat")
    (record,) = read_document(tmp_path / "moor.dat").records
    assert (record.title, record.year, record.identifier) == ("Moss", 2031, "17")


def test_json(tmp_path: Path) -> None:
    """Records inside an object; authors as texts or objects; what is no record is named."""
    found = reading(tmp_path, "moor.json", documents.JSON)
    (record,) = found.records
    assert people(record) == [("Reed", "Ann"), ("Moss", "Bo")]
    assert (record.paragraphs, record.year) == (("One.", "Two."), 2031)
    assert [finding.before for finding in found.findings] == ["nonsense"]


def test_json_lines_packed(tmp_path: Path) -> None:
    """One record a line, also packed; a broken line is named by its number."""
    found = reading(tmp_path, "moor.gz", gzip.compress(documents.JSON_LINES.encode()))
    assert [it.title for it in found.records] == ["Moss", "Heath"]
    assert found.records[0].paragraphs == ("One.", "Two.")
    assert [finding.source.first for finding in found.findings] == [2]


def test_columns_that_are_not_known(tmp_path: Path) -> None:
    """The error lists the columns and shows how to map; the mapping then reads the table."""
    folder = tmp_path / "moor"
    folder.mkdir()
    (folder / "export.csv").write_text("Alpha,Beta\nMoss,Mosses hold water.\n", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"'Alpha', 'Beta'.*mapping\.toml"):
        read_booklet(folder)
    mapping = 'title = "alpha"\ntext = "Beta"\n'
    (folder / "mapping.toml").write_text(mapping, encoding="utf-8")
    (abstract,) = read_booklet(folder).booklet.abstracts
    assert (abstract.id, abstract.text) == ("moor-moss", "Mosses hold water.")


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("Author 1,Author 2", '"Reed, Ann",Bo Moss'),
        ("Author 2 Name,author_1_name", "Bo Moss,Ann Reed"),
        ("1st Author,2nd Author,3rd Author", "Ann Reed,Bo Moss,"),
        ("Presenter,Presenter 2", "Ann Reed,Bo Moss"),
        ("Author 1,Co-author 1,Co-author 2", "Ann Reed,Bo Moss,"),
        ("First Name 1,Last Name 1,First Name 2,Last Name 2", "Ann,Reed,Bo,Moss"),
        ("Author1 First Name,Author1 Last Name,Author2 First Name,Author2 Last Name",
         "Ann,Reed,Bo,Moss"),
        ("Vorname 1,Nachname 1,Autor 2", "Ann,Reed,Bo Moss"),
        ("Authors,Author 1,Author 2", "Ann Reed; Bo Moss,Ann Reed,Bo Moss"),
        ("Presenting Author,Author 1,Author 2", "Bo Moss,Ann Reed,Bo Moss"),
        ("Presenter 1,Author 1,Author 2", "Bo Moss,Ann Reed,Bo Moss"),
        ("Author 1,Presenter 1", "Ann Reed,Bo Moss"),
    ],
)  # fmt: skip
def test_columns_of_numbered_authors(tmp_path: Path, header: str, row: str) -> None:
    """A column for each author, or several, make the authors in the order of their numbers."""
    table = f"Title,{header},Abstract\nMoss,{row},Mosses hold water.\n"
    (record,) = reading(tmp_path, "moor.csv", table).records
    assert people(record) == [("Reed", "Ann"), ("Moss", "Bo")]


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("Author 1,Author 1 Affiliation,Author 2,Author2 Institution", "{a},{x},{b},{y}"),
        ("Affiliation of Author 1,Author 1,Affiliation (Author 2),Author 2", "{x},{a},{y},{b}"),
        ("Authors,Affiliation 1,Affiliation 2", "{a}; {b},{x},{y}"),
        ("著者1,著者1所属,著者2,著者2所属", "{a},{x},{b},{y}"),
    ],
)
def test_affiliations_of_numbered_authors(tmp_path: Path, header: str, row: str) -> None:
    """An affiliation goes to the author of its number."""
    filled = row.format(a="Ann Reed", b="Bo Moss", x="Moor College", y="Fen College")
    table = f"Title,{header},Abstract\nMoss,{filled},Mosses hold water.\n"
    (record,) = reading(tmp_path, "moor.csv", table).records
    assert people(record) == [("Reed", "Ann"), ("Moss", "Bo")]
    assert [it.affiliation for it in record.authors] == ["Moor College", "Fen College"]


def test_several_affiliations_of_one_numbered_author(tmp_path: Path) -> None:
    """A second number counts the affiliations of one author; an address is none."""
    table = (
        "Title,Author 1,Author 1 Affiliation 1,Author 1 Affiliation 2,Author 1 Email,Abstract\n"
        "Moss,Ann Reed,Moor College,Fen College,a@moor.example,Mosses hold water.\n"
    )
    (record,) = reading(tmp_path, "moor.csv", table).records
    assert [it.affiliations for it in record.authors] == [("Moor College", "Fen College")]


def test_keys_of_numbered_authors(tmp_path: Path) -> None:
    """Keys of JSON are numbered as columns are, and may hold objects."""
    record = {
        "title": "Moss",
        "author1": {"given": "Ann", "family": "Reed", "affiliation": "Moor College"},
        "author_2_first_name": "Bo",
        "author_2_last_name": "Moss",
        "abstract": "Mosses hold water.",
    }
    (found,) = reading(tmp_path, "moor.json", json.dumps([record])).records
    assert people(found) == [("Reed", "Ann"), ("Moss", "Bo")]
    assert [it.affiliation for it in found.authors] == ["Moor College", None]


def test_the_editor_names_the_authors(tmp_path: Path) -> None:
    """A column of authors that mapping.toml names stands alone."""
    folder = tmp_path / "moor"
    folder.mkdir()
    table = "Title,Talk by,Author 1,Abstract\nMoss,Ann Reed,Bo Moss,Mosses hold water.\n"
    (folder / "export.csv").write_text(table, encoding="utf-8")
    (folder / "mapping.toml").write_text('authors = "Talk by"\n', encoding="utf-8")
    (abstract,) = read_booklet(folder).booklet.abstracts
    assert [it.name for it in abstract.authors] == ["Ann Reed"]


@pytest.mark.parametrize(
    ("mapping", "problem"),
    [
        ('heading = "Alpha"', "no field 'heading'"),
        ("title = 3", "must be the name"),
        ('title = "Gamma"', "no column 'Gamma'"),
        ("title", "not valid TOML"),
    ],
)
def test_mappings_that_fit_nothing(tmp_path: Path, mapping: str, problem: str) -> None:
    """A mapping that names no field or no column is refused, never skipped."""
    (tmp_path / "export.csv").write_text("Title,Abstract\nMoss,Water.\n", encoding="utf-8")
    (tmp_path / "mapping.toml").write_text(mapping, encoding="utf-8")
    with pytest.raises(CorpusError, match=problem):
        read_booklet(tmp_path)


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.pdf", documents.BIBTEX.encode(), "bibtex"),
        ("a.txt", documents.RIS.encode("utf-8-sig"), "ris"),
        ("a.csv", documents.PUBMED.encode(), "pubmed"),
        ("a", documents.TEI.encode("utf-16"), "tei"),
        ("a.xml", b"<!DOCTYPE html><html><body><p>x</p></body></html>", "html"),
        ("a.bib", b"%PDF-1.7 \n", "pdf"),
        ("a.txt", documents.JSON_LINES.encode(), "json"),
        ("a.json", b"A booklet\n\nin plain text, with a title.\n", "text"),
    ],
)
def test_the_content_tells_the_format(name: str, data: bytes, kind: str) -> None:
    """A wrong name misleads nobody."""
    assert kind_of(data, name) == kind


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"{\\rtf1 x}", "RTF"),
        (b"\xd0\xcf\x11\xe0 old", "old Office"),
        (b"PK\x03\x04 torn", "damaged"),
        (gzip.compress(gzip.compress(b"x", mtime=0), mtime=0), "packed twice"),
        (gzip.compress(b"x" * 99, mtime=0)[:-9], "cannot be unpacked"),
        (b'<?xml version="1.0"?><feed/>', "<feed>"),
        (b'{"title": ', "no JSON"),
        (b'["a", 2]', "no records"),
    ],
)
def test_what_is_not_read(tmp_path: Path, data: bytes, problem: str) -> None:
    """Known formats that are not read, and torn files, are named in one sentence."""
    with pytest.raises(CorpusError, match=problem):
        reading(tmp_path, "moor", data)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("j.pdf", documents.CSV, "ends in .pdf, but this is a table in text"),
        ("a.bib", documents.RIS, "ends in .bib, but this is RIS"),
        ("a.csv", documents.PUBMED, "ends in .csv, but this is PubMed XML"),
        ("a.JSON", documents.BIBTEX, "ends in .json, but this is BibTeX"),
    ],
)
def test_a_wrong_name_is_told(tmp_path: Path, name: str, text: str, said: str) -> None:
    """A document is read by its content, and the report says that its name misleads."""
    if text is documents.CSV:
        text = text.split("\n", 1)[1]
    (tmp_path / name).write_text(text, encoding="utf-8")
    parsed = read_booklet(tmp_path / name)
    (finding,) = (it for it in parsed.findings if it.code == "misnamed")
    assert said in finding.message
    assert finding.abstract_id is None


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", documents.RIS),
        ("a", documents.BIBTEX),
        ("a.xml", documents.TEI),
        ("a.tsv", documents.JAPANESE_TSV),
    ],
)
def test_a_right_name_is_not_told(tmp_path: Path, name: str, text: str) -> None:
    """Names that fit, and names that say nothing, leave no finding."""
    assert "misnamed" not in {it.code for it in reading(tmp_path, name, text).findings}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("programme.csv", "Title,Author,Room\nMoss,Ann Reed,1\nHeath,Bo Moss,2\n"),
        ("programme.json", '[{"title": "Moss", "author": "Ann Reed"}, {"title": "Heath"}]'),
    ],
)
def test_titles_without_texts(tmp_path: Path, name: str, text: str) -> None:
    """A programme is read: its records have titles alone, and one finding says so."""
    (tmp_path / name).write_text(text, encoding="utf-8")
    parsed = read_booklet(tmp_path / name)
    assert [(it.title, it.text) for it in parsed.booklet.abstracts] == [("Moss", ""), ("Heath", "")]
    (finding,) = (it for it in parsed.findings if it.code == "text_missing")
    assert "'title'" in finding.message.casefold()
    assert "titles alone" in finding.message


def test_a_programme_beside_the_abstracts(tmp_path: Path) -> None:
    """Where another document has the texts, titles alone make no records, and a finding says so."""
    folder = tmp_path / "moor"
    folder.mkdir()
    (folder / "a.csv").write_text("Title,Abstract\nMoss,Mosses hold water.\n", encoding="utf-8")
    (folder / "b.csv").write_text("Title,Room\nMoss,Hall\nTea,Hall\n", encoding="utf-8")
    parsed = read_booklet(folder)
    assert [it.title for it in parsed.booklet.abstracts] == ["Moss"]
    (finding,) = (it for it in parsed.findings if it.code == "text_missing")
    assert finding.source.document == "b.csv"
    assert "left out" in finding.message


def test_a_sheet_with_texts_outdoes_a_programme(tmp_path: Path) -> None:
    """Of two sheets with titles the one with texts is read, though it stands behind."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(["Title", "Room"])
    book.active.append(["Moss", "Hall"])
    sheet = book.create_sheet("Abstracts")
    sheet.append(["Title", "Abstract"])
    sheet.append(["Moss", "Mosses hold water."])
    book.save(tmp_path / "moor.xlsx")
    (record,) = read_document(tmp_path / "moor.xlsx").records
    assert record.paragraphs == ("Mosses hold water.",)


def test_a_plain_archive(tmp_path: Path) -> None:
    """An archive is to be unpacked first."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("moor.csv", documents.CSV)
    with pytest.raises(CorpusError, match="ZIP archive"):
        reading(tmp_path, "moor.zip", archive.getvalue())


_SEEDS = st.sampled_from(
    [
        documents.BIBTEX,
        documents.RIS,
        documents.MEDLINE,
        documents.PUBMED,
        documents.JATS,
        documents.TEI,
        documents.CSV,
        documents.JSON,
        documents.JSON_LINES,
    ]
).map(str.encode)


@settings(max_examples=120)
@given(_SEEDS, st.integers(0, 1500), st.integers(0, 400), st.binary(max_size=30))
def test_damage_gives_records_or_one_error(
    tmp_path_factory: pytest.TempPathFactory, seed: bytes, at: int, gone: int, new: bytes
) -> None:
    """Whatever is cut out and put in, a data format gives records or a CorpusError."""
    data = seed[:at] + new + seed[at + gone :]
    path = tmp_path_factory.getbasetemp() / "damaged"
    path.write_bytes(data)
    with contextlib.suppress(CorpusError):
        if kind_of(data, path.name) in READERS:
            assert isinstance(read_document(path), Reading)


@given(st.lists(st.fixed_dictionaries({"title": st.text(min_size=1), "abstract": st.text()})))
def test_no_record_is_lost(rows: list[dict[str, str]]) -> None:
    """JSON gives as many records as it holds objects, whatever their texts."""
    from corpus.readers.json_records import read  # noqa: PLC0415 - beside the documents' reader

    data = json.dumps([{"title": "Moss", "abstract": "x"}, *rows]).encode()
    assert len(read(data, "moor.json", {}).records) == len(rows) + 1
