"""Public question sets: what is read, refused and measured."""

import gzip
import json
import random
from pathlib import Path

import ir_measures
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ir_measures import RR, R, nDCG

from eval.beir.evidence import labelled_questions
from eval.beir.measures import MEASURES, mean_interval
from eval.beir.refusal import compared
from eval.beir.sets import SetError, read_set
from eval.metrics import auroc

# Ours beside trec_eval's of the same definition.
TREC = {
    "nDCG@10": nDCG @ 10,
    "R@1": R @ 1,
    "R@5": R @ 5,
    "R@10": R @ 10,
    "R@100": R @ 100,
    "MRR": RR,
}

Scores = st.lists(st.integers(0, 5).map(float), min_size=1, max_size=30)


def a_set(folder: Path, *, packed: bool = False) -> Path:
    """Two documents and two questions in the BEIR form."""
    (folder / "qrels").mkdir(parents=True)
    documents = [
        {"_id": "a", "title": "Bees", "text": "Bees dance. They point to flowers."},
        {"_id": "b", "title": "", "text": "Rivers carry sand."},
    ]
    lines = "\n".join(json.dumps(document) for document in documents)
    if packed:
        (folder / "corpus.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    else:
        (folder / "corpus.jsonl").write_text(lines, encoding="utf-8")
    asked = [{"_id": "1", "text": "Who dances?"}, {"_id": "2", "text": "What carries sand?"}]
    (folder / "queries.jsonl").write_text("\n".join(map(json.dumps, asked)), encoding="utf-8")
    (folder / "qrels" / "test.tsv").write_text(
        "query-id\tcorpus-id\tscore\n1\ta\t1\n2\tb\t2\n2\ta\t0\n", encoding="utf-8"
    )
    return folder


@pytest.mark.parametrize("packed", [False, True])
def test_a_set_is_read_whole(tmp_path: Path, packed: bool) -> None:  # noqa: FBT001
    """Documents, questions and graded judgements arrive, packed or not."""
    found = read_set(a_set(tmp_path / "bees", packed=packed))
    assert found.name == "bees"
    assert [(a.id, a.title) for a in found.booklet.abstracts] == [("a", "Bees"), ("b", "")]
    assert [q.relevant for q in found.questions] == [{"a"}, {"b"}]
    assert found.questions[1].judged == {"b": 2, "a": 0}


def test_a_sample_is_drawn_alike(tmp_path: Path) -> None:
    """The same limit gives the same questions; a limit beyond them gives all."""
    found = read_set(a_set(tmp_path / "bees"))
    assert found.sample(1) == found.sample(1)
    assert len(found.sample(1).questions) == 1
    assert found.sample(9) is found


@pytest.mark.parametrize(
    ("file", "content", "says"),
    [
        ("corpus.jsonl", None, "neither corpus.jsonl nor corpus.jsonl.gz"),
        ("corpus.jsonl", "{", "corpus.jsonl, line 1: this is not JSON"),
        ("corpus.jsonl", "[1]", 'strings "_id" and "text"'),
        ("corpus.jsonl", "", "holds no document"),
        ("corpus.jsonl", '{"_id":"a","text":"x"}\n{"_id":"a","text":"y"}', "'a' stands twice"),
        ("queries.jsonl", '{"_id": 7, "text": "x"}', 'strings "_id" and "text"'),
        ("queries.jsonl", '{"_id":"99","text":"x"}', "are they of the same set?"),
        ("qrels/test.tsv", "1 a 1", "test.tsv, line 1: a judgement is"),
        ("qrels/test.tsv", "1\ta\thigh", "a whole number"),
        ("qrels/test.tsv", None, "has no qrels/*.tsv"),
    ],
)
def test_a_bad_folder_is_told_where_it_is_bad(
    tmp_path: Path, file: str, content: str | None, says: str
) -> None:
    """One sentence names the file, the line and what was expected."""
    folder = a_set(tmp_path / "bees")
    if content is None:
        (folder / file).unlink()
    else:
        (folder / file).write_text(content, encoding="utf-8")
    with pytest.raises(SetError) as caught:
        read_set(folder)
    assert says in str(caught.value)


def test_what_is_no_folder_or_no_archive_is_told(tmp_path: Path) -> None:
    """A missing folder and a broken archive are named."""
    with pytest.raises(SetError, match="There is no folder"):
        read_set(tmp_path / "none")
    folder = a_set(tmp_path / "bees", packed=True)
    (folder / "corpus.jsonl.gz").write_bytes(b"\x1f\x8bbroken")
    with pytest.raises(SetError, match="cannot be read"):
        read_set(folder)


@pytest.mark.parametrize("seed", range(20))
def test_measures_are_those_of_trec_eval(seed: int) -> None:
    """On random graded judgements and rankings every measure is trec_eval's to a millionth."""
    draw = random.Random(seed)  # noqa: S311 - repeatable
    documents = [f"d{n}" for n in range(150)]
    judged = {d: draw.choice([0, 0, 1, 2, 3]) for d in draw.sample(documents, 30)} | {"d0": 1}
    run = draw.sample(documents, 120)
    scored = {document: float(-rank) for rank, document in enumerate(run)}
    theirs = ir_measures.calc_aggregate(list(TREC.values()), {"q": judged}, {"q": scored})
    for name, measure in TREC.items():
        assert MEASURES[name](run, judged) == pytest.approx(theirs[measure], abs=1e-6), name


def test_interval_holds_its_mean_and_is_repeatable() -> None:
    """The same values give the same interval, and the mean lies in it."""
    values = [0.0, 1.0, 1.0, 0.5, 0.25]
    found = mean_interval(values)
    assert found == mean_interval(values)
    assert found.low <= found.mean <= found.high
    assert found.mean == pytest.approx(0.55)


@given(Scores, Scores)
def test_quick_auroc_is_the_one_by_ranks(kept: list[float], other: list[float]) -> None:
    """AUROC by binary search equals AUROC by mid-ranks, ties and all."""
    found = compared("any", np.array(kept), np.array(other)).auroc.mean
    labels = [True] * len(kept) + [False] * len(other)
    assert found == pytest.approx(auroc(kept + other, labels))


def test_refused_is_counted_below_what_95_percent_reach() -> None:
    """Of 20 answerable one may fall below; of the others two in four lie under that bound."""
    kept = np.arange(1.0, 21.0)
    found = compared("any", kept, np.array([0.0, 1.5, 5.0, 30.0]))
    assert found.refused.mean == pytest.approx(0.5)
    assert (found.answerable, found.unanswerable) == (20, 4)


def test_the_bound_of_the_product_is_counted_as_it_stands() -> None:
    """Kept and declined are shares at the confidence from which the product answers."""
    found = compared("any", np.array([0.9, 0.5, 0.4, 0.8]), np.array([0.49, 0.1, 0.7]))
    assert found.kept.mean == pytest.approx(3 / 4)
    assert found.declined.mean == pytest.approx(2 / 3)


def test_excerpts_label_the_sentences_that_they_cover(tmp_path: Path) -> None:
    """An excerpt of a document labels its sentence; one of the whole document labels nothing."""
    folder = a_set(tmp_path / "bees")
    asked = [
        {"_id": "1", "text": "Where?", "metadata": {"snippets": [["a", "They point to flowers."]]}},
        {"_id": "2", "text": "What?", "metadata": {"snippets": [["b", "Rivers carry sand."]]}},
    ]
    (folder / "queries.jsonl").write_text("\n".join(map(json.dumps, asked)), encoding="utf-8")
    (labelled,) = labelled_questions(read_set(folder))
    assert [labelled.document.text[slice(*span)] for span in labelled.right] == [
        "They point to flowers."
    ]
