"""What documents gave, put in order: nothing is lost, ids do not move, doubts are named."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.abstract import Person, SourceLines
from corpus.assembly import assemble
from corpus.errors import CorpusError
from corpus.languages import stated_language, text_language
from corpus.library import read_booklet, read_library
from corpus.reading import FoundRecord, Reading
from corpus.report import Finding
from corpus.tidy import tidy
from tests.support import documents

ANN = Person("Reed", "Ann")


def found(title: str, text: str, line: int = 1) -> FoundRecord:
    """A record on one line."""
    paragraphs = (text,) if text else ()
    return FoundRecord(SourceLines(line, line), title, (ANN,), paragraphs)


def codes(*records: FoundRecord) -> list[str]:
    """The codes of the doubts about these records, but for the missing conference."""
    parsed = assemble([("a.csv", Reading(records))], "moor")
    return [it.code for it in parsed.findings if it.code != "conference_missing"]


def test_a_record_without_text_is_a_finding() -> None:
    """It is no abstract, and its title is shown."""
    parsed = assemble([("a", Reading((found("Moss", "It grows."), found("Heath", "", 2))))], "moor")
    assert [abstract.title for abstract in parsed.booklet.abstracts] == ["Moss"]
    (missing,) = (it for it in parsed.findings if it.code == "text_missing")
    assert (missing.before, missing.source.first) == ("Heath", 2)


def test_doubts_about_titles_and_authors() -> None:
    """Missing and equal titles and missing authors are named."""
    nobody = FoundRecord(SourceLines(4, 4), "Fen", (), ("Fens freeze.",))
    assert codes(found("Moss", "One."), found("MOSS", "Two."), found("", "Three."), nobody) == [
        "duplicate_title",
        "title_missing",
        "author_missing",
    ]


def test_a_doubt_is_told_once() -> None:
    """What a document's own reading says of an abstract is not said again."""
    nobody = FoundRecord(SourceLines(4, 6), "Fen", (), ("Fens freeze.",))
    said = Finding("doubt", "author_missing", nobody.source, "No author was found.")
    parsed = assemble([("a.pdf", Reading((nobody,), (said,)))], "moor")
    assert [it.message for it in parsed.findings if it.code == "author_missing"] == [said.message]


def test_nothing_to_keep() -> None:
    """Where no record has a text, the sentence says how many were seen."""
    with pytest.raises(CorpusError, match="holds 2 records, but none has a text"):
        assemble([("a.ris", Reading((found("Moss", ""), found("Heath", " "))))], "moor")
    with pytest.raises(CorpusError, match=r"no abstract was found in a\.ris"):
        assemble([("a.ris", Reading(()))], "moor")


def test_an_id_without_a_title_comes_from_the_text() -> None:
    """It stays when another record in front of it is changed, added or taken away."""
    alone = assemble([("a", Reading((found("", "Fens freeze."),)))], "moor")
    among = assemble([("a", Reading((found("", "New."), found("", "Fens freeze."))))], "moor")
    assert alone.booklet.abstracts[0].id == among.booklet.abstracts[1].id
    assert len({abstract.id for abstract in among.booklet.abstracts}) == 2


def test_findings_follow_their_record() -> None:
    """A reader's finding gets the id of the abstract on whose lines it stands."""
    finding = Finding("doubt", "bad_record", SourceLines(2, 2), "A surplus cell.")
    records = (found("Moss", "One.", 1), found("Heath", "Two.", 2))
    parsed = assemble([("a", Reading(records, (finding,)))], "moor")
    assert [it.abstract_id for it in parsed.findings if it.code == "bad_record"] == ["moor-heath"]


def test_the_conference_that_most_records_name() -> None:
    """A name and year that most records share are the booklet's; else they are unknown."""
    records = [
        FoundRecord(SourceLines(n, n), f"T{n}", (ANN,), ("x",), year=year, conference=name)
        for n, (year, name) in enumerate([(2031, "Moor"), (2031, "Moor"), (2030, None)], 1)
    ]
    conference = assemble([("a", Reading(tuple(records)))], "moor").booklet.conference
    assert (conference.id, conference.name, conference.year) == ("moor", "Moor", 2031)
    scattered = assemble([("a", Reading(tuple(records[1:])))], "moor").booklet.conference
    assert (scattered.name, scattered.year) == (None, None)


