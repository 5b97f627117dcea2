"""What the documents of a booklet gave, put in order: ids, languages, the conference, doubts."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from corpus.abstract import (
    PARAGRAPH_BREAK,
    Abstract,
    Booklet,
    Conference,
    Person,
    SourceLines,
)
from corpus.errors import CorpusError
from corpus.identity import abstract_ids
from corpus.languages import text_language
from corpus.reading import FoundRecord, Reading
from corpus.report import OF_DOCUMENT, Code, Finding, ParsedBooklet
from corpus.tidy import tidy

_DIGEST_LENGTH = 10
_MAJORITY = 0.5
_SHOWN = 120


@dataclass(frozen=True, slots=True)
class _Item:
    """A record with the text that it will have."""

    record: FoundRecord
    title: str
    text: str
    titles_only: bool = False

    @property
    def is_abstract(self) -> bool:
        """Whether it has a text, or can have none."""
        return bool(self.text or (self.titles_only and self.title))


def assemble(readings: Sequence[tuple[str, Reading]], booklet_id: str) -> ParsedBooklet:
    """The booklet that these documents make, each given with its file's name.

    An id comes from the title; where there is none, from a digest of the text, so that a change
    elsewhere changes no id. A record without a text is no abstract but a finding, unless no
    document has texts. Raises CorpusError where no abstract is left.
    """
    readings = _without_programmes(readings)
    several = len(readings) > 1
    placed = [(name if several else None, reading) for name, reading in readings]
    items = [
        _item(record, name, titles_only=reading.titles_only)
        for name, reading in placed
        for record in reading.records
    ]
    full = [item for item in items if item.is_abstract]
    if not full:
        raise CorpusError(_no_abstracts(readings, items, booklet_id))
    ids = abstract_ids([item.title or _digest(item.text) for item in full], booklet_id)
    abstracts = tuple(
        _abstract(item, abstract_id, booklet_id)
        for item, abstract_id in zip(full, ids, strict=True)
    )
    conference = _conference([reading for _, reading in readings], full, booklet_id)
    found = [_placed(finding, name) for name, reading in placed for finding in reading.findings]
    following = list(_following(found, abstracts))
    told = {(it.code, it.abstract_id) for it in following if it.abstract_id}
    doubts = _doubts(items, abstracts, conference)
    findings = [*following, *(it for it in doubts if (it.code, it.abstract_id) not in told)]
    layouts = tuple(reading.layout for _, reading in readings if reading.layout)
    order = {name: place for place, (name, _) in enumerate(placed)}
    findings.sort(key=lambda it: (order.get(it.source.document, -1), it.source.first))
    return ParsedBooklet(Booklet(conference, abstracts), tuple(findings), layouts)


def _without_programmes(readings: Sequence[tuple[str, Reading]]) -> Sequence[tuple[str, Reading]]:
    """The readings; one of titles only is emptied where another document has the texts."""
    if not any(reading.records and not reading.titles_only for _, reading in readings):
        return readings
    return [(name, _emptied(it) if it.titles_only else it) for name, it in readings]


def _emptied(reading: Reading) -> Reading:
    said = " They were left out, for other documents have texts."
    findings = tuple(
        replace(it, message=it.message + said) if it.code == "text_missing" else it
        for it in reading.findings
    )
    return replace(reading, records=(), findings=findings)


def _item(record: FoundRecord, document: str | None, *, titles_only: bool) -> _Item:
    if document is not None:
        record = replace(record, source=replace(record.source, document=document))
    paragraphs = (tidy(paragraph) for paragraph in record.paragraphs)
    text = PARAGRAPH_BREAK.join(paragraph for paragraph in paragraphs if paragraph)
    return _Item(record, tidy(record.title), text, titles_only)


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:_DIGEST_LENGTH]


def _abstract(item: _Item, abstract_id: str, booklet_id: str) -> Abstract:
    record = item.record
    return Abstract(
        id=abstract_id,
        conference_id=booklet_id,
        title=item.title,
        authors=tuple(_tidy_person(person) for person in record.authors),
        keywords=_tidy_all(record.keywords),
        text=item.text,
        language=text_language(item.text or item.title, record.language),
        source=record.source,
        notes=tuple(replace(note, text=tidy(note.text)) for note in record.notes),
        session=_tidy_or_none(record.session),
        time=_tidy_or_none(record.time),
        room=_tidy_or_none(record.room),
        pages=_tidy_or_none(record.pages),
        year=record.year,
        identifier=_tidy_or_none(record.identifier),
        references=_tidy_all(record.references),
    )


def _tidy_all(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(tidied for text in texts if (tidied := tidy(text)))


def _tidy_or_none(text: str | None) -> str | None:
    return (tidy(text) or None) if text else None


def _tidy_person(person: Person) -> Person:
    return replace(
        person,
        family=tidy(person.family),
        given=tidy(person.given),
        affiliation=_tidy_or_none(person.affiliation),
    )


def _conference(readings: Sequence[Reading], items: Sequence[_Item], booklet_id: str) -> Conference:
    """The event as the documents name it; else as most of the records do."""
    named = [reading.conference for reading in readings if reading.conference]
    conference = replace(named[0], id=booklet_id) if named else Conference(booklet_id)
    names = (tidy(item.record.conference or "") for item in items)
    if conference.name is None and (name := _of_most(names, len(items))):
        conference = replace(conference, name=str(name))
    years = (item.record.year for item in items)
    if conference.year is None and (year := _of_most(years, len(items))):
        conference = replace(conference, year=int(year))
    return conference


def _of_most(values: Iterator[str] | Iterator[int | None], total: int) -> str | int | None:
    counts: Counter[str | int] = Counter(value for value in values if value)
    best = counts.most_common(1)
    return best[0][0] if best and best[0][1] > total * _MAJORITY else None


def _placed(finding: Finding, document: str | None) -> Finding:
    if document is None:
        return finding
    return replace(finding, source=replace(finding.source, document=document))


def _following(found: Sequence[Finding], abstracts: Sequence[Abstract]) -> Iterator[Finding]:
    """The documents' findings, each with the id of the abstract whose source holds it."""
    starts: dict[tuple[str | None, int], str] = {}
    wanted = {(finding.source.document, finding.source.first) for finding in found}
    for abstract in abstracts if wanted else ():
        source = abstract.source
        for line in range(source.first, source.last + 1):
            if (source.document, line) in wanted:
                starts.setdefault((source.document, line), abstract.id)
    for finding in found:
        place = (finding.source.document, finding.source.first)
        within = None if finding.code in OF_DOCUMENT else starts.get(place)
        yield replace(finding, abstract_id=within)


