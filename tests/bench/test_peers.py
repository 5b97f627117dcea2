"""The comparison with other systems: what is kept, found, judged and drawn."""

import sys
import xml.etree.ElementTree as ET  # reads what we draw ourselves
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.markers import MarkerError, rewritten
from bench.peers import quality, running, sets
from bench.peers.evidence import Evidence, carries, located
from bench.peers.plots import Bar, Series, ceiling, plot
from bench.peers.protocol import Document, Excerpt, Found, Reply
from bench.peers.quality import Said, begin_or_go_on, index_mark, reply_mark
from bench.peers.results import Key, Results
from bench.peers.scores import confidences, figures
from bench.peers.sets import Asked, Question, Span, booklet, cut
from bench.peers.systems import SYSTEMS, Compared
from bench.peers.tables import measure_table
from index.embedding import load_minilm

Words = st.lists(st.text("ab .", min_size=1, max_size=6), min_size=1, max_size=8)


@given(Words, st.data())
def test_a_piece_is_found_though_a_splitter_changed_its_white_space(
    words: list[str], data: st.DataObject
) -> None:
    """What stands at the place found is the piece, white space aside; a piece is always found."""
    page = "\n\n".join(words)
    start = data.draw(st.integers(0, len(page) - 1))
    piece = page[start : data.draw(st.integers(start + 1, len(page)))]
    place = located(page, " ".join(piece.split()))
    if piece.strip():
        assert place is not None
        assert "".join(page[slice(*place)].split()) == "".join(piece.split())
    else:
        assert place is None


def test_a_piece_of_another_page_is_not_found() -> None:
    """Nothing is guessed."""
    assert located("Bees dance.", "Rivers carry sand.") is None


@pytest.mark.parametrize(
    ("place", "judged"),
    [
        (Span("a", 0, 10), True),
        (Span("a", 5, 15), True),
        (Span("a", 6, 16), False),
        (Span("a", 2, 4), True),
        (Span("b", 0, 10), False),
        (Span("a", 10, 20), False),
    ],
)
def test_evidence_shares_half_of_the_shorter(place: Span, judged: bool) -> None:  # noqa: FBT001
    """The rule of eval.spans, so that all systems are judged as Shoroku is."""
    assert carries(place, Span("a", 0, 10)) is judged


def test_results_survive_a_broken_run(tmp_path: Path) -> None:
    """What was added is there for the next run; a changed source is measured again."""
    path = tmp_path / "results.jsonl"
    key = Key("time", "txtai", "default", "ask scifact", 2)
    Results.read(path).add(key, {"p50": 0.5}, "one")
    Results.read(path).add(key, {"p50": 0.25}, "two")
    again = Results.read(path)
    assert again.has(key, "two")
    assert not again.has(key, "one")
    assert again.rounds("time", "txtai", "default", "ask scifact") == [{"p50": 0.25}]


def test_ranking_counts_each_document_once() -> None:
    """Several pieces of one document are one place in the ranking, that of the best."""
    found = tuple(Found(document, "", None) for document in "abacb")
    assert Said("q", 0.1, Reply(found)).ranking == ["a", "b", "c"]


def test_confidence_is_the_own_estimate_or_the_first_score() -> None:
    """A reply without either makes a threshold impossible, and no figure is given."""
    scored = Said("q", 0.1, Reply((Found("a", "", 0.4), Found("b", "", 0.9))))
    sure = Said("q", 0.1, Reply((Found("a", "", 0.4),), confidence=0.7))
    found = confidences([scored, sure])
    assert found is not None
    np.testing.assert_allclose(found, [0.4, 0.7])
    assert confidences([Said("q", 0.1, Reply((Found("a", "", None),)))]) is None


def test_booklet_asks_development_questions_alone() -> None:
    """The spans of every question stand in the texts, and what is unanswerable has none."""
    asked = booklet()
    texts = {document.id: document.text for document in asked.documents}
    assert len(asked.questions) > 80
    for question in asked.questions:
        assert bool(question.spans) is question.answerable
        for span in question.spans:
            assert span.end <= len(texts[span.document])


