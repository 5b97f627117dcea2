"""The sheets of a workbook, read in a process of their own.

A file of five kilobytes with one cell at each end of a sheet asks for half a terabyte of memory.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.errors import CorpusError
from corpus.progress import Progress
from corpus.readers.child import ask

# Each sheet's title and its rows of cells.
Sheets = list[tuple[str, list[list[str]]]]


def read_sheets_safely(data: bytes, name: str) -> Sheets:
    """The workbook given as its bytes. Raises CorpusError that names it, and nothing else."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "workbook"
        path.write_bytes(data)
        try:
            found = ask("workbook", path)
        except CorpusError as error:
            raise CorpusError(str(error).replace(str(path), name)) from None
    try:
        return [
            (str(title), [[str(cell) for cell in row] for row in rows]) for title, rows in found
        ]
    except (TypeError, ValueError):
        raise CorpusError(f"{name} is a damaged workbook; save it again.") from None


def read_sheets(path: Path, progress: Progress | None = None) -> Sheets:
    """The same in this process: only for files that one made oneself."""
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415 - only tables need it

    try:
        book = CalamineWorkbook.from_path(path)
        names = book.sheet_names
        sheets = [(name, book.get_sheet_by_name(name).to_python()) for name in names]
    except (CalamineError, OSError, ValueError) as error:
        raise CorpusError(f"{path} is a damaged workbook ({error}); save it again.") from error
    if progress is not None:
        progress(len(names), len(names))
    return [(name, [[_text(cell) for cell in row] for row in rows]) for name, rows in sheets]


def _text(cell: object) -> str:
    """A cell as a person reads it: whole numbers without a point."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
