"""Where each abstract begins: its title, its authors, and the lines that these fill."""

from dataclasses import dataclass, replace
from enum import Enum, auto

from corpus.abstract import Person
from corpus.authors import AuthorLines, authors_at, with_affiliation
from corpus.characters import OPENING_QUOTES, count_cjk, is_closed
from corpus.header import is_chair_line
from corpus.keywords import end_of_keywords, starts_keywords
from corpus.lines import Source
from corpus.titles import (
    HEADING,
    NUMBER,
    inner_title,
    label_end,
    looks_final,
    looks_like_headline,
    quoted_title_end,
    title_lines_end,
    without_label,
)

_MIN_BODY_WORDS = 12
_PROSE_LINES = 4
_HEADLINE_WORDS = 4


class Rule(Enum):
    """What may mark a title: anchors only; headlines too; or any short line above a text."""

    ANCHORS = auto()
    HEADLINES = auto()
    LAYOUT = auto()


@dataclass(frozen=True, slots=True)
class Head:
    """The start of one abstract. Positions are places in ``Source.lines``, ends not included."""

    start: int
    end: int
    title_start: int
    title_end: int
    title: str
    authors: tuple[Person, ...] = ()
    author_start: int = 0
    author_end: int = 0
    quoted: bool = False
    quote_closed: bool = True
    by_look: bool = False


@dataclass(frozen=True, slots=True)
class _Title:
    """A title's lines and words; ``closed`` where no quote is open."""

    start: int
    end: int
    text: str
    quoted: bool = False
    closed: bool = True


def find_heads(source: Source) -> tuple[Head, ...]:
    """All heads in order.

    Quotes, author lines, numbers and keywords mark them. Where titles stand without quotes, a
    line that reads like a headline between two paragraphs is one too; where nothing marks any
    title, each short line above running text is one.
    """
    heads = _collect(source, rule=Rule.ANCHORS)
    if not heads:
        return _collect(source, rule=Rule.LAYOUT)
    if any(head.quoted for head in heads):
        return heads
    return _collect(source, rule=Rule.HEADLINES)


def _collect(source: Source, *, rule: Rule) -> tuple[Head, ...]:
    heads: list[Head] = []
    position = source.after[0] if source.lines and not source.text(0) else 0
    while position < len(source.lines):
        head = _head_at(source, position, rule=rule, previous=heads)
        if head is not None:
            heads.append(head)
            position = max(head.end, position + 1)
        else:
            position += 1
    return tuple(heads)


def _head_at(source: Source, position: int, *, rule: Rule, previous: list[Head]) -> Head | None:
    text = source.text(position)
    if not text or HEADING.match(text) or starts_keywords(source, position) or is_chair_line(text):
        return None
    if not _is_boundary(source, position, previous):
        return None
    if NUMBER.fullmatch(text):
        return _numbered_head(source, position, rule=rule)
    return _unnumbered_head(source, position, rule=rule)


def _numbered_head(source: Source, position: int, *, rule: Rule) -> Head | None:
    """A head below a line that holds nothing but its number ("Abstract 3")."""
    start = _next_text(source, position + 1)
    if not source.text(start):
        return None
    head = _unnumbered_head(source, start, rule=rule)
    if head is None and _is_prose_after(source, start + 1):
        title = _title_at(source, start)
        head = _head(start, title.end, title) if title else None
    return replace(head, start=position) if head else None


def _unnumbered_head(source: Source, position: int, *, rule: Rule) -> Head | None:
    authors = authors_at(source, position)
    if authors is not None and authors.certain:
        head = _authors_then_title(source, position, authors)
        if head is not None:
            return head
    return _title_first(source, position, rule=rule)


def _is_boundary(source: Source, position: int, previous: list[Head]) -> bool:
    """Whether a new abstract can start here: no sentence runs across this place."""
    before = source.before[position]
    if before < 0 or (previous and previous[-1].end > before):
        return True
    last = source.text(before)
    if is_closed(last) or HEADING.match(last) or is_chair_line(last):
        return True
    return source.starts_run(position)


def _authors_then_title(source: Source, position: int, authors: AuthorLines) -> Head | None:
    start = _next_text(source, authors.end)
    title = _title_at(source, start)
    if title is None or not (title.quoted or _is_followed(source, title)):
        return None
    return _head(position, title.end, title, authors)


