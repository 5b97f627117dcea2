"""The result as tables for the terminal."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console, JustifyMethod
from rich.progress import Progress as Bar
from rich.table import Table
from rich.text import Text

from eval.cells import (
    COLUMNS,
    MEASURE_COLUMNS,
    floors_for,
    group_row,
    language_name,
    latency_words,
    measure_row,
    stale_lines,
)
from eval.changes import change_lines
from eval.comparison import Comparison
from eval.run import Progress
from eval.summary import Group, LanguageSummary, Report

# Words stand left, figures right.
_LEFT = ("measure", "type")


def show_report(report: Report, console: Console) -> None:
    """Print the headline, each language by type of question, the times and every missed floor."""
    tables = (_headline(report), *(_by_type(language) for language in report.languages))
    for table in tables:
        console.print(table)
        console.print()
    for language in report.languages:
        latency = language.whole.latency
        console.print(f"{language_name(language.language)}: {latency_words(latency)} a question")
    for line in stale_lines(report):
        console.print(Text(line, style="yellow"))
    for miss in report.misses:
        console.print(Text(f"Below the floor: {miss}.", style="bold red"))
    for broken in report.broken:
        said = f"Broken: {broken.invariant}: {broken.question_id}."
        console.print(Text(said, style="bold red"))
    if not report.misses:
        console.print(Text("Every floor holds.", style="green"))
    if report.comparison:
        show_comparison(report.comparison, console)


def show_comparison(comparison: Comparison, console: Console) -> None:
    """Print what fell against an earlier run, and every question that changed."""
    console.print(f"Against index {comparison.generation}:")
    for line in change_lines(comparison):
        console.print(Text(line, style="bold red" if line.startswith("Fell") else ""))


@contextmanager
def shown_progress(console: Console) -> Iterator[Progress]:
    """A bar while questions are asked; nothing where the console is no terminal."""
    with Bar(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("Questions asked", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _headline(report: Report) -> Table:
    first = report.headline
    title = (
        f"{language_name(first.language)}, split {report.setting.split}, "
        f"{first.whole.questions} questions, index {report.setting.generation_id}"
    )
    verdicts = floors_for(first, report)
    return _table(title, MEASURE_COLUMNS, (measure_row(m, verdicts) for m in first.whole.measures))


def _by_type(language: LanguageSummary) -> Table:
    groups = [group for group in language.groups if group.dimension == "type"]
    rows = [group_row(group) for group in (*groups, Group("type", "all", language.whole))]
    title = f"{language_name(language.language)} by type of question"
    return _table(title, ("type", "n", *COLUMNS.values()), rows)


def _table(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    # One space between columns and no lines: the widest table fits a terminal of 80.
    table = Table(title=title, title_justify="left", box=None, pad_edge=False, padding=(0, 1, 0, 0))
    lines = list(rows)
    for column, cells in zip(columns, zip(*lines, strict=True), strict=True):
        side: JustifyMethod = "left" if column in _LEFT else "right"
        # Left alone, the widths are shared out so that figures are cut.
        width = max(map(len, (*column.split(), *cells)))
        table.add_column(column, justify=side, width=width)
    for line in lines:
        table.add_row(*map(Text, line))
    return table
