"""Booklets on disk: files in, records or one clear sentence out."""

from pathlib import Path

import pytest

from corpus.errors import CorpusError
from corpus.library import read_booklet, read_library
from corpus.pages import MAX_BYTES
from corpus.readers.text import lines_of
from tests.support import layouts

TEXT = "Society of Reeds\n\n“Café Reeds”\n\nReeds “grow” fast. Nobody knows why.\n"


def booklet_folder(root: Path, name: str, data: bytes) -> Path:
    """A booklet's folder with a document of these bytes."""
    folder = root / name
    folder.mkdir()
    (folder / "booklet.txt").write_bytes(data)
    return folder


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_of_western_text(tmp_path: Path, encoding: str) -> None:
    """The same records whatever the encoding, with and without a byte order mark."""
    parsed = read_booklet(booklet_folder(tmp_path, "reeds", TEXT.encode(encoding)))
    assert parsed.booklet.conference.id == "reeds"
    assert [abstract.title for abstract in parsed.booklet.abstracts] == ["Café Reeds"]


@pytest.mark.parametrize("encoding", ["cp932", "euc_jp", "iso2022_jp", "utf-8"])
def test_encodings_of_japanese_text(encoding: str) -> None:
    """Older Japanese encodings are told apart and read without a loss."""
    text = layouts.JAPANESE.replace("〜", "-")
    assert "\n".join(lines_of(text.encode(encoding), "mizuumi")) == text.rstrip("\n")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(end: str) -> None:
    """Line numbers count the lines that an editor shows, whichever system wrote the file."""
    assert lines_of(f"a{end}{end}b\u2028c\x0cd{end}".encode(), "x") == ("a", "", "b\u2028c\x0cd")


def test_the_document_itself(tmp_path: Path) -> None:
    """A path to the file works like one to its folder; another file name gives the id."""
    folder = booklet_folder(tmp_path, "reeds", TEXT.encode())
    assert read_booklet(folder / "booklet.txt") == read_booklet(folder)
    other = tmp_path / "autumn.txt"
    other.write_text(TEXT, encoding="utf-8")
    assert read_booklet(other).booklet.conference.id == "autumn"


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "is empty"),
        (b" \n\x0c\n", "is empty"),
        (bytes(range(256)), "binary data"),
        (b"\xff\xfea", "UTF-8"),
        (b"\x81\x8d\x8f\xff line", "no known encoding"),
        (b"Hello world", "no abstract was found"),
    ],
)
def test_unreadable_documents(tmp_path: Path, data: bytes, problem: str) -> None:
    """Each document that gives no records is refused in one sentence that names the file."""
    folder = booklet_folder(tmp_path, "reeds", data)
    with pytest.raises(CorpusError, match=problem) as error:
        read_booklet(folder)
    assert str(folder / "booklet.txt") in str(error.value)
    assert "\n" not in str(error.value)


def test_missing_paths(tmp_path: Path) -> None:
    """A path that is not there, and a folder without a booklet, are named."""
    with pytest.raises(CorpusError, match="does not exist"):
        read_booklet(tmp_path / "nowhere")
    with pytest.raises(CorpusError, match=r"holds no booklet\.txt"):
        read_booklet(tmp_path)
    with pytest.raises(CorpusError, match="is no folder"):
        read_library(tmp_path / "nowhere")
    with pytest.raises(CorpusError, match=r"holds a booklet\.txt"):
        read_library(tmp_path)


def test_absurd_sizes(tmp_path: Path) -> None:
    """A file too large to be a booklet is refused before it is read."""
    folder = booklet_folder(tmp_path, "reeds", b"")
    with (folder / "booklet.txt").open("r+b") as document:
        document.truncate(MAX_BYTES + 1)
    with pytest.raises(CorpusError, match="larger than 64 MB"):
        read_booklet(folder)


def test_a_folder_where_a_document_should_be(tmp_path: Path) -> None:
    """A folder named like a document is not taken for one."""
    (tmp_path / "reeds" / "booklet.txt").mkdir(parents=True)
    with pytest.raises(CorpusError, match=r"holds no booklet\.txt"):
        read_booklet(tmp_path / "reeds")


def test_library_is_sorted_by_name(tmp_path: Path) -> None:
    """Every folder with a document is read, others are passed over, in the order of names."""
    for name in ("b-2021", "a-2022"):
        booklet_folder(tmp_path, name, TEXT.encode())
    (tmp_path / "readers").mkdir()
    ids = [parsed.booklet.conference.id for parsed in read_library(tmp_path)]
    assert ids == ["a-2022", "b-2021"]


def test_the_library_may_be_one_booklet(tmp_path: Path) -> None:
    """Pointing at a booklet's own folder reads that one booklet."""
    folder = booklet_folder(tmp_path, "reeds", TEXT.encode())
    assert [parsed.booklet.conference.id for parsed in read_library(folder)] == ["reeds"]
