"""The report tells what was measured, the same way every time, and hides the test split."""

import json
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from eval.errors import EvalError
from eval.failures import describe
from eval.gold_question import GoldQuestion
from eval.junit import to_junit
from eval.markdown import to_markdown
from eval.outcome import Outcome
from eval.page.page import to_html
from eval.report import to_json, write_report
from eval.run import run
from eval.summary import Report, Setting, make_report
from eval.terminal import show_report
from eval.thresholds import Thresholds
from rag.answer import Kind
from tests.support.oracle import (
    ABSTENTION,
    AIM,
    CAUSE,
    FOLLOW_UP,
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

FLOORS = Thresholds("en", (("evidence.hit_at_1", 0.9), ("integrity.verbatim", 1.0)))
SETTING = Setting("oracle-1", (), "all")


def report_of(assistant: Oracle, questions: tuple[GoldQuestion, ...] = GOLD) -> Report:
    """The report about an assistant over the small gold set."""
    return make_report(SETTING, run(assistant, questions, lambda _done, _total: None), FLOORS)


def as_json(report: Report, *, show_test: bool = False) -> dict[str, Any]:
    """The JSON read back."""
    content: dict[str, Any] = json.loads(to_json(report, show_test=show_test))
    return content


def printed(report: Report, width: int = 80) -> str:
    """What the terminal shows."""
    out = StringIO()
    show_report(report, Console(file=out, width=width))
    return out.getvalue()


def test_the_same_answers_give_the_same_bytes() -> None:
    """Two runs differ in their times and in nothing else."""
    first, second = (as_json(report_of(changed(why=quoting(MAPS)))) for _ in range(2))
    times = first.pop("timing"), second.pop("timing")

    assert json.dumps(first) == json.dumps(second)
    assert times[0]["en"]["all"]["n"] == times[1]["en"]["all"]["n"] == 6


def test_another_answer_gives_other_bytes() -> None:
    """The law above is not held by a report that says nothing."""
    assert (
        as_json(report_of(Oracle()))["items"]
        != as_json(report_of(changed(talks=ABSTENTION)))["items"]
    )


def test_the_headline_is_the_language_of_the_floors() -> None:
    """A mistake in Japanese shows in Japanese and leaves the English headline and floors alone."""
    report = report_of(changed(ja=quoting(MAPS)))
    content = as_json(report)
    hit = "evidence.hit_at_1"

    assert list(content["languages"]) == ["en", "ja"]
    assert content["languages"]["en"]["all"]["measures"][hit]["value"] == 1.0
    assert content["languages"]["ja"]["all"]["measures"][hit] == {
        "value": 0.0,
        "n": 1,
        "low": 0.0,
        "high": 0.7935,
    }
    assert content["passed"] is True
    assert report.misses == ()


def test_a_language_without_questions_cannot_pass() -> None:
    """Floors for English over Japanese questions alone are not met, but missed."""
    report = report_of(Oracle(), (GOLD[-1],))

    assert report.headline.language == "en"
    assert len(report.misses) == 2


def test_every_cut_is_measured() -> None:
    """By split, type, difficulty, kind of unanswerable question and turn, within a language."""
    english = as_json(report_of(changed(where=quoting(MAPS))))["languages"]["en"]
    hit = "evidence.hit_at_1"

    assert {name: sorted(cut) for name, cut in english.items() if name != "all"} == {
        "split": ["dev", "test"],
        "type": ["how_many", "records", "several", "smalltalk", "where", "who", "why"],
        "difficulty": ["paraphrase"],
        "unanswerable_kind": ["off_topic"],
        "turn": ["first", "follow_up"],
    }
    assert english["turn"]["follow_up"]["measures"][hit]["value"] == 0.0
    assert english["turn"]["first"]["measures"][hit]["value"] == 1.0
    assert english["split"]["test"]["questions"] == 6
    assert english["split"]["test"]["measures"][hit]["value"] == 0.6667
    assert english["type"]["records"]["measures"][hit]["value"] is None


def test_small_talk_is_not_timed() -> None:
    """It is answered without a search and would flatter the rest."""
    outcomes = [Outcome(gold, ABSTENTION, (), (), 0.5) for gold in GOLD if gold.id != "hello"]
    (hello,) = (gold for gold in GOLD if gold.id == "hello")
    fast = Outcome(hello, ABSTENTION, (), (), 0.0)
    timing = as_json(make_report(SETTING, [*outcomes, fast], FLOORS))["timing"]["en"]

    assert timing["all"] == {"p50_ms": 500.0, "p95_ms": 500.0, "n": 6}
    assert timing["type=smalltalk"] == {"p50_ms": None, "p95_ms": None, "n": 0}


def test_the_json_says_what_was_measured() -> None:
    """Version of the layout, index, floors with their values, and every item's measures."""
    content = as_json(report_of(changed(several=quoting(STREAM))))

    assert content["schema_version"] == 3
    assert content["generation"] == "oracle-1"
    assert content["floors"][0] == {
        "measure": "evidence.hit_at_1",
        "floor": 0.9,
        "value": 0.75,
        "passed": False,
    }
    assert content["passed"] is False
    assert [item["id"] for item in content["items"]] == [gold.id for gold in GOLD]
    (several,) = (item for item in content["items"] if item["id"] == "several")
    assert several["measures"]["evidence.hit_at_1"] == 0.0
    assert several["got"]["citations"][0]["quote"] == STREAM
    assert several["failures"] == ["no gold span among the first 3 excerpts"]


def test_the_test_split_is_shown_only_when_asked_for() -> None:
    """Its questions and answers stand in neither file; with show_test they stand in both."""
    report = report_of(changed(why=quoting(MAPS), several=quoting(STREAM)))
    hidden = to_json(report, show_test=False) + to_markdown(report, show_test=False)
    shown = to_json(report, show_test=True), to_markdown(report, show_test=True)

    assert SEVERAL.question in hidden
    assert not [g.id for g in GOLD if g.split == "test" and g.question in hidden]
    assert MAPS not in hidden
    assert "1 of them belong to the test split and are not shown" in hidden
    assert all(WHY.question in text and MAPS in text for text in shown)
    assert "not shown" not in shown[1]


def test_the_markdown_lists_what_failed_and_only_that() -> None:
    """Question, what was expected, what came and what is wrong with it."""
    text = to_markdown(report_of(changed(several=quoting(STREAM))), show_test=True)
    failed = text[text.index("## Failed questions") :]

    assert "1 of 8." in failed
    assert f"    Question:  {SEVERAL.question}" in failed
    assert "    Expected:  answer" in failed
    assert "    Got:       answer, confidence 0.9000" in failed
    assert "      - no gold span among the first 3 excerpts" in failed
    assert WHY.question not in failed


def test_the_markdown_tables_are_whole() -> None:
    """Every row of a table has as many cells as its head."""
    text = to_markdown(report_of(Oracle()), show_test=False)
    tables = [block for block in text.split("\n\n") if block.startswith("|")]

    assert len(tables) == 11  # five cuts and the measures for English; Japanese has no unanswerable
    for table in tables:
        assert len({line.count("|") for line in table.splitlines()}) == 1, table
    assert "| evidence.hit_at_1 | 1.000 | 0.510 to 1.000 | 4 | 0.90 holds |" in text


def test_what_an_answer_holds_is_not_markdown_of_the_report() -> None:
    """Headings, tables and HTML in a question or answer stay characters of a code block."""
    nasty = reply(Kind.ANSWER, "# Head\n\n| a |\n<script>alert(1)</script>")
    text = to_markdown(report_of(changed(several=nasty)), show_test=False)

    lines = [
        line for line in text.splitlines() if "Head" in line or "script" in line or "| a |" in line
    ]
    assert len(lines) == 3
    assert all(line.startswith("    ") for line in lines)


def test_the_terminal_names_each_missed_floor() -> None:
    """In words, with the value beside the floor."""
    shown = printed(report_of(changed(why=quoting(MAPS))), 200)

    assert "Below the floor: evidence.hit_at_1 is 0.7500 of 4, the floor is 0.9." in shown
    assert "Every floor holds" not in shown
    assert "Every floor holds." in printed(report_of(Oracle()))


def test_the_tables_fit_a_terminal_of_80() -> None:
    """No figure and no heading is cut."""
    shown = printed(report_of(changed(why=quoting(MAPS))))

    assert "…" not in shown
    assert "English by type of question" in shown
    assert "Japanese by type of question" in shown
    assert "smalltalk" in shown


def test_an_item_is_told_in_full() -> None:
    """Place in its chain, how it was taken, what was expected, ranking, excerpts, text, verdict."""
    answer = replace(quoting(STREAM, AIM), rewritten="And where were the mills?")
    gold = replace(FOLLOW_UP, note="Easy.", expect=(("a", "b"),))
    told = describe(Outcome(gold, answer, ("mills", "wells"), (), 0.01)).splitlines()

    assert told == [
        "where (test, en, where, paraphrase)",
        "Question:  And where?",
        "Chain:     c1, turn 2",
        "Taken as:  And where were the mills?",
        "Expected:  answer",
        "  span mills 35..63: Each mill stood on a stream.",
        "  text with 'a' or 'b'",
        "  note: Easy.",
        "Got:       answer, confidence 0.9000",
        "  ranking: mills, wells",
        "  [1] mills 35..63 = gold: Each mill stood on a stream.",
        "  [2] wells 0..19: Many wells ran dry.",
        "  | It says:",
        "  | ",
        "  | > Each mill stood on a stream. [1]",
        "  | ",
        "  | > Many wells ran dry. [2]",
        "Right.",
    ]


def test_all_files_are_written(tmp_path: Path) -> None:
    """Into a folder that need not be there yet."""
    report = report_of(changed(why=quoting(CAUSE)))
    written = write_report(report, tmp_path / "new" / "eval", {}, show_test=False)

    names = ["report.json", "report.md", "junit.xml", "report.html"]
    assert [path.name for path in written] == names
    assert written[0].read_text(encoding="utf-8") == to_json(report, show_test=False)
    assert written[1].read_text(encoding="utf-8") == to_markdown(report, show_test=False)
    assert written[2].read_text(encoding="utf-8") == to_junit(report, show_test=False)
    assert written[3].read_text(encoding="utf-8") == to_html(report, {}, show_test=False)


def test_a_folder_that_cannot_be_written_to_is_said(tmp_path: Path) -> None:
    """A file in the place of the folder gives one sentence."""
    (tmp_path / "taken").write_text("", encoding="utf-8")

    with pytest.raises(EvalError, match=r"taken: .*Choose another --out\."):
        write_report(report_of(Oracle()), tmp_path / "taken", {}, show_test=False)
