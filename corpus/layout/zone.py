"""What stands between two titles: names, affiliations, keywords, text, references."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from corpus.layout.blocks import Look, look_of
from corpus.layout.likeness import (
    ABSTRACT_LABEL,
    CONTACT,
    ENDS_OPEN,
    INSTITUTION,
    LABELS,
    REFERENCES,
    is_prose,
    letters_of,
    name_share,
)
from corpus.readers.printed import PrintedLine

_NAMES = 0.6
_NUMBERED = re.compile(r"\s*\(?\d{1,2}[.)]\s+\S")
_MARKED = re.compile(r"\s*(?:[¹²³⁴⁵⁶⁷⁸⁹*†‡§]|\d{1,2}(?:[.) ]|(?=[^\W\d_]))|\([a-z\d]\))")
_FEW_WORDS = 4
_LONGEST_AFFILIATION = 30
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
    sorter = _Sorter(zone, body, names_first)
    for position, line in enumerate(lines[:_MAX_HEAD_LINES]):
        text = line.text.strip()
        if ABSTRACT_LABEL.match(text):
            return position
        labelled = _labelled(text)
        if labelled:
            last = getattr(zone, labelled)
        elif not _goes_on(lines, position, last, zone):
            last = sorter.kind(line, lines[position + 1 : position + 2])
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
    if last is None or position == 0 or last is zone.contact or _starts_marked(lines[position]):
        return False
    before, line = lines[position - 1], lines[position]
    open_end = ENDS_OPEN.search(before.text.rstrip()) is not None
    if look_of(before).plain != look_of(line).plain:
        return open_end
    if last is zone.keywords:
        return _is_near(before, line) and not is_prose(line.text)
    return open_end or (last is zone.authors and _is_rest_of_names(lines, position))


def _is_near(before: PrintedLine, line: PrintedLine) -> bool:
    return line.top - before.bottom < (line.bottom - line.top) * _SHORT


def _is_rest_of_names(lines: Sequence[PrintedLine], position: int) -> bool:
    """Whether a line ends a list of names: a mark behind few words, or below a full line."""
    before, line = lines[position - 1], lines[position]
    if INSTITUTION.search(line.text):
        return False
    if any(span.raised for span in line.spans[1:]) and len(line.text.split()) <= _FEW_WORDS:
        return True
    edge = max(it.right for it in lines)
    full = before.right > edge - (edge - before.left) * _ROOM
    return full and line.right < before.right and not is_prose(line.text)


@dataclass(slots=True)
class _Sorter:
    """Tells what a line of a head is, from what it reads like and what came before it."""

    zone: Zone
    body: Look
    names_first: bool

    def kind(self, line: PrintedLine, following: Sequence[PrintedLine]) -> list[PrintedLine] | None:
        """The list of the zone that the line belongs to; None where the text begins."""
        text, prose = line.text, is_prose(line.text)
        if CONTACT.search(text) and not prose:
            return self.zone.contact
        if self._is_below_names(line):
            return self.zone.affiliations
        if self._is_names(line):
            return self.zone.authors
        institution = INSTITUTION.search(text) is not None
        if prose and self._is_text(line, following, institution=institution):
            return None
        if institution or _starts_marked(line):
            return self.zone.affiliations
        return self._unknown(line)

    def _is_below_names(self, line: PrintedLine) -> bool:
        """Numbered lines, and lines set otherwise than the names above them."""
        look, authors = look_of(line).plain, self.zone.authors
        if _NUMBERED.match(line.text):
            return True
        if authors and look not in (look_of(authors[0]).plain, self.body):
            return True
        return bool(authors) and _starts_marked(line)

    def _is_names(self, line: PrintedLine) -> bool:
        """A list of names, or one name with an institution behind it."""
        if self.names_first:
            return False
        if name_share(line.text) >= _NAMES:
            return not (self.zone.affiliations and _starts_marked(line))
        institution = INSTITUTION.search(line.text) is not None
        return (
            institution
            and not self.zone.affiliations
            and name_share(_first_piece(line.text)) == 1.0
        )

    def _is_text(
        self, line: PrintedLine, following: Sequence[PrintedLine], *, institution: bool
    ) -> bool:
        if len(line.text.split()) > _LONGEST_AFFILIATION:
            return True
        if self._is_set_as_text(line):
            return not institution or any(is_prose(it.text) for it in following)
        return not self.zone.affiliations

    def _is_set_as_text(self, line: PrintedLine) -> bool:
        """Whether size, weight and style are the text's; mathematics may change the font."""
        look = look_of(line)
        return (look.size, look.bold, look.name) == (
            self.body.size,
            self.body.bold,
            self.body.name,
        )

    def _unknown(self, line: PrintedLine) -> list[PrintedLine] | None:
        """A short line of a look of its own belongs to the head; one set as the text to that."""
        if self._is_set_as_text(line):
            return None
        known = self.zone.authors or self.names_first
        return self.zone.affiliations if known else self.zone.contact


def _first_piece(text: str) -> str:
    return (
        text.split(",", maxsplit=1)[0]
        .split("(", maxsplit=1)[0]
        .split(":", maxsplit=1)[0]
        .split(";", maxsplit=1)[0]
    )


def _starts_marked(line: PrintedLine) -> bool:
    """Whether the line begins with the mark of an affiliation: a superscript, "1.", "(a)"."""
    first = line.spans[0] if line.spans else None
    raised = first is not None and first.raised and bool(first.text.strip())
    return raised or _MARKED.match(line.text) is not None


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
