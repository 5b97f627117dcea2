"""What each book holds, read from its truth in the plainest way, without our readers."""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz

from bench.book_scores import LEAST_SIMILARITY, Known, folded, words

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
    """truth.jsonl: one record a line; drafts of one title count once."""
    rows = [json.loads(it) for it in (folder / "truth.jsonl").read_text("utf-8").splitlines()]
    records = [Known(it["title"], tuple(it["authors"]), it.get("text", "")) for it in rows]
    kept: list[Known] = []
    for one in records:
        if not any(_are_drafts(one, other) for other in kept):
            kept.append(one)
    return kept


def _are_drafts(one: Known, other: Known) -> bool:
    return fuzz.ratio(folded(one.title), folded(other.title)) >= LEAST_SIMILARITY * 100


def printed_lines(folder: Path) -> list[Known]:
    """The records of truth.jsonl whose titles the book prints, by pdfium's plain text.

    A list of submissions holds talks that never came into the book; no reader can find them.
    """
    printed = folded(pdf_text(folder / "book.pdf"))
    return [
        it
        for it in lines(folder)
        if fuzz.partial_ratio(folded(it.title), printed) >= LEAST_SIMILARITY * 100
    ]


def pdf_text(pdf: Path) -> str:
    """The plain text of all pages, words broken at line ends made whole."""
    import pypdfium2  # noqa: PLC0415 - only the books in PDF need it

    book = pypdfium2.PdfDocument(pdf)
    text = "\n".join(page.get_textpage().get_text_range() for page in book)
    return re.sub(r"(?:-|\ufffe|\u00ad)\s*\n", "", text)


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
    printed = _runs(pdf_text(pdf))
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
    Book(
        "icca10-2014",
        ("book.pdf",),
        printed_lines,
        first_author_only=True,
        edited=True,
        remark="26 of 81 submissions are not printed in the book and are left out of the truth",
    ),
    Book("girc-2015", ("book.pdf",), lines),
    Book(
        "bardes-2024",
        ("Abstract-Booklet-2024.pdf",),
        None,
        remark="no check is possible: its DOCX is the empty form for submissions, not the booklet",
    ),
    Book("tdwg-2018-txt", ("abstracts.txt",), between_headings),
)
