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
FORM = "a set in the BEIR form is a folder with corpus.jsonl, queries.jsonl and qrels/*.tsv"


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
        SetError: a file is missing or is not in the form; names the file and the line.

    """
    if not folder.is_dir():
        raise SetError(f"There is no folder {folder}; {FORM}.")
    judged = _judgements(folder)
    rows = _documents(folder)
    questions = tuple(
        BeirQuestion(row["_id"], row["text"].strip(), judged[row["_id"]], _metadata(row))
        for row in _rows(folder, "queries")
        if row["text"].strip()
    )
    if not any(question.relevant for question in questions):
        raise SetError(
            f"No judgement under {folder / 'qrels'} names a question of queries.jsonl; are they of "
            "the same set?"
        )
    booklet = Booklet(Conference(CONFERENCE), tuple(_abstract(row) for row in rows))
    return BeirSet(folder.resolve().name, booklet, questions, _sentences(rows))


def _judgements(folder: Path) -> dict[str, dict[str, int]]:
    judged: dict[str, dict[str, int]] = defaultdict(dict)
    paths = sorted((folder / "qrels").glob("*.tsv"))
    if not paths:
        raise SetError(f"{folder} has no qrels/*.tsv; {FORM}.")
    for path in paths:
        for number, line in enumerate(_text(path).splitlines(), start=1):
            cells = line.split("\t")
            if number == 1 and cells[-1:] == ["score"]:
                continue
            try:
                question, document, grade = cells
                judged[question][document] = int(grade)
            except ValueError as error:
                raise SetError(
                    f"{path}, line {number}: a judgement is question, document and a whole number, "
                    "with tabs between."
                ) from error
    return judged


def _documents(folder: Path) -> list[dict[str, Any]]:
    """The documents that hold anything; each id once, as an index needs it."""
    rows = [row for row in _rows(folder, "corpus") if f"{row.get('title') or ''}{row['text']}"]
    if not rows:
        raise SetError(f"{folder} holds no document; {FORM}.")
    seen: set[str] = set()
    for row in rows:
        if row["_id"] in seen:
            raise SetError(f"{folder}: the document {row['_id']!r} stands twice in corpus.jsonl.")
        seen.add(row["_id"])
    return rows


def _rows(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    plain, packed = folder / f"{name}.jsonl", folder / f"{name}.jsonl.gz"
    path = plain if plain.exists() else packed
    if not path.exists():
        raise SetError(f"{folder} has neither {plain.name} nor {packed.name}; {FORM}.")
    for number, line in enumerate(_text(path).split("\n"), start=1):
        if line.strip():
            yield _row(line, f"{path}, line {number}")


def _row(line: str, place: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise SetError(f"{place}: this is not JSON ({error}).") from error
    if not isinstance(row, dict) or not all(isinstance(row.get(k), str) for k in ("_id", "text")):
        raise SetError(f'{place}: a line must be an object with the strings "_id" and "text".')
    return row


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
        return (gzip.decompress(content) if path.suffix == ".gz" else content).decode("utf-8")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise SetError(f"{path} cannot be read ({error}); is it whole, and in UTF-8?") from error


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
