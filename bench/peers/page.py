"""docs/benchmarks.md: its tables and drawings, made of what was measured."""

from collections.abc import Iterator, Sequence

from bench.markers import rewrite
from bench.peers import installing, timings
from bench.peers.drawings import drawings
from bench.peers.examples import examples
from bench.peers.results import Results
from bench.peers.sets import BOOKLET, Asked
from bench.peers.systems import ROOT
from bench.peers.tables import (
    declining_table,
    evidence_tables,
    install_table,
    retrieval_tables,
    sets_table,
    time_tables,
)
from bench.speed import hardware

PAGE = ROOT / "docs" / "benchmarks.md"
DRAWINGS = ROOT / "docs" / "benchmarks"


def time_drawing(results: Results) -> Iterator[str]:
    """The line that shows the drawing of the times, where there are any."""
    if results.of(timings.STEP):
        yield "![Time of one question in each system's default](benchmarks/question.svg)"


def write_page(results: Results, sets: Sequence[Asked]) -> None:
    """Rewrite the parts of the page and the drawings."""
    parts = {
        "machine": f"Machine: {hardware()}.",
        "sets": sets_table(sets),
        "install": install_table(results),
        "time": "\n\n".join([*time_drawing(results), *time_tables(results)]),
        "retrieval": "\n\n".join(retrieval_tables(results, sets)),
        "evidence": "\n\n".join(evidence_tables(results, sets)),
        "declining": declining_table(results, sets),
        "example": "\n\n".join(
            part for one in sets if one.name == BOOKLET for part in examples(one)
        ),
    }
    if not results.of(installing.STEP):
        del parts["install"]  # what was not measured again stays as it is
    if not results.of(timings.STEP):
        del parts["time"]
    for name, text in parts.items():
        rewrite(PAGE, f"{name}: python -m bench.peers page", text)
    DRAWINGS.mkdir(exist_ok=True)
    for name, drawing in drawings(results, sets):
        (DRAWINGS / f"{name}.svg").write_text(drawing, encoding="utf-8")
