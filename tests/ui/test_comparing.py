"""A comparison is set as a table that says what the answer's lines say."""

from dataclasses import replace

from rag.answer import Answer, Comparison, ComparisonRow, Kind
from rag.citation import cite_span
from rag.phrases import phrases_in
from tests.support.markup import parsed
from tests.support.table_assistant import BOATS, FINDING, REEDS
from ui import render
from ui.comparing import compared
from ui.i18n import ENGLISH

START = REEDS.text.index(FINDING)
ANSWER = Answer(
    question="?",
    language="en",
    kind=Kind.ANSWER,
    answerable=True,
    confidence=1.0,
    text=f"{phrases_in('en').compared}\n\nAim of it:\n\n> {FINDING} [1]\n\nOn boats:\n\n> x [2]",
    citations=(
        cite_span(1, REEDS, START, START + len(FINDING)),
        cite_span(2, BOATS, 0, 33),
    ),
    comparison=Comparison(
        (REEDS.title, "boats"),
        (ComparisonRow("aim", (1, 2)), ComparisonRow("method", (None, None))),
    ),
)


def test_each_side_has_its_quotations_in_its_column() -> None:
    """The quotations stand in their rows with their markers, silence is said, titles are named."""
    html = render.answer_body(ANSWER, 1, ENGLISH)
    page = parsed(html)
    assert page.text.startswith(phrases_in("en").compared)
    assert FINDING in page.text
    assert BOATS.text[:33] in page.text
    assert page.text.count("The abstracts do not say.") == 2
    assert page.values("data-target") == ["source-1-1", "source-1-2"]
    assert "Mari Okada" in page.text
    assert page.text.count(BOATS.title) == 1
    assert page.values("scope") == ["col", "col", "row", "row"]


def test_titles_and_topics_cannot_write_html() -> None:
    """The title of the first side carries markup, and it is there as text."""
    page = parsed(render.answer_body(ANSWER, 1, ENGLISH))
    assert "<Shallow>" in page.text
    hostile = replace(ANSWER.comparison or Comparison((), ()), sides=("<b>x</b>", "<img src=x>"))
    page = parsed(render.answer_body(replace(ANSWER, comparison=hostile), 1, ENGLISH))
    assert page.text.count("<b>x</b>") == 3
    assert not page.tags() & {"b", "img"}


def test_what_a_table_would_leave_out_is_shown_in_lines() -> None:
    """With a quotation that is in no cell, or in other words, it is shown as it is written."""
    cut = replace(ANSWER.comparison or Comparison((), ()), rows=(ComparisonRow("aim", (1, None)),))
    assert compared(replace(ANSWER, comparison=cut)) is None
    assert compared(replace(ANSWER, text="Something else [1] [2]")) is None
    assert compared(replace(ANSWER, comparison=None)) is None
    assert compared(ANSWER)


def test_a_table_comes_whole() -> None:
    """It does not stream in by words, and is copied as lines."""
    assert render.word_count(ANSWER) == 0
    assert "On boats" in render.plain_text(ANSWER)
