r"""References as BibTeX.

Letters stay as they are (UTF-8, as biber and every present reference manager read it); the ten
characters that mean something to TeX are written as commands. A brace is written as a command
too: BibTeX counts ``\{`` as a brace, and one that is not closed would swallow the next entry.
"""

import re
from collections.abc import Iterable, Iterator

from ui.citing.reference import Author, Reference

_COMMANDS = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "&": r"\&",
        "%": r"\%",
        "$": r"\$",
        "#": r"\#",
        "_": r"\_",
    }
)
_NOT_IN_KEYS = re.compile(r"[^\w:./+-]")
# Between names BibTeX reads "and" and commas, and capitals tell it which part is which.
_PLAIN_NAME = re.compile(r"[A-Z][A-Za-z'’-]*(?: [A-Z][A-Za-z'’-]*)*")
_PAGE_RANGE = re.compile(r"\s*[-–—‐‑]+\s*")


def as_bibtex(references: Iterable[Reference]) -> str:
    """Every reference as an entry; the file ends in a line break."""
    return "\n".join(map(_entry, references))


def _entry(reference: Reference) -> str:
    lines = [f"  {name} = {{{value}}},\n" for name, value in _fields(reference) if value]
    return f"@inproceedings{{{_key(reference.key)},\n{''.join(lines)}}}\n"


def _fields(reference: Reference) -> Iterator[tuple[str, str]]:
    yield "author", " and ".join(filter(None, map(_name, reference.authors)))
    # A second pair of braces keeps capitals that a style would lower.
    yield "title", f"{{{escaped(reference.title)}}}" if reference.title else ""
    yield "booktitle", escaped(reference.event)
    yield "year", str(reference.year or "")
    yield "date", reference.day.isoformat() if reference.day else ""
    yield "eventtitle", escaped(reference.session)
    yield "organization", escaped(reference.publisher)
    yield "venue", escaped(reference.place)
    yield "pages", escaped(_PAGE_RANGE.sub("--", reference.pages))
    # Addresses are read verbatim by the styles that know them; what is risky in one is encoded.
    yield "doi", _verbatim(reference.doi)
    yield "url", _verbatim(reference.address)
    yield "langid", {"en": "english", "ja": "japanese"}.get(reference.language, "")
    yield "keywords", escaped(", ".join(reference.keywords))
    yield "abstract", escaped(reference.abstract)


def escaped(text: str) -> str:
    """The text with what TeX would act upon written as commands."""
    return text.translate(_COMMANDS)


def _key(key: str) -> str:
    return _NOT_IN_KEYS.sub("-", key) or "abstract"


def _name(author: Author) -> str:
    return ", ".join(map(_name_part, filter(None, (author.family, author.given))))


def _name_part(part: str) -> str:
    return part if _PLAIN_NAME.fullmatch(part) else f"{{{escaped(part)}}}"


def _verbatim(address: str) -> str:
    return address.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")
