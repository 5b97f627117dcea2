"""The corpus commands as processes, over a shelf of their own."""

import datetime as dt
from pathlib import Path

import pytest

from corpus.abstract import Tombstone
from corpus.withdrawals import write_withdrawals
from tests.support.command_line import shoroku
from tests.support.shelves import MOSS, WOOL, contents, put

GONE = Tombstone("moss/lichens", "moss", "Lichens", dt.date(2021, 2, 3), "Counted twice.")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A shelf with two booklets, one abstract withdrawn."""
    corpus = put(tmp_path, moss=MOSS, wool=WOOL)
    write_withdrawals(corpus / "moss" / "withdrawn.toml", (GONE,))
    return corpus


def run(corpus: Path, *arguments: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of ``shoroku corpus …``."""
    at = corpus.parent
    done = shoroku(
        "corpus", *arguments, cwd=at, SHOROKU_CORPUS=str(corpus), SHOROKU_VAR=str(at / "var")
    )
    return done.returncode, done.stdout, done.stderr


def test_list_may_be_of_one_booklet(corpus: Path) -> None:
    """Only its abstracts are listed, and what was withdrawn is marked."""
    code, listed, _ = run(corpus, "list", "moss")
    assert code == 0
    assert [line.partition("\t")[2] for line in listed.splitlines()] == [
        "Mosses on Roofs",
        "Ferns under Bridges",
        "[withdrawn 2021-02-03] Lichens",
    ]
    assert run(corpus, "list", "mass")[2].endswith("the booklets are: moss, wool.\n")


def test_a_withdrawn_abstract_is_said_to_be(corpus: Path) -> None:
    """Its id leads to the day and the reason, not to "unknown"."""
    code, out, said = run(corpus, "show", GONE.id)
    assert (code, out) == (2, "")
    assert said == "“Lichens” was withdrawn on 2021-02-03: Counted twice.\n"


def test_an_unknown_id_offers_the_nearest(corpus: Path) -> None:
    """A slip of the finger is met with the id that was meant, and changes nothing."""
    known = run(corpus, "list", "wool")[1].partition("\t")[0]
    before = contents(corpus)
    code, _, said = run(corpus, "withdraw", known[:-1], "--reason", "It was wrong.")
    assert code == 2
    assert f"did you mean {known}" in said
    assert contents(corpus) == before


def test_a_dry_run_only_reports(corpus: Path) -> None:
    """The records are told; shelf and index are not touched."""
    before = contents(corpus)
    given = corpus.parent / "autumn.txt"
    given.write_text(WOOL, "utf-8")
    page = corpus.parent / "report.html"
    code, told, _ = run(
        corpus, "add", str(given), "--name", "autumn", "--dry-run", "--report", str(page)
    )
    assert code == 0
    assert "Dyeing Wool with Lichens" in told
    assert "Dyeing Wool with Lichens" in page.read_text("utf-8")
    assert contents(corpus) == before
    assert not (corpus.parent / "var").exists()


def test_nothing_to_undo_is_one_sentence(corpus: Path) -> None:
    """An undo too many does no harm."""
    before = contents(corpus)
    assert run(corpus, "undo") == (1, "", "There is no change to take back.\n")
    assert contents(corpus) == before
