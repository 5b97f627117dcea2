"""The result as JUnit XML: a test case for each gate and for each question, as CI systems show it.

A question that is answered wrongly is no failure of the gate: the gates decide. It is written as
skipped with what went wrong, so that a CI run is red exactly where the command fails.
"""

import xml.etree.ElementTree as ET
from collections.abc import Iterator

from eval.failures import failures, may_be_shown
from eval.invariants import Broken
from eval.outcome import Outcome
from eval.summary import Report

# What XML 1.0 cannot hold in any form.
_FORBIDDEN = {code: " " for code in range(32) if code not in (9, 10, 13)} | {
    0xFFFE: " ",
    0xFFFF: " ",
}
INVARIANTS = ("verbatim", "schema", "determinism")


def to_junit(report: Report, *, show_test: bool) -> str:
    """The report as JUnit XML; what failed in the test split is told only with ``show_test``."""
    suites = ET.Element("testsuites", name="shoroku eval")
    _suite(suites, "gates", list(_gates(report, show_test=show_test)))
    _suite(suites, "questions", [_question(o, show_test=show_test) for o in report.outcomes])
    ET.indent(suites)
    return ET.tostring(suites, encoding="unicode", xml_declaration=True) + "\n"


def _suite(parent: ET.Element, name: str, cases: list[ET.Element]) -> None:
    failed = sum(case.find("failure") is not None for case in cases)
    skipped = sum(case.find("skipped") is not None for case in cases)
    suite = ET.SubElement(parent, "testsuite", name=name, tests=str(len(cases)))
    suite.set("failures", str(failed))
    suite.set("skipped", str(skipped))
    suite.extend(cases)


def _gates(report: Report, *, show_test: bool) -> Iterator[ET.Element]:
    for verdict in report.verdicts:
        case = _case("floors", verdict.measured.name)
        if not verdict.passed:
            _add(case, "failure", str(verdict))
        yield case
    shown = {o.gold.id for o in report.outcomes if may_be_shown(o, show_test=show_test)}
    for name in INVARIANTS:
        case = _case("invariants", name)
        for broken in report.broken:
            if broken.invariant == name:
                _add(case, "failure", _broken(broken, shown))
        yield case
    for change in report.comparison.changes if report.comparison else ():
        case = _case("baseline", change.measure)
        if change.fell:
            _add(case, "failure", str(change))
        yield case


def _broken(broken: Broken, shown: set[str]) -> str:
    return str(broken) if broken.question_id in shown else broken.question_id


def _question(outcome: Outcome, *, show_test: bool) -> ET.Element:
    gold = outcome.gold
    case = _case(f"{gold.split}.{gold.language}.{gold.type}", gold.id)
    case.set("time", f"{outcome.seconds:.3f}")
    if wrong := failures(outcome):
        shown = may_be_shown(outcome, show_test=show_test)
        told = "; ".join(wrong) if shown else "not right (what is wrong is hidden: test split)"
        _add(case, "skipped", told)
    return case


def _case(classname: str, name: str) -> ET.Element:
    return ET.Element("testcase", classname=classname, name=name)


def _add(case: ET.Element, tag: str, message: str) -> None:
    ET.SubElement(case, tag, message=message.translate(_FORBIDDEN))
