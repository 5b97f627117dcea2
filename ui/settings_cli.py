"""Settings on the command line: ``--set NAME=VALUE``, and the table of ``shoroku settings``."""
# ruff: noqa: PLC0415 - nothing heavy before a command needs it

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rag.settings_told import ToldSetting

SetOption = Annotated[
    list[str] | None,
    typer.Option(
        "--set", metavar="NAME=VALUE", help="Any setting (docs/settings.md); may be given often."
    ),
]
HostOption = Annotated[str | None, typer.Option(help="Address to listen on.")]
PortOption = Annotated[int | None, typer.Option(min=0, max=65535, help="Port to listen on.")]


def given_settings(pairs: Sequence[str] | None) -> dict[str, object]:
    """What ``--set`` was given; a value that is a JSON list is a list."""
    given: dict[str, object] = {}
    for pair in pairs or ():
        name, equals, value = pair.partition("=")
        if not equals:
            raise typer.BadParameter(f"--set {pair}: write NAME=VALUE, as --set port=8080.")
        given[name.strip().replace("-", "_")] = _value(name, value.strip())
    return given


def _value(name: str, value: str) -> object:
    if not value.startswith("["):
        return value
    try:
        return json.loads(value)
    except ValueError:
        raise typer.BadParameter(
            f'--set {name}: a list is written as JSON, as ["https://example.org"].'
        ) from None


def settings(
    host: HostOption = None,
    port: PortOption = None,
    pairs: SetOption = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print them as JSON.")] = False,
) -> None:
    """Print every setting with its value and where that comes from."""
    from rag.settings_told import told_settings
    from ui.console import print_json, write_utf8

    told = told_settings(**{"host": host, "port": port} | given_settings(pairs))
    if as_json:
        print_json({it.name: asdict(it) for it in told})
        return
    write_utf8()
    _print_table(told)


def _print_table(told: Sequence["ToldSetting"]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from rag.settings_sources import settings_file

    table = Table("Setting", "Value", "From", box=None, pad_edge=False, header_style="bold")
    for it in told:
        changed = "" if it.source == "default" else "bold"
        origin = f"{it.source} ({it.place})" if it.place else it.source
        table.add_row(Text(it.name, changed), Text(_written(it.value)), Text(origin))
    console = Console(highlight=False)
    console.print(table)
    there = "" if settings_file().exists() else " (not there)"
    console.print(Text(f"\nThe settings file: {settings_file()}{there}"), soft_wrap=True)


def _written(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(value) or "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
