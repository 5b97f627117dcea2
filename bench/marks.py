"""Marks of what made a result: when the mark is another, the result is made anew."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# What answers: these folders and no others are read into the mark of a result of Shoroku.
CODE = ("corpus", "index", "rag")
READ = {".py", ".toml", ".json", ".safetensors"}


def mark(paths: Iterable[Path], *texts: str) -> str:
    """SHA-256 over the contents of the files and the texts, in their order."""
    found = hashlib.sha256()
    for path in paths:
        found.update(path.read_bytes())
    for text in texts:
        found.update(text.encode())
    return found.hexdigest()


def files(*folders: str) -> Iterator[Path]:
    """The code, data and weights under folders of this checkout."""
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in READ:
                yield path
