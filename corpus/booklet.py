"""A booklet's lines in, its records out. Pure: nothing is read or written here."""

from collections.abc import Iterator, Sequence

from corpus.abstract import Booklet, SourceLines
from corpus.doubts import spelling_twins
from corpus.errors import CorpusError
from corpus.furniture import take_furniture
from corpus.header import Header, read_header
from corpus.heads import find_heads
from corpus.identity import abstract_ids
from corpus.lines import Source, read_source
from corpus.record import Part, read_part, sort_part
from corpus.repair import vocabulary_of
from corpus.report import Finding, ParsedBooklet
from corpus.titles import HEADING

__all__ = ["ParsedBooklet", "parse_booklet"]


def parse_booklet(lines: Sequence[str], booklet_id: str) -> ParsedBooklet:
    """Find the conference and its abstracts in the lines of a document.

    ``booklet_id`` becomes the conference's id and the start of each abstract's. Any text gives
    records or one CorpusError; time grows linearly with the text.
    """
    source, furniture = take_furniture(read_source(lines))
    parts, empty = _parts(source)
    if not parts:
        raise CorpusError(_no_abstracts(source, booklet_id))
    words = vocabulary_of(line.text for line in source.lines)
    header = _header(source, parts[0].head.start, booklet_id)
    ids = abstract_ids([part.head.title for part in parts], booklet_id)
    read = [
        read_part(source, part, (abstract_id, booklet_id), words)
        for part, abstract_id in zip(parts, ids, strict=True)
    ]
    findings = [*furniture, *_header_findings(header), *empty, *spelling_twins(source.lines)]
    findings += [finding for _, found in read for finding in found]
    booklet = Booklet(header.conference, tuple(abstract for abstract, _ in read))
    return ParsedBooklet(booklet, tuple(sorted(findings, key=lambda it: it.source.first)))


def _parts(source: Source) -> tuple[list[Part], list[Finding]]:
    """The parts that hold text; a finding for each line of a title that no text follows."""
    heads = find_heads(source)
    ends = [*(head.start for head in heads[1:]), len(source.lines)][: len(heads)]
    sorted_parts = [sort_part(source, head, end) for head, end in zip(heads, ends, strict=True)]
    parts = [part for part in sorted_parts if part.has_text]
    first = parts[0].head.start if parts else 0
    empty = [
        finding
        for part, end in zip(sorted_parts, ends, strict=True)
        if not part.has_text and part.head.start > first
        for finding in _without_text(source, part.head.start, end)
    ]
    return parts, empty


def _without_text(source: Source, start: int, end: int) -> Iterator[Finding]:
    for line in source.lines[start:end]:
        if line.text:
            place = SourceLines(line.number, line.number)
            message = "A title without a text is no abstract; the line was left out."
            yield Finding("doubt", "outside", place, message, line.text)


def _header(source: Source, end: int, booklet_id: str) -> Header:
    lines = [(line.number, line.text) for line in source.lines[:end] if line.text]
    return read_header([pair for pair in lines if not HEADING.match(pair[1])], booklet_id)


def _header_findings(header: Header) -> Iterator[Finding]:
    for number, text in header.unread:
        message = "This line stands before the first abstract and was not understood."
        yield Finding("doubt", "outside", SourceLines(number, number), message, text)
    conference = header.conference
    if conference.name is None and conference.association is None:
        message = "No line before the first abstract names the conference."
        yield Finding("doubt", "conference_missing", SourceLines(1, 1), message)


def _no_abstracts(source: Source, booklet_id: str) -> str:
    if not any(line.text for line in source.lines):
        return f"{booklet_id}: the document is empty; a booklet holds abstracts with their titles."
    return (
        f"{booklet_id}: no abstract was found in {len(source.lines)} lines; an abstract needs a "
        "title on a line of its own (in quotes, or beside an author line) and a text below it."
    )
