"""Answers from the records: counted, listed, looked up; never guessed from passages."""

from collections.abc import Callable

from corpus.abstract import Abstract
from index.generation import Generation
from rag.answer import Citation, Kind
from rag.citation import cite_record, nearest
from rag.conference_facts import answer_about_conference
from rag.draft import Draft
from rag.language import Language
from rag.phrases import Phrases, phrases_in
from rag.records_intent import Asks, RecordsQuestion
from rag.records_people import KnownPerson
from rag.topic import Match

# Longer than this, a list of authors leaves their affiliations to the sources.
_LONG_LIST = 240

CERTAIN = 1.0
Row = Callable[[Phrases, Abstract], str]


class RecordsDesk:
    """Answers record questions over one generation."""

    def __init__(self, generation: Generation) -> None:
        self._catalogue = generation.catalogue

    def answer(
        self,
        asked: RecordsQuestion,
        match: Match | None,
        language: Language,
    ) -> Draft | None:
        """The reply, or None where records cannot give one.

        ``match`` holds the abstracts that the question is about; None means all of them.
        """
        phrases = phrases_in(language)
        about = answer_about_conference(asked.asks, self._catalogue.conferences(), language)
        if about is not None:
            return about
        if match is not None and not match.abstracts:
            return self._nothing(asked, phrases)
        return self._about_abstracts(asked, match, phrases)

    def person(self, people: tuple[KnownPerson, ...], language: Language) -> Draft:
        """What the records hold of someone: the abstracts written, the session chaired."""
        phrases = phrases_in(language)
        lines: list[str] = []
        abstracts: list[Abstract] = []
        for known in people:
            if known.chairs:
                lines.append(known.chairs)
            if not known.abstract_ids:
                lines.append(phrases.no_abstract_by.format(people=known.person.name))
            if known.abstract_ids:
                lines.append(phrases.presents.format(people=known.person.name_and_affiliation))
                abstracts.extend(self._catalogue.abstract(i) for i in known.abstract_ids)
        rows, citations = _rows(abstracts, lambda p, a: p.quote.format(text=a.heading), phrases)
        return _records("\n\n".join([*lines, rows]).strip(), citations, known=bool(abstracts))

    def _about_abstracts(
        self, asked: RecordsQuestion, match: Match | None, phrases: Phrases
    ) -> Draft | None:
        abstracts = match.abstracts if match else self._catalogue.abstracts()
        if asked.asks in (Asks.COUNT, Asks.LIST):
            return self._listing(asked, match, phrases)
        if asked.asks is Asks.COUNT_PEOPLE:
            return _people_counted(abstracts, phrases)
        row, known = _DESCRIBED.get(asked.asks, (None, None))
        return _described(abstracts, row, phrases, known) if row and known else None

    def _listing(self, asked: RecordsQuestion, match: Match | None, phrases: Phrases) -> Draft:
        total = len(self._catalogue.abstracts())
        abstracts = match.abstracts if match else self._catalogue.abstracts()
        rows, citations = _rows(abstracts, _title_and_people, phrases)
        if match is None:
            heading = phrases.list_all.format(total=total)
        elif match.literal:
            heading = phrases.list_topic.format(
                count=len(abstracts), total=total, topic=asked.topic
            )
        else:
            heading = phrases.no_topic_meaning.format(topic=asked.topic)
        return _records(f"{heading}\n\n{rows}", citations)

    def _nothing(self, asked: RecordsQuestion, phrases: Phrases) -> Draft:
        total = len(self._catalogue.abstracts())
        text = phrases.no_topic.format(topic=asked.topic, total=total)
        offered = tuple(nearest(a) for a in self._catalogue.abstracts()[:3])
        kind = Kind.RECORDS if asked.asks in (Asks.COUNT, Asks.LIST) else Kind.ABSTENTION
        return Draft(kind, kind is Kind.RECORDS, 0.1, text, (), offered)


