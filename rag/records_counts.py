"""What takes more than one record: comparisons, the most frequent, co-authors, first and last."""

from collections import Counter
from collections.abc import Callable, Iterable
from functools import lru_cache

from corpus.abstract import Abstract
from corpus.matching import fold, name_key
from index.catalogue import Catalogue
from rag.authors import Authors
from rag.draft import Draft
from rag.phrases import phrases_in
from rag.records_gazetteer import LANGUAGES
from rag.records_intent import Asks
from rag.records_mentions import Mention, Sort
from rag.records_phrases import RecordPhrases, numbered, record_phrases
from rag.records_rows import MOST_ROWS, Rows, title_and_people
from rag.records_selection import Selection
from rag.scope import year_of

# Names of the most frequent that are told where several have the same number.
MOST_TOLD = 5


class Counts:
    """Counts over the records of one generation."""

    def __init__(self, catalogue: Catalogue, authors: Authors) -> None:
        self._catalogue = catalogue
        self._authors = authors
        self._answers: dict[Asks, Callable[[Selection], Draft]] = {
            Asks.FIRST: self._end,
            Asks.LAST: lambda selection: self._end(selection, last=True),
            Asks.SESSIONS: self._sessions,
            Asks.COUNT_SESSIONS: self._sessions,
            Asks.YEARS: self._years,
            Asks.LANGUAGES: self._languages,
            Asks.MOST_AUTHOR: self._most_authors,
            Asks.MOST_KEYWORD: self._most_keywords,
            Asks.MOST_SESSION: self._most_sessions,
            Asks.REPEATED: self._repeated,
            Asks.COAUTHORS: self._coauthors,
        }

    def answer(self, asks: Asks, selection: Selection) -> Draft | None:
        """The reply, or None where something else is asked."""
        counter = self._answers.get(asks)
        return counter(selection) if counter else None

    def compared(self, one: Selection, other: Selection, said: tuple[str, str]) -> Draft:
        """Which of two selections is larger; ``said`` is what each is."""
        phrases = record_phrases(one.language)
        if len(other.abstracts) > len(one.abstracts):
            one, other, said = other, one, (said[1], said[0])
        first, second = len(one.abstracts), len(other.abstracts)
        sentence = phrases.equal if first == second else phrases.more
        rows = Rows(phrases_in(one.language))
        text = sentence.format(
            one=said[0], other=said[1], first=first, second=second, total=one.total
        )
        colon = "：" if one.language == "ja" else ":"
        groups = [
            f"{name[:1].upper()}{name[1:]}{colon}\n\n{rows.of(side.abstracts[:MOST_ROWS])}"
            for name, side in zip(said, (one, other), strict=True)
            if side.abstracts
        ]
        return rows.draft(text, *groups, known=bool(groups))

    def listed(self, selection: Selection) -> Draft:
        """How many of how many, and which."""
        rows = Rows(phrases_in(selection.language))
        colon = "：" if selection.language == "ja" else ":"
        return rows.draft(f"{selection.heading()}{colon}", rows.of(selection.abstracts[:MOST_ROWS]))

    def others(self, title: Mention, ids: Iterable[str], selection: Selection) -> Draft:
        """What else those wrote who wrote the abstract of this title."""
        phrases = record_phrases(selection.language)
        found = sorted(map(self._catalogue.abstract, set(ids)), key=self._row_of)
        rows = Rows(phrases_in(selection.language))
        if found:
            heading = numbered(phrases.others, len(found), title=title.said)
            return rows.draft(heading, rows.of(found))
        own = self._catalogue.abstract(title.ids[0])
        sentence = phrases.no_others.format(title=title.said)
        if not own.authors:
            sentence = phrases_in(selection.language).who_unnamed.format(title=title.said)
        return rows.draft(f"{sentence} {rows.marker(own)}", known=bool(own.authors))

    def affiliations(self, mention: Mention, selection: Selection) -> Draft:
        """Where someone is from, as each abstract says it."""
        phrases = record_phrases(selection.language)
        rows = Rows(phrases_in(selection.language))
        keys = {name_key(known.person.name) for known in mention.people}
        said: dict[str, list[str]] = {}
        for abstract in selection.abstracts:
            marker = rows.marker(abstract)
            for person in abstract.authors:
                if name_key(person.name) in keys:
                    said.setdefault(person.affiliation or "", []).append(marker)
        given = {where: markers for where, markers in said.items() if where}
        if not given:
            nothing = phrases.no_affiliation.format(name=mention.said)
            return rows.draft(f"{nothing} {''.join(said.get('', []))}", known=False)
        lines = [
            phrases.affiliation.format(name=mention.said, affiliation=where or "–")
            + f" {''.join(marks)}"
            for where, marks in said.items()
        ]
        return rows.draft("\n".join(f"- {line}" for line in lines) if lines[1:] else lines[0])

    def _end(self, selection: Selection, *, last: bool = False) -> Draft:
        phrases = record_phrases(selection.language)
        rows = Rows(phrases_in(selection.language))
        found = (max if last else min)(selection.abstracts, key=self._row_of)
        row = rows.marked(found, title_and_people)
        where = f" {selection.where}" if selection.where else ""
        if selection.language == "ja" and where:
            where = f"（{where.strip()}）"
        return rows.draft((phrases.last if last else phrases.first).format(where=where, row=row))

    def _row_of(self, abstract: Abstract) -> int:
        return self._catalogue.abstract_row(abstract.id)

    def _sessions(self, selection: Selection) -> Draft:
        phrases = record_phrases(selection.language)
        counted = self._counted_sessions(selection.abstracts)
        rows = Rows(phrases_in(selection.language))
        if not counted:
            return rows.draft(phrases.no_sessions, known=False)
        listed = "\n".join(
            f"- {numbered(phrases.session_row, count, session=name)}"
            for name, count in counted.items()
        )
        return rows.draft(numbered(phrases.sessions, len(counted)), listed)

    def _counted_sessions(self, abstracts: tuple[Abstract, ...]) -> Counter[str]:
        named = (
            it.session or self._catalogue.conference(it.conference_id).session for it in abstracts
        )
        return Counter(filter(None, named))

    def _years(self, selection: Selection) -> Draft:
        phrases = record_phrases(selection.language)
        rows = Rows(phrases_in(selection.language))
        found = (
            it.year or year_of(self._catalogue.conference(it.conference_id))
            for it in selection.abstracts
        )
        counted = Counter(year for year in found if year)
        if not counted:
            return rows.draft(phrases.no_years, known=False)
        years = phrases.joined.join(map(str, sorted(counted)))
        lines = [f"- {numbered(phrases.year_row, counted[y], year=y)}" for y in sorted(counted)]
        return rows.draft(phrases.years.format(years=years), "\n".join(lines))

    def _languages(self, selection: Selection) -> Draft:
        phrases, japanese = record_phrases(selection.language), selection.language == "ja"
        counted = Counter(it.language for it in selection.abstracts)
        names = {code: LANGUAGES.get(code, (code, code))[japanese] for code in counted}
        lines = [
            f"- {numbered(phrases.language_row, count, language=names[code])}"
            for code, count in counted.most_common()
        ]
        said = phrases.languages.format(languages=phrases.joined.join(names.values()))
        return Rows(phrases_in(selection.language)).draft(said, "\n".join(lines))

    def _coauthors(self, selection: Selection) -> Draft:
        phrases = record_phrases(selection.language)
        rows = Rows(phrases_in(selection.language))
        known = [it for m in selection.limits if m.sort is Sort.AUTHOR for it in m.people]
        keys = {name_key(it.person.name) for it in known}
        names = dict.fromkeys(
            person.name
            for it in selection.abstracts
            for person in it.authors
            if name_key(person.name) not in keys
        )
        name = phrases.joined.join(dict.fromkeys(it.person.name for it in known))
        people = phrases.joined.join(names)
        heading = phrases.coauthors if names else phrases.no_coauthors
        text = heading.format(name=name, people=people)
        return rows.draft(text, rows.of(selection.abstracts), known=bool(names))

    def _most_authors(self, selection: Selection) -> Draft:
        phrases, keys = record_phrases(selection.language), self._authors.keys_of
        counted = Counter(key for it in selection.abstracts for key in dict.fromkeys(keys(it)))
        return self._most(
            counted, (phrases.most_author, phrases.no_authors), selection,
            lambda it: dict(zip(keys(it), (p.name for p in it.authors), strict=True)),
        )  # fmt: skip

    def _repeated(self, selection: Selection) -> Draft:
        """Who has more than one abstract, those with the most first."""
        phrases, keys = record_phrases(selection.language), self._authors.keys_of
        counted = Counter(key for it in selection.abstracts for key in dict.fromkeys(keys(it)))
        names = {
            key: person.name
            for it in selection.abstracts
            for key, person in zip(keys(it), it.authors, strict=True)
        }
        several = [(key, count) for key, count in counted.most_common() if count > 1]
        rows = Rows(phrases_in(selection.language))
        if not several:
            return rows.draft(phrases.not_repeated if counted else phrases.no_authors)
        lines = [
            f"- {phrases.repeated_row.format(name=names[key], count=count)}"
            for key, count in several[:MOST_ROWS]
        ]
        return rows.draft(numbered(phrases.repeated, len(several)), "\n".join(lines))

    def _most_keywords(self, selection: Selection) -> Draft:
        phrases = record_phrases(selection.language)
        counted = Counter(
            key for it in selection.abstracts for key in dict.fromkeys(map(_folded, it.keywords))
        )
        return self._most(
            counted, (phrases.most_keyword, phrases.no_keywords), selection,
            lambda it: {_folded(k): f"“{k}”" for k in it.keywords},
        )  # fmt: skip

    def _most_sessions(self, selection: Selection) -> Draft:
        phrases = record_phrases(selection.language)
        return self._most(
            self._counted_sessions(selection.abstracts),
            (phrases.most_session, phrases.no_sessions),
            selection,
            lambda it: {it.session: f"“{it.session}”"} if it.session else {},
        )

    def _most(
        self,
        counted: Counter[str],
        said: tuple[str, str],
        selection: Selection,
        held: Callable[[Abstract], dict[str, str]],
    ) -> Draft:
        """The most frequent; ``held`` are the keys that an abstract counts for, as written."""
        phrases = record_phrases(selection.language)
        rows = Rows(phrases_in(selection.language))
        if not counted:
            return rows.draft(said[1], known=False)
        most = max(counted.values())
        leaders = [key for key, count in counted.items() if count == most]
        if most == 1 and len(leaders) > 1:
            return rows.draft(phrases.no_most, known=False)
        shown = dict.fromkeys(leaders[:MOST_TOLD])
        found = [it for it in selection.abstracts if not shown.keys().isdisjoint(held(it))]
        written = {key: name for it in found for key, name in held(it).items()}
        names = [written.get(key, f"“{key}”") for key in shown]
        heading = _sentence(said[0], phrases, names, most, selection)
        return rows.draft(heading, rows.of(found[:MOST_ROWS]))


@lru_cache(maxsize=2**14)
def _folded(keyword: str) -> str:
    return fold(keyword)


def _sentence(
    form: str, phrases: RecordPhrases, names: list[str], most: int, selection: Selection
) -> str:
    one, _, many = form.partition("|")
    filled = many if many and len(names) > 1 else one
    if selection.language == "ja":
        names = [name.replace("“", "「").replace("”", "」") for name in names]
    return filled.format(names=phrases.joined.join(names), count=most, total=selection.total)
