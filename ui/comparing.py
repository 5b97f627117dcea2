"""A comparison as a table of quotations, from the answer that says the same in lines. Plain values.

Nothing is escaped here: ``ui.render`` does that, and it alone.
"""

from dataclasses import dataclass

from rag.answer import Answer, Citation, ComparisonRow
from rag.phrases import phrases_in


@dataclass(frozen=True, slots=True)
class Side:
    """One column: a title or a topic, and the authors where it is a title."""

    label: str
    authors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """What one side says of an aspect; ``citation`` is None where it says nothing.

    ``work`` is the title that the words are from, or empty where the side itself is that work.
    """

    side: str
    citation: Citation | None
    work: str


@dataclass(frozen=True, slots=True)
class Row:
    """One aspect, by its name in the answer's language."""

    aspect: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """The table, and the text of the answer that stands before it."""

    lead: str
    language: str
    sides: tuple[Side, ...]
    rows: tuple[Row, ...]


def compared(answer: Answer) -> Compared | None:
    """The answer's table, or None where it has none that holds all that its text says."""
    table = answer.comparison
    if table is None:
        return None
    phrases = phrases_in("ja" if answer.language == "ja" else "en")
    before, sentence, _ = answer.text.partition(phrases.compared)
    told = sorted(marker for row in table.rows for marker in row.cells if marker is not None)
    if not sentence or told != sorted(citation.marker for citation in answer.citations):
        return None
    return Compared(
        lead=before + sentence,
        language=answer.language,
        sides=tuple(Side(label, _authors(answer, label)) for label in table.sides),
        rows=tuple(
            Row(
                phrases.aspects.get(row.aspect, phrases.aspects["anything"]),
                _cells(answer, table.sides, row),
            )
            for row in table.rows
        ),
    )


def _authors(answer: Answer, title: str) -> tuple[str, ...]:
    cited = (citation.authors for citation in answer.citations if citation.title == title)
    return next(cited, ())


def _cells(answer: Answer, sides: tuple[str, ...], row: ComparisonRow) -> tuple[Cell, ...]:
    cited = {citation.marker: citation for citation in answer.citations}
    pairs = zip(sides, row.cells, strict=True)
    return tuple(_cell(side, cited.get(marker) if marker else None) for side, marker in pairs)


def _cell(side: str, citation: Citation | None) -> Cell:
    work = citation.title if citation and citation.title != side else ""
    return Cell(side, citation, work)
