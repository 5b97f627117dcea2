"""BibTeX: entries to records, LaTeX to Unicode. A broken entry is named and the rest is read."""

import logging
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from corpus.abstract import Person, SourceLines
from corpus.readers.text import text_of
from corpus.readers.values import list_of, paragraphs_of, person_of, year_of
from corpus.reading import FoundRecord, Reading
from corpus.report import Finding

if TYPE_CHECKING:
    from bibtexparser.model import Block, Entry

_BARE_PERCENT = re.compile(r"(?<!\\)%")
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
_WHOLE_BRACES = re.compile(r"\{([^{}]*)\}$")
_ENTRY = re.compile(r"@\s*\w+\s*[{(]\s*([^,\s]*)")
_DUPLICATES = ("DuplicateBlockKeyBlock", "DuplicateFieldKeyBlock")
_SHOWN = 80
# Commands that the library does not know.
_SIGNS = {"textbar": "|", "slash": "/", "textquotesingle": "'", "textquotedbl": '"'}
_SIGN = re.compile(rf"\\({'|'.join(_SIGNS)})(?![A-Za-z])(?:\{{\}}|[ \t])?")
_ACCENT_SPACE = re.compile(r"(\\[`'^\"~=.])\s+(?=[A-Za-z\\{])")


def read(data: bytes, name: str, mapping: Mapping[str, str]) -> Reading:
    """The records of a BibTeX file. ``mapping`` may name another BibTeX field for one of ours."""
    from bibtexparser.splitter import Splitter  # noqa: PLC0415 - only BibTeX needs it

    # What the library would print of broken entries stands in the findings.
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    text = text_of(data, name).removeprefix("\ufeff")
    library = Splitter(text).split()
    strings = {it.key.lower(): _unquoted(it.value) for it in library.strings}
    found: list[tuple[int, FoundRecord]] = []
    findings: list[Finding] = []
    for block in [*library.entries, *library.failed_blocks]:
        entry, finding = _entry_of(block)
        findings += [finding] if finding else []
        if entry is not None:
            record = _record(entry, strings, mapping)
            found.append((record.source.first, record))
    found.sort(key=lambda pair: pair[0])
    return Reading(tuple(record for _, record in found), tuple(findings))


def _entry_of(block: "Block") -> "tuple[Entry | None, Finding | None]":
    """The entry in a block, with a finding where the block is at fault."""
    from bibtexparser.model import Entry  # noqa: PLC0415 - only BibTeX needs it

    if isinstance(block, Entry):
        return block, None
    kind = type(block).__name__
    inner = getattr(block, "ignore_error_block", None)
    shown = (block.raw or "").strip()
    key = _ENTRY.match(shown)
    named = key.group(1) if key else ""
    source = _source(block)
    if kind in _DUPLICATES and isinstance(inner, Entry):
        message = f"The entry {named} stands twice or has a field twice; it was read all the same."
        return inner, Finding("doubt", "bad_record", source, message)
    message = f"The entry {named} is broken and was left out; put its braces right."
    return None, Finding("doubt", "bad_record", source, message, shown[:_SHOWN])


def _source(block: "Block") -> SourceLines:
    first = (block.start_line or 0) + 1
    return SourceLines(first, first + (block.raw or "").rstrip().count("\n"))


def _record(entry: "Entry", strings: Mapping[str, str], mapping: Mapping[str, str]) -> FoundRecord:
    raw = {field.key.lower(): _resolved(str(field.value), strings) for field in entry.fields}

    def value(field: str, *names: str) -> str:
        names = (mapping[field].lower(),) if field in mapping else names
        return next((raw[name] for name in names if raw.get(name, "").strip()), "")

    return FoundRecord(
        source=_source(entry),
        title=unicode_of(value("title", "title")),
        authors=tuple(_people(value("authors", "author"))),
        paragraphs=paragraphs_of(unicode_of(value("text", "abstract"))),
        keywords=list_of(unicode_of(value("keywords", "keywords", "keyword"))),
        language=value("language", "language", "langid") or None,
        session=unicode_of(value("session", "session", "track")) or None,
        pages=value("pages", "pages").replace("--", "-") or None,
        year=year_of(value("year", "year", "date")),
        identifier=value("identifier", "doi", "url") or entry.key or None,
        conference=unicode_of(value("conference", "booktitle", "journal", "eventtitle")) or None,
    )


def _resolved(value: str, strings: Mapping[str, str]) -> str:
    """The text of a value: pieces in braces or quotes, names of @string, joined by #."""
    pieces = _pieces(value.strip())
    return "".join(
        _unquoted(piece) if piece[:1] in '{"' else strings.get(piece.lower(), piece)
        for piece in pieces
    )


def _pieces(value: str) -> Iterator[str]:
    """Cut at each # outside braces and quotes."""
    depth, quoted, start = 0, False, 0
    for at, character in enumerate(value):
        if character == "{":
            depth += 1
        elif character == "}":
            depth -= 1
        elif character == '"' and not depth:
            quoted = not quoted
        elif character == "#" and not depth and not quoted:
            yield value[start:at].strip()
            start = at + 1
    if rest := value[start:].strip():
        yield rest


def _unquoted(value: str) -> str:
    value = value.strip()
    closing = {"{": "}", '"': '"'}.get(value[:1])
    return value[1:-1] if closing and len(value) > 1 and value.endswith(closing) else value


def _people(value: str) -> Iterator[Person]:
    """Names between "and"; one wholly in braces is a corporate author."""
    for name in _AND.split(" ".join(value.split())):
        bare = name.strip().strip(",")
        if not bare or bare.lower() == "others":
            continue
        if whole := _WHOLE_BRACES.match(bare):
            yield Person(unicode_of(whole.group(1)), "")
        elif person := person_of(_without_junior(unicode_of(bare))):
            yield person


def _without_junior(name: str) -> str:
    """The Jr of "von Last, Jr, First" behind the family name, as it is spoken."""
    parts = [part.strip() for part in name.split(",")]
    return f"{parts[0]} {parts[1]}, {parts[2]}" if len(parts) == 3 else name  # noqa: PLR2004


def unicode_of(text: str) -> str:
    """LaTeX to Unicode; formulas stay as written. Text without a command only loses its braces."""
    if "\\" in text:
        text = _decoded(text)
    if "$" in text:
        return text.strip()
    return text.replace("{", "").replace("}", "").strip()


def _decoded(text: str) -> str:
    # A bare percent sign begins a comment in LaTeX, but in an export it is one.
    safe = _ACCENT_SPACE.sub(r"\1", _BARE_PERCENT.sub(r"\\%", text))
    safe = _SIGN.sub(lambda it: _SIGNS[it.group(1)], safe)
    try:
        return str(_converter().latex_to_text(safe))
    except Exception:  # noqa: BLE001 - whatever the library makes of broken LaTeX, the text is kept
        return text


@cache
def _converter() -> Any:  # noqa: ANN401 - the library publishes no types
    from pylatexenc.latex2text import LatexNodes2Text  # noqa: PLC0415

    return LatexNodes2Text(math_mode="verbatim", keep_comments=True, strict_latex_spaces=False)
