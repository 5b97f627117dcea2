"""The running text of one abstract: paragraphs made whole, footnotes moved out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from corpus.abstract import PARAGRAPH_BREAK, Note, SourceLines
from corpus.characters import is_cjk, is_closed
from corpus.lines import Line, Source
from corpus.pieces import (
    SYMBOL_MARK,
    Piece,
    following_text,
    glued_marks,
    is_mark,
    pieces_of,
    written_mark,
)
from corpus.repair import Vocabulary, seam_between
from corpus.report import Finding

_BULLET = re.compile(r"[-–—•·・●○■□▪◦*]\s")
_OPEN_END = re.compile(r"[,;(\[（「、‐\u00ad-]$")
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Body:
    """The text of one abstract, paragraphs joined by PARAGRAPH_BREAK, with its notes."""

    text: str
    notes: tuple[Note, ...]
    findings: tuple[Finding, ...]


@dataclass(slots=True)
class _Reading:
    """What has been read so far of one abstract."""

    source: Source
    words: Vocabulary
    paragraphs: list[list[Line]] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    interrupted: bool = False

    @property
    def last(self) -> Line | None:
        return self.paragraphs[-1][-1] if self.paragraphs else None


def read_body(lines: Sequence[Line], source: Source, words: Vocabulary) -> Body:
    """Make the text of an abstract whole again from its lines."""
    pieces = list(pieces_of(lines, source))
    glued = set(glued_marks(lines))
    following = following_text(pieces)
    reading = _Reading(source, words)
    for piece, after in zip(pieces, following, strict=True):
        if _is_note(piece, reading, after, glued):
            _move_note(piece, reading, glued)
        else:
            _read_piece(piece, reading)
    paragraphs = [_joined(paragraph, reading) for paragraph in reading.paragraphs]
    return Body(
        PARAGRAPH_BREAK.join(paragraphs),
        tuple(reading.notes),
        tuple(sorted(reading.findings, key=lambda finding: finding.source.first)),
    )


def _is_note(piece: Piece, reading: _Reading, after: str, glued: set[str]) -> bool:
    """A footnote begins with a mark, and breaks a sentence in two or answers a mark in the text."""
    last = reading.last
    if last is None or not is_mark(piece.first):
        return False
    if not is_closed(last.text) and not last.text.endswith((":", "：")):
        full = SYMBOL_MARK.match(piece.first) is not None and reading.source.is_full(last.text)
        return bool(after) and (after[0].islower() or full or is_cjk(after[0]))
    return piece.gap and written_mark(piece.first) in glued


def _move_note(piece: Piece, reading: _Reading, glued: set[str]) -> None:
    text = _joined(piece.lines, reading)
    source = SourceLines(piece.lines[0].number, piece.lines[-1].number)
    reading.notes.append(Note(text, source))
    reading.interrupted = True
    message = "A footnote stood in the running text and became a note of this abstract."
    reading.findings.append(Finding("repair", "footnote_moved", source, message, text, ""))
    if written_mark(text) not in glued:
        message = "No mark in this abstract answers to this footnote; it may belong to another."
        reading.findings.append(Finding("doubt", "footnote_unmarked", source, message, text))


def _read_piece(piece: Piece, reading: _Reading) -> None:
    last = reading.last
    if last is None or not _continues(last, piece, reading.source):
        reading.paragraphs.append(list(piece.lines))
    else:
        if piece.gap or piece.lines[0].indented or reading.interrupted:
            reading.findings.append(_page_break(last, piece.lines[0], reading.words))
        reading.paragraphs[-1] += piece.lines
    reading.interrupted = False


def _continues(last: Line, piece: Piece, source: Source) -> bool:
    """Whether a piece goes on with the sentence that the text before it left open."""
    start = piece.first
    if _BULLET.match(start) or last.text.endswith((":", "：")):
        return False
    if start[0].islower():
        return not is_closed(last.text) or source.is_full(last.text) or not piece.gap
    if is_closed(last.text):
        return False
    if not piece.gap or _OPEN_END.search(last.text):
        return True
    return source.is_full(last.text)


def _page_break(last: Line, first: Line, words: Vocabulary) -> Finding:
    source = SourceLines(last.number, first.number)
    end, start = _last_words(last.text), _first_words(first.text)
    seam = seam_between(last.text, first.text, words)
    before = f"{end} ⟂ {start}"
    after = f"{end[: len(end) - seam.dropped]}{seam.glue}{start}"
    message = "A sentence that a page break had cut was made whole."
    return Finding("repair", "page_break", source, message, before, after)


def _last_words(text: str) -> str:
    cut = text[-_SHOWN:]
    return cut if len(text) <= _SHOWN else cut.partition(" ")[2] or cut


def _first_words(text: str) -> str:
    cut = text[:_SHOWN]
    return cut if len(text) <= _SHOWN else cut.rpartition(" ")[0] or cut


def _joined(lines: Sequence[Line], reading: _Reading) -> str:
    """The lines as one line; each seam that changes more than a line end is reported."""
    parts = [lines[0].text]
    for left, right in pairwise(lines):
        seam = seam_between(left.text, right.text, reading.words)
        parts[-1] = parts[-1][: len(parts[-1]) - seam.dropped]
        parts += [seam.glue, right.text]
        if seam.kind is not None and seam.code is not None:
            source = SourceLines(left.number, right.number)
            end, start = left.text.split()[-1], right.text.split()[0]
            before = f"{end}⏎{start}"
            after = f"{end[: len(end) - seam.dropped]}{seam.glue}{start}"
            finding = Finding(seam.kind, seam.code, source, seam.message, before, after)
            reading.findings.append(finding)
    return "".join(parts)
