"""Answers from the records: counted, listed, looked up; never guessed from passages."""

from collections.abc import Sequence
from functools import lru_cache

from corpus.abstract import Abstract
from index.catalogue import Catalogue
from rag.answer import Kind
from rag.authors import Authors, KnownPerson
from rag.citation import nearest
from rag.conference_facts import answer_about_conference
from rag.draft import Draft
from rag.language import Language
from rag.phrases import Phrases, phrases_in
from rag.records_counts import Counts
from rag.records_fields import Described, lacks, tell
from rag.records_intent import Asks, RecordsQuestion
from rag.records_mentions import Mention, Sort
from rag.records_phrases import numbered, record_phrases
from rag.records_rows import MOST_ROWS, Rows
from rag.records_selection import Selection, limited_to
from rag.records_sorted import in_order_of
from rag.topic import Match

_LISTED = frozenset({Asks.COUNT, Asks.LIST})
# More names than this are a directory, and no answer.
MOST_NAMES = 60
# Answers about all abstracts that are kept.
KEPT = 64


class RecordsDesk:
    """Answers record questions over one catalogue."""

    def __init__(self, catalogue: Catalogue, authors: Authors) -> None:
        self._catalogue = catalogue
        self._authors = authors
        self.counts = Counts(catalogue, authors)
        self._of_all = lru_cache(maxsize=KEPT)(self._answer)

    def answer(
        self,
        asked: RecordsQuestion,
        match: Match | None,
        language: Language,
        limits: Sequence[Mention] = (),
    ) -> Draft | None:
        """The reply, or None where records cannot give one.

        ``match`` holds the abstracts that the topic asked about has, ``limits`` what else the
        question names; without both it is about all of them.
        """
        if match is None and not limits:
            return self._of_all(asked, None, language)
        return self._answer(asked, match, language, limits)

    def _answer(
        self,
        asked: RecordsQuestion,
        match: Match | None,
        language: Language,
        limits: Sequence[Mention] = (),
    ) -> Draft | None:
        about = None
        if match is None and not any(it.sort is Sort.TITLE for it in limits):
            conferences = self._catalogue.conferences()
            about = answer_about_conference(asked.asks, conferences, language)
        if about is not None:
            return about
        selection = self._selection(asked, match, language, tuple(limits))
        if not selection.abstracts:
            return self._nothing(asked, selection)
        if asked.asks in _LISTED:
            return self._listing(selection)
        if asked.asks is Asks.COUNT_PEOPLE:
            return self._people_counted(selection)
        if asked.asks is Asks.COAUTHORS and not any(it.sort is Sort.AUTHOR for it in limits):
            # All who wrote it together, where nobody is named whose co-authors they would be.
            return self._described(Asks.WHO, selection)
        counted = self.counts.answer(asked.asks, selection)
        return counted or self._described(asked.asks, selection)

    def person(self, people: tuple[KnownPerson, ...], language: Language) -> Draft:
        """What the records hold of someone: the abstracts written, the session chaired."""
        phrases, rows = phrases_in(language), Rows(phrases_in(language))
        lines: list[str] = []
        abstracts: list[Abstract] = []
        for known in people:
            if known.chairs:
                lines.append(known.chairs)
            if known.abstract_ids:
                lines.append(phrases.presents.format(people=known.person.name_and_affiliation))
                abstracts.extend(self._catalogue.abstract(i) for i in known.abstract_ids)
            else:
                lines.append(phrases.no_abstract_by.format(people=known.person.name))
        listed = rows.of(dict.fromkeys(abstracts), lambda p, a: p.quote.format(text=a.heading))
        return rows.draft(*lines, listed, known=bool(abstracts))

    def without(self, field: str, limits: Sequence[Mention], language: Language) -> Draft:
        """The abstracts whose records lack a field."""
        asked = RecordsQuestion(Asks.LIST, "")
        within = self._selection(asked, None, language, tuple(limits)).abstracts
        found = [it for it in within if lacks(field, it)]
        phrases = record_phrases(language)
        said = numbered(phrases.lacking, len(found), total=len(within), field=phrases.fields[field])
        rows = Rows(phrases_in(language))
        return rows.draft(said, rows.of(found[:MOST_ROWS]))

    def without_topic(
        self,
        asked: RecordsQuestion,
        match: Match,
        language: Language,
        limits: tuple[Mention, ...],
    ) -> Draft:
        """All abstracts, within the limits, but those that hold a topic."""
        holding = {it.id for it in match.abstracts}
        among = self._selection(asked, None, language, limits)
        found = [it for it in among.abstracts if it.id not in holding]
        phrases, count = record_phrases(language), len(found)
        said = numbered(phrases.not_match, count, total=among.total, topic=asked.topic)
        if limits:
            said += numbered(phrases.match_and, count, limits=among.where)
        rows = Rows(phrases_in(language))
        colon = "：" if language == "ja" else ":"
        return rows.draft(f"{said}{colon}", rows.of(found[:MOST_ROWS]))

    def _selection(
        self,
        asked: RecordsQuestion,
        match: Match | None,
        language: Language,
        limits: tuple[Mention, ...],
    ) -> Selection:
        every = self._catalogue.abstracts()
        abstracts = match.abstracts if match else every
        if limits:
            among = match.abstracts if match else None
            abstracts = limited_to(limits, self._catalogue, among)
        if asked.sorted_by:
            abstracts = in_order_of(asked.sorted_by, abstracts)
        return Selection(abstracts, len(every), language, asked.topic, match, limits)

    def _listing(self, selection: Selection) -> Draft:
        phrases, match = phrases_in(selection.language), selection.match
        rows = Rows(phrases)
        if match and not match.literal:
            heading = phrases.no_topic_meaning.format(topic=selection.topic)
            return rows.draft(heading, rows.of(selection.abstracts))
        stop = "。" if selection.language == "ja" else "."
        notes = selection.notes()
        if selection.is_all and len(selection.abstracts) > MOST_ROWS:
            more = record_phrases(selection.language).too_many
            return rows.draft(f"{selection.heading()}{stop} {more}")
        groups = self._groups(selection, rows)
        ends = stop if notes or len(groups) > 1 else "：" if stop == "。" else ":"
        return rows.draft(f"{selection.heading()}{ends} {notes}".strip(), *groups)

    def _groups(self, selection: Selection, rows: Rows) -> list[str]:
        """The rows: those with the topic in title or keywords first, where only some have."""
        phrases = record_phrases(selection.language)
        shown, left = selection.abstracts[:MOST_ROWS], len(selection.abstracts) - MOST_ROWS
        named = selection.match.named if selection.match else None
        more = [phrases.first_rows.format(count=MOST_ROWS)] if left > 0 else []
        if not named or named >= len(selection.abstracts):
            return [*more, rows.of(shown)]
        rest = len(selection.abstracts) - named
        parts = [
            f"{phrases.in_title.format(count=named)}\n\n{rows.of(shown[:named])}",
            f"{phrases.in_text.format(count=rest)}\n\n{rows.of(shown[named:])}",
        ]
        return [*more, *parts]

    def _nothing(self, asked: RecordsQuestion, selection: Selection) -> Draft:
        phrases, total = record_phrases(selection.language), selection.total
        if selection.match is not None and asked.topic:
            text = phrases.none.format(topic=asked.topic, total=total)
        else:
            text = phrases.none_are.format(limits=selection.where, total=total)
        offered = tuple(nearest(a) for a in self._catalogue.abstracts()[:3])
        plain = asked.asks in _LISTED and not asked.shaped
        kind = Kind.RECORDS if plain or selection.limits else Kind.ABSTENTION
        return Draft(kind, kind is Kind.RECORDS, 0.1, text, (), offered)

    def _described(self, asks: Asks, selection: Selection) -> Draft | None:
        rows = Rows(phrases_in(selection.language))
        lines, known = [], False
        for it in selection.abstracts[:MOST_ROWS]:
            conference = self._catalogue.conference(it.conference_id)
            told = tell(asks, Described(it, conference, selection.language))
            if told is None:
                return None
            lines.append(f"{told[0]} {rows.marker(it)}")
            known = known or told[1]
        return rows.draft(*lines, known=known)

    def _people_counted(self, selection: Selection) -> Draft:
        phrases = phrases_in(selection.language)
        groups = self._authors.grouped(selection.abstracts)
        if not groups:
            return Rows(phrases).draft(record_phrases(selection.language).no_authors, known=False)
        # Every name once: who moved, or is at two places, is not two people.
        first = (people[0].person for people in groups.values())
        names = list(dict.fromkeys(person.name_and_affiliation for person in first))
        unnamed = sum(not a.authors for a in selection.abstracts)
        lines = [_count_of_people(names, phrases)]
        if unnamed:
            total = len(selection.abstracts)
            lines.append(phrases.count_unnamed.format(count=unnamed, total=total))
        rows = Rows(phrases)
        listed = rows.of(selection.abstracts) if len(names) <= MOST_NAMES else ""
        return rows.draft(" ".join(lines), listed)


def _count_of_people(names: list[str], phrases: Phrases) -> str:
    if len(names) > MOST_NAMES:
        return phrases.count_many_people.format(count=len(names))
    return phrases.count_people.format(count=len(names), people=phrases.join.join(names))
