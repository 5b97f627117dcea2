"""Paragraphs made whole, footnotes moved out: by rule, in small texts."""

from corpus.body import Body, read_body
from corpus.lines import read_source
from corpus.repair import vocabulary_of

LONG = "A line of the usual width stands in this text so that short ones can be told apart."


def body_of(*lines: str) -> Body:
    """The lines as the text of one abstract, in a source whose lines are usually long."""
    source = read_source([*lines, "", LONG, LONG, LONG])
    kept = source.lines[: len(lines)]
    return read_body(kept, source, vocabulary_of(lines))


def test_page_break_inside_a_sentence() -> None:
    """Blank lines do not end a paragraph whose sentence goes on in small letters."""
    body = body_of("The study answers the question regarding", "", "", "the reasons. It ends.")
    assert body.text == "The study answers the question regarding the reasons. It ends."
    assert [finding.code for finding in body.findings] == ["page_break"]


def test_page_break_before_a_name() -> None:
    """A full line without a sentence end goes on behind the blank line, capital or not."""
    cut = "This is a line of the usual width which was cut by the end of a page before Prime"
    assert "before Prime Minister Abe" in body_of(cut, "", "Minister Abe spoke.").text


def test_headings_stay_apart() -> None:
    """A short line without a sentence end is no half of the paragraph below it."""
    assert body_of("Main results", "", "Reeds return.").text == "Main results\n\nReeds return."


def test_indent_after_a_whole_sentence_opens_a_paragraph() -> None:
    """The same indent is a page seam inside a sentence and a new paragraph behind one."""
    body = body_of("We saw it all.", " In order to see, we", "looked at Reeds of", " Japan, too.")
    assert body.text == "We saw it all.\n\nIn order to see, we looked at Reeds of Japan, too."


def test_footnotes_that_break_a_sentence() -> None:
    """Footnotes between two halves of a sentence become notes, whatever marks them."""
    for mark in ("!", "*", "†", "1", "¹", "(1)", "[2]", "12."):
        note = f"{mark} See the older works."
        body = body_of("We looked at", "", note, " reeds that grow.")
        assert body.text == "We looked at reeds that grow.", mark
        assert [each.text for each in body.notes] == [note]


def test_footnote_that_a_mark_in_the_text_asks_for() -> None:
    """Between whole sentences, a footnote is known by its mark in the text before."""
    marked = body_of("Reeds grow fast.1", "", "1 See Ito (2010).", "", "They also die.")
    assert marked.text == "Reeds grow fast.1\n\nThey also die."
    assert [finding.code for finding in marked.findings] == ["footnote_moved"]


def test_numbered_points_are_no_footnotes() -> None:
    """A list of numbered sentences, which no mark asks for, stays in the text."""
    body = body_of("We ask two things.", "", "1. Who came?", "", "2. Who left?", "", "Nobody did.")
    assert len(body.text.split("\n\n")) == 4
    assert body.notes == ()


def test_a_footnote_without_its_mark_is_doubted() -> None:
    """A note that no mark in the abstract asks for may belong elsewhere, and the report says so."""
    body = body_of("We looked at", "", "! See Ito.", " reeds that grow.")
    assert "footnote_unmarked" in [finding.code for finding in body.findings]


def test_short_last_lines_end_paragraphs() -> None:
    """In a text without blank lines a short line with a sentence end closes its paragraph."""
    assert body_of(LONG, "It ends here.", LONG).text == f"{LONG} It ends here.\n\n{LONG}"
