"""JATS and its forerunners: articles with an abstract."""

from collections.abc import Iterator, Mapping

from corpus.abstract import AFFILIATION_BREAK, Person
from corpus.readers.values import year_of
from corpus.readers.xml_tree import Element, first, inside, local, parse, source_of, text_in
from corpus.reading import FoundRecord, Reading

_NO_TEXT = frozenset({"fn", "tex-math", "label", "object-id"})
_MARKS = frozenset({"fn", "aff", "corresp", "author-notes"})
_LABELS = frozenset({"abstract", "summary"})


def read(data: bytes, name: str, mapping: Mapping[str, str]) -> Reading:  # noqa: ARG001 - one shape for all
    """One record for each article. Raises CorpusError where the document is no XML."""
    root, findings = parse(data, name)
    articles = [it for it in root.iter() if local(it) == "article"]
    return Reading(tuple(_record(article) for article in articles), findings)


def _record(article: Element) -> FoundRecord:
    meta = first(article, "front", "article-meta")
    if meta is None:
        meta = first(article, "front")
    title = first(meta, "title-group", "article-title")
    return FoundRecord(
        source=source_of(article),
        title=_text(title),
        authors=tuple(_people(meta)),
        paragraphs=tuple(_paragraphs(_abstract(meta))),
        keywords=tuple(_text(it) for it in inside(meta, "kwd-group", "**kwd")),
        language=next((it for key, it in article.attrib.items() if key.endswith("}lang")), None),
        pages=_pages(meta),
        year=_year(meta),
        identifier=_identifier(meta),
        conference=_text(first(meta, "conference", "conf-name"))
        or _text(first(article, "front", "journal-meta", "**journal-title"))
        or None,
    )


def _text(element: Element | None) -> str:
    return text_in(element, _is_aside)


def _is_aside(element: Element) -> bool:
    """Footnotes and their marks, and the TeX of a formula that stands there as MathML too."""
    name = local(element)
    return name in _NO_TEXT or (name == "xref" and element.get("ref-type") in _MARKS)


def _people(meta: Element | None) -> Iterator[Person]:
    places = {it.get("id"): _text(it) for it in inside(meta, "**aff") if it.get("id")}
    for group in inside(meta, "contrib-group"):
        for contributor in inside(group, "contrib"):
            if contributor.get("contrib-type", "author") == "author":
                yield from _person(contributor, places)


def _person(contributor: Element, places: Mapping[str, str]) -> Iterator[Person]:
    name = first(contributor, "name")
    if name is None:
        name = first(contributor, "name-alternatives", "name")
    own = [_text(it) for it in inside(contributor, "aff")]
    marks = [
        it.get("rid") or "" for it in inside(contributor, "xref") if it.get("ref-type") == "aff"
    ]
    own += [places.get(mark, "") for value in marks for mark in value.split()]
    affiliation = AFFILIATION_BREAK.join(filter(None, own)) or None
    if name is not None:
        yield Person(_text(first(name, "surname")), _text(first(name, "given-names")), affiliation)
        return
    collective = first(contributor, "collab")
    if collective is None:
        collective = first(contributor, "string-name")
    if text := _collective_name(collective):
        yield Person(text, "", affiliation)


def _collective_name(element: Element | None) -> str:
    """A group's name without the list of its members."""
    return text_in(element, lambda it: _is_aside(it) or local(it) in {"contrib-group", "aff"})


def _abstract(meta: Element | None) -> Element | None:
    """The main abstract: the first without a type (a digest or a teaser has one)."""
    abstracts = list(inside(meta, "abstract"))
    plain = [it for it in abstracts if not it.get("abstract-type")]
    return next(iter(plain or abstracts), None)


def _paragraphs(abstract: Element | None) -> Iterator[str]:
    """The paragraphs; the title of a section in front of its first."""
    if abstract is None:
        return
    heading = ""
    blocks = [it for it in abstract.iterdescendants() if local(it) in {"p", "title"}]
    if not blocks:
        yield _text(abstract)
    for block in blocks:
        if local(block) == "title":
            heading = _text(block)
            heading = "" if heading.lower().rstrip(".:") in _LABELS else heading
        elif text := _text(block):
            yield _headed(heading, text)
            heading = ""


def _headed(heading: str, text: str) -> str:
    if not heading:
        return text
    return f"{heading} {text}" if heading[-1] in ".:?!" else f"{heading}: {text}"


def _pages(meta: Element | None) -> str | None:
    start, end = _text(first(meta, "fpage")), _text(first(meta, "lpage"))
    return f"{start}-{end}" if start and end and start != end else start or None


def _year(meta: Element | None) -> int | None:
    return next(filter(None, (year_of(_text(it)) for it in inside(meta, "pub-date", "year"))), None)


def _identifier(meta: Element | None) -> str | None:
    found = {it.get("pub-id-type"): _text(it) for it in inside(meta, "article-id")}
    return found.get("doi") or next(iter(found.values()), None)
