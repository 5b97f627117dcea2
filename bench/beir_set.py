"""Question sets in the BEIR form: corpus.jsonl[.gz], queries.jsonl[.gz], qrels/*.tsv.

The form is that of BEIR (Thakur et al. 2021, arXiv 2104.08663). What ``metadata`` holds beyond it
is read where a measure needs it: which sentences of a document carry the answer.
"""

import gzip
import json
import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from corpus.abstract import Abstract, Booklet, Conference, SourceLines
from corpus.errors import ShorokuError
from corpus.languages import text_language

CONFERENCE = "set"


class SetError(ShorokuError):
    """A folder is no question set."""


@dataclass(frozen=True, slots=True)
class BeirQuestion:
    """A question with its judged documents. ``metadata`` is what the set says beside it."""

    id: str
    text: str
    judged: dict[str, int]
    metadata: dict[str, Any]

    @property
    def relevant(self) -> frozenset[str]:
        """The documents that answer."""
        return frozenset(d for d, grade in self.judged.items() if grade > 0)


@dataclass(frozen=True, slots=True)
class BeirSet:
    """A set; ``sentences`` are the documents whose sentences the set itself has cut."""

    name: str
    booklet: Booklet
    questions: tuple[BeirQuestion, ...]
    sentences: dict[str, tuple[str, ...]]

    def sample(self, most: int, seed: int = 1) -> "BeirSet":
        """The same documents with at most ``most`` questions, drawn alike each time."""
        if most >= len(self.questions):
            return self
        drawn = random.Random(seed).sample(self.questions, most)  # noqa: S311 - repeatable
        return replace(self, questions=tuple(sorted(drawn, key=lambda q: q.id)))


def read_set(folder: Path) -> BeirSet:
    """Read a set; questions without a judged relevant document are kept, their use is the caller's.

    Raises:
        SetError: a file is missing or is not in the form.

    """
    try:
        judged = _judgements(folder)
        rows = list(_rows(folder, "corpus"))
        questions = tuple(
            BeirQuestion(row["_id"], row["text"].strip(), judged[row["_id"]], _metadata(row))
            for row in _rows(folder, "queries")
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SetError(
            f"{folder} is not a question set in the BEIR form ({error}); it needs "
            "corpus.jsonl, queries.jsonl and qrels/*.tsv."
        ) from error
    booklet = Booklet(Conference(CONFERENCE), tuple(_abstract(row) for row in rows))
    return BeirSet(folder.name, booklet, questions, _sentences(rows))


def _judgements(folder: Path) -> dict[str, dict[str, int]]:
    judged: dict[str, dict[str, int]] = defaultdict(dict)
    paths = sorted((folder / "qrels").glob("*.tsv"))
    if not paths:
        raise FileNotFoundError(f"no {folder / 'qrels'}/*.tsv")
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines()[1:]:
            question, document, grade = line.split("\t")
            judged[question][document] = int(grade)
    return judged


def _rows(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    plain = folder / f"{name}.jsonl"
    opened = plain.open(encoding="utf-8") if plain.exists() else _unpacked(plain)
    with opened as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def _unpacked(plain: Path) -> Any:  # noqa: ANN401 - a text file, however opened
    return gzip.open(plain.with_name(plain.name + ".gz"), "rt", encoding="utf-8")


def _metadata(row: dict[str, Any]) -> dict[str, Any]:
    return dict(row.get("metadata") or {})


def _sentences(rows: list[dict[str, Any]]) -> dict[str, tuple[str, ...]]:
    cut = ((row["_id"], _metadata(row).get("sentences")) for row in rows)
    return {name: tuple(s.strip() for s in found) for name, found in cut if found}


def _abstract(row: dict[str, Any]) -> Abstract:
    title = " ".join(str(row.get("title") or "").split())
    text = " ".join(str(row["text"]).split())
    # Several sets say the title again at the beginning of the text.
    for again in (title, f"{title} [SEP]"):
        if title and text.startswith(again) and len(text) > len(again):
            text = text[len(again) :].removeprefix(" [SEP]").lstrip(" .")
    return Abstract(
        id=row["_id"],
        conference_id=CONFERENCE,
        title=title,
        authors=(),
        keywords=(),
        text=text or title,
        language=text_language(text or title),
        source=SourceLines(1, 1),
    )
