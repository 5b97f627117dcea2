"""The page of a report: whole in itself, escaped, and silent about the test split."""

import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.comparison import compare
from eval.kept import kept_run
from eval.outcome import Outcome
from eval.page.page import to_html
from eval.page.passages import passages
from eval.page.plots import Bar, Line, bar_plot, histogram, line_plot
from eval.run import run
from eval.summary import Report, Setting, make_report
from eval.thresholds import Thresholds
from rag.answer import Kind
from tests.support.oracle import (
    ABSTRACTS,
    CAUSE,
    GOLD,
    MAPS,
    SEVERAL,
    STREAM,
    WHY,
    Oracle,
    changed,
    quoting,
    reply,
)

TEXTS = {each.id: each.text for each in ABSTRACTS}
FLOORS = Thresholds("en", (("evidence.hit_at_1", 0.9),))
SHARES = st.floats(0, 1, allow_subnormal=False)


def report_of(assistant: Oracle) -> Report:
    """The report about an assistant, held against the oracle."""
    before, now = (run(each, GOLD, lambda _done, _total: None) for each in (Oracle(), assistant))
    report = make_report(Setting("oracle-1", (), "all"), now, FLOORS)
    return replace(report, comparison=compare(kept_run("a", before), kept_run("b", now), "en"))


def page_of(assistant: Oracle, *, show_test: bool = False) -> str:
    """The page about an assistant."""
    return to_html(report_of(assistant), TEXTS, show_test=show_test)


def test_the_page_needs_nothing_else() -> None:
    """No script, no address, nothing to load; and its own policy forbids all that."""
    page = page_of(changed(why=quoting(MAPS)), show_test=True)

    assert "<script" not in page
    assert not re.findall(r"https?:|url\(|@import|<link|<img| on[a-z]+=", page)
    assert "default-src 'none'; style-src 'unsafe-inline'" in page


def test_the_verdict_and_every_gate_are_told() -> None:
    """Passed or failed, each floor with its value, and each question that changed sides."""
    good, bad = page_of(Oracle()), page_of(changed(several=quoting(STREAM)))

    assert ">passed</span>" in good
    assert ">failed</span>" in bad
    assert "No measure fell" in good
    assert re.search(r"evidence.hit_at_1</th><td>0.750</td>.*missed", bad)
    assert re.search(r'<th scope="row">several</th><td class="bad">wrong</td>', bad)


def test_the_test_split_is_shown_only_when_asked_for() -> None:
    """Neither question nor answer nor text of it; with show_test all of that."""
    wrong = changed(why=quoting(MAPS), several=quoting(STREAM))
    hidden, shown = (page_of(wrong, show_test=show) for show in (False, True))

    assert SEVERAL.question in hidden
    assert not [g.id for g in GOLD if g.split == "test" and g.question in hidden]
    assert "7 questions belong to the test split and are hidden" in hidden
    assert WHY.question in shown
    assert "are hidden" not in shown


def test_what_an_answer_holds_is_not_markup() -> None:
    """Tags and quotes in a question or reply stay characters."""
    nasty = reply(Kind.ABSTENTION, "<script>alert(1)</script>\"' &amp;")
    page = page_of(changed(several=nasty))

    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&#34;&#39; &amp;amp;" in page


def test_gold_and_shown_text_are_marked() -> None:
    """What answers, what was shown, and what is both, each once, in the text of its abstract."""
    outcome = Outcome(WHY, quoting(CAUSE, MAPS), (), (), 0.01)
    (passage,) = passages(outcome, TEXTS)

    marked = [(p.text, p.gold, p.shown) for p in passage.pieces if p.gold or p.shown]
    assert marked == [(CAUSE, True, True), (MAPS, False, True)]
    assert "".join(piece.text for piece in passage.pieces) == TEXTS["wells"]


@given(st.data())
def test_the_pieces_are_the_text_with_gaps(data: st.DataObject) -> None:
    """Whatever the spans, pieces stand in order, marked ones to the letter, gaps between."""
    text = data.draw(st.text("ab .。語", min_size=1, max_size=900))
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    span = replace(WHY.spans[0][0], start=start, end=end, text=text[start:end])
    (passage,) = passages(
        Outcome(replace(WHY, spans=((span,),)), reply(Kind.ANSWER, "x"), (), (), 0.01),
        {"wells": text},
    )
    own = [piece for piece in passage.pieces if not piece.gap]

    assert "".join(piece.text for piece in own) in text
    assert [piece.text for piece in own if piece.gold] == [text[start:end]]


@given(
    st.lists(st.tuples(SHARES, SHARES), min_size=1, max_size=30),
    st.lists(SHARES, min_size=1, max_size=5),
    st.lists(st.floats(0, 10_000), max_size=20),
)
def test_plots_are_well_formed_and_stay_inside(
    points: list[tuple[float, float]], shares: list[float], times: list[float]
) -> None:
    """Any figures give XML of which every place lies within the picture."""
    svgs = [
        line_plot("A <plot>", ("x", "y"), [Line("one", tuple(points), dotted=True)], diagonal=True),
        bar_plot("B", [Bar(f"<{n}>", share, n, 0.0, 1.0) for n, share in enumerate(shares)]),
        histogram("C", "ms", times, {"p50": 40.0}),
    ]
    for svg in svgs:
        root = ET.fromstring(svg)  # noqa: S314 - our own picture
        width, height = map(float, root.attrib["viewBox"].split()[2:])
        for node in root.iter():
            for name, most in (("x", width), ("y", height), ("cx", width), ("cy", height)):
                assert 0 <= float(node.get(name, 0)) <= most, ET.tostring(node)


@pytest.mark.parametrize("heading", ["Reliability", "Risk against coverage", "Time of an answer"])
def test_every_plot_is_described(heading: str) -> None:
    """A picture has a name that tells its figures to those who do not see it."""
    labels = re.findall(r'<svg role="img"[^>]*aria-label="([^"]*)"', page_of(Oracle()))
    assert any(label.startswith(heading) and re.search(r"\d", label) for label in labels)


def test_a_run_without_questions_has_a_page_too() -> None:
    """No plot can be drawn, and none is missed."""
    empty = make_report(Setting("i", (), "dev"), (), Thresholds("en", ()))
    assert "<h1>Evaluation" in to_html(empty, {}, show_test=False)
