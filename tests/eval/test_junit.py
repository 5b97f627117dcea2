"""junit.xml: a case for each gate and question, failures where the command fails, well-formed."""

import xml.etree.ElementTree as ET
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from eval.comparison import compare
from eval.invariants import Broken
from eval.junit import to_junit
from eval.kept import kept_run
from eval.run import run
from eval.summary import Report, Setting, make_report
from eval.thresholds import Thresholds
from tests.support.oracle import GOLD, MAPS, STREAM, Oracle, changed, quoting

FLOORS = Thresholds("en", (("evidence.hit_at_1", 0.9), ("integrity.verbatim", 1.0)))


def report_of(assistant: Oracle) -> Report:
    """The report about an assistant, held against the oracle."""
    before, now = (run(each, GOLD, lambda _done, _total: None) for each in (Oracle(), assistant))
    report = make_report(Setting("oracle-1", (), "all"), now, FLOORS)
    return replace(report, comparison=compare(kept_run("a", before), kept_run("b", now), "en"))


def cases(text: str, suite: str) -> dict[str, ET.Element]:
    """The test cases of a suite by name."""
    root = ET.fromstring(text)  # noqa: S314 - our own file
    (found,) = (each for each in root if each.get("name") == suite)
    assert found.get("tests") == str(len(found))
    return {f"{case.get('classname')}.{case.get('name')}": case for case in found}


def test_every_gate_and_question_is_a_case() -> None:
    """Two floors, three invariants, each compared measure; each question once."""
    report = report_of(Oracle())
    text = to_junit(report, show_test=False)
    gates = cases(text, "gates")

    assert report.comparison is not None
    assert len(gates) == 2 + 3 + len(report.comparison.changes)
    assert "invariants.determinism" in gates
    assert [case.get("name") for case in cases(text, "questions").values()] == [g.id for g in GOLD]
    assert "<failure" not in text
    assert "<skipped" not in text


def test_a_missed_floor_and_a_broken_invariant_fail() -> None:
    """With the sentence that the terminal shows; the others pass."""
    report = replace(
        report_of(changed(why=quoting(MAPS))), broken=(Broken("schema", "several", "no text"),)
    )
    gates = cases(to_junit(report, show_test=False), "gates")
    failed = {name: case.find("failure") for name, case in gates.items()}

    said = {name: each.get("message") for name, each in failed.items() if each is not None}
    assert said == {
        "floors.evidence.hit_at_1": "evidence.hit_at_1 is 0.7500 of 4, the floor is 0.9",
        "invariants.schema": "schema: several: no text",
    }


def test_a_wrong_question_is_skipped_with_what_is_wrong() -> None:
    """That of the test split without a word about its answer, unless it is to be shown."""
    report = report_of(changed(why=quoting(MAPS), several=quoting(STREAM)))
    hidden, shown = (cases(to_junit(report, show_test=show), "questions") for show in (False, True))
    told = [
        (case["test.en.why.why"].find("skipped"), case["dev.en.several.several"].find("skipped"))
        for case in (hidden, shown)
    ]
    messages = [[each.get("message") for each in pair if each is not None] for pair in told]

    wrong = "no gold span among the first 3 excerpts"
    assert messages == [["not right (what is wrong is hidden: test split)", wrong], [wrong, wrong]]


def test_a_hidden_break_is_named_without_its_reason() -> None:
    """The reason may quote an answer of the test split."""
    report = replace(report_of(Oracle()), broken=(Broken("verbatim", "why", "it said so"),))

    assert "it said so" not in to_junit(report, show_test=False)
    assert "verbatim: why: it said so" in to_junit(report, show_test=True)


RIGHT = report_of(Oracle())


@given(st.text())
def test_any_characters_give_well_formed_xml(reason: str) -> None:
    """Control characters, surrogates aside, and markup in a message do not break the file."""
    report = replace(RIGHT, broken=(Broken("schema", "several", reason),))

    assert cases(to_junit(report, show_test=False), "gates")["invariants.schema"] is not None
