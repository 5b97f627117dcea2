"""Abstracts whose sentences were read by hand for the part they play (bench/zone_labels/README.md).

Texts are found again by their hash; nothing of them is copied.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.booklet_sets import SOURCES
from bench.books import read_documents
from bench.reader_texts import key_of, texts_of
from corpus.abstract import Abstract
from index.sentences import sentence_spans
from rag.zoning.zones import Aspect, Zone

FOLDER = Path(__file__).parent / "zone_labels"
# Two booklets that are kept aside, to measure on.
ASIDE = ("nime-2026", "reviews")
LEARNT = (
    "arxiv",
    "arxiv-later",
    "dh2016",
    "erum-2016",
    "girc-2015",
    "nime",
    "nime-later",
    "own-en",
    "own-en-later",
    "own-en-third",
    "pubmedqa",
    "tdwg",
    "tdwg-later",
)


@dataclass(frozen=True, slots=True)
class Labels:
    """A zone a sentence, and for each aspect the places of the sentences that answer it."""

    zones: tuple[Zone, ...]
    aspects: dict[Aspect, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Labelled:
    """The sentences of an abstract with their labels."""

    sentences: tuple[str, ...]
    labels: Labels


def labelled_rows(name: str) -> dict[str, Labels]:
    """The labels of one source by the key of the abstract's text."""
    lines = (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return {row["of"]: _labels(row) for row in map(json.loads, lines)}


def _labels(row: dict[str, Any]) -> Labels:
    aspects = {Aspect(of): tuple(places) for of, places in row["aspects"].items()}
    return Labels(tuple(map(Zone, row["zones"])), aspects)


def labelled(names: Iterable[str], data: Path) -> list[Labelled]:
    """All that were labelled of these sources; those not found again are told and left out."""
    return [one for name in names for one in _of(name, data)]


def _of(name: str, data: Path) -> Iterator[Labelled]:
    rows = labelled_rows(name)
    found = {key: it for it in _texts(name, data) if (key := key_of(it.text)) in rows}
    print(f"{name}: {len(found)} of {len(rows)} abstracts found again")
    for key, abstract in sorted(found.items()):
        spans = sentence_spans(abstract.text, abstract.language)
        sentences = tuple(abstract.text[start:end] for start, end in spans)
        if len(rows[key].zones) == len(sentences):
            yield Labelled(sentences, rows[key])


def _texts(name: str, data: Path) -> Iterable[Abstract]:
    if name not in SOURCES:
        return texts_of(name, data)
    return read_documents(sorted((data / "books").glob(SOURCES[name])))
