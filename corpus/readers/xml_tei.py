"""TEI: one document an abstract, or a corpus of them."""

import re
from collections.abc import Iterator, Mapping

from corpus.abstract import AFFILIATION_BREAK, Note, Person
from corpus.readers.values import person_of, year_of
from corpus.readers.xml_tree import Element, first, inside, local, parse, source_of, text_in
from corpus.reading import FoundRecord, Reading

_BLOCKS = frozenset(
    {"p", "head", "ab", "item", "l", "quote", "cell", "label", "figDesc", "q", "bibl"}
)
_NAMES = ("persName", "name")
_TOPICS = re.compile(r"categor|topic|type", re.IGNORECASE)


def read(data: bytes, name: str, mapping: Mapping[str, str]) -> Reading:  # noqa: ARG001 - one shape for all
    """One record for each TEI element. Raises CorpusError where the document is no XML."""
    root, findings = parse(data, name)
    texts = [it for it in root.iter() if local(it) == "TEI"]
    return Reading(tuple(_record(text) for text in texts), findings)


def _record(text: Element) -> FoundRecord:
    header = first(text, "teiHeader")
    statement = first(header, "fileDesc", "titleStmt")
    return FoundRecord(
        source=source_of(text),
        title=_title(statement),
        authors=tuple(person for it in inside(statement, "author") for person in _people(it)),
        paragraphs=tuple(_text_of(text, header)),
        keywords=tuple(_keywords(header)),
        notes=tuple(_notes(text)),
        references=tuple(
            found for it in inside(text, "text", "back", "**bibl") if (found := text_in(it))
        ),
        language=next((it for key, it in text.attrib.items() if key.endswith("}lang")), None),
        year=_year(header),
        identifier=_identifier(header),
        conference=text_in(first(header, "fileDesc", "sourceDesc", "**meeting")) or None,
    )


def _title(statement: Element | None) -> str:
    """The title; parts with a type ("main", "sub") are joined by a colon."""
    parts = [(it.get("type"), text_in(it, _is_note)) for it in inside(statement, "title")]
    nested = list(inside(statement, "title", "title"))
    if nested:
        parts = [(it.get("type"), text_in(it, _is_note)) for it in nested]
    filled = [(kind, part) for kind, part in parts if part]
    whole = [part for kind, part in filled if kind in (None, "main", "full")][:1]
    return ": ".join([*whole, *(part for kind, part in filled if kind == "sub")])


def _people(author: Element) -> Iterator[Person]:
    places = [text_in(it) for it in inside(author, "**affiliation")]
    affiliation = AFFILIATION_BREAK.join(dict.fromkeys(filter(None, places))) or None
    named = [it for name in _NAMES for it in inside(author, name)] or [author]
    for name in named:
        families = [text_in(it) for it in inside(name, "**surname")]
        given = " ".join(text_in(it) for it in inside(name, "**forename"))
        if families or given:
            yield Person(" ".join(families), given, affiliation)
        elif person := person_of(text_in(name, lambda it: local(it) in {"affiliation", "email"})):
            yield Person(person.family, person.given, affiliation)


def _text_of(text: Element, header: Element | None) -> Iterator[str]:
    """The abstract where the header has one, else the body: each innermost block a paragraph."""
    places = list(inside(header, "profileDesc", "abstract")) or list(inside(text, "text", "body"))
    if not any(text_in(it) for it in places):
        places = list(inside(text, "text"))
    for place in places:
        yield from _blocks(place)


def _blocks(element: Element) -> Iterator[str]:
    """The text of an element in order, cut at each block inside it."""
    pieces: list[str] = [element.text or ""]
    for child in element:
        name = local(child)
        if name in _BLOCKS or any(
            local(it) in _BLOCKS and not _noted(it, child) for it in child.iterdescendants()
        ):
            if not _is_note(child):
                if joined := " ".join("".join(pieces).split()):
                    yield joined
                pieces = []
                yield from _blocks(child)
        elif name and not _is_note(child):
            pieces.append(
                f" {text_in(child, _is_note)} "
                if name in {"lb", "figure", "div"}
                else _inline(child)
            )
        pieces.append(child.tail or "")
    if joined := " ".join("".join(pieces).split()):
        yield joined


def _inline(element: Element) -> str:
    inner = text_in(element, _is_note)
    raw = "".join(element.itertext())
    before = " " if raw[:1].isspace() else ""
    return f"{before}{inner}{' ' if raw[-1:].isspace() and raw.strip() else ''}"


def _noted(element: Element, top: Element) -> bool:
    """Whether a note stands between the element and the one above it."""
    while element is not top:
        element = element.getparent()
        if _is_note(element):
            return True
    return False


def _is_note(element: Element) -> bool:
    return local(element) == "note"


def _notes(text: Element) -> Iterator[Note]:
    for it in inside(text, "text", "**note"):
        if found := text_in(it):
            yield Note(found, source_of(it))


def _keywords(header: Element | None) -> Iterator[str]:
    """The author's keywords; lists of categories and topics only where there are no others."""
    lists = list(inside(header, "profileDesc", "textClass", "keywords"))
    own = [it for it in lists if not _TOPICS.search(it.get("n") or "")]
    for it in own or lists:
        yield from filter(None, (text_in(term) for term in inside(it, "**term")))


def _year(header: Element | None) -> int | None:
    """The year of publication; the date of an edition may be that of the submission."""
    dates = inside(header, "fileDesc", "publicationStmt", "**date")
    return next(filter(None, map(_dated, dates)), None)


def _dated(date: Element) -> int | None:
    return year_of(date.get("when") or text_in(date))


def _identifier(header: Element | None) -> str | None:
    found = (text_in(it) for it in inside(header, "fileDesc", "publicationStmt", "**idno"))
    return next(filter(None, found), None)
