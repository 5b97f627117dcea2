"""The command line as processes: what it prints where, and how it ends."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.command_line import ROOT, command, environment, shoroku

BOOKLET = ROOT / "corpus" / "jamps-2020-spring"
HEAVY = {
    "bm25s",
    "faiss",
    "fastapi",
    "gradio",
    "numpy",
    "sentence_transformers",
    "tiktoken",
    "torch",
    "uvicorn",
}


def is_one_sentence(said: str) -> bool:
    """Whether a message is a plain line, not a traceback."""
    return said.count("\n") == 1 and said.endswith(".\n")


def test_help_loads_nothing_heavy(tmp_path: Path) -> None:
    """``shoroku --help`` imports no model, index or web part, so it answers at once."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "ui", "--help"],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    imported = {
        line.rpartition("|")[2].strip().partition(".")[0] for line in done.stderr.splitlines()
    }
    assert "typer" in imported
    assert imported & HEAVY == set()


@pytest.mark.parametrize("name", ["corpus", "index", "rag", "eval"])
def test_foreign_package_is_named(name: str, tmp_path: Path) -> None:
    """A foreign package with one of our names stops the command with one line that says where."""
    foreign = tmp_path / name
    foreign.mkdir()
    (foreign / "__init__.py").write_text("raise RuntimeError('a foreign package was imported')")
    done = shoroku("corpus", "list", cwd=tmp_path, PYTHONPATH=f"{tmp_path}{os.pathsep}{ROOT}")
    assert done.returncode == 1
    assert is_one_sentence(done.stderr)
    assert str(foreign) in done.stderr
    assert str(ROOT / name) in done.stderr


def test_foreign_folder_without_code_is_named(tmp_path: Path) -> None:
    """The installed command also tells a bare folder (a namespace package) from ours."""
    (tmp_path / "eval").mkdir()
    done = subprocess.run(
        [Path(sys.executable).parent / "shoroku", "--help"],
        cwd=tmp_path,
        env=environment(PYTHONPATH=str(tmp_path)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert is_one_sentence(done.stderr)
    assert str(tmp_path / "eval") in done.stderr


def test_unusable_setting_is_one_sentence(tmp_path: Path) -> None:
    """A setting that cannot be used ends with exit code 1 and its name, without a traceback."""
    done = shoroku("corpus", "list", cwd=tmp_path, SHOROKU_PORT="many")
    assert done.returncode == 1
    assert is_one_sentence(done.stderr)
    assert "SHOROKU_PORT" in done.stderr


def test_taken_port_is_one_sentence(tmp_path: Path) -> None:
    """A port that cannot be listened on is said before anything is loaded or built."""
    done = shoroku(
        "serve", "--host", "203.0.113.1", cwd=tmp_path, SHOROKU_VAR=str(tmp_path / "var")
    )
    assert done.returncode == 1
    assert is_one_sentence(done.stderr)
    assert "http://203.0.113.1:7860" in done.stderr
    assert not (tmp_path / "var").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask",),
        ("ask", "Who?", "--batch", "-"),
        ("ask", "--batch", "missing.jsonl"),
        ("corpus", "check", "missing"),
        ("corpus", "show", "no-such-abstract"),
        ("serve", "--port", "70000"),
        ("unknown",),
    ],
)
def test_wrong_use_is_exit_code_2(arguments: tuple[str, ...], tmp_path: Path) -> None:
    """Wrong use ends with exit code 2, nothing on standard output, and no index built."""
    done = shoroku(*arguments, cwd=tmp_path, SHOROKU_VAR=str(tmp_path / "var"))
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "var").exists()


def test_unreadable_batch_line_stops_before_the_first_question(tmp_path: Path) -> None:
    """A line that is no question is named by file and number, and nothing was asked before it."""
    file = tmp_path / "questions.jsonl"
    file.write_text('{"id": 1, "question": "Who chaired?"}\n\n{"id": 2}\n')
    done = shoroku("ask", "--batch", str(file), cwd=tmp_path, SHOROKU_VAR=str(tmp_path / "var"))
    assert done.returncode == 2
    assert done.stdout == ""
    assert is_one_sentence(done.stderr)
    assert f"{file}, line 3," in done.stderr
    assert not (tmp_path / "var").exists()


def test_corpus_list_and_show_agree(tmp_path: Path) -> None:
    """Every id that ``corpus list`` gives is shown by ``corpus show``, with the same title."""
    listed = shoroku("corpus", "list", cwd=tmp_path)
    rows = [line.split("\t") for line in listed.stdout.splitlines()]
    assert len(rows) == 4
    for abstract_id, title in rows[:2]:
        shown = json.loads(shoroku("corpus", "show", abstract_id, "--json", cwd=tmp_path).stdout)
        assert (shown["id"], shown["title"]) == (abstract_id, title)
        assert shown["text"]


def test_corpus_check_reports_the_booklet(tmp_path: Path) -> None:
    """``corpus check`` names the records it found and the repairs, and ends with 0."""
    done = shoroku("corpus", "check", str(BOOKLET), cwd=tmp_path)
    assert done.returncode == 0
    assert "Why do Cambodian Technical Intern Trainees Flee" in done.stdout


def test_closed_pipe_is_quiet(tmp_path: Path) -> None:
    """A reader that goes away early (``| head``) causes no message."""
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        command("corpus", "list"),
        cwd=tmp_path,
        env=environment(),
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writing)
    assert done.stderr == b""


def test_interrupt_is_exit_code_130(tmp_path: Path) -> None:
    """Ctrl-C ends a command with 130 and without a traceback."""
    questions = tmp_path / "questions"
    os.mkfifo(questions)
    # A shell's background jobs start with Ctrl-C ignored, and hand that on; a handler is not.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    asking = subprocess.Popen(
        command("ask", "--batch", str(questions)),
        cwd=tmp_path,
        env=environment(),
        stderr=subprocess.PIPE,
    )
    with asking as process, questions.open("wb"):  # opens once the command has begun to read
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=30)
    assert process.returncode == 130
    assert b"Traceback" not in said


def test_version_is_that_of_the_project(tmp_path: Path) -> None:
    """``--version`` prints the installed version."""
    done = shoroku("--version", cwd=tmp_path)
    assert done.stdout.startswith("shoroku 0.")
