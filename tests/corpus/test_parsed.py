"""What was read is kept, and never outlives what it was read from."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.abstract import Abstract, Booklet, Conference, Person
from corpus.errors import CorpusError
from corpus.library import read_booklet, read_library
from corpus.parsed import read_kept, read_kept_library
from corpus.report import Finding, Layout, ParsedBooklet
from corpus.serial import from_json, to_json
from corpus.shelf import Shelf
from tests.support.shelves import MOSS, WOOL, put

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
FIELDS = {str: TEXT}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A shelf with two booklets."""
    (tmp_path / "var").mkdir()
    return put(tmp_path, moss=MOSS, wool=WOOL)


@pytest.fixture
def kept(tmp_path: Path, corpus: Path) -> Path:
    """Where readings are kept."""
    read_kept_library(corpus, tmp_path / "var" / "parsed")
    return tmp_path / "var" / "parsed"


for kind in (Person, Conference, Abstract, Finding, Layout):
    st.register_type_strategy(kind, st.deferred(lambda kind=kind: st.builds(kind)))  # type: ignore[misc]
st.register_type_strategy(str, TEXT)
PARSED = st.builds(
    ParsedBooklet,
    st.builds(Booklet),
    st.lists(st.builds(Finding), max_size=2).map(tuple),
    st.lists(st.builds(Layout, confidence=st.floats(0, 1)), max_size=2).map(tuple),
)


@given(parsed=PARSED)
def test_what_is_written_is_read(parsed: ParsedBooklet) -> None:
    """Every field of every record, finding and layout comes back equal, unknown ones included."""
    assert from_json(to_json(parsed)) == parsed


def test_a_kept_reading_is_the_reading(corpus: Path, kept: Path) -> None:
    """It is what reading the documents gives, and it is what is used."""
    assert read_kept_library(corpus, kept) == read_library(corpus)
    moss = read_booklet(corpus / "moss")
    file = next(it for it in kept.iterdir() if from_json(it.read_bytes()) == moss)
    file.write_bytes(to_json(replace(moss, findings=())))
    assert read_kept(corpus / "moss", kept).findings == ()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("booklet.txt", MOSS.replace("Roofs", "Walls")),
        (
            "withdrawn.toml",
            "[[withdrawn]]\nabstract='moss/x'\ntitle='X'\nreason='r'\ndate=2020-01-01",
        ),
    ],
)
def test_any_change_of_a_file_is_seen(corpus: Path, kept: Path, name: str, content: str) -> None:
    """A document or an editor's file that changes is read anew; what it replaces goes."""
    (corpus / "moss" / name).write_text(content, "utf-8")
    assert read_kept_library(corpus, kept) == read_library(corpus)
    assert len(list(kept.iterdir())) == 2


def test_a_withdrawal_reads_no_document_again(corpus: Path, kept: Path) -> None:
    """What was kept is used with the abstract taken out, and stays as it was."""
    before = {file: file.stat().st_mtime_ns for file in kept.iterdir()}
    gone = read_booklet(corpus / "moss").booklet.abstracts[0]
    shelf = Shelf(corpus)
    with shelf.locked(), shelf.withdraw(gone, "Counted twice.") as staged:
        assert staged.folder is not None
        parsed = read_kept(staged.folder, kept)
    assert {file: file.stat().st_mtime_ns for file in kept.iterdir()} == before
    assert gone.id not in {it.id for it in parsed.booklet.abstracts}
    assert [stone.id for stone in parsed.booklet.withdrawn] == [gone.id]


def test_a_damaged_file_is_read_over(corpus: Path, kept: Path) -> None:
    """What cannot be read as a booklet is written again from the documents."""
    for file in kept.iterdir():
        file.write_bytes(file.read_bytes()[:-9])
    assert read_kept_library(corpus, kept) == read_library(corpus)
    assert all(from_json(file.read_bytes()) for file in kept.iterdir())


def test_an_error_is_not_kept(corpus: Path, kept: Path) -> None:
    """What cannot be read says so every time, and is fine once it is mended."""
    (corpus / "moss" / "withdrawn.toml").write_text("nonsense")
    for _ in range(2):
        with pytest.raises(CorpusError, match="not valid TOML"):
            read_kept_library(corpus, kept)
    (corpus / "moss" / "withdrawn.toml").unlink()
    assert read_kept_library(corpus, kept) == read_library(corpus)


def test_nothing_is_left_where_nothing_was_built(corpus: Path, tmp_path: Path) -> None:
    """Looking at a corpus does not make the folder of the index."""
    assert read_kept_library(corpus, tmp_path / "none" / "parsed") == read_library(corpus)
    assert not (tmp_path / "none").exists()
