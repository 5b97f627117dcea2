"""The commands ``shoroku corpus …``: what is on the shelf, and every change to it.

Everything heavy is imported inside the command that needs it (see ui.cli).
"""
# ruff: noqa: PLC0415 - see above

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from corpus.progress import Progress
    from corpus.report import ParsedBooklet
    from index.build import BuildReport
    from rag.editing import Changed
    from rag.settings import Settings

app = typer.Typer(help="Looks into the booklets, and changes them.", no_args_is_help=True)

_DONE = {
    "add": "The booklet {booklet} was added",
    "replace": "The booklet {booklet} was replaced",
    "remove": "The booklet {booklet} was removed",
    "withdraw": "{detail} was withdrawn",
    "undo": "The booklet {booklet} is again as it was before the last change ({detail})",
}
Path_ = Annotated[Path, typer.Argument(exists=True, help="A booklet's folder, or its document.")]
Name = Annotated[str, typer.Option("--name", help="What to call it, for example spring-2024.")]


@app.command()
def add(
    paths: Annotated[list[Path], typer.Argument(exists=True, help="Documents, or one folder.")],
    *,
    name: Name,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only report.")] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="Take the place of the booklet of this name.")
    ] = False,
    report: Annotated[
        Path | None,
        typer.Option(metavar="FILE.html", dir_okay=False, help="Also write the report as a page."),
    ] = None,
) -> None:
    """Read documents as one booklet, report, and put it on the shelf and into the index."""
    from rag import editing
    from rag.settings import load_settings

    settings = load_settings()
    if dry_run:
        _report(_shown(lambda progress: editing.try_reading(paths, name, progress)), report, paths)
        return
    with _build(settings) as (build, progress):
        changed = editing.add(settings, paths, name, build, replacing=replace, progress=progress)
    _report(changed.parsed, report, paths)
    _say(changed)


@app.command()
def check(
    path: Path_,
    *,
    report: Annotated[
        Path | None,
        typer.Option(metavar="FILE.html", dir_okay=False, help="Also write the report as a page."),
    ] = None,
) -> None:
    """Report what a booklet holds, how it was read, what was repaired and what looks doubtful."""
    from corpus.library import read_booklet

    _report(_shown(lambda progress: read_booklet(path, progress)), report, [path])


@app.command()
def withdraw(
    abstract_id: Annotated[str, typer.Argument(help="As shoroku corpus list gives it.")],
    *,
    reason: Annotated[str, typer.Option(help="Why; readers who follow a link will see it.")],
) -> None:
    """Take one abstract out of records, index and answers; a note of it stays."""
    from rag import editing
    from rag.bootstrap import read_booklets
    from rag.settings import load_settings
    from ui.records import find_abstract

    settings = load_settings()
    editing.repair(settings)
    abstract = find_abstract(read_booklets(settings), abstract_id)
    with _build(settings) as (build, _):
        _say(editing.withdraw(settings, abstract, reason, build))


@app.command()
def remove(booklet: Annotated[str, typer.Argument(help="The name of its folder.")]) -> None:
    """Take a whole booklet off the shelf and out of the index; undo brings it back."""
    from rag import editing
    from rag.settings import load_settings

    settings = load_settings()
    with _build(settings) as (build, _):
        _say(editing.remove(settings, booklet, build))


@app.command()
def undo() -> None:
    """Take the last change back; again, the one before it."""
    from rag import editing
    from rag.settings import load_settings

    settings = load_settings()
    with _build(settings) as (build, _):
        _say(editing.undo(settings, build))


@app.command("list")
def list_(
    booklet: Annotated[str | None, typer.Argument(help="Only this booklet's.")] = None,
) -> None:
    """List the abstracts: id, a tab, title; what was withdrawn is marked."""
    from rag.bootstrap import read_booklets
    from rag.editing import repair
    from rag.settings import load_settings
    from ui.console import write_utf8
    from ui.records import chosen_booklets
    from ui.terminal import abstract_line, tombstone_line

    write_utf8()
    settings = load_settings()
    repair(settings)
    for parsed in chosen_booklets(read_booklets(settings), booklet):
        for abstract in parsed.booklet.abstracts:
            typer.echo(abstract_line(abstract))
        for stone in parsed.booklet.withdrawn:
            typer.echo(tombstone_line(stone))


@app.command()
def show(
    abstract_id: Annotated[str, typer.Argument(help="As shoroku corpus list gives it.")],
    *,
    json: Annotated[bool, typer.Option("--json", help="Print the record as JSON.")] = False,
) -> None:
    """Show one abstract; its text is the one that citations point into."""
    from rag.bootstrap import read_booklets
    from rag.settings import load_settings
    from ui.console import print_json, say_if_stale, write_utf8
    from ui.records import find_abstract, record_json

    settings = load_settings()
    say_if_stale(settings)
    abstract = find_abstract(read_booklets(settings), abstract_id)
    if json:
        print_json(record_json(abstract))
        return
    from rich.console import Console

    from ui.terminal import abstract_view

    write_utf8()
    Console(highlight=False).print(abstract_view(abstract))


@contextmanager
def _build(settings: "Settings") -> Iterator[tuple["Callable[[], BuildReport]", "Progress"]]:
    """What brings the index up to date, with its progress shown, and what is told of reading."""
    from rag.bootstrap import build_index
    from ui.progress import shown_progress

    with shown_progress() as progress:

        def build() -> "BuildReport":
            return build_index(settings, progress)

        yield build, partial(progress, "read")


def _shown(read: "Callable[[Progress], ParsedBooklet]") -> "ParsedBooklet":
    """What ``read`` gives, with its pages shown as they are read: a large PDF takes seconds."""
    from ui.progress import shown_progress

    with shown_progress() as progress:
        return read(partial(progress, "read"))


def _report(parsed: object, page: Path | None, paths: list[Path]) -> None:
    """The report on standard output, and as a page where one is asked for."""
    from corpus.report import ParsedBooklet, format_report
    from ui.console import write_utf8
    from ui.terminal import layout_text

    if not isinstance(parsed, ParsedBooklet):
        return
    write_utf8()
    typer.echo(layout_text(parsed.layouts) + format_report(parsed))
    if page is not None:
        from corpus.source_views import views_of
        from ui.doubts_page import doubtful_places, doubts_page

        views = views_of(paths, doubtful_places(parsed))
        page.write_text(doubts_page(parsed, views), encoding="utf-8")
        typer.echo(f"The report is also in {page}.", err=True)


def _say(changed: "Changed") -> None:
    entry, built = changed.entry, changed.built
    done = _DONE[entry.action].format(booklet=entry.booklet, detail=entry.detail)
    typer.echo(
        f"{done}. Generation {built.generation_id}: {built.embedded} passages embedded, "
        f"{built.reused} reused. Take it back with: shoroku corpus undo",
        err=True,
    )
