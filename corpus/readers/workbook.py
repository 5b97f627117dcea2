"""Workbooks: .xlsx, .xls, .xlsb and .ods."""

from collections.abc import Mapping

from corpus.errors import CorpusError
from corpus.readers.rows_of_cells import reading_of_rows
from corpus.readers.sheets import read_sheets_safely
from corpus.reading import Reading


def read(data: bytes, name: str, mapping: Mapping[str, str]) -> Reading:
    """The records of the first sheet whose header names a title and a text, or else a title.

    Raises CorpusError where no sheet has one, or the file is damaged.
    """
    problem: CorpusError | None = None
    titles: Reading | None = None
    for title, rows in read_sheets_safely(data, name):
        if not any(any(row) for row in rows):
            continue
        try:
            reading = reading_of_rows(rows, f"{name}, sheet {title}", mapping)
        except CorpusError as error:
            problem = problem or error
            continue
        if not reading.titles_only:
            return reading
        titles = titles or reading
    if titles:
        return titles
    raise problem or CorpusError(f"{name} holds no filled sheet; give one with abstracts.")
