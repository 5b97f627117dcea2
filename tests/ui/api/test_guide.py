"""docs/api.md: every example runs, and gives what stands beneath it."""

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rag.assistant import Assistant
from rag.settings import Settings
from tests.support.served import Fixed, served, table_app, wait_ready
from ui.api.codes import CODES
from ui.api.schemas import AskBody

GUIDE = (Path(__file__).parents[3] / "docs" / "api.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```sh\n(.+?)```\n\n```(json|text)\n(.+?)```", GUIDE, re.DOTALL)
HERE = "http://127.0.0.1:7860"


@pytest.fixture(scope="module")
def base(assistant: Assistant) -> Iterator[str]:
    """The real assistant over the real booklets."""
    with served(table_app(lambda: Fixed(assistant))) as address:
        wait_ready(address)
        yield address


def test_every_command_has_its_outcome() -> None:
    """None stands without what it gives."""
    assert len(EXAMPLES) == GUIDE.count("```sh") >= 10


@pytest.mark.parametrize(("command", "form", "expected"), EXAMPLES)
def test_an_example_gives_what_stands_beneath_it(
    base: str, command: str, form: str, expected: str
) -> None:
    """Each member of a JSON outcome, each line of a text."""
    done = subprocess.run(
        ["bash", "-c", command.replace(HERE, base)], capture_output=True, text=True, check=True
    )
    if form == "json":
        assert holds(json.loads(done.stdout), json.loads(expected))
    else:
        assert all(line in done.stdout for line in expected.splitlines())


def holds(whole: Any, part: Any) -> bool:  # noqa: ANN401 - JSON
    """Whether every member of ``part`` is in ``whole``; of a list the first ones."""
    if isinstance(part, dict):
        return all(name in whole and holds(whole[name], it) for name, it in part.items())
    if isinstance(part, list):
        return len(whole) >= len(part) and all(map(holds, whole, part))
    return bool(whole == part)


def test_every_error_is_in_the_guide() -> None:
    """With its status, as the server's own page has it."""
    table = dict(re.findall(r"^\| (?:\d{3}) \| `(\w+)` \| (.+) \|$", GUIDE, re.MULTILINE))
    assert set(table) == set(CODES)
    for code, about in CODES.items():
        assert f"| {about[:3]} | `{code}` |" in GUIDE


def test_every_member_of_a_question_is_in_the_guide() -> None:
    """And no other."""
    table = GUIDE.partition("| Member of the question")[2].partition("Anything else")[0]
    assert set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)) == set(AskBody.model_fields)


def test_the_limits_are_those_of_the_settings() -> None:
    """The figures of the guide are the defaults."""
    defaults = {name: it.default for name, it in Settings.model_fields.items()}
    assert defaults["question_limits"] == ("60/minute", "1200/hour")
    assert defaults["request_limits"] == ("600/minute",)
    for name in ("concurrent_answers", "queue_length", "max_question_chars"):
        assert re.search(rf"\| `{name}` \| {defaults[name]:,} \|", GUIDE)
