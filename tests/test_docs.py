"""docs/ leaves nothing out: every command, error, log line and figure has its place there.

Settings are held to docs/settings.md in tests/ui/test_settings_cli.py, the API's codes and limits
to docs/api.md in tests/ui/api/test_guide.py, measures to docs/evaluation.md in tests/eval.
"""

import argparse
import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from prometheus_client.parser import text_string_to_metric_families

from corpus.errors import ShorokuError
from eval import arguments
from rag.conversation import Conversation
from tests.support.command_line import ROOT
from tests.support.table_assistant import WHY_REEDS, TableAssistant
from ui.cli import app
from ui.metrics import Metrics

DOCS = ROOT / "docs"
FOLDERS = ("corpus", "index", "rag", "eval", "ui")
_CLASS = re.compile(r"^\| `(\w+)` \|", re.MULTILINE)
_LINE = re.compile(r"^\| `([^`]+)` \|", re.MULTILINE)
_METRIC = re.compile(r"`(\w+?)(?:\{[\w,]+\})?`")


def page(name: str) -> str:
    """The text of one of the documentation's pages."""
    return (DOCS / name).read_text(encoding="utf-8")


def sources() -> Iterator[Path]:
    """Every module of the program."""
    return (it for folder in FOLDERS for it in (ROOT / folder).rglob("*.py"))


def commands(within: object, names: tuple[str, ...] = ()) -> Iterator[str]:
    """Each command as it is typed, groups before what is in them."""
    yield " ".join(names)
    for name, command in getattr(within, "commands", {}).items():
        yield from commands(command, (*names, name))


def test_every_command_has_its_help_on_the_page() -> None:
    """Each subcommand too, and those of the evaluation."""
    parsers = [it.removesuffix("_parser") for it in vars(arguments) if it.endswith("_parser")]
    of_eval = {f"eval {name}" for name in parsers if name != "run"}
    assert len(of_eval) == 5
    ours = set(commands(typer.main.get_command(app)))
    assert {"", "ask", "corpus add", "bench beir"} <= ours
    shown = {it.strip() for it in re.findall(r"<!-- help:(.*?)-->", page("commands.md"))}
    assert shown == ours | of_eval


def test_every_command_of_the_evaluation_is_told_of() -> None:
    """docs/evaluation.md says of each what it is for."""
    described = page("evaluation.md")
    for name in ("accept", "check", "compare", "new", "why"):
        parser = getattr(arguments, f"{name}_parser")()
        assert isinstance(parser, argparse.ArgumentParser)
        assert f"{parser.prog} " in described, name


def kinds(of: type[ShorokuError]) -> Iterator[str]:
    """The names of the errors beneath one."""
    for kind in of.__subclasses__():
        if kind.__module__.partition(".")[0] in FOLDERS:
            yield kind.__name__
            yield from kinds(kind)


def test_every_error_has_its_row() -> None:
    """docs/errors.md names each kind that people can meet, once, and no other."""
    for file in sources():
        if "(ShorokuError)" in file.read_text(encoding="utf-8"):
            importlib.import_module(".".join(file.relative_to(ROOT).with_suffix("").parts))
    table = page("errors.md").partition("## Kinds of errors")[2].partition("## Lines")[0]
    rows = _CLASS.findall(table)
    assert sorted(rows) == sorted(kinds(ShorokuError))


def logged() -> Iterator[tuple[str, Path]]:
    """What the program's own log lines say, with the module of each."""
    for file in sources():
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or ast.unparse(node.func).partition(".")[0] != "_LOG":
                continue
            said = [it.value for it in node.args if isinstance(it, ast.Constant)]
            yield from ((it, file) for it in said if isinstance(it, str))


def test_every_line_of_the_log_has_its_row() -> None:
    """docs/errors.md says of each what it means; what is filled in stands as dots."""
    rows = set(_LINE.findall(page("errors.md").partition("## Lines of the log")[2]))
    said = {re.sub(r"%s.*", "…", it) for it, _ in logged()}
    assert len(said) > 10
    assert rows == said | {"A message of another library, left out"}


def test_every_figure_has_its_row() -> None:
    """docs/api.md names each metric that the server gives, and no other."""
    metrics = Metrics()
    metrics.watch(lambda: 0, lambda: 0)
    metrics.answered(TableAssistant().ask(WHY_REEDS, Conversation()), "api", 0.1)
    metrics.refused("busy")
    metrics.serving("one", 3)
    families = text_string_to_metric_families(metrics.text().decode())
    given = {
        sample.name.removesuffix("_bucket").removesuffix("_sum").removesuffix("_count")
        for family in families
        for sample in family.samples
        if family.name.startswith("shoroku") and not sample.name.endswith("_created")
    }
    table = page("api.md").partition("| Metric |")[2].partition("No metric holds")[0]
    cells = "\n".join(line.split("|")[1] for line in table.splitlines()[2:] if "|" in line)
    assert given == {it for it in _METRIC.findall(cells) if it.startswith("shoroku")}


@pytest.mark.parametrize("name", sorted(it.name for it in DOCS.glob("*.md")))
def test_every_page_is_on_the_site(name: str) -> None:
    """No page of docs/ that only a search would find."""
    site = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    pages = re.findall(r": (\S+\.md)$", site, re.MULTILINE)
    assert pages.count(name) == 1