def _doubts(
    items: Sequence[_Item], abstracts: Sequence[Abstract], conference: Conference
) -> Iterator[Finding]:
    for item in items:
        if not item.is_abstract:
            message = "A record without a text is no abstract; it was left out."
            yield _doubt("text_missing", item.record.source, message, _named(item))
    first: dict[str, Abstract] = {}
    for abstract in abstracts:
        yield from _doubts_of(abstract, first)
    if conference.name is None and conference.association is None:
        message = "Nothing in the documents names the conference."
        yield _doubt("conference_missing", SourceLines(1, 1), message)


def _doubts_of(abstract: Abstract, first: dict[str, Abstract]) -> Iterator[Finding]:
    source, abstract_id = abstract.source, abstract.id
    if not abstract.title:
        message = "The source gives no title here."
        yield _doubt("title_missing", source, message, abstract.heading, abstract_id)
    elif (twin := first.setdefault(abstract.title.casefold(), abstract)) is not abstract:
        message = f"{twin.id} has the same title."
        yield _doubt("duplicate_title", source, message, abstract.title, abstract_id)
    if not abstract.authors:
        message = "The source names no author here."
        yield _doubt("author_missing", source, message, abstract.heading, abstract_id)


def _doubt(
    code: Code, source: SourceLines, message: str, before: str = "", abstract_id: str | None = None
) -> Finding:
    return Finding("doubt", code, source, message, before, abstract_id=abstract_id)


def _named(item: _Item) -> str:
    """What is known of a record without text, so that an editor can find it."""
    known = item.title or item.record.identifier
    return (known or "; ".join(person.name for person in item.record.authors))[:_SHOWN]


def _no_abstracts(
    readings: Sequence[tuple[str, Reading]], items: Sequence[_Item], booklet_id: str
) -> str:
    names = ", ".join(name for name, _ in readings[:3]) + (" …" if len(readings) > 3 else "")  # noqa: PLR2004
    if items:
        return (
            f"{booklet_id}: {names} holds {len(items)} records, but none has a text; "
            "give an export that includes the abstracts."
        )
    return f"{booklet_id}: no abstract was found in {names}; give a document that holds abstracts."
