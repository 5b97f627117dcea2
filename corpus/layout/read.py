"""A printed document in, its records out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.abstract import SourceLines
from corpus.errors import CorpusError
from corpus.keywords import keywords_of
from corpus.layout.author_index import Hint, people_by_index
from corpus.layout.blocks import Block, Look, blocks_of, commonest_look
from corpus.layout.describe import describe
from corpus.layout.furniture import take_furniture
from corpus.layout.heads import Heads, find_heads, refrains_of
from corpus.layout.likeness import LABELS, letters_of
from corpus.layout.people import people_of
from corpus.layout.plain import read_labelled
from corpus.layout.profile import Profile
from corpus.layout.slots import Slot, in_slot, take_slot
from corpus.layout.text import paragraphs_of
from corpus.layout.title_page import conference_of
from corpus.layout.titles import join_title, numbers_taken, stops_taken, titles_by_contents
from corpus.layout.zone import Zone, sort_zone
from corpus.readers.printed import PrintedDocument, PrintedLine, Style
from corpus.reading import FoundRecord, Layout, Reading
from corpus.repair import Vocabulary, vocabulary_of
from corpus.report import Finding

_SHOWN_LINES = 30
_HEADING_WORDS = 15
_BETWEEN_MARKS = re.compile(r",\s+")
_UNSURE = 0.45


def read_printed(document: PrintedDocument, profile: Profile | None = None) -> Reading:
    """Find the abstracts of a document by its own regularities, or as the profile states.

    Raises:
        CorpusError: no layout holds together; the message shows the first page as it was read.

    """
    labelled = None if profile else _labelled_text(document)
    if labelled:
        return labelled
    paper = take_furniture(document)
    if profile:
        paper = replace(
            paper, lines=tuple(line for line in paper.lines if profile.has_page(line.page))
        )
    blocks = blocks_of(document, paper.lines)
    found = find_heads(blocks, profile)
    if not found:
        raise CorpusError(_no_layout(document))
    heads = found[0]
    words = vocabulary_of(line.text for line in document.lines)
    read = list(_records(document, blocks, heads, words))
    records = people_by_index([it[0] for it in read], [it[1] for it in read], paper)
    records = numbers_taken(stops_taken(titles_by_contents(records, paper.contents)))
    layout = describe(heads, found[1:], records, paper)
    conference = conference_of(document, blocks[heads.positions[0]].page)
    return Reading(records, tuple(_findings(heads, layout, records)), conference, layout)


def _labelled_text(document: PrintedDocument) -> Reading | None:
    """The reading of a text without any type; None where the document has type."""
    if any(span.style != Style() for line in document.lines for span in line.spans):
        return None
    return read_labelled(document)


def _records(
    document: PrintedDocument, blocks: Sequence[Block], heads: Heads, words: Vocabulary
) -> Iterator[tuple[FoundRecord, Hint]]:
    body, refrains = commonest_look(blocks), refrains_of(blocks)
    starts = heads.positions
    ends = [*starts[1:], len(blocks)]
    session: str | None = None
    next_slot = take_slot(list(blocks[: starts[0]]))[0]
    for start, end in zip(starts, ends, strict=True):
        inner = list(blocks[start + 1 : end])
        slot, inner = take_slot(inner) if end < len(blocks) else (Slot(), inner)
        trailing = _trailing_headings(inner, heads, body, refrains)
        own = inner[: len(inner) - len(trailing)]
        above: Sequence[PrintedLine] = ()
        if heads.names_first:
            above = blocks[start - 1].lines if start else ()
            own = own[:-1] if end < len(blocks) else own
        found, hint = _record(
            document, blocks[start], own, ((body, refrains), above, session), words
        )
        yield in_slot(found, next_slot), hint
        session = trailing[-1].text if trailing else session
        next_slot = slot


def _trailing_headings(
    blocks: Sequence[Block], heads: Heads, body: Look, refrains: frozenset[str]
) -> list[Block]:
    """The headings of a session, which stand after an abstract's text and before the next title."""
    trailing: list[Block] = []
    for block in reversed(blocks):
        bigger = block.look.size > body.size or block.look.plain == heads.look
        if (
            letters_of(block.text) in refrains
            or not bigger
            or block.look.plain == body
            or block.words > _HEADING_WORDS
        ):
            break
        trailing.append(block)
    return trailing


def _record(
    document: PrintedDocument,
    head: Block,
    inner: Sequence[Block],
    context: tuple[tuple[Look, frozenset[str]], Sequence[PrintedLine], str | None],
    words: Vocabulary,
) -> tuple[FoundRecord, Hint]:
    body, above, session = context
    lines = [line for block in inner for line in block.lines]
    zone = sort_zone(lines, *body, names_first=bool(above))
    last = lines[-1] if lines else head.lines[-1]
    record = FoundRecord(
        SourceLines(head.lines[0].number, last.number, head.page, document.name),
        title=_title(head, words),
        authors=people_of(above or zone.authors, zone.affiliations),
        paragraphs=paragraphs_of(zone.text, words, whole=document.whole_paragraphs),
        keywords=_keywords(zone, words),
        references=paragraphs_of(zone.references, words, whole=True),
        session=_labelled(zone.session, "session") or session,
        time=_labelled(zone.time, "time"),
        room=_labelled(zone.room, "room"),
    )
    return record, _hint(zone, head)


def _hint(zone: Zone, head: Block) -> Hint:
    """What the lines below the title tell of names that the book lost."""
    contact = [*zone.contact, *zone.affiliations, *zone.authors]
    marks = [line for line in contact if not any(c.isalpha() for c in line.text)]
    names = sum(len(_BETWEEN_MARKS.split(line.text)) for line in marks) or 1
    page = marks[0].page if marks else head.page
    return Hint(page, names, " ".join(line.text for line in contact))


def _title(head: Block, words: Vocabulary) -> str:
    lines = [line.text for line in head.lines]
    if len(lines) > 1 and LABELS["title"].fullmatch(f"{lines[0].strip(' :')}: "):
        lines = lines[1:]
    text = join_title(lines, words)
    label = LABELS["title"].match(text)
    return text[label.end() :] if label else text


def _keywords(zone: Zone, words: Vocabulary) -> tuple[str, ...]:
    return (
        keywords_of([line.text.strip() for line in zone.keywords], words) if zone.keywords else ()
    )


def _labelled(lines: Sequence[PrintedLine], name: str) -> str | None:
    text = " ".join(" ".join(line.text.split()) for line in lines)
    label = LABELS[name].match(text)
    return (text[label.end() :] if label else text) or None


def _findings(heads: Heads, layout: Layout, records: Sequence[FoundRecord]) -> Iterator[Finding]:
    if layout.confidence < _UNSURE:
        message = f"The layout is unsure ({layout.confidence:.2f}): {layout.description}."
        yield Finding("doubt", "title_by_look", records[0].source, message, records[0].title)
    for record in records:
        if not record.authors and heads.named > _UNSURE:
            message = "No author was found where the other abstracts have theirs."
            yield Finding("doubt", "author_missing", record.source, message, record.title)


def _no_layout(document: PrintedDocument) -> str:
    shown = [line.text for line in document.lines if line.page == 1][:_SHOWN_LINES]
    page = "\n".join(f"  | {text}" for text in shown)
    return (
        f"{document.name}: no layout was found; abstracts need titles that are set apart from the "
        f"text by size, weight or capitals, the same each time. The first page reads:\n{page}"
    )
