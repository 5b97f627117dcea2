"""What each book holds, read from its truth in the plainest way, without our readers."""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.book_scores import Known, words

_SHINGLE = 3
_LEFT_ALONE = 0.6


@dataclass(frozen=True, slots=True)
class Book:
    """A book and how it is compared; ``truth`` is None where nothing can say what is right."""

    name: str
    documents: tuple[str, ...]
    truth: Callable[[Path], Sequence[Known]] | None
    first_author_only: bool = False
    edited: bool = False
    remark: str = ""


def lines(folder: Path) -> list[Known]:
    """truth.jsonl: one record a line."""
    rows = [json.loads(it) for it in (folder / "truth.jsonl").read_text("utf-8").splitlines()]
    return [Known(it["title"], tuple(it["authors"]), it.get("text", "")) for it in rows]


def between_headings(folder: Path) -> list[Known]:
    """The texts between lines that only say "Abstract"."""
    text = (folder / "abstracts.txt").read_text("utf-8")
    parts = re.split(r"^Abstract[ \t]*$", text, flags=re.MULTILINE)
    return [Known("", (), part) for part in parts if part.strip()]


def left_alone(truth: Sequence[Known], pdf: Path) -> frozenset[int]:
    """The places of the records whose text the editors did not rewrite.

    A text counts where 60 % of its runs of three words stand in the PDF's plain text, as pdfium
    gives it page by page: independent of what our readers make of the book.
    """
    import pypdfium2  # noqa: PLC0415 - only one book needs it

    book = pypdfium2.PdfDocument(pdf)
    text = "\n".join(page.get_textpage().get_text_range() for page in book)
    printed = _runs(re.sub(r"(?:-|\ufffe|\u00ad)\s*\n", "", text))
    return frozenset(
        place
        for place, record in enumerate(truth)
        if (own := _runs(record.text)) and len(own & printed) / len(own) >= _LEFT_ALONE
    )


def _runs(text: str) -> set[tuple[str, ...]]:
    plain = [word for word in words(text) if word.isalpha()]
    return {tuple(plain[at : at + _SHINGLE]) for at in range(len(plain) - _SHINGLE + 1)}


BOOKS = (
    Book("erum-2016", ("book.pdf",), lines),
    Book("icca10-2014", ("book.pdf",), lines, first_author_only=True, edited=True),
    Book("girc-2015", ("book.pdf",), lines),
    Book(
        "bardes-2024",
        ("Abstract-Booklet-2024.pdf",),
        None,
        remark="no check is possible: its DOCX is the empty form for submissions, not the booklet",
    ),
    Book("tdwg-2018-txt", ("abstracts.txt",), between_headings),
)