def test_several_documents_make_one_booklet(tmp_path: Path) -> None:
    """Each source names its document; one that cannot be read is left out and named."""
    folder = tmp_path / "moor"
    folder.mkdir()
    (folder / "a.ris").write_text(documents.RIS, encoding="utf-8")
    (folder / "b.xml").write_text(documents.JATS, encoding="utf-8")
    (folder / "c.xml").write_text('<?xml version="1.0"?><feed/>', encoding="utf-8")
    (folder / "README.md").write_text("No document.", encoding="utf-8")
    parsed = read_booklet(folder)
    assert [(it.title, it.source.document) for it in parsed.booklet.abstracts] == [
        ("Mosses of the Moor", "a.ris"),
        ("The Last One Has No End", "a.ris"),
        ("Fens in Winter", "b.xml"),
    ]
    (left_out,) = (it.message for it in parsed.findings if it.source.document == "c.xml")
    assert left_out.startswith("This document was left out.")


def test_folders_of_programs_hold_no_booklet(tmp_path: Path) -> None:
    """Beside booklets there may be programs, pictures and settings."""
    for name in ("moor", "readers", "pictures"):
        (tmp_path / name).mkdir()
    (tmp_path / "moor" / "export.ris").write_text(documents.RIS, encoding="utf-8")
    (tmp_path / "readers" / "__init__.py").write_text("", encoding="utf-8")
    (tmp_path / "readers" / "names.txt").write_text("x", encoding="utf-8")
    (tmp_path / "pictures" / "moor.png").write_bytes(b"x")
    assert [it.booklet.conference.id for it in read_library(tmp_path)] == ["moor"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The moss grows on the moor and it holds the water of the fen.", "en"),
        ("Das Moos wächst auf dem Moor und hält das Wasser, das nicht abfließt.", "de"),
        ("La mousse pousse dans la tourbière et les eaux sont retenues par les plantes.", "fr"),
        ("El musgo crece en la turbera y retiene las aguas que no se van con el viento.", "es"),
        ("Il muschio cresce nella torbiera e le acque non sono perse con il vento.", "it"),
        ("O musgo cresce na turfeira e as águas não se perdem com o vento do norte.", "pt"),
        ("Het mos groeit op de hei en houdt het water vast dat niet door de wind gaat.", "nl"),
        ("苔は水を保つ。", "ja"),
        ("苔藓保持水分", "zh"),
    ],
)
def test_languages(text: str, language: str) -> None:
    """The commonest words tell the language, the script where there are no spaces."""
    assert text_language(text) == language


def test_the_text_overrules_what_a_record_states() -> None:
    """An article in Polish may have its abstract in English; a short text says nothing."""
    english = "The moss grows on the moor and it holds the water of the fen."
    assert text_language(english, "pol") == "en"
    assert text_language("Moos.", "ger") == "de"
    assert stated_language("de-AT") == "de"
    assert stated_language("Klingon") is None


@given(st.text())
def test_tidy_text_can_be_stored(text: str) -> None:
    """Whatever stands in a document, the records hold one line of storable text."""
    tidied = tidy(text)
    assert tidied.encode().decode() == tidied
    assert tidy(tidied) == tidied
    assert "\n" not in tidied


@given(st.lists(st.tuples(st.text(max_size=12), st.text(max_size=12)), min_size=1, max_size=8))
def test_every_record_is_an_abstract_or_a_finding(pairs: list[tuple[str, str]]) -> None:
    """Abstracts and findings of missing text together are as many as the records."""
    records = tuple(found(title, text, n) for n, (title, text) in enumerate(pairs, 1))
    reading = Reading((*records, found("Moss", "It grows.", 99)))
    parsed = assemble([("a", reading)], "moor")
    lost = sum(it.code == "text_missing" for it in parsed.findings)
    ids = [abstract.id for abstract in parsed.booklet.abstracts]
    assert len(ids) + lost == len(pairs) + 1
    assert len(set(ids)) == len(ids)
