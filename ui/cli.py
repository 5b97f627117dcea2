"""The command ``shoroku``.

Everything heavy is imported inside the command that needs it, so that ``shoroku --help`` answers
at once; and nothing of ours is imported before the check that it is ours (see ui.preflight).
"""
# ruff: noqa: PLC0415 - see above

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.bench_cli import app as bench_app
from ui.corpus_cli import app as corpus_app
from ui.preflight import obstacle
from ui.settings_cli import HostOption, PortOption, SetOption, given_settings
from ui.settings_cli import settings as settings_command

if TYPE_CHECKING:
    from rag.assistant import Assistant
    from rag.settings import Settings

_DOCS = (
    "Answers questions over conference abstracts, each statement with the excerpt that carries it."
)

app = typer.Typer(
    help=_DOCS, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False
)
app.add_typer(corpus_app, name="corpus")
app.add_typer(bench_app, name="bench")
app.command("settings")(settings_command)


def main() -> None:
    """Run the command line; the only place where errors become sentences and exit codes."""
    in_the_way = obstacle()
    if in_the_way:
        _stop(in_the_way, 1)
    from corpus.errors import ShorokuError
    from ui.errors import InputError

    try:
        app(prog_name="shoroku")
    except InputError as error:
        _stop(str(error), 2)
    except ShorokuError as error:
        _stop(str(error), 1)


def _stop(sentence: str, code: int) -> None:
    typer.echo(sentence, err=True)
    sys.exit(code)


def _version(wanted: bool) -> None:  # noqa: FBT001 - the signature is Typer's
    if wanted:
        from importlib.metadata import version

        typer.echo(f"shoroku {version('shoroku')}")
        raise typer.Exit


@app.callback()
def shoroku(
    *,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """Take the options that stand before a command."""


@app.command()
def build() -> None:
    """Bring the index up to date with the booklets; only what is new is embedded."""
    from rag.bootstrap import build_index
    from rag.editing import repair
    from rag.settings import load_settings
    from ui.progress import shown_progress

    settings = load_settings()
    repair(settings)
    with shown_progress() as progress:
        report = build_index(settings, progress)
    done = "built" if report.changed else "already up to date"
    typer.echo(
        f"The index is {done}: generation {report.generation_id}, {report.embedded} passages "
        f"embedded, {report.reused} reused, {report.seconds:.1f} s."
    )


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="The question, in quotes.")] = None,
    *,
    json: Annotated[
        bool, typer.Option("--json", help="Print the answer as JSON (docs/answer.md).")
    ] = False,
    batch: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.jsonl",
            exists=True,
            dir_okay=False,
            allow_dash=True,
            help='Ask every question of a file, one {"id", "question"} a line; - reads '
            "standard input. Prints one JSON answer a line.",
        ),
    ] = None,
) -> None:
    """Answer a question, or a file of questions."""
    if (question is None) == (batch is None):
        raise typer.BadParameter("Give either a question or --batch FILE.jsonl.")
    if batch is not None:
        _ask_batch(batch)
    elif question is not None:
        _ask_one(question, as_json=json)


def _ask_one(question: str, *, as_json: bool) -> None:
    from ui.console import print_json, write_utf8

    answer = _assistant().ask(question)
    if as_json:
        print_json(answer.to_json("1"))
        return
    from rich.console import Console

    from ui.terminal import answer_view

    write_utf8()
    Console(highlight=False).print(answer_view(answer))


def _ask_batch(file: Path) -> None:
    from ui.batch import parse_questions, replies
    from ui.console import write_utf8

    piped = str(file) == "-"
    content = sys.stdin.buffer.read() if piped else file.read_bytes()
    questions = parse_questions(content, "Standard input" if piped else str(file))
    write_utf8()
    failed = False
    for reply in replies(questions, _assistant()):
        print(reply.line, flush=True)  # noqa: T201
        failed = failed or reply.failed
    if failed:
        raise typer.Exit(1)


def _assistant() -> "Assistant":
    """The assistant over the current index, which is built first where there is none."""
    from rag.bootstrap import open_assistant
    from rag.editing import repair
    from rag.settings import load_settings
    from ui.console import say_if_stale

    settings = load_settings()
    repair(settings)
    _build_if_missing(settings)
    say_if_stale(settings)
    return open_assistant(settings)


def _build_if_missing(settings: "Settings") -> None:
    from rag.bootstrap import build_index, current_generation
    from ui.progress import shown_progress

    if current_generation(settings) is None:
        typer.echo("There is no index yet; building it ...", err=True)
        with shown_progress() as progress:
            build_index(settings, progress)


@app.command()
def serve(host: HostOption = None, port: PortOption = None, pairs: SetOption = None) -> None:
    """Serve the chat page, at http://127.0.0.1:7860 unless the settings say otherwise."""
    from rag.settings import load_settings
    from ui.address import check_free, page_address

    settings = load_settings(**{"host": host, "port": port} | given_settings(pairs))
    check_free(settings.host, settings.port)
    _build_if_missing(settings)
    address = page_address(settings.host, settings.port)
    if settings.log_format != "json":  # whose every line is JSON
        typer.echo(f"Shoroku: {address} (Ctrl-C stops it)", err=True)
    from ui.logs import configure
    from ui.server import serve as run

    configure(settings)
    run(settings)


@app.command(
    add_help_option=False,
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
)
def eval(context: typer.Context) -> None:  # noqa: A001 - the name of the command
    """Measure the answers against the gold questions; its options are those of python -m eval."""
    from eval.__main__ import main as run

    raise typer.Exit(run(context.args))
