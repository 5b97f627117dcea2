"""Questions over real booklets of other associations (bench/booklet_questions/README.md).

Texts are found again by their hash; nothing of them is copied.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.books import read_documents
from bench.reader_texts import key_of
from corpus.abstract import Abstract, Booklet, Conference

FOLDER = Path(__file__).parent / "booklet_questions"
# Documents of each booklet under data/books. What is fitted is fitted to these, but not to ASIDE.
SOURCES = {
    "erum-2016": "erum-2016/book.pdf",
    "girc-2015": "girc-2015/book.pdf",
    "dh2016": "dh2016-tei/*.xml",
    "bardes-2024": "bardes-2024/Abstract-Booklet-2024.pdf",
    "nime-2026": "nime-bibtex/nime2026.bib",
    "reviews": "ris/_baseline.ris",
    "anlp-2025-ja": "anlp-2025-ja/abstracts.jsonl",
}
ASIDE = ("bardes-2024", "nime-2026", "reviews")
JAPANESE = "anlp-2025-ja"
# Of these only the abstracts are taken that questions were written over.
_IN_PART = ("dh2016", JAPANESE)

# Abstract, start and end.
Span = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class BookletQuestion:
    """A question; ``groups`` of spans, any one of a group is a part of the answer.

    ``unanswerable`` says of which kind a question is that the booklet does not answer.
    """

    text: str
    type: str
    difficulty: str
    groups: tuple[tuple[Span, ...], ...]
    unanswerable: str | None

    @property
    def spans(self) -> frozenset[Span]:
        """All spans that answer, or a part."""
        return frozenset(span for group in self.groups for span in group)


def read_booklet_set(name: str, data: Path) -> tuple[Booklet, tuple[BookletQuestion, ...]]:
    """The booklet and its questions; those whose texts are not found again are left out."""
    lines = (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    abstracts = read_documents(sorted((data / "books").glob(SOURCES[name])))
    ids = {key_of(abstract.text): abstract.id for abstract in abstracts}
    wanted = {key for row in rows for key in _keys(row)}
    lost = wanted - ids.keys()
    if lost:
        print(f"{name}: {len(lost)} abstracts are read otherwise than when questions were written")
    kept = [a for a in abstracts if name not in _IN_PART or key_of(a.text) in wanted]
    found = tuple(_question(row, ids) for row in rows if not lost.intersection(_keys(row)))
    return _booklet(kept), found


def _keys(row: dict[str, list]) -> set[str]:  # type: ignore[type-arg]
    spans = [span[0] for group in row["groups"] for span in group]
    return {*row["about"], *spans}


def _question(row: dict, ids: dict[str, str]) -> BookletQuestion:  # type: ignore[type-arg]
    groups = tuple(
        tuple((ids[key], start, end) for key, start, end in group) for group in row["groups"]
    )
    return BookletQuestion(
        row["question"], row["type"], row["difficulty"], groups, row["unanswerable"]
    )


def _booklet(abstracts: Sequence[Abstract]) -> Booklet:
    return Booklet(Conference(abstracts[0].conference_id), tuple(abstracts))
