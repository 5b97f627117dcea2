"""Tables in text: cells between commas, semicolons, tabs or bars."""

import csv
import io
from collections.abc import Mapping

from corpus.columns import fields_in
from corpus.errors import CorpusError
from corpus.readers.rows_of_cells import header_row, reading_of_rows
from corpus.readers.text import text_of
from corpus.reading import Reading

_DELIMITERS = ",;\t|"
_LONGEST_CELL = 2**24
_SAMPLE = 20000


def read(data: bytes, name: str, mapping: Mapping[str, str]) -> Reading:
    """The records of a table. Raises CorpusError where no column for a title is found."""
    text = text_of(data, name).removeprefix("\ufeff").replace("\x00", "")
    rows = _rows(text, _delimiter(text), name)
    return reading_of_rows(rows, name, mapping)


def _delimiter(text: str) -> str:
    """The one that makes a header of the most known columns, else of the most columns."""
    sample = text[:_SAMPLE]

    def known(delimiter: str) -> tuple[int, int]:
        rows = _rows(sample, delimiter, "")
        header = rows[header_row(rows)] if rows else []
        return fields_in(header), len(header)

    return max(_DELIMITERS, key=known)


def _rows(text: str, delimiter: str, name: str) -> list[list[str]]:
    csv.field_size_limit(_LONGEST_CELL)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise CorpusError(f"{name} is no table that can be read: {error}.") from error
