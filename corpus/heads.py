"""Where each abstract begins: its title, its authors, and the lines that these fill."""

import re
from dataclasses import dataclass

from corpus.abstract import Person
from corpus.characters import OPENING_QUOTES, is_closed
from corpus.header import is_chair_line
from corpus.keywords import LABEL, end_of_keywords
from corpus.lines import Source
from corpus.names import parse_people
from corpus.titles import (
    HEADING,
    inner_title,
    label_end,
    looks_final,
    quoted_title_end,
    title_lines_end,
)

_AUTHOR_LABEL = re.compile(
    r"(?:authors?|speakers?|presenters?|presented by|by|著者|発表者|報告者|氏名)"
    r"(?:\s*[:：]\s*|\s+)|"
    r"(?:著者|発表者|報告者|氏名)",
    re.IGNORECASE,
)
_INSTITUTION = re.compile(
    r"\b(?:universit\w*|institut\w*|college|school|cent(?:er|re)|department|faculty|academy|"
    r"ministry|laborator\w*|foundation|council|hospital|graduate)\b|大学|研究所|研究院|研究科|学院|"
    r"機構|センター|省",
    re.IGNORECASE,
)
_MAX_AUTHOR_LINES = 8
_MIN_BODY_WORDS = 12


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


@dataclass(frozen=True, slots=True)
class _Authors:
    people: tuple[Person, ...]
    start: int
    end: int
    certain: bool


def find_heads(source: Source) -> tuple[Head, ...]:
    """All heads in order; by quotes, author lines, numbers and keywords, else by layout alone."""
    heads = _collect(source, by_layout=False)
    return heads or _collect(source, by_layout=True)


def _collect(source: Source, *, by_layout: bool) -> tuple[Head, ...]:
    heads: list[Head] = []
    position = source.after[0] if source.lines and not source.text(0) else 0
    while position < len(source.lines):
        head = _head_at(source, position, by_layout=by_layout, previous=heads)
        if head is not None:
            heads.append(head)
            position = max(head.end, position + 1)
        else:
            position += 1
    return tuple(heads)


def _head_at(
    source: Source, position: int, *, by_layout: bool, previous: list[Head]
) -> Head | None:
    text = source.text(position)
    if not text or HEADING.match(text) or LABEL.match(text) or is_chair_line(text):
        return None
    if not _is_boundary(source, position, previous):
        return None
    authors = _authors_at(source, position)
    if authors is not None and authors.certain:
        head = _authors_then_title(source, position, authors)
        if head is not None:
            return head
    return _title_first(source, position, by_layout=by_layout)


def _is_boundary(source: Source, position: int, previous: list[Head]) -> bool:
    """Whether a new abstract can start here: no sentence runs across this place."""
    before = source.before[position]
    if before < 0 or (previous and previous[-1].end > before):
        return True
    last = source.text(before)
    if is_closed(last) or HEADING.match(last) or is_chair_line(last):
        return True
    return source.starts_run(position)


def _authors_at(source: Source, position: int) -> _Authors | None:
    """The author lines that start here; ``certain`` where brackets or a label mark them."""
    people: tuple[Person, ...] = ()
    certain, end = False, position
    for end in range(position, position + _MAX_AUTHOR_LINES):
        text = source.text(end)
        if not text or (end > position and source.starts_run(end)):
            break
        label = _AUTHOR_LABEL.match(text)
        found = parse_people(text[label.end() :]) if label else ()
        found = found or parse_people(text)
        if not found or is_chair_line(text):
            break
        people += found
        certain = certain or bool(label) or _is_marked(found, text)
    return _Authors(people, position, end, certain) if people else None


def _is_marked(people: tuple[Person, ...], text: str) -> bool:
    """Whether a line of names is surely one: an affiliation, or a comma after a family name."""
    if any(person.affiliation for person in people):
        return True
    first = text.partition(",")[0].strip()
    return "," in text and first.isupper() and len(people) == 1


def _authors_then_title(source: Source, position: int, authors: _Authors) -> Head | None:
    start = _next_text(source, authors.end)
    span = _title_at(source, start)
    if span is None:
        return None
    end, title, quoted, closed = span
    if not quoted and not _is_title_alone(source, start, end, title):
        return None
    return Head(
        position, end, start, end, title, authors.people, authors.start, authors.end, quoted, closed
    )


