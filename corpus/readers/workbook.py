"""Workbooks: .xlsx, .xls, .xlsb and .ods."""

import io
from collections.abc import Mapping

from corpus.errors import CorpusError
from corpus.readers.rows_of_cells import reading_of_rows
from corpus.reading import Reading


def read(data: bytes, name: str, mapping: Mapping[str, str]) -> Reading:
    """The records of the first sheet whose header names a title and a text.

    Raises CorpusError where no sheet has one, or the file is damaged.
    """
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415 - only tables need it

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = {it: book.get_sheet_by_name(it).to_python() for it in book.sheet_names}
    except (CalamineError, OSError, ValueError) as error:
        raise CorpusError(f"{name} is a damaged workbook ({error}); save it again.") from error
    problem: CorpusError | None = None
    for title, sheet in sheets.items():
        rows = [[_text(cell) for cell in row] for row in sheet]
        if not any(any(row) for row in rows):
            continue
        try:
            return reading_of_rows(rows, f"{name}, sheet {title}", mapping)
        except CorpusError as error:
            problem = problem or error
    raise problem or CorpusError(f"{name} holds no filled sheet; give one with abstracts.")


def _text(cell: object) -> str:
    """A cell as a person reads it: whole numbers without a point."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
