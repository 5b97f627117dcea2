"""PubMed XML: articles and book articles."""

from collections.abc import Iterator, Mapping

from corpus.abstract import AFFILIATION_BREAK, Person
from corpus.readers.values import year_of
from corpus.readers.xml_tree import Element, first, inside, local, parse, source_of, text_in
from corpus.reading import FoundRecord, Reading

_ARTICLES = ("PubmedArticle", "PubmedBookArticle")


def read(data: bytes, name: str, mapping: Mapping[str, str]) -> Reading:  # noqa: ARG001 - one shape for all
    """The records of a PubMed file. Raises CorpusError where it is no XML."""
    root, findings = parse(data, name)
    articles = [it for it in root.iter() if local(it) in _ARTICLES]
    if not articles:
        articles = [it for it in root.iter() if local(it) == "MedlineCitation"]
    return Reading(tuple(_record(article) for article in articles), findings)


def _record(article: Element) -> FoundRecord:
    title = first(article, "**ArticleTitle")
    if not text_in(title):
        title = first(article, "**BookTitle") if title is None else title
    return FoundRecord(
        source=source_of(article),
        title=text_in(title),
        authors=tuple(_people(_author_list(article))),
        paragraphs=tuple(_paragraphs(first(article, "**Abstract"))),
        keywords=tuple(map(text_in, inside(article, "**Keyword"))),
        language=text_in(first(article, "**Language")) or None,
        pages=text_in(first(article, "**MedlinePgn")) or None,
        year=_year(article),
        identifier=_identifier(article),
        conference=text_in(first(article, "**Journal", "Title")) or None,
    )


def _author_list(article: Element) -> Element | None:
    """The list of authors: a book has another one of its editors."""
    lists = [it for it in inside(article, "**AuthorList") if it.get("Type") != "editors"]
    return lists[0] if lists else None


def _people(authors: Element | None) -> Iterator[Person]:
    for author in inside(authors, "Author"):
        collective = text_in(first(author, "CollectiveName"))
        family = text_in(first(author, "LastName")) or collective
        given = text_in(first(author, "ForeName")) or text_in(first(author, "Initials"))
        places = [text_in(it) for it in inside(author, "**Affiliation")]
        if family or given:
            yield Person(family, given, AFFILIATION_BREAK.join(filter(None, places)) or None)


def _paragraphs(abstract: Element | None) -> Iterator[str]:
    """The parts of a structured abstract, each behind its label."""
    for part in inside(abstract, "AbstractText"):
        label, text = part.get("Label"), text_in(part)
        if text:
            yield f"{label}: {text}" if label and label != "UNLABELLED" else text


def _year(article: Element) -> int | None:
    date = first(article, "**PubDate")
    return year_of(text_in(first(date, "Year")) or text_in(first(date, "MedlineDate")))


def _identifier(article: Element) -> str | None:
    for it in inside(article, "**ELocationID"):
        if it.get("EIdType") == "doi":
            return text_in(it)
    return text_in(first(article, "**PMID")) or None
