"""docs/evaluation.schema.json tells what report.json holds, and report.json holds nothing else."""

import json
from dataclasses import replace
from typing import Any

import jsonschema
import pytest

from eval.comparison import compare
from eval.freshness import Stale
from eval.invariants import Broken
from eval.kept import kept_run
from eval.measures import NAMES
from eval.report import SCHEMA_VERSION, to_json
from eval.run import run
from eval.summary import Report, Setting, make_report
from eval.thresholds import Thresholds
from tests.support.command_line import ROOT
from tests.support.oracle import GOLD, MAPS, Oracle, changed, quoting

SCHEMA: dict[str, Any] = json.loads(
    (ROOT / "docs" / "evaluation.schema.json").read_text(encoding="utf-8")
)
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
FLOORS = Thresholds("en", (("evidence.hit_at_1", 0.9), ("integrity.verbatim", 1.0)))


def full_report() -> Report:
    """A report in which nothing is empty: floors, flips, changes, broken, stale and moved."""
    before, now = (
        run(each, GOLD, lambda _done, _total: None)
        for each in (Oracle(), changed(why=quoting(MAPS), several=quoting(MAPS)))
    )
    stale = (Stale("gone", "lakes.jsonl:9", "no abstract 'tides' is indexed"),)
    report = make_report(Setting("i", (), "all", stale=stale, moved=("why",)), now, FLOORS)
    compared = compare(kept_run("a", before), kept_run("b", now), "en")
    broken = (Broken("verbatim", "why", "so"), Broken("schema", "several", "so"))
    return replace(report, comparison=compared, broken=broken)


def as_json(report: Report, *, show_test: bool = False) -> dict[str, Any]:
    """The report read back."""
    content: dict[str, Any] = json.loads(to_json(report, show_test=show_test))
    return content


def test_the_schema_is_a_schema() -> None:
    """Of the draft that it names, for the version that is written."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["properties"]["schema_version"]["const"] == SCHEMA_VERSION


@pytest.mark.parametrize("show_test", [False, True])
def test_a_full_report_fits(show_test: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """With everything that a report may hold, test questions shown or hidden."""
    content = as_json(full_report(), show_test=show_test)

    assert [error.message for error in VALIDATOR.iter_errors(content)] == []
    assert content["baseline"]["flips"]
    assert all(content[name] for name in ("floors", "broken", "stale", "moved", "items"))


def test_an_empty_report_fits() -> None:
    """No question, no floor, no baseline: nothing is measured."""
    content = as_json(make_report(Setting("i", (), "dev"), (), Thresholds("en", ())))
    assert [error.message for error in VALIDATOR.iter_errors(content)] == []


def test_the_schema_names_every_top_field() -> None:
    """In the order in which they are written, none optional."""
    written = list(as_json(full_report()))
    assert SCHEMA["required"] == list(SCHEMA["properties"]) == written


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("schema_version",), 2),
        (("passed",), "yes"),
        (("colour",), "red"),
        (("items", 0, "right"), None),
        (("items", 0, "measures", "kind.accuracy"), 1.5),
        (("languages", "en", "all", "measures", "abstention.auroc", "value"), -1),
        (("hashes", "code"), "abc"),
        (("broken", 0, "invariant"), "beauty"),
    ],
)
def test_another_report_does_not_fit(path: tuple[Any, ...], value: object) -> None:
    """The schema can fail: a wrong version, type, range, name or field is found."""
    content: Any = as_json(full_report())
    place = content
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value

    assert list(VALIDATOR.iter_errors(content))


def test_every_measure_is_in_the_report() -> None:
    """Of each language, in the order of their names' list."""
    english = as_json(full_report())["languages"]["en"]["all"]["measures"]
    assert list(english) == list(NAMES)
