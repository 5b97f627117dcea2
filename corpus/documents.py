"""One document in, what it says of abstracts out, whatever its format."""

import gzip
import io
import zlib
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Protocol

from corpus.booklet import parse_booklet
from corpus.errors import CorpusError
from corpus.formats import PRINTED, READERS, kind_of
from corpus.pages import read_filled
from corpus.readers.printed import PrintedDocument, PrintedLine, Span, Style
from corpus.readers.text import lines_of
from corpus.reading import FoundRecord, Reading
from corpus.report import ParsedBooklet

MAX_UNPACKED = 512 * 2**20


class _DataReader(Protocol):
    def __call__(self, data: bytes, name: str, mapping: Mapping[str, str]) -> Reading: ...


class _PageReader(Protocol):
    def __call__(self, path: Path) -> PrintedDocument: ...


def read_document(path: Path, mapping: Mapping[str, str] | None = None) -> Reading:
    """What one document gives. ``mapping`` names the column or key of a field (mapping.toml).

    Raises CorpusError, and nothing else, where the document gives no records.
    """
    data = read_filled(path)
    kind = kind_of(data, path.name)
    if kind == "gzip":
        data = _unpacked(data, path)
        kind = kind_of(data, path.name)
        if kind in PRINTED:
            raise CorpusError(f"{path} holds a packed {kind.upper()} file; unpack it and add that.")
    if kind in PRINTED:
        return _printed(path, kind)
    if kind == "text":
        return _text(path, data)
    read: _DataReader = import_module(f"corpus.readers.{READERS[kind]}").read
    return read(data, str(path), mapping or {})


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


def _text(path: Path, data: bytes) -> Reading:
    """A text in the house style; where that finds nothing, by its own regularities."""
    from corpus.layout import read_printed  # noqa: PLC0415 - only books need it

    try:
        return reading_of(parse_text(path, data, path.stem))
    except CorpusError as first:
        try:
            return read_printed(printed_text(lines_of(data, str(path)), path.name))
        except CorpusError:
            raise first from None


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


def _printed(path: Path, kind: str) -> Reading:
    from corpus.layout import read_printed  # noqa: PLC0415 - only books need it

    read: _PageReader = import_module(f"corpus.readers.{kind}").__dict__[f"read_{kind}"]
    return read_printed(read(path))
