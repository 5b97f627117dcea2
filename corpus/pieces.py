"""The lines of a text in pieces that certainly belong together, and the marks of footnotes."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.characters import is_closed
from corpus.lines import Line, Source

SYMBOL_MARK = re.compile(r"[!*†‡§¶#^|¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3}\s*(?=[^\W_]|[“\"‘「『(（])")
_NUMBER_MARK = re.compile(r"[(\[（]?\d{1,3}[)\]）.]?\s*(?=[^\W\d_]|[“\"‘「『])")
_GLUED_MARK = re.compile(
    r"[^\W\d_][.,;:)”’\"\]」。、]{0,3}([!*†‡§¶#^¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3}|\d{1,3})(?!\w)"
)
_MARK_CHARACTERS = re.compile(r"[^\W_]+|[!*†‡§¶#^|]+")
_SHORT_SHARE = 0.7


@dataclass(slots=True)
class Piece:
    """Lines that certainly belong together. ``gap``: a blank line or a page end before them."""

    lines: list[Line]
    gap: bool

    @property
    def first(self) -> str:
        """The text of the first line."""
        return self.lines[0].text

    @property
    def last(self) -> str:
        """The text of the last line."""
        return self.lines[-1].text


def pieces_of(lines: Sequence[Line], source: Source) -> Iterator[Piece]:
    """Cut the lines at blank ones, page ends, indents, footnote marks and short last lines."""
    piece: Piece | None = None
    gap = False
    for line in lines:
        if not line.text:
            gap = True
            continue
        starts = gap or line.opens_page or line.indented or _starts_anew(piece, line, source)
        if piece is None or starts:
            if piece is not None:
                yield piece
            piece = Piece([line], gap or line.opens_page)
        else:
            piece.lines.append(line)
        gap = False
    if piece is not None:
        yield piece


def _starts_anew(piece: Piece | None, line: Line, source: Source) -> bool:
    """Whether a line starts a new piece though neither blank line nor indent says so."""
    if piece is None or SYMBOL_MARK.match(line.text):
        return True
    if not is_closed(piece.last):
        return False
    if is_mark(piece.first):
        return line.text[0].islower() or is_mark(line.text)
    short = len(piece.last) < source.width * _SHORT_SHARE or source.is_unwrapped
    return short and not line.text[0].islower()


def is_mark(text: str) -> bool:
    """Whether the text begins as a footnote may begin: a symbol or a number, then words."""
    return SYMBOL_MARK.match(text) is not None or _NUMBER_MARK.match(text) is not None


def glued_marks(lines: Iterable[Line]) -> Iterator[str]:
    """The marks that stand right behind a word or its punctuation ("work.1", "trainees*")."""
    for line in lines:
        yield from _GLUED_MARK.findall(line.text)


def following_text(pieces: Sequence[Piece]) -> list[str]:
    """For each piece the first line of the next one that cannot be a footnote; "" at the end."""
    following: list[str] = []
    after = ""
    for piece in reversed(pieces):
        following.append(after)
        if not is_mark(piece.first):
            after = piece.first
    return following[::-1]


def written_mark(text: str) -> str:
    """The mark at the start of a footnote, without brackets: "(1)" is "1"."""
    mark = SYMBOL_MARK.match(text) or _NUMBER_MARK.match(text)
    written = _MARK_CHARACTERS.search(mark.group()) if mark else None
    return written.group() if written else ""
