"""Rows of cells, from a table in text or a workbook, to records."""

from collections.abc import Mapping, Sequence

from corpus.abstract import SourceLines
from corpus.author_columns import with_authors
from corpus.columns import author_columns_beside, choose_or_refuse, fields_in, no_texts
from corpus.readers.values import record_of
from corpus.reading import FoundRecord, Reading
from corpus.report import Finding

_HEADER_ROWS = 20


def header_row(rows: Sequence[Sequence[str]]) -> int:
    """The place of the row that names most fields, among the first; 0 where none names any."""
    first = rows[:_HEADER_ROWS]
    return max(range(len(first)), key=lambda at: (fields_in(first[at]), -at), default=0)


def reading_of_rows(
    rows: Sequence[Sequence[str]], name: str, mapping: Mapping[str, str]
) -> Reading:
    """The records of the rows below the header; their source lines are row numbers.

    Without a column for texts they have titles alone, and a finding says so. Raises CorpusError
    where no column for a title is found.
    """
    at = _mapped_row(rows, mapping) if mapping else header_row(rows)
    header = [cell.strip() for cell in rows[at]] if rows else []
    columns = [cell for cell in header if cell]
    chosen = choose_or_refuse(columns, mapping, name)
    places = {field: header.index(column) for field, column in chosen.items()}
    numbered = author_columns_beside(chosen, header, mapping)
    records: list[FoundRecord] = []
    titles_only = "text" not in chosen
    findings = [no_texts(columns, SourceLines(at + 1, at + 1))] if titles_only else []
    for number, row in enumerate(rows[at + 1 :], at + 2):
        if not any(cell.strip() for cell in row):
            continue
        source = SourceLines(number, number)
        values = {field: row[place] for field, place in places.items() if place < len(row)}
        cells = dict(zip(header, row, strict=False))
        records.append(record_of(with_authors(values, cells, numbered), source))
        if len(row) > len(header) and any(cell.strip() for cell in row[len(header) :]):
            message = (
                f"This row has {len(row)} cells, the header {len(header)}; the rest was left out."
            )
            shown = " | ".join(row[len(header) :])
            findings.append(Finding("doubt", "bad_record", source, message, shown))
    return Reading(tuple(records), tuple(findings), titles_only=titles_only)


def _mapped_row(rows: Sequence[Sequence[str]], mapping: Mapping[str, str]) -> int:
    """The row that holds most of the columns that the editor names."""
    wanted = set(mapping.values())
    first = rows[:_HEADER_ROWS]
    return max(
        range(len(first)),
        key=lambda at: (len(wanted & {cell.strip() for cell in first[at]}), -at),
        default=0,
    )
