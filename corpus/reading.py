"""What a document gives before its records are put in order: the same for every format."""

from dataclasses import dataclass

from corpus.abstract import Conference, Note, Person, SourceLines
from corpus.report import Finding, Layout

__all__ = ["FoundRecord", "Layout", "Reading"]


@dataclass(frozen=True, slots=True)
class FoundRecord:
    """What a document says of one abstract. Nothing is guessed: unknown is empty or None.

    ``title`` is "" where the document gives none. ``conference`` is the event that the record
    itself names, say a BibTeX entry's ``booktitle``.
    """

    source: SourceLines
    title: str = ""
    authors: tuple[Person, ...] = ()
    paragraphs: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    references: tuple[str, ...] = ()
    language: str | None = None
    session: str | None = None
    time: str | None = None
    room: str | None = None
    pages: str | None = None
    year: int | None = None
    identifier: str | None = None
    conference: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that one document gives; ``conference`` is None where it names none.

    ``titles_only``: the document has no place for texts, so that a record's title is all of it.
    """

    records: tuple[FoundRecord, ...]
    findings: tuple[Finding, ...] = ()
    conference: Conference | None = None
    layout: Layout | None = None
    titles_only: bool = False
