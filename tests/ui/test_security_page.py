"""docs/security.md tells of what there is."""

import re

from tests.support.command_line import ROOT
from tests.support.hostile_markup import hostile_strings
from tests.support.leaks import leaks

PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
GUIDE = (ROOT / "docs" / "widget.md").read_text(encoding="utf-8")


def test_the_tests_that_are_named_exist() -> None:
    """Every promise leads to a file with tests in it."""
    named = set(re.findall(r"tests/[\w/]+\.py", PAGE + GUIDE))
    assert len(named) >= 8
    assert [name for name in named if not (ROOT / name).is_file()] == []


def test_the_figures_are_those_of_the_collections() -> None:
    """As many strings and constructs are promised as are planted."""
    every = leaks("http://127.0.0.1:1")
    assert f"of {len(hostile_strings())} strings" in PAGE
    assert f"of {len(every)} constructs" in PAGE
    assert f"of the {sum(not leak.leaves for leak in every)} that load" in PAGE
