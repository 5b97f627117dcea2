"""Retrieval, evidence and abstention on question sets in the BEIR form.

    shoroku bench beir FOLDER...         or   python -m bench.beir FOLDER...

Each set's documents are indexed as one booklet, and each question goes the whole way that a
visitor's would. Nothing is fitted here.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bench.beir_evidence import evidence_rows
from bench.beir_refusal import refusal_rows
from bench.beir_set import BeirQuestion, BeirSet, read_set
from bench.ir_metrics import MEASURES, Interval, mean_interval
from corpus.errors import ShorokuError
from index.build import build
from index.embedding import MINILM_IDENTITY, MiniLM, load_minilm
from index.generation import open_generation
from rag.assistant import Assistant
from rag.bootstrap import assistant_over


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what was measured over how many questions."""

    name: str
    value: Interval
    questions: int


def main(arguments: list[str]) -> int:
    """Measure each folder and print a table for it."""
    options = _parser().parse_args(arguments)
    embedder = load_minilm(options.threads)
    for folder in options.folders:
        try:
            found = read_set(folder)
        except ShorokuError as error:
            print(error, file=sys.stderr)
            return 2
        _measure(found.sample(options.questions), options, embedder)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.beir", description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--questions", type=int, default=10**9, help="at most so many, drawn alike")
    parser.add_argument("--evidence", action="store_true", help="which sentences answer, too")
    parser.add_argument("--remove-gold", action="store_true", help="abstention, too")
    parser.add_argument("--threads", type=int, default=1, help="threads of one reading")
    parser.add_argument("--var", type=Path, help="keep the indexes here and use them again")
    return parser


def _measure(asked: BeirSet, options: argparse.Namespace, embedder: MiniLM) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        var = (options.var or Path(scratch)) / asked.name
        var.mkdir(parents=True, exist_ok=True)
        started = time.monotonic()
        build(var, [asked.booklet], MINILM_IDENTITY, lambda: embedder, lambda *_: None)
        built = time.monotonic() - started
        assistant = assistant_over(open_generation(var, MINILM_IDENTITY), embedder)
        _print_head(asked, built)
        _print_rows(retrieval_rows(assistant, asked.questions))
        if options.evidence:
            _print_rows(Row(*row) for row in evidence_rows(asked, embedder))
        if options.remove_gold:
            for name, figure in refusal_rows(assistant, asked.questions):
                print(f"  {name:24} {figure:.3f}", flush=True)


def retrieval_rows(assistant: Assistant, questions: Sequence[BeirQuestion]) -> Iterator[Row]:
    """Every measure over the questions that have a relevant document, and the time of one."""
    judged = [question for question in questions if question.relevant]
    runs, seconds = [], []
    for question in judged:
        started = time.perf_counter()
        runs.append([hit.abstract_id for hit in assistant.retrieve(question.text)[:100]])
        seconds.append(time.perf_counter() - started)
    for name, measure in MEASURES.items():
        values = [measure(run, q.judged) for run, q in zip(runs, judged, strict=True)]
        yield Row(name, mean_interval(values), len(values))
    low, middle, high = np.percentile(np.array(seconds) * 1000, (5, 50, 95))
    yield Row("ms (median, 5 to 95 %)", Interval(middle, low, high), len(seconds))


def _print_head(asked: BeirSet, built: float) -> None:
    count = len(asked.booklet.abstracts)
    print(f"\n{asked.name}: {count} documents, indexed in {built:.0f} s", flush=True)


def _print_rows(rows: Iterator[Row]) -> None:
    for row in rows:
        v = row.value
        print(f"  {row.name:24} {v.mean:.4f}  [{v.low:.4f}, {v.high:.4f}]  n={row.questions}",
              flush=True)  # fmt: skip


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
