"""An HTML page's lines are what a browser shows of it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import CorpusError
from corpus.readers.child import read_safely
from corpus.readers.html import parse_html


def texts_of(markup: str) -> list[str]:
    """The text of each line of the page."""
    return [line.text for line in parse_html(markup.encode(), "page.html").lines]


def test_blocks_and_breaks() -> None:
    """Each block is a line, a break parts one, and text after an inner block is its own line."""
    assert texts_of("<div>one<p>two <b>bold</b><br>three</p>four</div><pre>a\n b</pre>") == [
        "one",
        "two bold",
        "three",
        "four",
        "a",
        "b",
    ]


def test_type() -> None:
    """A line tells tag and class, boldness, slant, superscripts and centring."""
    page = parse_html(
        b"<h2 class='title x' align=center>On <i>Bats</i><sup>1</sup></h2><p>A. Rossi</p>", "x"
    )
    title, author = page.lines
    assert [(s.text, s.style.bold, s.style.italic, s.raised) for s in title.spans] == [
        ("On ", True, False, False),
        ("Bats", True, True, False),
        ("1", True, False, True),
    ]
    assert (title.spans[0].style.name, author.spans[0].style.name) == ("h2.title", "p")
    assert (title.centred, author.centred, author.spans[0].style.bold) == (True, False, False)
    assert page.whole_paragraphs


@pytest.mark.parametrize(
    "unseen",
    [
        "<script>no</script>",
        "<style>no</style>",
        "<nav>no</nav>",
        "<b hidden>no</b>",
        "<span style='display: none'>no</span>",
        "<span style='font-size:0'>no</span>",
        "<!-- no -->",
        "<noscript>no</noscript>",
    ],
)
def test_what_is_not_shown(unseen: str) -> None:
    """What a browser does not show, or is the page's navigation, is no text of the document."""
    assert texts_of(f"<title>no</title><p>see{unseen}n</p>") == ["seen"]


@pytest.mark.parametrize("encoding", ["utf-8", "shift_jis", "euc-jp", "iso-2022-jp", "utf-16"])
def test_encodings(encoding: str) -> None:
    """A page's declared encoding, or its byte order mark, is followed."""
    markup = f"<meta charset={encoding}><p>日本語の抄録</p>"
    (line,) = parse_html(markup.encode(encoding), "x").lines
    assert line.text == "日本語の抄録"


def test_a_wrong_declaration() -> None:
    """UTF-8 that calls itself Latin-1 is read as what it is."""
    (line,) = parse_html("<meta charset=iso-8859-1><p>Gdańsk</p>".encode(), "x").lines
    assert line.text == "Gdańsk"


@given(st.lists(st.text(alphabet="abc <>&;é\n", max_size=20)))
def test_any_text_comes_back(words: list[str]) -> None:
    """Whatever stands in a paragraph is its line, but for white space."""
    escaped = [
        word.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") for word in words
    ]
    markup = "".join(f"<p>{word}</p>" for word in escaped)
    assert texts_of(markup) == [" ".join(word.split()) for word in words if word.split()]


def test_a_page_without_text(tmp_path: Path) -> None:
    """A page that shows nothing, and one nested without end, give one sentence or their text."""
    path = tmp_path / "page.html"
    path.write_text("<script>1</script>")
    with pytest.raises(CorpusError, match="shows no text"):
        read_safely("html", path)
    path.write_text("<div>" * 100_000 + "deep")
    with pytest.raises(CorpusError, match=r"page\.html"):
        read_safely("html", path)
