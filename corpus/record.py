"""One abstract from its share of the source: head, keywords, text, notes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus.abstract import Abstract, SourceLines
from corpus.body import read_body
from corpus.characters import language_of
from corpus.doubts import doubts_in
from corpus.header import is_chair_line
from corpus.heads import Head
from corpus.keywords import end_of_keywords, keywords_of, starts_keywords
from corpus.lines import Line, Source
from corpus.repair import Vocabulary
from corpus.report import Finding

_TEXT_LABEL = re.compile(
    r"(?:abstract|summary|要旨|概要|抄録|報告要旨|発表要旨)\s*(?:$|[:：]\s*|[–—]\s*)", re.IGNORECASE
)
_SESSION_LINE = re.compile(
    r"(?:(?:session|panel|part|day)\s+(?:\d+|[IVX]+)\b|第\s?\d+\s?(?:部会?|セッション|分科会)).{0,100}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Part:
    """An abstract's share of the source, sorted by what each line is.

    ``keywords`` are (start, end) positions; ``text`` the lines of the running text, blank ones
    too; ``labels`` what was cut off in front of it ("Abstract:"); ``aside`` lines that belong to
    no field (the chair of the next session, say).
    """

    head: Head
    keywords: tuple[tuple[int, int], ...]
    text: tuple[Line, ...]
    labels: tuple[Line, ...]
    aside: tuple[Line, ...]

    @property
    def has_text(self) -> bool:
        """Whether any running text follows the head."""
        return any(line.text for line in self.text)


def sort_part(source: Source, head: Head, end: int) -> Part:
    """Sort the lines from the head up to the position ``end``."""
    keywords = tuple(_keyword_spans(source, head.end, end))
    taken = {position for start, stop in keywords for position in range(start, stop)}
    text: list[Line] = []
    labels: list[Line] = []
    aside: list[Line] = []
    begun = False
    for position in range(head.end, end):
        line = source.lines[position]
        if position in taken:
            text.append(replace(line, text=""))
        elif line.text and _is_aside(source, position):
            aside.append(line)
        elif line.text and not begun and (label := _label_of(line.text)):
            labels.append(replace(line, text=label))
            text.append(replace(line, text=line.text[len(label) :]))
        else:
            text.append(line)
        begun = begun or bool(text and text[-1].text)
    return Part(head, keywords, tuple(text), tuple(labels), tuple(aside))


def read_part(
    source: Source, part: Part, names: tuple[str, str], words: Vocabulary
) -> tuple[Abstract, tuple[Finding, ...]]:
    """The abstract of one part. ``names`` are its id and the id of its conference."""
    abstract_id, conference_id = names
    head = part.head
    body = read_body(part.text, source, words)
    abstract = Abstract(
        id=abstract_id,
        conference_id=conference_id,
        title=head.title,
        authors=head.authors,
        keywords=_keywords(source, part, words),
        text=body.text,
        language=language_of(body.text),
        source=_source_of(source, part),
        notes=body.notes,
    )
    findings = [*_head_findings(source, part), *body.findings, *doubts_in(part.text, source)]
    return abstract, tuple(replace(finding, abstract_id=abstract_id) for finding in findings)


def _label_of(text: str) -> str:
    """The word "Abstract:" in front of the first line of a text; "" where there is none."""
    found = _TEXT_LABEL.match(text)
    return found.group() if found else ""


def _keyword_spans(source: Source, start: int, end: int) -> Iterator[tuple[int, int]]:
    position = start
    while position < end:
        if starts_keywords(source, position):
            stop = min(end_of_keywords(source, position), end)
            yield position, stop
            position = stop
        else:
            position += 1


def _is_aside(source: Source, position: int) -> bool:
    text = source.text(position)
    if not source.starts_run(position):
        return False
    return is_chair_line(text) or (
        _SESSION_LINE.match(text) is not None and not source.text(position + 1)
    )


def _keywords(source: Source, part: Part, words: Vocabulary) -> tuple[str, ...]:
    found: list[str] = []
    for start, end in part.keywords:
        found += keywords_of([line.text for line in source.lines[start:end]], words)
    return tuple(found)


def _source_of(source: Source, part: Part) -> SourceLines:
    numbers = [line.number for line in part.text if line.text]
    numbers += [source.lines[end - 1].number for _, end in part.keywords]
    first = source.lines[part.head.start].number
    return SourceLines(first, max(numbers, default=first))


def _head_findings(source: Source, part: Part) -> Iterator[Finding]:
    head = part.head
    title = SourceLines(
        source.lines[head.title_start].number, source.lines[head.title_end - 1].number
    )
    written = " ".join(line.text for line in source.lines[head.title_start : head.title_end])
    if not head.authors:
        yield Finding("doubt", "author_missing", title, "The source names no author here.", written)
    if head.by_look:
        message = "This line was taken for a title by its look alone."
        yield Finding("doubt", "title_by_look", title, message, written, head.title)
    if not head.quote_closed:
        message = "The quote that opens the title is not closed as it should be."
        yield Finding("repair", "title_unclosed", title, message, written, head.title)
    yield from _keyword_findings(source, part)
    for line in part.labels:
        message = "A label in front of the text was left out."
        place = SourceLines(line.number, line.number)
        yield Finding("repair", "label", place, message, line.text)
    for line in part.aside:
        message = "This line belongs to no field of the abstract and was left out."
        place = SourceLines(line.number, line.number)
        yield Finding("doubt", "outside", place, message, line.text)


def _keyword_findings(source: Source, part: Part) -> Iterator[Finding]:
    for start, end in part.keywords:
        if end - start > 1:
            texts = [line.text for line in source.lines[start:end]]
            place = SourceLines(source.lines[start].number, source.lines[end - 1].number)
            message = "A list of keywords that runs over several lines was read as one."
            before, after = " ⏎ ".join(texts), " ".join(texts)
            yield Finding("repair", "keywords_joined", place, message, before, after)