def _is_title_alone(source: Source, start: int, end: int, title: str) -> bool:
    after = source.text(source.after[end - 1])
    return bool(after) and looks_final(title) and not (end - start > 1 and source.is_unwrapped)


def _next_text(source: Source, position: int) -> int:
    if source.text(position) or position == 0:
        return position
    return source.after[position - 1]


def _title_at(source: Source, start: int) -> tuple[int, str, bool, bool] | None:
    """End, text, quoted or not, and whether the closing quote is there."""
    text = source.text(start)
    if not text or LABEL.match(text) or HEADING.match(text):
        return None
    quoted_end = quoted_title_end(source, start)
    if quoted_end is not None:
        inner, closed = inner_title(_text(source, start, quoted_end))
        return (quoted_end, inner, True, closed) if inner else None
    if text[0] in OPENING_QUOTES:
        return None
    end = title_lines_end(source, start)
    if end is None:
        return None
    title = _text(source, start, end)
    return end, title[label_end(title) :] or title, False, True


def _text(source: Source, start: int, end: int) -> str:
    return " ".join(line.text for line in source.lines[start:end])


def _title_first(source: Source, position: int, *, by_layout: bool) -> Head | None:
    span = _title_at(source, position)
    if span is None:
        return None
    end, title, quoted, closed = span
    for title_end in range(position + 1, end + 1):
        following = _authors_after(source, title_end, certain=not quoted)
        if following is not None and (title_end == end or not quoted):
            title = title if quoted else _unquoted(source, position, title_end)
            return Head(
                position,
                following.end,
                position,
                title_end,
                title,
                following.people,
                following.start,
                following.end,
                quoted,
                closed,
            )
    if quoted:
        return Head(position, end, position, end, title, quoted=True, quote_closed=closed)
    if not looks_final(title):
        return None
    if _is_anchored(source, position, end) or (by_layout and _is_prose_after(source, end)):
        return Head(position, end, position, end, title)
    return None


def _unquoted(source: Source, start: int, end: int) -> str:
    title = _text(source, start, end)
    return title[label_end(title) :] or title


def _authors_after(source: Source, position: int, *, certain: bool) -> _Authors | None:
    """Author lines after a title: marked ones, or plain names above a line of affiliation."""
    start = _next_text(source, position)
    if start >= len(source.lines):
        return None
    authors = _authors_at(source, start)
    if authors is None:
        return None
    if authors.certain:
        return authors
    affiliation = source.text(authors.end)
    if _INSTITUTION.search(affiliation) and not is_closed(affiliation):
        people = tuple(_at(person, affiliation) for person in authors.people)
        return _Authors(people, start, authors.end + 1, certain=True)
    return None if certain else (authors if not source.is_full(source.text(start)) else None)


def _at(person: Person, affiliation: str) -> Person:
    return Person(person.family, person.given, affiliation, person.honorific)


def _is_anchored(source: Source, start: int, end: int) -> bool:
    """Whether keywords follow, or a number or label stands in front of a line set apart."""
    after = source.after[end - 1]
    following = source.text(after)
    if LABEL.match(following) and source.starts_run(start):
        return True
    numbered = label_end(source.text(start)) > 0
    return numbered and source.starts_run(start) and _is_prose_after(source, end)


def _is_prose_after(source: Source, end: int) -> bool:
    """Whether a blank line and then running text follow; keywords may stand between."""
    start = source.after[end - 1]
    if LABEL.match(source.text(start)):
        start = _next_text(source, end_of_keywords(source, start))
    if source.text(end) and not source.lines[end].indented:
        return False
    words = 0
    for position in range(start, min(start + 4, len(source.lines))):
        text = source.text(position)
        if not text:
            break
        words += len(text.split()) + sum(map(_cjk_words, text))
        if words >= _MIN_BODY_WORDS and (is_closed(text) or position > start):
            return True
    return False


def _cjk_words(character: str) -> int:
    return character > "\u3040"
