"""The repository keeps its own promises: pages, commands, locks, licence."""

import json
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from rag.settings import Settings
from tests.support.command_line import ROOT
from ui.cli import app

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
LOCKS = ("requirements.lock", "requirements-dev.lock")
_BLOCK = re.compile(r"```(?:console|sh|bash|shell)\n(.*?)```", re.DOTALL)
_LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)")
_PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;]+)$", re.MULTILINE)


def shell_lines() -> Iterator[tuple[str, list[str]]]:
    """Every command line that a page tells its reader to type, with the page's name."""
    for page in PAGES:
        for block in _BLOCK.findall(page.read_text(encoding="utf-8")):
            for line in block.splitlines():
                words = shlex.split(line.removeprefix("$ "), comments=True)
                if words:
                    yield page.name, words


COMMANDS = list(shell_lines())


def make_targets() -> set[str]:
    """What ``make`` can be asked for."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))


def pinned(lock: str) -> dict[str, str]:
    """Name and version of every part that a lock file pins."""
    return dict(_PINNED.findall((ROOT / lock).read_text(encoding="utf-8")))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_between_pages_leads_somewhere(page: Path) -> None:
    """A relative link names a file that is there."""
    for target in _LINK.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_every_make_target_on_the_pages_exists() -> None:
    """``make X`` on a page, in a command line or in running text, is a target of the Makefile."""
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    named = set(re.findall(r"`make ([a-z]+)", text))
    named |= {words[1] for _, words in COMMANDS if words[0] == "make"}
    assert {"serve", "test"} <= named
    assert named <= make_targets()


def test_every_folder_with_code_is_installed() -> None:
    """A wheel holds all of the product: no package is forgotten, nor what it reads."""
    tops = ("corpus", "index", "rag", "eval", "ui")
    setuptools = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]
    packages = {
        ".".join(file.parent.relative_to(ROOT).parts)
        for top in tops
        for file in (ROOT / top).rglob("*.py")
    }
    assert set(setuptools["packages"]) == packages
    carried = {
        file
        for package, patterns in setuptools["package-data"].items()
        for pattern in patterns
        for file in (ROOT / package.replace(".", "/")).glob(pattern)
    }
    listed = subprocess.run(["git", "ls-files", *tops], cwd=ROOT, capture_output=True, check=True)
    read = {ROOT / name for name in listed.stdout.decode().splitlines() if name[-3:] != ".py"}
    assert read <= carried


def our_words(words: list[str]) -> list[str] | None:
    """The arguments to ``shoroku`` where a command line is one of ours that ends by itself."""
    if Path(words[0]).name != "shoroku" or words[1:2] in (["serve"], ["eval"]):
        return None
    return None if {">", "|", "<"} & set(words) else words[1:]


OURS = [(page, ours) for page, words in COMMANDS if (ours := our_words(words)) is not None]


def test_pages_show_our_command() -> None:
    """The pages show how to ask: the list that the next test runs is not empty."""
    assert ["ask", "Why do Cambodian technical intern trainees flee?"] in [ours for _, ours in OURS]


def run_here(words: list[str], var: Path) -> Result:
    """Run a command in this process, where the model's libraries are loaded once for all."""
    return CliRunner().invoke(app, words, env={"SHOROKU_VAR": str(var)})


@pytest.fixture(scope="module")
def var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of its own, built by the command."""
    folder = tmp_path_factory.mktemp("pages") / "var"
    built = run_here(["build"], folder)
    assert built.exit_code == 0, built.output
    return folder


@pytest.mark.parametrize(("page", "ours"), OURS, ids=str)
def test_every_command_on_the_pages_runs(
    page: str, ours: list[str], var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a page tells its reader to type does what it says, word for word."""
    monkeypatch.chdir(ROOT)
    done = run_here(ours, var)
    assert done.exit_code == 0, (page, done.output)
    assert done.stdout.strip()


def test_commands_page_holds_the_real_help() -> None:
    """docs/commands.md shows the help as the commands print it (``make docs`` writes it anew)."""
    script = ROOT / "tools" / "docs_pages.py"
    done = subprocess.run([sys.executable, script, "--check"], check=False)
    assert done.returncode == 0


def test_every_setting_is_described() -> None:
    """Each setting says what it is for."""
    undescribed = [name for name, field in Settings.model_fields.items() if not field.description]
    assert undescribed == []


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_holds_on_every_machine(lock: str) -> None:
    """A lock pins exact versions, names no index or file of one machine, and no local build."""
    lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
    wanted = [line for line in lines if line and not line.lstrip().startswith("#")]
    assert [line for line in wanted if not _PINNED.match(line)] == []
    assert [version for version in pinned(lock).values() if "+" in version] == []


def test_lock_holds_what_the_project_asks_for() -> None:
    """Every part that pyproject.toml names is pinned, torch at exactly its version."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    names = {re.split(r"[<>=~! \[]", wanted)[0].lower() for wanted in asked}
    everything = pinned("requirements-dev.lock")
    assert names - everything.keys() == set()
    assert everything["torch"] == "2.13.0"
    assert pinned("requirements.lock").items() <= everything.items()


def test_ci_calls_exactly_make_test() -> None:
    """CI runs what a developer runs."""
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert [line for line in script if not line.startswith(("#", "set ", "cd "))] == ["make test"]


def test_booklet_is_left_out_of_the_licence() -> None:
    """The licence is Apache-2.0 whole, and NOTICE says that the booklets are not under it."""
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "END OF TERMS AND CONDITIONS" in licence
    assert "corpus/*/booklet.txt" in (ROOT / "NOTICE").read_text(encoding="utf-8")


def test_published_schema_is_json() -> None:
    """The schema of an answer is read by any JSON reader."""
    schema = json.loads((ROOT / "docs" / "answer.schema.json").read_text(encoding="utf-8"))
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