def _head(start: int, end: int, title: _Title, authors: AuthorLines | None = None) -> Head:
    authors = authors or AuthorLines((), start, start, certain=False)
    return Head(
        start,
        end,
        title.start,
        title.end,
        title.text,
        authors.people,
        authors.start,
        authors.end,
        title.quoted,
        title.closed,
    )


def _is_followed(source: Source, title: _Title) -> bool:
    return bool(source.text(source.after[title.end - 1])) and looks_final(title.text)


def _next_text(source: Source, position: int) -> int:
    """The position itself where it holds text, else the next that does."""
    if source.text(position) or position == 0:
        return position
    return source.after[position - 1]


def _title_at(source: Source, start: int) -> _Title | None:
    text = source.text(start)
    if not text or starts_keywords(source, start) or HEADING.match(text):
        return None
    end = quoted_title_end(source, start)
    if end is not None:
        inner, closed = inner_title(_text(source, start, end))
        return _Title(start, end, inner, quoted=True, closed=closed) if inner else None
    end = title_lines_end(source, start)
    if end is None or without_label(text)[0] in OPENING_QUOTES:
        return None
    return _Title(start, end, without_label(_text(source, start, end)))


def _text(source: Source, start: int, end: int) -> str:
    return " ".join(line.text for line in source.lines[start:end])


def _title_first(source: Source, position: int, *, rule: Rule) -> Head | None:
    title = _title_at(source, position)
    if title is None:
        return None
    if title.quoted:
        authors = _authors_after(source, title, rule=rule)
        return _head(position, authors.end if authors else title.end, title, authors)
    head = _title_above_authors(source, title, rule=rule)
    if head is not None or not looks_final(title.text):
        return head
    if _is_anchored(source, title):
        return _head(position, title.end, title)
    if _is_by_look(source, title, rule):
        return replace(_head(position, title.end, title), by_look=True)
    return None


def _title_above_authors(source: Source, title: _Title, *, rule: Rule) -> Head | None:
    """A head whose title ends where author lines begin, which may look like a title too."""
    for end in range(title.start + 1, title.end + 1):
        shorter = _Title(title.start, end, without_label(_text(source, title.start, end)))
        authors = _authors_after(source, shorter, rule=rule)
        if authors is not None:
            return _head(title.start, authors.end, shorter, authors)
    return None


def _is_by_look(source: Source, title: _Title, rule: Rule) -> bool:
    if rule is Rule.ANCHORS or not _is_prose_after(source, title.end):
        return False
    return rule is Rule.LAYOUT or looks_like_headline(title.text, _HEADLINE_WORDS)


def _authors_after(source: Source, title: _Title, *, rule: Rule) -> AuthorLines | None:
    """Author lines after a title: marked ones, or plain names above an affiliation or alone."""
    start = _next_text(source, title.end)
    authors = authors_at(source, start) if source.text(start) else None
    if authors is None or authors.certain:
        return authors
    affiliated = with_affiliation(source, authors)
    if affiliated is not None:
        return affiliated
    expected = title.quoted or rule is Rule.LAYOUT or label_end(source.text(title.start)) > 0
    return authors if expected and _is_prose_after(source, authors.end) else None


def _is_anchored(source: Source, title: _Title) -> bool:
    """Whether keywords follow, or a number or label stands in front of a line set apart."""
    apart = source.starts_run(title.start)
    if starts_keywords(source, source.after[title.end - 1]):
        return apart or looks_like_headline(title.text, _HEADLINE_WORDS)
    if not apart:
        return False
    return label_end(source.text(title.start)) > 0 and _is_prose_after(source, title.end)


def _is_prose_after(source: Source, end: int) -> bool:
    """Whether running text follows what ends at ``end``, set apart by a blank line or an indent.

    Keywords may stand between.
    """
    if source.text(end) and not (source.lines[end].indented or source.lines[end].opens_page):
        return starts_keywords(source, end)
    start = source.after[end - 1]
    if starts_keywords(source, start):
        start = _next_text(source, end_of_keywords(source, start))
    words = 0
    for position in range(start, min(start + _PROSE_LINES, len(source.lines))):
        text = source.text(position)
        if not text:
            break
        words += len(text.split()) + count_cjk(text)
        if words >= _MIN_BODY_WORDS and (is_closed(text) or position > start):
            return True
    return False
