"""The table of the public sets: what is kept, and what its means are held against."""

import json
from pathlib import Path
from typing import Any

import pytest

from bench import public_table
from bench.public_table import RETRIEVAL, furthest, is_kept, version
from corpus.abstract import Booklet, Conference
from eval.beir.measures import MEASURES
from eval.beir.run import measured, write_run
from eval.beir.sets import BeirQuestion, BeirSet


def test_a_report_is_kept_for_its_set_and_version_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another text in the set, or another line of code, and it is measured anew."""
    monkeypatch.setattr(public_table, "KEPT", tmp_path)
    folder = tmp_path / "sets" / "bees"
    folder.mkdir(parents=True)
    (folder / "queries.jsonl").write_text("{}\n", encoding="utf-8")
    assert not is_kept(folder)
    (tmp_path / "bees.json").write_text(json.dumps({"source": version(folder)}), encoding="utf-8")
    assert is_kept(folder)
    with monkeypatch.context() as changed:
        changed.setattr(public_table, "files", lambda *_: [Path(__file__)])
        assert not is_kept(folder)
    (folder / "queries.jsonl").write_text("{ }\n", encoding="utf-8")
    assert not is_kept(folder)


def test_means_are_those_of_ir_measures_and_a_wrong_one_is_seen(tmp_path: Path) -> None:
    """Graded judgements, a document that was not found, and one that was not judged."""
    questions = tuple(
        BeirQuestion(name, "?", judged, {})
        for name, judged in (("q", {"a": 2, "b": 1, "c": 0}), ("r", {"d": 1}), ("s", {"a": 1}))
    )
    asked = BeirSet("bees", Booklet(Conference("set"), ()), questions, {})
    runs = [["c", "a", "z"], ["d"], ["b", "c"]]
    path = tmp_path / "bees.run"
    write_run(path, questions, runs)
    means = {name: value.mean for name, value in measured(runs, questions).items()}
    report: Any = {"retrieval": {name: {"mean": means[name]} for name in MEASURES}}
    assert furthest(asked, path, report) < 1e-9
    report["retrieval"][RETRIEVAL[0]]["mean"] += 0.1
    assert furthest(asked, path, report) == pytest.approx(0.1)
