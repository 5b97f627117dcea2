"""References as RIS, the format of EndNote, Zotero and most library catalogues.

A line is ``TAG  - value``; it ends in CR LF, as the format's specification (2001, revised 2011)
has it. Values are on one line, so that none can begin a tag of its own.
"""

import re
from collections.abc import Iterable, Iterator

from ui.citing.reference import Author, Reference

_PAGE_RANGE = re.compile(r"(\w+)\s*[-–—‐‑]+\s*(\w+)")


def as_ris(references: Iterable[Reference]) -> str:
    """Every reference as a conference paper, an empty line between them."""
    return "\r\n".join(map(_entry, references))


def _entry(reference: Reference) -> str:
    lines = [f"{tag}  - {value}\r\n" for tag, value in _fields(reference) if value]
    return f"TY  - CPAPER\r\n{''.join(lines)}ER  - \r\n"


def _fields(reference: Reference) -> Iterator[tuple[str, str]]:
    yield from (("AU", _name(author)) for author in reference.authors)
    yield "TI", reference.title
    yield "T2", reference.event
    yield "T3", reference.session
    yield "PY", str(reference.year or "")
    yield "DA", reference.day.strftime("%Y/%m/%d") if reference.day else ""
    yield "CY", reference.place
    yield "PB", reference.publisher
    yield from _pages(reference.pages)
    yield "DO", reference.doi
    yield "UR", reference.address
    yield "LA", reference.language
    yield from (("KW", word) for word in reference.keywords)
    yield "AB", reference.abstract
    yield "ID", reference.key


def _name(author: Author) -> str:
    # The comma parts family and given name, and has no other way to be written.
    parts = (part.replace(",", " ") for part in (author.family, author.given))
    return ", ".join(filter(None, (" ".join(part.split()) for part in parts)))


def _pages(pages: str) -> Iterator[tuple[str, str]]:
    found = _PAGE_RANGE.fullmatch(pages)
    yield "SP", found[1] if found else pages
    yield "EP", found[2] if found else ""