def test_a_cut_keeps_what_answers_its_questions() -> None:
    """Questions and other documents are drawn alike each time; what is judged to answer stays."""
    documents = tuple(Document(str(n), "", "", "x") for n in range(50))
    questions = tuple(
        Question(str(n), "?", answerable=True, judged={str(2 * n): 1, "7": 0}) for n in range(20)
    )
    whole = Asked("set", documents, questions)
    part = cut(whole, 4, 10)
    assert part == cut(whole, 4, 10)
    assert (len(part.documents), len(part.questions)) == (10, 4)
    assert [q for q in questions if q in part.questions] == list(part.questions)
    assert [d for d in documents if d in part.documents] == list(part.documents)
    ids = {document.id for document in part.documents}
    assert all(str(2 * int(question.id)) in ids for question in part.questions)
    assert len(cut(whole, 4, 1).documents) == 4
    assert cut(whole, 99, 99) == whole


def test_page_holds_title_authors_and_text() -> None:
    """Systems without fields are given it in one line, so that no splitter cuts a title off.

    Nothing empty leaves a mark, and no full stop follows a question mark.
    """
    assert Document("a", "Bees", "Ann Bee", "They dance.").page == "Bees. Ann Bee. They dance."
    assert Document("a", "Do bees?", "", "They do.").page == "Do bees? They do."
    assert Document("a", "", "", "They dance.").page == "They dance."


def test_what_a_reader_sees_first() -> None:
    """The first sentence of a piece is the nearest; a piece of the title alone is passed over.

    A system that quotes shows its quotes, and nothing where it declines.
    """
    text = "Bees dance for food. Rivers carry sand."
    asked = Asked("set", (Document("a", "Bees", "", text),), ())
    evidence = Evidence(asked, load_minilm())
    pieces = (Found("a", "Bees.", 0.9), Found("a", f"Bees. {text}", 0.5))
    sentence = Span("a", 0, 20)
    question = Question("q", "What do bees do?", answerable=True, judged={}, spans=(sentence,))
    assert evidence.place(question.text, Reply(pieces)) == sentence
    assert evidence.hit(question, Reply(pieces))
    assert evidence.shown(Reply(pieces)) == (Span("a", 0, len(text)),)
    assert evidence.words(Reply(pieces)) == 7
    quoting = Reply((), answered=True, excerpts=(Excerpt("a", 21, 39),))
    assert not evidence.hit(question, quoting)
    assert evidence.words(quoting) == 3
    assert evidence.shown(replace(quoting, answered=False)) == ()


def test_a_run_goes_on_where_it_was_broken_off(tmp_path: Path) -> None:
    """Whole lines of the same source stay, a torn one goes, and another source begins anew."""
    path = tmp_path / "replies.jsonl"
    begin_or_go_on(path, "one")
    path.write_text('{"a": 1}\n{"b": 2}\n{"c":', encoding="utf-8")
    begin_or_go_on(path, "one")
    assert path.read_text(encoding="utf-8") == '{"a": 1}\n{"b": 2}\n'
    begin_or_go_on(path, "two")
    assert not path.read_text(encoding="utf-8")


