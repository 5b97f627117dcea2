"""What belongs to the book and not to an abstract: running heads, page numbers, contents, index."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.layout.blocks import look_of
from corpus.readers.printed import PrintedDocument, PrintedLine

_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"[-–—\s|]*(?:p(?:age|\.)?\s*)?(\d{1,4}|[ivxlc]{1,7})(?:\s*(?:/|of)\s*\d+)?"
    r"[-–—\s|]*",
    re.IGNORECASE,
)
_LEADER = re.compile(r"(?:[.·…_]\s?){4,}\s*(?:\d{1,4}|[ivxl]{1,6})\s*$")
_ENDS_IN_NUMBER = re.compile(r"\s\d{1,4}$")
_INDEX_ENTRY = re.compile(r"^([^\d]{4,60}?)[,\s]\s*(\d{1,4}(?:\s*[,;–-]\s*\d{1,4})*)\s*$")
_EDGE_LINES = 3
_FEWEST_PAGES = 3
_SHARE_OF_PAGES = 0.1
_LONGEST_HEAD = 150
_FEWEST_ENTRIES = 4
# No abstract stands before a table of contents in this first part of a book.
_FRONT = 0.4
_CONTENTS_SHARE = 0.4
_INDEX_SHARE = 0.5
_FEWEST_INDEX_ENTRIES = 6


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A name of the author index with the printed pages behind it."""

    name: str
    pages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A document without its furniture.

    ``numbers`` gives the printed number of a page where it has one; ``contents`` the text of the
    table of contents; ``index`` the entries of the author index.
    """

    lines: tuple[PrintedLine, ...]
    numbers: dict[int, int]
    contents: tuple[str, ...]
    index: tuple[IndexEntry, ...]


def take_furniture(document: PrintedDocument) -> Paper:
    """Part the document's text from what the book adds to it."""
    pages = _by_page(document.lines)
    has_edges = not document.whole_paragraphs
    heads = _running_heads(pages) if has_edges else frozenset()
    kickers = _kickers(pages) if has_edges else frozenset()
    numbers: dict[int, int] = {}
    kept: list[PrintedLine] = []
    contents: list[str] = []
    index: list[IndexEntry] = []
    last_contents = 0
    for page, lines in pages.items():
        inner = _without_edges(page, lines, heads, numbers) if has_edges else lines
        inner = [line for line in inner if _shape(line) not in kickers]
        if _is_contents(inner):
            contents += [line.text for line in inner]
            last_contents = page
        elif _is_index(inner):
            index += [entry for line in inner if (entry := _entry(line.text))]
        else:
            kept += inner
    if last_contents <= len(pages) * _FRONT:
        kept = [line for line in kept if line.page > last_contents]
    return Paper(tuple(kept), numbers, tuple(contents), tuple(index))


def _by_page(lines: Sequence[PrintedLine]) -> dict[int, list[PrintedLine]]:
    pages: dict[int, list[PrintedLine]] = defaultdict(list)
    for line in lines:
        if line.text.strip():
            pages[line.page].append(line)
    return dict(pages)


def _edges(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """The outermost lines of a page, by their height and not by the order of reading."""
    by_height = sorted(lines, key=lambda line: line.top)
    return [*by_height[:_EDGE_LINES], *by_height[-_EDGE_LINES:]]


def _shape(line: PrintedLine) -> str:
    return _DIGITS.sub("#", " ".join(line.text.split()).casefold())


def _running_heads(pages: dict[int, list[PrintedLine]]) -> frozenset[str]:
    """Lines that stand at the edge of many pages and read the same but for their numbers."""
    if len(pages) < _FEWEST_PAGES:
        return frozenset()
    seen: Counter[str] = Counter()
    for lines in pages.values():
        seen.update({_shape(line) for line in _edges(lines)})
    enough = max(_FEWEST_PAGES, len(pages) * _SHARE_OF_PAGES)
    return frozenset(
        shape for shape, count in seen.items() if count >= enough and len(shape) <= _LONGEST_HEAD
    )


def _kickers(pages: dict[int, list[PrintedLine]]) -> frozenset[str]:
    """Lines that stand on many pages, wherever, and are set smaller than the text."""
    sizes = Counter(look_of(line).size for lines in pages.values() for line in lines)
    usual = max(sizes, key=lambda size: sizes[size], default=0.0)
    seen: Counter[str] = Counter()
    for lines in pages.values():
        seen.update({_shape(line) for line in lines if look_of(line).size < usual})
    enough = max(_FEWEST_PAGES, len(pages) * _SHARE_OF_PAGES)
    return frozenset(s for s, n in seen.items() if n >= enough and any(c.isalpha() for c in s))


def _without_edges(
    page: int, lines: list[PrintedLine], heads: frozenset[str], numbers: dict[int, int]
) -> list[PrintedLine]:
    edges = {line.number for line in _edges(lines)}
    kept = []
    for line in lines:
        number = _PAGE_NUMBER.fullmatch(line.text.strip())
        at_edge = line.number in edges
        if at_edge and number:
            if number[1].isdigit():
                numbers[page] = int(number[1])
        elif not (at_edge and _shape(line) in heads):
            kept.append(line)
    return kept


def _is_contents(lines: Sequence[PrintedLine]) -> bool:
    leaders = sum(_LEADER.search(line.text) is not None for line in lines)
    ending = sum(_ENDS_IN_NUMBER.search(line.text) is not None for line in lines)
    return leaders >= _FEWEST_ENTRIES and ending + leaders >= len(lines) * _CONTENTS_SHARE


def _is_index(lines: Sequence[PrintedLine]) -> bool:
    entries = sum(_entry(line.text) is not None for line in lines)
    return entries >= max(_FEWEST_INDEX_ENTRIES, len(lines) * _INDEX_SHARE)


def _entry(text: str) -> IndexEntry | None:
    found = _INDEX_ENTRY.match(text.strip())
    if found is None:
        return None
    return IndexEntry(found[1].strip(" ,."), tuple(_page_list(found[2])))


def _page_list(text: str) -> list[int]:
    pages: list[int] = []
    for piece in re.split(r"\s*[,;]\s*", text):
        ends = [int(number) for number in _DIGITS.findall(piece)]
        pages += range(ends[0], ends[-1] + 1) if ends[-1] - ends[0] < 50 else ends  # noqa: PLR2004
    return pages
