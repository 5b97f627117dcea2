"""Right-to-left lines come in the order of reading, whatever the order on paper."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.readers.glyphs import Glyph, Page
from corpus.readers.printed import Style
from corpus.readers.setting import page_lines


def line_on_paper(text: str) -> str:
    """What is read of a line whose characters stand on paper from left to right so."""
    glyphs = tuple(
        Glyph(character, 50.0 + 6 * place, 56.0 + 6 * place, 100, 10, Style(), place)
        for place, character in enumerate(text)
        if character != " "
    )
    (line,) = page_lines(Page(1, 595, 842, glyphs))
    return line.text


@pytest.mark.parametrize(
    ("paper", "read"),
    [
        ("םלוע םולש", "שלום עולם"),
        ("read םולש here", "read שלום here"),
        ("2024 ABC םלוע םולש", "שלום עולם 2024 ABC"),
        ("םולש ,םלוע", "עולם, שלום"),
    ],
)
def test_reading_order(paper: str, read: str) -> None:
    """Hebrew is read from the right, numbers and Latin words within it from the left."""
    assert line_on_paper(paper) == read


@given(st.text(alphabet="ab1,םו", min_size=1, max_size=12))
def test_nothing_is_lost(paper: str) -> None:
    """Putting a line in reading order keeps every character."""
    assert sorted(line_on_paper(paper)) == sorted(paper)
