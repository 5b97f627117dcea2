"""The texts that questions were written over: found again by their hash, never copied.

data/scale/arxiv-abstracts.jsonl.gz, data/beir/pubmedqa, data/books/… Those that were invented for
the questions (bench/reader_questions/texts) lie here.
"""

import gzip
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from bench.books import read_documents
from bench.question_groups import kept_aside
from corpus.abstract import Abstract, SourceLines

TEXTS = Path(__file__).parent / "reader_questions" / "texts"
# How the names of questions over texts of our own begin; a language follows.
OWN = "own-"
_SHOWN = 12
# How the name of a source ends whose texts were asked about once more.
_LATER = "-later"


def key_of(text: str) -> str:
    """What names a text: the first digits of its SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()[:_SHOWN]


def texts_of(name: str, data: Path) -> Iterator[Abstract]:
    """All abstracts of one of the sources of bench/reader_questions."""
    books = data / "books"
    if name.startswith(OWN):
        yield from invented(name)
        return
    match name.removesuffix(_LATER):
        case "arxiv":
            yield from _arxiv(data / "scale" / "arxiv-abstracts.jsonl.gz")
        case "pubmedqa":
            yield from _learnt(data / "beir" / "pubmedqa" / "corpus.jsonl.gz")
        case "tdwg":
            yield from read_documents([books / "tdwg-2018-txt" / "abstracts.txt"])
        case "anlp":
            yield from read_documents([books / "anlp-2025-ja" / "abstracts.jsonl"])
        case "nime":
            yield from read_documents(sorted((books / "nime-bibtex").glob("*.bib")))
        case _:
            raise ValueError(f"no source is called {name}")


def _arxiv(file: Path) -> Iterator[Abstract]:
    for row in _rows(file):
        yield _abstract(
            row["id"], " ".join(row["title"].split()), " ".join(row["abstract"].split())
        )


def _learnt(file: Path) -> Iterator[Abstract]:
    """Without those that are kept aside to measure with."""
    for row in _rows(file):
        if not kept_aside(row["_id"].split("-")[0]):
            yield _abstract(row["_id"], row.get("title", ""), row["text"])


def invented(name: str) -> Iterator[Abstract]:
    """The abstracts that were invented for these questions; no study in them is real."""
    kept = name.removeprefix(OWN)
    lines = (TEXTS / f"{kept}.jsonl").read_text(encoding="utf-8").splitlines()
    for row in map(json.loads, lines):
        yield _abstract(row["id"], row["title"], row["text"], kept[:2])


def _rows(file: Path) -> Iterator[dict[str, str]]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _abstract(id_: str, title: str, text: str, language: str = "en") -> Abstract:
    return Abstract(id_, "set", title, (), (), text, language, SourceLines(1, 1))
