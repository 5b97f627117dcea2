"""Reads real books of abstracts and compares the records with what the books are known to hold.

    python -m bench.books FOLDER [--book NAME] [--verbose]

Records are matched one to one by their titles without case, accents, white space and punctuation,
at a normalised Indel similarity of .9. Titles are exact after white space and the kinds of quotes
and dashes; authors are compared as multisets of names without case, accents and order; texts as
bags of words. Each book is read in a process of its own, whose peak memory is shown.
"""

import argparse
import multiprocessing
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from bench.book_scores import Known, Score, score
from bench.book_truth import BOOKS, Book, left_alone
from bench.data_truth import DATA_BOOKS
from corpus.abstract import Abstract
from corpus.assembly import assemble
from corpus.documents import read_document
from corpus.errors import CorpusError
from corpus.report import ParsedBooklet

_KILOBYTES = 1024


@dataclass(frozen=True, slots=True)
class Row:
    """One book measured. ``peak`` is of the larger process, ours or the reading one, in MiB."""

    name: str
    score: Score | None
    seconds: float
    peak: float
    remark: str = ""


def measure(book: Book, folder: Path) -> Row:
    """Read and compare one book."""
    started = time.perf_counter()
    parsed, errors = _read(book, folder)
    seconds = time.perf_counter() - started
    ours = [
        Known(it.title, tuple(person.name for person in it.authors), it.text)
        for it in (parsed.booklet.abstracts if parsed else ())
    ]
    remark = "; ".join((*filter(None, [book.remark]), *errors))
    if book.truth is None:
        counted = Score(0, len(ours), 0.0, 0.0, None, None, None, tuple(it.title for it in ours))
        return Row(book.name, counted, seconds, _peak(), remark)
    truth = book.truth(folder)
    text_of = left_alone(truth, folder / book.documents[0]) if book.edited else None
    compared = score(truth, ours, first_author_only=book.first_author_only, text_of=text_of)
    return Row(book.name, compared, seconds, _peak(), remark)


def _read(book: Book, folder: Path) -> tuple[ParsedBooklet | None, list[str]]:
    """The book's records, and one message for each document that was refused."""
    paths = sorted({path for pattern in book.documents for path in folder.glob(pattern)})
    readings, errors = [], []
    for path in paths:
        try:
            readings.append((path.name, read_document(path)))
        except CorpusError as error:
            errors.append(str(error).splitlines()[0])
    try:
        return assemble(readings, book.name), errors
    except CorpusError as error:
        return None, [*errors, str(error).splitlines()[0]]


def read_documents(paths: Sequence[Path]) -> tuple[Abstract, ...]:
    """The abstracts of a booklet in these documents, none of which may be refused."""
    parsed = assemble([(path.name, read_document(path)) for path in paths], paths[0].stem)
    return parsed.booklet.abstracts


def _peak() -> float:
    both = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return max(resource.getrusage(whose).ru_maxrss for whose in both) / _KILOBYTES


def _rows(books: list[Book], root: Path) -> Iterator[Row]:
    context = multiprocessing.get_context("spawn")
    for book in books:
        if not (root / book.name).is_dir():
            yield Row(book.name, None, 0.0, 0.0, f"{root / book.name} is missing; not measured")
            continue
        with ProcessPoolExecutor(1, mp_context=context) as pool:
            yield pool.submit(measure, book, root / book.name).result()


def _shown(row: Row) -> str:
    if row.score is None:
        return f"{row.name:<15}{row.remark}"
    it = row.score
    shares = (it.precision, it.recall) if it.truth else (None, None)
    cells = "".join(
        f"{'–' if share is None else format(share, '.3f'):>8}"
        for share in (*shares, it.title_exact, it.authors_f1, it.text_f1)
    )
    figures = f"{it.truth:>6}{it.found:>6}{cells}{row.seconds:>8.1f}{row.peak:>7.0f}"
    return f"{row.name:<15}{figures}  {row.remark}"


def main() -> int:
    """Print one row a book."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("folder", type=Path, help="the folder that holds a folder for each book")
    parser.add_argument("--book", action="append", help="only this book; may be repeated")
    parser.add_argument("--verbose", action="store_true", help="show each difference")
    given = parser.parse_args()
    if not given.folder.is_dir():
        print(f"{given.folder} is missing; there is nothing to measure.")
        return 0
    columns = ("prec", "recall", "title", "authors", "text")
    heading = "".join(f"{name:>8}" for name in columns)
    print(f"{'book':<15}{'truth':>6}{'found':>6}{heading}{'s':>8}{'MiB':>7}")
    books = [book for book in (*BOOKS, *DATA_BOOKS) if not given.book or book.name in given.book]
    for row in _rows(books, given.folder):
        print(_shown(row), flush=True)
        if given.verbose and row.score:
            print(*(f"    {remark}" for remark in row.score.remarks), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