def people_of(abstract: Abstract, phrases: Phrases) -> str:
    """The authors with affiliations, where these are not too long, or that none is named."""
    named = phrases.join.join(author.name_and_affiliation for author in abstract.authors)
    if len(named) > _LONG_LIST:
        named = phrases.join.join(author.name for author in abstract.authors)
    return named or phrases.unnamed_author


def _records(text: str, citations: tuple[Citation, ...], *, known: bool = True) -> Draft:
    return Draft(Kind.RECORDS, known, CERTAIN if known else 0.0, text, citations)


def _rows(
    abstracts: tuple[Abstract, ...] | list[Abstract], row: Row, phrases: Phrases
) -> tuple[str, tuple[Citation, ...]]:
    lines = [f"- {row(phrases, a)} [{n}]" for n, a in enumerate(abstracts, start=1)]
    citations = tuple(cite_record(n, a) for n, a in enumerate(abstracts, start=1))
    return "\n".join(lines), citations


def _described(
    abstracts: tuple[Abstract, ...],
    row: Row,
    phrases: Phrases,
    known: Callable[[Abstract], bool],
) -> Draft:
    citations = tuple(cite_record(n, a) for n, a in enumerate(abstracts, start=1))
    lines = [f"{row(phrases, a)} [{n}]" for n, a in enumerate(abstracts, start=1)]
    return _records("\n\n".join(lines), citations, known=any(known(a) for a in abstracts))


def _people_counted(abstracts: tuple[Abstract, ...], phrases: Phrases) -> Draft:
    people = list(dict.fromkeys(p.name_and_affiliation for a in abstracts for p in a.authors))
    unnamed = sum(not a.authors for a in abstracts)
    lines = [
        phrases.count_people.format(count=len(people), people=phrases.join.join(people) or "–")
    ]
    if unnamed:
        lines.append(phrases.count_unnamed.format(count=unnamed, total=len(abstracts)))
    rows, citations = _rows(abstracts, _title_and_people, phrases)
    return _records(f"{' '.join(lines)}\n\n{rows}", citations)


def _has_author(abstract: Abstract) -> bool:
    return bool(abstract.authors)


def _has_keywords(abstract: Abstract) -> bool:
    return bool(abstract.keywords)


def _who(phrases: Phrases, abstract: Abstract) -> str:
    if not abstract.authors:
        return phrases.who_unnamed.format(title=abstract.heading)
    return phrases.who_named.format(title=abstract.heading, people=people_of(abstract, phrases))


def _affiliation(phrases: Phrases, abstract: Abstract) -> str:
    if not abstract.authors:
        return phrases.affiliation_unnamed.format(title=abstract.heading)
    return phrases.affiliation_named.format(
        title=abstract.heading, people=people_of(abstract, phrases)
    )


def _keywords(phrases: Phrases, abstract: Abstract) -> str:
    if not abstract.keywords:
        return phrases.keywords_none.format(title=abstract.heading)
    return phrases.keywords_named.format(
        title=abstract.heading, keywords=phrases.join.join(abstract.keywords)
    )


def _has_title(abstract: Abstract) -> bool:
    return bool(abstract.title)


def _title(phrases: Phrases, abstract: Abstract) -> str:
    if not abstract.title:
        return phrases.title_none.format(title=abstract.heading)
    return phrases.title_is.format(title=abstract.heading)


def _title_and_people(phrases: Phrases, abstract: Abstract) -> str:
    return f"{phrases.quote.format(text=abstract.heading)} – {people_of(abstract, phrases)}"


# How one abstract is described for what is asked, and whether the booklet gives it.
_DESCRIBED: dict[Asks, tuple[Row, Callable[[Abstract], bool]]] = {
    Asks.WHO: (_who, _has_author),
    Asks.AFFILIATION: (_affiliation, _has_author),
    Asks.KEYWORDS: (_keywords, _has_keywords),
    Asks.TITLE: (_title, _has_title),
}
