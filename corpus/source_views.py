"""What the source of a doubtful abstract looks like: the page of a PDF, or the lines of a text."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from corpus.abstract import SourceLines
from corpus.errors import CorpusError
from corpus.formats import PRINTED, kind_of
from corpus.pages import find_documents, read_filled
from corpus.readers.child import ask, read_safely
from corpus.readers.text import lines_of

MOST_PICTURE_BYTES = 16 * 2**20
_AROUND = 2
_MOST_LINES = 40
_MOST_EXCERPTS = 500
# The kinds whose records lie in lines that a person reads.
_IN_LINES = frozenset((*PRINTED, "text", "bibtex", "ris", "medline"))


@dataclass(frozen=True, slots=True)
class SourceView:
    """A place of the source: its name ("book.pdf, page 3"), text and a JPEG in base64 or ""."""

    name: str
    text: str
    picture: str = ""


def views_of(
    paths: Sequence[Path], sources: Iterable[SourceLines]
) -> Mapping[SourceLines, SourceView]:
    """What stands at each place of the booklet made of ``paths``, where that can be shown.

    Pages of a PDF are drawn, at most :data:`MOST_PICTURE_BYTES` in all; of a text come at most 500
    excerpts.
    """
    wanted: dict[str | None, list[SourceLines]] = defaultdict(list)
    for source in sources:
        wanted[source.document].append(source)
    views: dict[SourceLines, SourceView] = {}
    left = MOST_PICTURE_BYTES
    for name, places in wanted.items():
        document = _document(paths, name)
        if document is None:
            continue
        with suppress(CorpusError):
            found = dict(_views(document, places, left))
            left -= sum(len(view.picture) for view in set(found.values()))
            views |= found
    return views


def _document(paths: Sequence[Path], name: str | None) -> Path | None:
    """The file of this name; the only one of the booklet where none is named."""
    documents = [it for path in paths for it in (find_documents(path) if path.is_dir() else [path])]
    named = [it for it in documents if name in (None, it.name)]
    return named[0] if len(named) == 1 else None


def _views(
    document: Path, places: Sequence[SourceLines], most_bytes: int
) -> Iterator[tuple[SourceLines, SourceView]]:
    data = read_filled(document)
    kind = kind_of(data, document.name)
    if kind == "pdf":
        yield from _pages(document, places, most_bytes)
    elif kind in _IN_LINES:
        lines = _lines(document, data, kind)
        for place in places[:_MOST_EXCERPTS]:
            if view := _excerpt(document, lines, place):
                yield place, view


def _pages(
    document: Path, places: Sequence[SourceLines], most_bytes: int
) -> Iterator[tuple[SourceLines, SourceView]]:
    numbers = sorted({place.page for place in places if place.page})
    drawn = ask("pictures", document, pages=numbers, most_bytes=max(0, most_bytes))
    views = {
        int(number): SourceView(f"{document.name}, page {number}", str(text), str(picture))
        for number, picture, text in drawn
    }
    yield from ((place, views[place.page]) for place in places if place.page in views)


def _lines(document: Path, data: bytes, kind: str) -> Mapping[int, str]:
    """The lines of a text by their numbers."""
    if kind in PRINTED:
        return {line.number: line.text for line in read_safely(kind, document).lines}
    return dict(enumerate(lines_of(data, document.name), 1))


def _excerpt(document: Path, lines: Mapping[int, str], place: SourceLines) -> SourceView | None:
    first = max(1, place.first - _AROUND)
    last = min(place.last + _AROUND, first + _MOST_LINES)
    shown = [f"{it:>5}  {lines[it]}" for it in range(first, last + 1) if it in lines]
    return SourceView(f"{document.name}, from line {first}", "\n".join(shown)) if shown else None
