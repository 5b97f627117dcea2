"""``shoroku bench``: what it prints, and how it refuses."""

import json
from pathlib import Path

import ir_measures
import pytest
from typer.testing import CliRunner

from corpus.errors import ShorokuError
from ui.cli import app


@pytest.fixture(scope="module")
def questions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A set of three documents, each the answer to one question; one names its sentence."""
    folder = tmp_path_factory.mktemp("sets") / "small"
    (folder / "qrels").mkdir(parents=True)
    texts = {
        "bees": "Honey bees dance in the hive. The dance points to flowers far away.",
        "sand": "Rivers carry sand to the sea. Dams keep the sand in the mountains.",
        "tax": "Villages collect a tax on visitors. The money pays for paths and benches.",
    }
    asked = {
        "bees": ("Where does the dance of honey bees point to?", "flowers"),
        "sand": ("What keeps sand in the mountains?", "Dams"),
        "tax": ("What does the tax on visitors pay for?", "paths and benches"),
    }
    documents = [{"_id": name, "title": "", "text": text} for name, text in texts.items()]
    rows = [
        {"_id": name, "text": text, "metadata": {"answers": [answer], "doc": name}}
        for name, (text, answer) in asked.items()
    ]
    (folder / "corpus.jsonl").write_text("\n".join(map(json.dumps, documents)), "utf-8")
    (folder / "queries.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    (folder / "qrels" / "test.tsv").write_text("".join(f"{n}\t{n}\t1\n" for n in texts), "utf-8")
    return folder


def test_a_set_is_measured_from_end_to_end(questions: Path) -> None:
    """The real encoder finds the documents and the labelled spans; the JSON holds all."""
    done = CliRunner().invoke(app, ["bench", "beir", str(questions), "--remove-gold", "--json"])
    assert done.exit_code == 0, done.output
    report = json.loads(done.stdout)
    assert (report["schema"], report["documents"], report["questions"]) == (2, 3, 3)
    assert report["retrieval"]["nDCG@10"]["mean"] == pytest.approx(1.0)
    assert report["evidence"]["evidence hit@3"]["mean"] == pytest.approx(1.0)
    assert report["refusal"][0]["auroc"]["mean"] > 0.5


def test_rankings_are_written_for_others_to_measure(questions: Path, tmp_path: Path) -> None:
    """``--runs`` writes the form of TREC; ir-measures finds in it the figures of the report."""
    options = ["--json", "--no-evidence", "--runs", str(tmp_path)]
    done = CliRunner().invoke(app, ["bench", "beir", str(questions), *options])
    run = list(ir_measures.read_trec_run(str(tmp_path / "small.run")))  # type: ignore[no-untyped-call]
    judged = [ir_measures.Qrel(name, name, 1) for name in ("bees", "sand", "tax")]
    theirs = ir_measures.calc_aggregate([ir_measures.RR], judged, run)[ir_measures.RR]
    assert json.loads(done.stdout)["retrieval"]["MRR"]["mean"] == pytest.approx(theirs, abs=1e-6)
    assert len(run) == 9


def test_a_limit_asks_so_many(questions: Path) -> None:
    """``--limit`` bounds the questions; the table names the set and its measures."""
    done = CliRunner().invoke(app, ["bench", "beir", str(questions), "--limit", "2"])
    assert "small: 3 documents, 2 questions" in done.stdout
    assert "nDCG@10" in done.stdout
    assert "indexed in" in done.stdout


def test_a_bad_folder_stops_before_the_model_is_loaded(questions: Path, tmp_path: Path) -> None:
    """A wrong folder among right ones is told at once, and nothing is measured."""
    done = CliRunner().invoke(app, ["bench", "beir", str(questions), str(tmp_path / "none")])
    assert isinstance(done.exception, ShorokuError)
    assert "There is no folder" in str(done.exception)
    assert done.stdout == ""
