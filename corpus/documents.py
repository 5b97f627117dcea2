"""One document in, what it says of abstracts out, whatever its format."""

import gzip
import io
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Protocol

from corpus.abstract import SourceLines
from corpus.booklet import parse_booklet
from corpus.errors import CorpusError
from corpus.formats import PRINTED, READERS, kind_of
from corpus.layout.profile import Profile
from corpus.misnamed import misnamed
from corpus.pages import read_filled
from corpus.progress import Progress
from corpus.readers.child import read_safely
from corpus.readers.printed import PrintedDocument, PrintedLine, Span, Style
from corpus.readers.text import lines_of
from corpus.reading import FoundRecord, Reading
from corpus.report import Finding, ParsedBooklet

MAX_UNPACKED = 512 * 2**20


class _DataReader(Protocol):
    def __call__(self, data: bytes, name: str, mapping: Mapping[str, str]) -> Reading: ...


def read_document(
    path: Path,
    mapping: Mapping[str, str] | None = None,
    profile: Profile | None = None,
    progress: Progress | None = None,
) -> Reading:
    """What one document gives.

    ``mapping`` names the column or key of a field (mapping.toml), ``profile`` states how a printed
    document is set (layout.toml); ``progress`` is told the pages done and the pages in all.

    Raises CorpusError, and nothing else, where the document gives no records.
    """
    data = read_filled(path)
    kind = kind_of(data, path.name)
    if kind == "gzip":
        data = _unpacked(data, path)
        kind = kind_of(data, path.name)
        if kind in PRINTED:
            raise CorpusError(f"{path} holds a packed {kind.upper()} file; unpack it and add that.")
    reading = _read(path, data, kind, (mapping or {}, profile, progress))
    message = misnamed(path.name, kind)
    if message is None:
        return reading
    finding = Finding("doubt", "misnamed", SourceLines(1, 1), message)
    return replace(reading, findings=(finding, *reading.findings))


def _read(
    path: Path,
    data: bytes,
    kind: str,
    given: tuple[Mapping[str, str], Profile | None, Progress | None],
) -> Reading:
    mapping, profile, progress = given
    if kind in PRINTED:
        return _printed(path, kind, profile, progress)
    if kind == "text":
        return _text(path, data, profile)
    read: _DataReader = import_module(f"corpus.readers.{READERS[kind]}").read
    return read(data, str(path), mapping)


def parse_text(path: Path, data: bytes, booklet_id: str) -> ParsedBooklet:
    """A booklet in plain text. Raises CorpusError that names the file."""
    lines = lines_of(data, str(path))
    try:
        return parse_booklet(lines, booklet_id)
    except CorpusError as error:
        problem = str(error).removeprefix(f"{booklet_id}: ")
        raise CorpusError(f"{path}: {problem}") from error


def reading_of(parsed: ParsedBooklet) -> Reading:
    """A parsed text as one document among several."""
    records = tuple(
        FoundRecord(
            source=abstract.source,
            title=abstract.title,
            authors=abstract.authors,
            paragraphs=abstract.paragraphs,
            keywords=abstract.keywords,
            notes=abstract.notes,
            language=abstract.language,
        )
        for abstract in parsed.booklet.abstracts
    )
    layout = parsed.layouts[0] if parsed.layouts else None
    return Reading(records, parsed.findings, parsed.booklet.conference, layout)


def printed_text(lines: Sequence[str], name: str) -> PrintedDocument:
    """Plain text as a document without type: blank lines are left out, their numbers kept."""
    return PrintedDocument(
        name,
        tuple(
            PrintedLine((Span(line, Style()),), number)
            for number, line in enumerate(lines, 1)
            if line.strip()
        ),
    )


def _text(path: Path, data: bytes, profile: Profile | None) -> Reading:
    """A text in the house style, or by its own regularities where these find more."""
    from corpus.layout import read_printed  # noqa: PLC0415 - only books need it

    printed = printed_text(lines_of(data, str(path)), path.name)
    readings = [
        *_tried(lambda: reading_of(parse_text(path, data, path.stem))),
        *_tried(lambda: read_printed(printed, profile)),
    ]
    found = [it for it in readings if isinstance(it, Reading)]
    if not found:
        raise next(it for it in readings if isinstance(it, CorpusError))
    return max(found, key=lambda reading: len(reading.records))


def ranges_of(numbers: Sequence[int]) -> str:
    """Rising numbers as people write them: "3-5, 9"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def _tried(read: Callable[[], Reading]) -> list[Reading | CorpusError]:
    try:
        return [read()]
    except CorpusError as error:
        return [error]


def _unpacked(data: bytes, path: Path) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
            unpacked = stream.read(MAX_UNPACKED + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise CorpusError(f"{path} cannot be unpacked ({error}); get it again.") from error
    if len(unpacked) > MAX_UNPACKED:
        raise CorpusError(f"{path} unpacks to more than {MAX_UNPACKED // 2**20} MB; split it.")
    if unpacked.startswith(b"\x1f\x8b"):
        raise CorpusError(f"{path} is packed twice; unpack it once and add it again.")
    if not unpacked.strip():
        raise CorpusError(f"{path} is empty; give a document that holds abstracts.")
    return unpacked


def _printed(path: Path, kind: str, profile: Profile | None, progress: Progress | None) -> Reading:
    from corpus.layout import read_printed  # noqa: PLC0415 - only books need it

    document = read_safely(kind, path, progress)
    reading = read_printed(document, profile)
    if not document.unread:
        return reading
    return replace(reading, findings=(_unread_pages(document.unread), *reading.findings))


def _unread_pages(pages: Sequence[int]) -> Finding:
    several = f"Pages {ranges_of(pages)} are pictures"
    what = several if len(pages) > 1 else f"Page {pages[0]} is a picture"
    message = (
        f"{what} without text and left out; where abstracts stand there, run text recognition on "
        "the file and add it again."
    )
    return Finding("doubt", "pages_unread", SourceLines(1, 1, pages[0]), message)
