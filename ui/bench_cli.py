"""The commands ``shoroku bench …``: measure on data that others made.

Everything heavy is imported inside the command that needs it (see ui.cli).
"""
# ruff: noqa: PLC0415 - see above

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from eval.beir.measures import Interval
    from eval.beir.run import SetReport, Wanted

_Folders = Annotated[
    list[Path],
    typer.Argument(
        metavar="DIR...", help="Folders with corpus.jsonl[.gz], queries.jsonl and qrels/*.tsv."
    ),
]
_RemoveGold = Annotated[
    bool,
    typer.Option(
        "--remove-gold", help="Also ask without the documents that answer: is it refused?"
    ),
]
_Evidence = Annotated[bool, typer.Option(help="Which sentences answer, where the set says so.")]
_Limit = Annotated[
    int | None, typer.Option(min=1, help="At most so many questions, drawn alike each time.")
]
_Var = Annotated[
    Path | None, typer.Option(file_okay=False, help="Keep the indexes here and use them again.")
]
_Runs = Annotated[
    Path | None,
    typer.Option(file_okay=False, help="Write each set's ranking here, as trec_eval reads it."),
]
_Threads = Annotated[int, typer.Option(min=1, help="Threads of the encoder.")]
_Json = Annotated[bool, typer.Option("--json", help="Print one JSON object a set.")]

app = typer.Typer(help="Measures on public question sets.", no_args_is_help=True)


@app.callback()
def bench() -> None:
    """Measure on public question sets."""


@app.command()
def beir(  # noqa: PLR0913 - each is an option of the command
    folders: _Folders,
    *,
    remove_gold: _RemoveGold = False,
    evidence: _Evidence = True,
    limit: _Limit = None,
    var: _Var = None,
    runs: _Runs = None,
    threads: _Threads = 1,
    json: _Json = False,
) -> None:
    """Measure retrieval, evidence and abstention on question sets in the BEIR form."""
    from eval.beir.run import Wanted

    _measure(folders, Wanted(remove_gold, evidence, limit, var, runs), threads, as_json=json)


def _measure(folders: list[Path], wanted: "Wanted", threads: int, *, as_json: bool) -> None:
    """Read all folders first: a wrong one is told before minutes are spent on the others."""
    from functools import lru_cache

    from eval.beir.run import measure
    from eval.beir.sets import read_set
    from index.embedding import load_minilm
    from ui.console import print_json, write_utf8
    from ui.progress import shown_progress

    write_utf8()
    load = lru_cache(maxsize=1)(lambda: load_minilm(threads))
    for one in [read_set(folder) for folder in folders]:
        with shown_progress() as progress:
            report = measure(one, wanted, load, progress)
        if as_json:
            print_json(report.to_json())
        else:
            typer.echo(report_text(report))


def report_text(report: "SetReport") -> str:
    """The report as lines for a terminal: a heading, then a row a measure."""
    rows = [_row(name, value, report.questions) for name, value in report.retrieval.items()]
    rows += [
        _row(name, value, report.evidence_questions) for name, value in report.evidence.items()
    ]
    for one in report.refusal:
        rows.append(_row(f"{one.group}: AUROC", one.auroc, one.answerable + one.unanswerable))
        rows.append(_row(f"{one.group}: refused, 95 % kept", one.refused, one.unanswerable))
        rows.append(_row(f"{one.group}: declined", one.declined, one.unanswerable))
    for one in report.refusal[:1]:
        rows.append(_row("answerable: answered", one.kept, one.answerable))
    return "\n".join(
        [
            f"{report.name}: {report.documents} documents, {report.questions} questions",
            f"  {'measure':44} {'value':>6}  95 % interval      n",
            *rows,
            _times(report),
            "",
        ]
    )


def _times(report: "SetReport") -> str:
    low, middle, high = (
        f"{seconds * 1000:.0f}"
        for seconds in (
            report.question_seconds.low,
            report.question_seconds.mean,
            report.question_seconds.high,
        )
    )
    return (
        f"  indexed in {report.build_seconds:.1f} s; one question {middle} ms "
        f"(5 to 95 %: {low} to {high} ms); all in {report.seconds:.0f} s"
    )


def _row(name: str, value: "Interval", count: int) -> str:
    return f"  {name:44} {value.mean:6.4f}  {value.low:.4f} to {value.high:.4f}  {count:>5}"