@pytest.mark.parametrize("key", ["shoroku", "txtai"])
def test_replies_are_kept_as_long_as_what_made_them(
    key: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A changed text, question or code of our own makes replies anew; no question an index."""
    monkeypatch.setattr(sets, "VAR", tmp_path)
    system = next(system for system in SYSTEMS if system.key == key)
    question = Question("q", "Why?", answerable=True, judged={})
    asked = Asked("set", (Document("a", "Bees", "", "They dance."),), (question,))
    other = replace(asked, questions=(replace(question, text="How?"),))
    kept, index = reply_mark(system, asked), index_mark(system, asked)
    assert kept == reply_mark(system, asked)
    assert kept != reply_mark(system, other)
    assert index == index_mark(system, other)
    changed = replace(asked, documents=(Document("a", "Bees", "", "They hum."),))
    assert index != index_mark(system, changed)
    monkeypatch.setattr(quality, "files", lambda *_: iter([Path(__file__)]))
    assert (kept == reply_mark(system, asked)) is not system.ours


def test_shoroku_answers_over_the_protocol(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process of its own builds, opens and answers with an excerpt of the right document."""
    monkeypatch.setattr(running, "VAR", tmp_path)
    documents = tmp_path / "documents.jsonl"
    documents.write_text(
        '{"id": "a", "title": "Bees", "authors": "Ann Bee", "text": "Bees dance. They are few."}\n',
        encoding="utf-8",
    )
    ours = next(system for system in SYSTEMS if system.ours)
    assert str(ours.python) == sys.executable
    with running.running(ours, "default") as peer:
        peer.build(documents, tmp_path / "index")
        peer.open(tmp_path / "index")
        spent, reply = peer.ask("What do bees do?", 10)
        memory = peer.memory()
    assert [found.document for found in reply.found] == ["a"]
    assert reply.answered is True
    assert {excerpt.document for excerpt in reply.excerpts} == {"a"}
    assert spent.seconds > 0
    assert memory.cpu > spent.cpu > 0
    assert memory.peak >= memory.resident > 0


@pytest.mark.parametrize("system", SYSTEMS, ids=lambda system: system.key)
def test_every_peer_asks_for_the_same_torch(system: Compared) -> None:
    """Another request than this one may bring gigabytes; and every package is pinned."""
    lines = system.requirements.read_text(encoding="utf-8").splitlines()
    wanted = [line.split()[0] for line in lines if line[:1].isalnum()]
    assert "torch==2.13.0" in wanted
    assert all("==" in line for line in wanted)


def test_markers_take_one_part_alone() -> None:
    """The rest of the page stays; a page without the part, or with two, is refused."""
    page = "Before\n<!-- t: x -->\nold\n<!-- end: t: x -->\nAfter"
    new = rewritten(page, "t: x", "new \\1")
    assert new == "Before\n<!-- t: x -->\n\nnew \\1\n\n<!-- end: t: x -->\nAfter"
    assert rewritten(new, "t: x", "new \\1") == new
    with pytest.raises(MarkerError):
        rewritten("nothing", "t: x", "new")
    with pytest.raises(MarkerError):
        rewritten(page + page, "t: x", "new")


def test_a_table_marks_what_surely_differs_from_ours(tmp_path: Path) -> None:
    """A triangle only where the interval of the difference lies on one side of nought."""
    asked = Asked("set", (), ())
    results = Results(tmp_path / "results.jsonl")
    ours = {"R@1": [1.0, 0.0] * 20}
    others = {"langchain": [1.0] * 40, "txtai": [0.0] * 40, "haystack": [0.0, 1.0] * 20}
    evidence = Evidence(asked, load_minilm())
    for key, values in {"shoroku": ours["R@1"], **others}.items():
        found = dict(figures(asked, {}, evidence, {"R@1": values}, ours))
        results.add(Key("quality", key, "default", "set"), found)
    lines = measure_table(results, [asked], "R@1").splitlines()
    marked = {line.split(" | ")[0]: line for line in lines}
    assert "1.000 ▲" in marked["| LangChain + FAISS, default"]
    assert ".000 ▽" in marked["| txtai, default"]
    for same in ("| Shoroku, answering", "| Haystack, default"):
        assert ".500 <small>" in marked[same]
    assert "–" in marked["| LlamaIndex, default"]


@given(st.floats(0.01, 9000))
def test_no_bar_reaches_beyond_the_drawing(value: float) -> None:
    """The greatest tick is never below the greatest bar, nor needlessly high."""
    assert value <= ceiling(value) <= max(10 * value, 1.0)


def test_a_drawing_is_well_formed_and_says_its_names() -> None:
    """Names are escaped, a missing bar leaves its place empty."""
    series = [
        Series("A & B", (Bar(0.5, 0.4, 0.6), None)),
        Series("C", (Bar(0.7, 0.7, 0.7), Bar(0.1, 0, 1))),
    ]
    drawing: Any = ET.fromstring(plot("One < two", "ms", ["x", "y"], series))  # noqa: S314
    rectangles = drawing.findall(".//{http://www.w3.org/2000/svg}rect")
    assert len(rectangles) == 2 + 3
    assert drawing.get("aria-label") == "One < two"
