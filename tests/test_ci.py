"""The CI files fit their systems' schemas, run our checks, and pin what they use."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.support.command_line import ROOT

GITHUB = ROOT / ".github" / "workflows" / "check.yml"
GITLAB = ROOT / ".gitlab-ci.yml"
SCHEMAS = {GITHUB: "vendor.github-workflows", GITLAB: "vendor.gitlab-ci"}
BOTH = pytest.mark.parametrize("file", SCHEMAS, ids=lambda file: file.name)


def read(file: Path) -> dict[str, Any]:
    """The file's content."""
    content: dict[str, Any] = YAML(typ="safe").load(file.read_text(encoding="utf-8"))
    return content


def checked(file: Path, schema: str) -> subprocess.CompletedProcess[str]:
    """What check-jsonschema says; its schemas lie in the package, nothing is fetched."""
    line = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(file)]
    return subprocess.run(line, capture_output=True, text=True, check=False, timeout=60)


@BOTH
def test_each_file_fits_its_schema(file: Path) -> None:
    """As its system would read it."""
    done = checked(file, SCHEMAS[file])
    assert done.returncode == 0, done.stdout + done.stderr


@BOTH
def test_a_wrong_file_does_not_fit(file: Path, tmp_path: Path) -> None:
    """The test above can fail: a key that neither system knows is found."""
    wrong = tmp_path / file.name
    text = file.read_text(encoding="utf-8")
    wrong.write_text(re.sub(r"\btimeout(-minutes)?:", "patience:", text), encoding="utf-8")
    wrong.write_text(wrong.read_text(encoding="utf-8").replace("script:", "scripts:"), "utf-8")

    assert checked(wrong, SCHEMAS[file]).returncode != 0


@BOTH
def test_each_runs_every_check_and_keeps_the_reports(file: Path) -> None:
    """`make test`, and the folder that the reports are written to."""
    text = file.read_text(encoding="utf-8")
    assert re.search(r"\bmake test$", text, re.MULTILINE)
    assert "var/eval" in text


@BOTH
def test_no_file_names_a_host(file: Path) -> None:
    """Where packages come from is set where it runs."""
    assert not re.search(r"https?://|index-url|\.(org|com|io)\b", file.read_text(encoding="utf-8"))


def test_every_action_is_pinned_to_a_version() -> None:
    """A branch or a major version alone may change under us."""
    steps = read(GITHUB)["jobs"]["check"]["steps"]
    used = [step["uses"] for step in steps if "uses" in step]

    assert used
    assert all(re.fullmatch(r"[\w-]+/[\w-]+@v\d+\.\d+\.\d+", name) for name in used), used


def test_the_workflow_may_only_read() -> None:
    """Its token can change nothing, and reports are kept though a check has failed."""
    content = read(GITHUB)
    assert content["permissions"] == {"contents": "read"}
    kept = [step for step in content["jobs"]["check"]["steps"] if "evaluation" in str(step)]
    assert [step["if"] for step in kept] == ["${{ !cancelled() }}"]


def test_the_merge_request_shows_the_cases() -> None:
    """GitLab reads junit.xml where the gate writes it, whether the checks passed or not."""
    artifacts = read(GITLAB)["check"]["artifacts"]
    assert artifacts["reports"]["junit"] == "var/eval/junit.xml"
    assert artifacts["when"] == "always"


def test_the_gold_set_is_checked_before_it_is_used() -> None:
    """`make test` names faults of the gold set ahead of the gate."""
    script = (ROOT / "tools" / "check.sh").read_text(encoding="utf-8")
    assert script.index("-m eval check") < script.index("-m eval\n")
