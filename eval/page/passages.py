"""The text around gold spans and shown excerpts, cut into pieces that a page can mark."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from eval.outcome import Outcome

# Characters of context on either side.
AROUND = 110


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text: ``gold``, ``shown``, both or neither; ``gap`` where text is left out."""

    text: str
    gold: bool = False
    shown: bool = False
    gap: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """What of one abstract has to do with a question."""

    abstract_id: str
    pieces: tuple[Piece, ...]


def passages(outcome: Outcome, texts: dict[str, str]) -> tuple[Passage, ...]:
    """Every abstract with a gold span or an excerpt, in the order in which they are shown."""
    spans = outcome.gold.every_span
    names = dict.fromkeys((*(c.abstract_id for c in outcome.excerpts), *outcome.gold.abstracts))
    found = []
    for name in names:
        gold = [(s.start, s.end) for s in spans if s.abstract_id == name]
        shown = [(c.start, c.end) for c in outcome.excerpts if c.abstract_id == name]
        if name in texts and (gold or shown):
            found.append(Passage(name, tuple(_pieces(texts[name], gold, shown))))
    return tuple(found)


def _pieces(
    text: str, gold: Sequence[tuple[int, int]], shown: Sequence[tuple[int, int]]
) -> Iterator[Piece]:
    end_before = 0
    for start, end in _windows(text, (*gold, *shown)):
        if start > end_before:
            yield Piece("…", gap=True)
        for left, right in _cuts(start, end, (*gold, *shown)):
            yield Piece(text[left:right], _inside(left, gold), _inside(left, shown))
        end_before = end
    if end_before < len(text):
        yield Piece("…", gap=True)


def _windows(text: str, marked: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """What is shown of the text: marked places with some context, merged where they meet."""
    begun: tuple[int, int] | None = None
    for start, end in sorted(marked):
        left, right = _at_word(text, start - AROUND), _at_word(text, end + AROUND)
        if begun and left <= begun[1]:
            begun = begun[0], max(begun[1], right)
            continue
        if begun:
            yield begun
        begun = left, right
    if begun:
        yield begun


def _at_word(text: str, place: int) -> int:
    """The next place where no word is cut."""
    place = max(0, min(place, len(text)))
    while 0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum():
        place += 1
        if not text[place - 1].isascii():
            break
    return place


def _cuts(start: int, end: int, marked: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    edges = sorted({start, end, *(edge for pair in marked for edge in pair if start < edge < end)})
    yield from pairwise(edges)


def _inside(place: int, marked: Sequence[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in marked)
