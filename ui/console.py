"""What every command prints by: UTF-8, JSON, and the word that the index is behind."""

import sys
from contextlib import suppress
from io import TextIOWrapper
from json import dumps

import typer

from corpus.errors import ShorokuError
from rag.settings import Settings


def print_json(value: object) -> None:
    """A value as indented JSON on standard output."""
    write_utf8()
    typer.echo(dumps(value, ensure_ascii=False, indent=2))


def write_utf8() -> None:
    """Answers hold any language, whatever the terminal's locale.

    Half of a surrogate pair, which JSON can bring in, leaves as the escape that JSON writes it by.
    """
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")


def say_if_stale(settings: Settings) -> None:
    """A stale index still answers; that booklets cannot be read is no reason not to."""
    from rag.bootstrap import current_generation, index_is_stale  # noqa: PLC0415 - heavy

    with suppress(ShorokuError):
        if current_generation(settings) is not None and index_is_stale(settings):
            typer.echo(
                "The booklets have changed since the index was built; run: shoroku build", err=True
            )
