"""docs/evaluation.md tells of everything that there is, and of nothing else."""

import json
import re
from dataclasses import fields
from pathlib import Path
from typing import get_args

import pytest

from eval.__main__ import main
from eval.gold_question import Difficulty, GoldQuestion, QuestionType, UnanswerableKind
from eval.measures import NAMES
from eval.report import SCHEMA_VERSION, to_json
from eval.run import run
from eval.summary import DIMENSIONS, Setting, make_report
from eval.thresholds import Thresholds
from rag.answer import Kind
from tests.support.oracle import GOLD, Oracle

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "evaluation.md").read_text(encoding="utf-8")


def first_cells(heading: str) -> list[str]:
    """The names in the first column of the first table under a heading."""
    section = PAGE[PAGE.index(f"\n{heading}\n") :]
    table = section[section.index("|---") :].split("\n\n")[0]
    return [name for row in table.splitlines()[1:] for name in re.findall(r"`(.+?)`", cell(row))]


def cell(row: str) -> str:
    """The first cell of a table's row."""
    return row.split(" | ", maxsplit=1)[0]


def test_every_field_of_a_gold_question_is_described() -> None:
    """In the order of the class."""
    assert first_cells("## The gold set") == [field.name for field in fields(GoldQuestion)]


@pytest.mark.parametrize("values", [QuestionType, Difficulty, UnanswerableKind])
def test_every_value_of_a_field_is_listed(values: object) -> None:
    """All of them, in their order."""
    assert ", ".join(f"`{value}`" for value in get_args(values)) in PAGE


def test_every_kind_is_listed() -> None:
    """The four kinds of reply."""
    row = next(line for line in PAGE.splitlines() if line.startswith("| `kind`"))
    assert all(f"`{kind}`" in row for kind in Kind)


def test_every_measure_and_cut_is_described() -> None:
    """No measure is reported that the page does not define."""
    assert sorted(first_cells("## The measures")) == sorted(NAMES)
    assert all(f"`{name}`" in PAGE for name in DIMENSIONS)


def test_every_field_of_the_report_is_described() -> None:
    """At the top of report.json, in its order, with the version that is written."""
    outcomes = run(Oracle(), GOLD, lambda _done, _total: None)
    report = make_report(Setting("oracle-1", (), "all"), outcomes, Thresholds("en", ()))

    assert first_cells("### report.json") == list(json.loads(to_json(report, show_test=True)))
    assert f"| `schema_version` | {SCHEMA_VERSION};" in PAGE


def test_every_option_is_described(capsys: pytest.CaptureFixture[str]) -> None:
    """The page and --help name the same options."""
    with pytest.raises(SystemExit):
        main(["--help"])
    shown = set(re.findall(r"--[a-z-]+", capsys.readouterr().out)) - {"--help"}

    assert shown == {f"--{name}" for name in re.findall(r"^\| `--([a-z-]+)", PAGE, re.MULTILINE)}


@pytest.mark.parametrize("command", ["accept", "check", "compare", "new", "why"])
def test_every_command_is_described(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """With all that it takes beside what the gate takes too."""
    with pytest.raises(SystemExit):
        main([command, "--help"])
    shown = set(re.findall(r"--[a-z-]+", capsys.readouterr().out)) - {"--help"}

    assert f"python -m eval {command}" in PAGE
    assert not [name for name in shown if f"{name}" not in PAGE]
