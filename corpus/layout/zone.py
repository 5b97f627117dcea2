"""What stands between two titles: names, affiliations, keywords, text, references."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from corpus.layout.blocks import Look, look_of
from corpus.layout.likeness import (
    ABSTRACT_LABEL,
    CONTACT,
    INSTITUTION,
    LABELS,
    REFERENCES,
    is_prose,
    letters_of,
    name_share,
)
from corpus.readers.printed import PrintedLine

_NAMES = 0.6
# A list of names goes on after these, and after an initial.
ENDS_OPEN = re.compile(r"(?:[,;&]|\band|\b[A-Z]\.)$")
_NUMBERED = re.compile(r"\s*\(?\d{1,2}[.)]\s+\S")
_FEW_WORDS = 4
_SHORT = 0.72
_ROOM = 0.1
_MAX_HEAD_LINES = 40
_FIELDS = ("authors", "affiliations", "keywords", "session", "room", "time", "contact")


@dataclass(slots=True)
class Zone:
    """The lines of one abstract, sorted by what they are."""

    authors: list[PrintedLine] = field(default_factory=list)
    affiliations: list[PrintedLine] = field(default_factory=list)
    contact: list[PrintedLine] = field(default_factory=list)
    keywords: list[PrintedLine] = field(default_factory=list)
    session: list[PrintedLine] = field(default_factory=list)
    room: list[PrintedLine] = field(default_factory=list)
    time: list[PrintedLine] = field(default_factory=list)
    text: list[PrintedLine] = field(default_factory=list)
    references: list[PrintedLine] = field(default_factory=list)


def sort_zone(
    lines: Sequence[PrintedLine],
    body: Look,
    refrains: frozenset[str] = frozenset(),
    *,
    names_first: bool = False,
) -> Zone:
    """Sort the lines below a title (and, with ``names_first``, none of them into names).

    A refrain, the heading of a part that every abstract has, begins the text.
    """
    zone = Zone()
    first = next((n for n, it in enumerate(lines) if letters_of(it.text) in refrains), len(lines))
    start = _head_end(lines[:first], body, zone, names_first=names_first)
    _sort_text(lines[start:], zone)
    return zone


def _head_end(lines: Sequence[PrintedLine], body: Look, zone: Zone, *, names_first: bool) -> int:
    """Sort the lines before the running text into ``zone``; the position where that begins."""
    last: list[PrintedLine] | None = None
    for position, line in enumerate(lines[:_MAX_HEAD_LINES]):
        text = line.text.strip()
        if ABSTRACT_LABEL.match(text):
            return position
        labelled = _labelled(text)
        if labelled:
            last = getattr(zone, labelled)
        elif not _goes_on(lines, position, last, zone):
            last = _kind(
                line, lines[position + 1 : position + 2], body, zone, names_first=names_first
            )
        if last is None:
            return position
        last.append(line)
    return min(len(lines), _MAX_HEAD_LINES)


def _labelled(text: str) -> str | None:
    return next((name for name in _FIELDS if LABELS[name].match(text)), None)


def _goes_on(
    lines: Sequence[PrintedLine], position: int, last: list[PrintedLine] | None, zone: Zone
) -> bool:
    """Whether the line is the rest of the one before it, broken for want of room."""
    if last is None or position == 0 or last is zone.contact:
        return False
    before, line = lines[position - 1], lines[position]
    if look_of(before).plain != look_of(line).plain and before.text.rstrip()[-1:] not in ",;&-":
        return False
    if _starts_marked(line):
        return False
    if last is zone.keywords:
        return line.top - before.bottom < (line.bottom - line.top) * _SHORT and not is_prose(
            line.text
        )
    if ENDS_OPEN.search(before.text.rstrip()):
        return True
    if last is zone.authors and _is_marked_rest(line):
        return True
    edge = max(line.right for line in lines)
    full = before.right > edge - (edge - before.left) * _ROOM and line.right < before.right
    return last is zone.authors and full and not is_prose(line.text)


def _is_marked_rest(line: PrintedLine) -> bool:
    """Whether a line is the end of a list of names: few words, and a raised mark behind them."""
    marked = any(span.raised for span in line.spans[1:])
    return marked and len(line.text.split()) <= _FEW_WORDS and not INSTITUTION.search(line.text)


def _kind(
    line: PrintedLine,
    following: Sequence[PrintedLine],
    body: Look,
    zone: Zone,
    *,
    names_first: bool,
) -> list[PrintedLine] | None:
    """The list of ``zone`` that a line of the head belongs to; None where the text begins."""
    text, look = line.text, look_of(line)
    if CONTACT.search(text) and not is_prose(text):
        return zone.contact
    names = name_share(text) >= _NAMES and not names_first
    if zone.authors and look.plain != look_of(zone.authors[0]).plain and look.plain != body:
        return zone.affiliations
    if _NUMBERED.match(text):
        return zone.affiliations
    if names and not (zone.affiliations and _starts_marked(line)):
        return zone.authors
    if _starts_marked(line) and zone.authors:
        return zone.affiliations
    institution = INSTITUTION.search(text) is not None
    if (
        institution
        and not zone.authors
        and not names_first
        and name_share(_first_piece(text)) == 1.0
    ):
        return zone.authors
    if (
        institution
        and not names_first
        and name_share(_first_piece(text)) == 1.0
        and not zone.affiliations
    ):
        return zone.authors
    if look.plain == body and is_prose(text) and (not institution or _is_start_of_text(following)):
        return None
    if institution and not is_prose(text):
        return zone.affiliations
    if look.plain != body and not is_prose(text):
        return (
            zone.affiliations
            if zone.authors or names_first
            else zone.authors
            if names
            else zone.contact
        )
    if zone.affiliations and look.plain != body:
        return zone.affiliations
    return None


def _first_piece(text: str) -> str:
    return text.split(",")[0].split("(")[0].split(":")[0].split(";")[0]


def _is_start_of_text(following: Sequence[PrintedLine]) -> bool:
    return any(is_prose(line.text) for line in following)


def _starts_marked(line: PrintedLine) -> bool:
    """Whether the line begins with the mark of an affiliation: a superscript, "1.", "(a)"."""
    first = line.spans[0] if line.spans else None
    if first and first.raised and first.text.strip():
        return True
    text = line.text.lstrip()
    return (
        text[:1] in "¹²³⁴⁵⁶⁷⁸⁹*†‡§"
        or (
            text[:1].isdigit() and len(text) > 2 and (text[1] in ".) " or text[1].isalpha())  # noqa: PLR2004
        )
        or (len(text) > 3 and text[0] == "(" and text[2] == ")")
    )  # noqa: PLR2004


def _sort_text(lines: Sequence[PrintedLine], zone: Zone) -> None:
    """Text, keywords behind or before it, and references at the end."""
    target = zone.text
    for before, line in pairwise([None, *lines]):
        assert line is not None  # noqa: S101 - only the first of the pairs is None
        text = line.text.strip()
        if REFERENCES.fullmatch(text):
            target = zone.references
            continue
        if LABELS["keywords"].match(text):
            target = zone.keywords
        elif target is zone.keywords and _keywords_end(before, line):
            target = zone.text
        target.append(line)


def _keywords_end(before: PrintedLine | None, line: PrintedLine) -> bool:
    if before is None:
        return True
    gap = line.top - before.bottom
    far = gap > (line.bottom - line.top) * _SHORT or line.page != before.page
    return far or is_prose(line.text) or look_of(line).plain != look_of(before).plain
