"""Accents, fonts and clean characters: what stands between a PDF's codes and its text."""

import itertools
import struct
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.readers.accents import compose
from corpus.readers.cleaning import cleaned
from corpus.readers.font_program import Program, read_program
from corpus.readers.glyphs import Glyph
from corpus.readers.printed import OutlineEntry, PrintedDocument, PrintedLine, Span, Style
from corpus.readers.runs import Run, spans_of
from corpus.readers.wire import decode, encode

STYLES = st.builds(
    Style, st.sampled_from([0.0, 9.5, 12.0]), st.booleans(), st.booleans(), st.text()
)


def glyph(text: str, left: float, order: int) -> Glyph:
    """A glyph six points wide on a baseline at 100."""
    return Glyph(text, left, left + 6, 100, 10, Style(), order)


def font_with(mac_style: int, weight: int) -> bytes:
    """An OpenType font of two tables, which say how bold and slanted it is."""
    head, os2 = bytearray(54), bytearray(10)
    struct.pack_into(">H", head, 44, mac_style)
    struct.pack_into(">H", os2, 4, weight)
    start = 12 + 2 * 16
    entries = struct.pack(">4sIII", b"OS/2", 0, start, len(os2))
    entries += struct.pack(">4sIII", b"head", 0, start + len(os2), len(head))
    return b"\0\1\0\0" + struct.pack(">HHHH", 2, 0, 0, 0) + entries + bytes(os2 + head)


@pytest.mark.parametrize("order", [(0, 1, 2), (0, 2, 1), (1, 0, 2)])
def test_accents_find_their_letters(order: tuple[int, int, int]) -> None:
    """An accent drawn over a letter is part of it, wherever the file draws it."""
    drawn = [glyph("n", 50, 0), glyph("´", 50, 1), glyph("s", 56, 2)]
    composed = compose([drawn[place] for place in order])
    assert "".join(one.text for one in sorted(composed, key=lambda one: one.left)) == "ńs"


def test_an_accent_that_stands_alone() -> None:
    """A mark beside a letter, as a quote is, stays what it is."""
    assert [one.text for one in compose([glyph("a", 50, 0), glyph("´", 56.5, 1)])] == ["a", "´"]


@pytest.mark.parametrize(
    ("mac_style", "weight", "bold", "italic"),
    [(0, 400, False, False), (1, 400, True, False), (0, 700, True, False), (2, 0, False, True)],
)
def test_a_font_says_its_looks(mac_style: int, weight: int, *, bold: bool, italic: bool) -> None:
    """Style bits or weight make a font bold, style bits slanted."""
    assert read_program(font_with(mac_style, weight)) == Program(bold, italic)


@given(st.binary(max_size=200), st.integers(0, 90))
def test_damaged_fonts(noise: bytes, cut: int) -> None:
    """A font that is none, or is cut off, says nothing or something, and never raises."""
    for font in (noise, b"\0\1\0\0" + noise, font_with(1, 700)[:cut]):
        assert isinstance(read_program(font), Program | None)


@given(st.integers(0, 0x11FFFF))
def test_clean_characters(code: int) -> None:
    """No drawn code gives a control, private or unassigned character."""
    assert all(unicodedata.category(c) not in {"Cc", "Co", "Cn", "Cs"} for c in cleaned(code))


@pytest.mark.parametrize(
    ("code", "text"), [(0xFB03, "ffi"), (0x2011, "-"), (0xA0, " "), (0x200B, "")]
)
def test_forms_of_print(code: int, text: str) -> None:
    """Ligatures, hyphens and spaces of print become those that people type."""
    assert cleaned(code) == text


@given(st.lists(st.builds(Run, st.text(" \tab\u00ad", max_size=6), STYLES, st.booleans())))
def test_spans_say_what_runs_say(runs: list[Run]) -> None:
    """Spans hold the words of their runs, single-spaced, and no span is empty or doubled."""
    spans = spans_of(runs)
    words = "".join(run.text for run in runs).replace("\u00ad", "").split()
    assert "".join(span.text for span in spans) == " ".join(words)
    assert all(span.text for span in spans)
    assert all((a.style, a.raised) != (b.style, b.raised) for a, b in itertools.pairwise(spans))


@given(st.lists(st.builds(Span, st.text(), STYLES, st.booleans())), st.text(), st.integers(0, 9))
def test_a_document_survives_the_wire(spans: list[Span], title: str, page: int) -> None:
    """What one process encodes another decodes to the same document."""
    line = PrintedLine(tuple(spans), 1, page, 1, 1.5, 2.5, 3.5, 4.5, centred=True, indented=True)
    document = PrintedDocument(
        "b.pdf", (line,), 9, whole_paragraphs=True, outline=(OutlineEntry(title, page, 2),)
    )
    assert decode(encode(document)) == document


@pytest.mark.parametrize("found", [None, [], {}, {"lines": 3}, {"styles": [[1]], "lines": []}])
def test_what_is_no_document(found: object) -> None:
    """Anything else than a document is refused as such."""
    with pytest.raises(ValueError, match=r"no printed document|values to unpack"):
        decode(found)
