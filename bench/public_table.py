"""Every public set measured whole, and the tables of docs/quality.md made of it.

    python -m bench.public_table [--data FOLDER] [--sets NAME ...] [--anew]

A report is kept in ``var/public`` and is made anew where the code that answers has changed since
(``--anew`` makes all). The rankings lie beside it, and each mean is held against ir-measures.
"""

import argparse
import json
import time
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import ir_measures

from bench.markers import rewrite
from bench.marks import CODE, files, mark
from eval.beir.run import Wanted, measure
from eval.beir.sets import BeirSet, read_set
from index.embedding import load_minilm

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT.parent / "shared" / "data" / "beir"
KEPT = ROOT / "var" / "public"
PAGE = ROOT / "docs" / "quality.md"
PART = "public sets: python -m bench.public_table"
SETS = ("scifact", "pubmedqa", "bioasq", "cranfield", "squad2_half", "jsquad_valid_test")
# Of the Japanese set so many questions: its sentences are read by the slow encoder.
LIMITS = {"jsquad_valid_test": 500}
RETRIEVAL = ("nDCG@10", "R@1", "R@5", "R@10", "R@100", "MRR")
NEAR, EXACT = 1e-6, 1e-12

Report = dict[str, Any]


def main() -> None:
    """Measure what is missing; the part of the page is written again after each set."""
    chosen = _arguments()
    for name in chosen.sets:
        folder = chosen.data / name
        if chosen.anew or not is_kept(folder):
            print(f"{time.strftime('%H:%M')} {name} …", flush=True)
            _measure(folder)
        kept = (one for one in SETS if is_kept(chosen.data / one))
        rewrite(PAGE, PART, "\n\n".join(tables([_read(report_of(one)) for one in kept])))


def report_of(name: str) -> Path:
    """Where the report of a set is kept."""
    return KEPT / f"{name}.json"


def version(folder: Path) -> str:
    """The mark of the code and weights that answer, of what measures them, and of the set."""
    return mark([*files(*CODE, "eval/beir"), *sorted(p for p in folder.rglob("*") if p.is_file())])


def is_kept(folder: Path) -> bool:
    """Whether this very version was measured on this very set; no table mixes two versions."""
    path = report_of(folder.name)
    return path.exists() and bool(_read(path)["source"] == version(folder))


def _measure(folder: Path) -> None:
    source = version(folder)
    wanted = Wanted(refusal=True, limit=LIMITS.get(folder.name), var=KEPT / "indexes", runs=KEPT)
    whole = read_set(folder)
    asked = whole if wanted.limit is None else whole.sample(wanted.limit)
    report: Report = {
        **measure(asked, wanted, _minilm, lambda *_: None).to_json(),
        "source": source,
        "of": sum(bool(question.relevant) for question in whole.questions),
    }
    report["furthest"] = furthest(asked, KEPT / f"{folder.name}.run", report)
    if report["furthest"] > NEAR:
        raise SystemExit(f"{folder.name}: ir-measures differs by {report['furthest']}.")
    report_of(folder.name).write_text(json.dumps(report), encoding="utf-8")


@lru_cache(maxsize=1)
def _minilm() -> Any:  # noqa: ANN401 - the loader's own type, kept for the process
    return load_minilm()


def furthest(asked: BeirSet, run: Path, report: Report) -> float:
    """The greatest difference between a mean of ours and that of ir-measures on the same run."""
    read = list(ir_measures.read_trec_run(str(run)))  # type: ignore[no-untyped-call]
    judged = [
        ir_measures.Qrel(question.id, document, grade)
        for question in asked.questions
        if question.relevant
        for document, grade in question.judged.items()
    ]
    names = {name: ir_measures.parse_measure(_theirs(name)) for name in RETRIEVAL}
    found = ir_measures.calc_aggregate(list(names.values()), judged, read)
    ours = report["retrieval"]
    return max(abs(float(ours[name]["mean"]) - found[names[name]]) for name in RETRIEVAL)


def _theirs(name: str) -> str:
    return "RR" if name == "MRR" else name


def tables(reports: list[Report]) -> Iterator[str]:
    """Retrieval, sentences, abstention, time: each with its 95 % interval."""
    yield _table(["set", "documents", "questions", *RETRIEVAL], map(_retrieval, reports))
    yield "Which sentences answer, the right document given (others thought away):"
    rows = (_evidence(report) for report in reports if report["evidence"])
    yield _table(["set", "labelled", "hit@1", "hit@3"], rows)
    yield "Declining: each question once with its documents and once without them."
    heads = ["set", "asked without", "AUROC", "declined", "answerable answered"]
    heads.append("declined if 95 % were answered")
    yield _table(heads, (row for report in reports for row in _refusals(report)))
    yield "Time, on one thread, the machine not kept free:"
    yield _table(["set", "index", "ranking, p50 / p95", "all"], map(_times, reports))
    furthest_of_all = max((report["furthest"] for report in reports), default=0.0)
    yield (
        "Every mean of the first table is that of ir-measures over the same rankings, to "
        f"{max(furthest_of_all, EXACT):.0e}."
    )


def _retrieval(report: Report) -> list[str]:
    asked = f"{report['questions']:,}"
    if report["of"] > report["questions"]:
        asked += f" of {report['of']:,}"
    values = [interval(report["retrieval"][name]) for name in RETRIEVAL]
    return [report["name"], f"{report['documents']:,}", asked, *values]


def _evidence(report: Report) -> list[str]:
    values = [interval(report["evidence"][f"evidence hit@{k}"]) for k in (1, 3)]
    return [report["name"], f"{report['evidence_questions']:,}", *values]


def _refusals(report: Report) -> Iterator[list[str]]:
    for one in report["refusal"]:
        figures = [interval(one[name]) for name in ("auroc", "declined", "kept", "refused")]
        yield [report["name"], one["group"], *figures]


def _times(report: Report) -> list[str]:
    times = report["question_seconds"]
    return [
        report["name"],
        f"{report['build_seconds']:.0f} s" if report["build_seconds"] > 1 else "kept",
        f"{1000 * times['mean']:.0f} / {1000 * times['high']:.0f} ms",
        f"{report['seconds']:.0f} s",
    ]


def interval(value: dict[str, float]) -> str:
    """The figure with its interval in small print, without the leading noughts."""
    mean, low, high = (f"{value[name]:.3f}".lstrip("0") for name in ("mean", "low", "high"))
    return f"{mean} <small>{low}–{high}</small>"


def _table(heads: list[str], rows: Iterable[list[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _read(path: Path) -> Report:
    report: Report = json.loads(path.read_text(encoding="utf-8"))
    return report


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.public_table", description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA, help="folder of the sets")
    parser.add_argument("--sets", nargs="*", choices=SETS, default=list(SETS))
    parser.add_argument("--anew", action="store_true", help="measure all again")
    return parser.parse_args()


if __name__ == "__main__":
    main()
