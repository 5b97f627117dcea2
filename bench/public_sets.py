"""Public question sets as small booklets, for fitting and measuring. Nothing of them is kept."""

import gzip
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.abstract import PARAGRAPH_BREAK, Abstract, Booklet, Conference, SourceLines

PARAGRAPHS_AN_ABSTRACT = 4


@dataclass(frozen=True, slots=True)
class SetQuestion:
    """A question of a public set. ``answers`` are strings that an answering sentence holds."""

    text: str
    abstract_id: str
    answerable: bool
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SetBooklet:
    """A booklet made of a set's documents, and the questions asked of it."""

    booklet: Booklet
    questions: tuple[SetQuestion, ...]


def squad_booklets(folder: Path) -> Iterator[SetBooklet]:
    """One booklet an article; some paragraphs in a row make one abstract."""
    articles: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in _documents(folder):
        articles[row["title"]].append(row)
    asked = defaultdict(list)
    for row in _lines(folder / "queries.jsonl"):
        asked[row["metadata"]["doc"]].append(row)
    for title in sorted(articles):
        yield _article(title, articles[title], asked)


def _article(
    title: str, paragraphs: list[dict[str, Any]], asked: dict[str, list[dict[str, Any]]]
) -> SetBooklet:
    abstracts, questions = [], []
    for first in range(0, len(paragraphs), PARAGRAPHS_AN_ABSTRACT):
        group = paragraphs[first : first + PARAGRAPHS_AN_ABSTRACT]
        abstract = _abstract(f"{title}-{first}", title, [row["text"] for row in group])
        abstracts.append(abstract)
        questions += [
            SetQuestion(
                question["text"].strip(),
                abstract.id,
                not question["metadata"]["unanswerable"],
                tuple(question["metadata"]["answers"]),
            )
            for row in group
            for question in asked[row["_id"]]
        ]
    return SetBooklet(Booklet(Conference(title), tuple(abstracts)), tuple(questions))


def scifact_booklets(folder: Path, size: int, seed: int) -> Iterator[SetBooklet]:
    """Booklets of ``size`` abstracts drawn at random, with the claims that cite them."""
    documents = {row["_id"]: row for row in _documents(folder)}
    claims = [row for row in _lines(folder / "queries.jsonl") if row["metadata"]["evidence"]]
    cited = sorted({row["metadata"]["evidence"][0][0] for row in claims} & documents.keys())
    random.Random(seed).shuffle(cited)  # noqa: S311 - a repeatable draw, no secret
    for first in range(0, len(cited), size):
        chosen = cited[first : first + size]
        yield _claims_of(f"scifact-{first}", chosen, documents, claims)


def _claims_of(
    name: str,
    chosen: list[str],
    documents: dict[str, dict[str, Any]],
    claims: list[dict[str, Any]],
) -> SetBooklet:
    abstracts = tuple(
        _abstract(key, documents[key]["title"], [documents[key]["text"]]) for key in chosen
    )
    questions = []
    for claim in claims:
        key, numbers = claim["metadata"]["evidence"][0]
        if key in chosen:
            sentences = documents[key]["metadata"]["sentences"]
            carried = tuple(
                sentences[i].strip() for i in map(int, re.findall(r"\d+", str(numbers)))
            )
            questions.append(SetQuestion(claim["text"], key, answerable=True, answers=carried))
    return SetBooklet(Booklet(Conference(name), abstracts), tuple(questions))


def _abstract(name: str, title: str, paragraphs: list[str]) -> Abstract:
    text = PARAGRAPH_BREAK.join(" ".join(paragraph.split()) for paragraph in paragraphs)
    return Abstract(
        id=name,
        conference_id="set",
        title=title.replace("_", " "),
        authors=(),
        keywords=(),
        text=text,
        language="en",
        source=SourceLines(1, 1),
    )


def _documents(folder: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(folder / "corpus.jsonl.gz", "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)
