"""The TOML files that an editor writes beside a booklet, as TOML's values."""

import tomllib
from pathlib import Path
from typing import Any

from corpus.errors import CorpusError
from corpus.pages import read_bytes


def read_toml(path: Path) -> dict[str, Any]:
    """The file's table. Raises CorpusError where it cannot be read or is no TOML."""
    try:
        return tomllib.loads(read_bytes(path).decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise CorpusError(f"{path} is not valid TOML: {error}.") from error


def read_entries(path: Path, name: str) -> list[Any]:
    """The entries ``[[name]]`` of a file. Raises CorpusError where it holds anything else."""
    table = read_toml(path)
    entries = table.pop(name, [])
    if table or not isinstance(entries, list):
        wrong = ", ".join(sorted(table)) or name
        raise CorpusError(f"{path} holds {wrong!r}; it may only hold [[{name}]] entries.")
    return entries


def folded(text: str) -> str:
    """As an editor's word for an abstract is compared: without case and runs of white space."""
    return " ".join(text.split()).casefold()
