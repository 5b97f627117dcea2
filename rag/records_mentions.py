"""What of the records a question names: titles, people, affiliations, sessions, years, languages.

Each is taken out of the question and a placeholder put in its place, so that no word of a title or
of a name is mistaken for a word of the asking.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from rag.authors import KnownPerson
from rag.query import tidy
from rag.records_excluded import without_exclusion
from rag.records_gazetteer import LANGUAGES, Gazetteer, Named
from rag.records_people import HONORIFICS, People, is_called
from rag.records_spelt import Spelt
from rag.records_topic import topic_of


class Sort(StrEnum):
    """What a mention is of; its placeholder is the name between low lines."""

    TITLE = "title"
    SESSION = "session"
    PLACE = "place"
    AUTHOR = "author"
    YEAR = "year"
    LANGUAGE = "language"


@dataclass(frozen=True, slots=True)
class Mention:
    """``said`` is how the records write it, ``ids`` the abstracts that it is of.

    ``excluded`` where all others are meant ("not from …"); then ``ids`` are theirs.
    """

    sort: Sort
    said: str
    ids: tuple[str, ...]
    people: tuple[KnownPerson, ...] = ()
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Mentions:
    """``masked`` is the question with ``_title_``, ``_author_`` … in place of what was found."""

    masked: str
    found: tuple[Mention, ...] = ()

    def of(self, sort: Sort) -> tuple[Mention, ...]:
        """Those of one sort, in the order in which they were found."""
        return tuple(it for it in self.found if it.sort is sort)

    @property
    def people(self) -> tuple[KnownPerson, ...]:
        """Everyone who is named."""
        return tuple(known for it in self.of(Sort.AUTHOR) for known in it.people)


_QUOTED = re.compile('“([^“”]+)”|"([^"]+)"|「(.+)」|『(.+)』|‘([^’]+)’')
_YEAR = re.compile(
    r"(?:\b(?:in|of|from|during|for|since)\s+(?:the year\s+)?)?(?<![\w-])(?P<year>(?:19|20|21)\d\d)"
    r"(?!\w|\s*[-–]\s*\d)(?=\s*[?.!,]*$|\s*[,:]|\s+how\b|\s+(?:are|is|were|was|deal\w*|about|on|by|did|have|concern\w*"
    r"|abstracts?|talks?|papers?|presentations?|that|which)\b)"
    r"|(?P<japanese>(?:19|20|21)\d\d)年度?",
    re.IGNORECASE,
)
_LANGUAGE = re.compile(
    r"\b(?:written\s+)?in\s+(?P<a>[a-z]{4,12})(?=\s*[?.!]*$|\s*[:,]|\s+how\b)"
    r"|\b(?P<b>[a-z]{4,12})(?=[ -](?:language )?(?:abstracts?|texts?|talks?|papers?)\b)"
    r"|(?P<c>\w{1,5}語)(?=の(?:抄録|発表|要旨|論文)|で書かれた)",
    re.IGNORECASE,
)
# "from X", "Xからの": where an affiliation may be named by a part of it.
_FROM = re.compile(
    r"\b(?:from|at|affiliated with|based in)\s+(?:the\s+)?(?P<a>[A-ZÀ-Þ][^,.?!]*?)"
    r"(?=\s+(?:present\w*|speak\w*|give|gave|on|about|deal\w*|in|who|represented|or|and|than)\b"
    r"|\s*[?.!,]|$)"
    r"|(?:^|[、。\s])(?P<b>[^\s、。？?!_]{2,40}?)(?=から(?:の|何)|所属|の研究者|に所属|の方の)"
)
_BEFORE_NAME = re.compile(r"(?:^|(?<=\s))(?P<word>[^\W\d_][\w'’-]*)\.?\s+$")
_ONE_WORD = (
    r"\b(?:in|of|opens?|closes?|session|does|full is|show|list)\s+(?:the\s+)?(?:session\s+)?$"
)
_ONE_WORD_AFTER = (
    r"^\s*(?:session|talks?|papers?|abstracts?|how many|first|last)\b"
    r"|^\s*(?:の|で|に|は(?:何|いくつ))"
)
# A quotation is a title if it is so like one, of 100.
ALIKE = 88
MOST_TITLES = 3
LEAST_UNQUOTED = 4


def mentions_in(question: str, gazetteer: Gazetteer, people: People) -> Mentions:
    """What the question names, and the question without it."""
    return _Finder(gazetteer, people, question).found()


class _Finder:
    """Takes names out of one question, the surest first."""

    def __init__(self, gazetteer: Gazetteer, people: People, question: str) -> None:
        self._known = gazetteer
        self._people = people
        self._text = question
        self._asked = Spelt(question)
        self._found: list[Mention] = []

    def found(self) -> Mentions:
        self._quoted_titles()
        self._titles()
        self._sessions()
        self._entries(Sort.PLACE, self._known.places)
        self._authors()
        self._parts_of_affiliations()
        self._years()
        self._languages()
        return Mentions(self._text, tuple(self._found))

    def _take(self, mention: Mention, start: int, end: int) -> None:
        before, after = self._text[:start], self._text[end:]
        if mention.sort is not Sort.TITLE and (bare := without_exclusion(before, after)):
            before, after = bare
            mention = self._all_others(mention)
        self._found.append(mention)
        if mention.said.endswith((")", "）")):
            after = after.removeprefix(mention.said[-1])
        self._text = tidy(f"{before} _{mention.sort}_ {after}")
        self._asked = Spelt(self._text)

    def _all_others(self, mention: Mention) -> Mention:
        own = frozenset(mention.ids)
        ids = tuple(it.id for it in self._known.abstracts if it.id not in own)
        return Mention(mention.sort, mention.said, ids, excluded=True)

    def _quoted_titles(self) -> None:
        for quoted in _QUOTED.finditer(self._text):
            inner = next(filter(None, quoted.groups()))
            ids = self._titled(inner)
            if ids:
                said = self._known.catalogue.abstract(ids[0]).title
                self._take(Mention(Sort.TITLE, said, ids), *quoted.span())
                return self._quoted_titles()
        return None

    def _titled(self, quoted: str) -> tuple[str, ...]:
        exact = self._known.titled(quoted)
        if exact or Spelt(quoted).size < LEAST_UNQUOTED:
            return exact
        held = self._known.titled_like(quoted)
        return held if 0 < len(held) <= MOST_TITLES else self._known.nearest_title(quoted, ALIKE)

    def _titles(self) -> None:
        for key, said, ids in self._known.titles.standing_in(self._spelt):
            place = self._place(key)
            if place and not self._is_topic(key, place[0]):
                self._take(Mention(Sort.TITLE, said, ids), *place)

    def _is_topic(self, key: str, start: int) -> bool:
        """“Talks about data science in R” may ask for more than the talk of that name."""
        short = key.count(" ") // 2 <= LEAST_UNQUOTED
        return short and bool(re.search(r"\b(about|on)\s+$", self._text[:start]))

    def _sessions(self) -> None:
        for key, said, ids in self._known.session_keys.standing_in(self._spelt):
            place = self._place(key)
            if place and (key.count(" ") > len("  ") or self._is_called(place)):
                self._take(Mention(Sort.SESSION, said, ids), *place)

    def _is_called(self, place: tuple[int, int]) -> bool:
        """Whether a single word stands where the name of a session would."""
        before, after = self._text[: place[0]], self._text[place[1] :]
        called = re.search(_ONE_WORD, before, re.IGNORECASE)
        alone = not before.strip('「“" ') and re.match(r"\s*(?:[:：」”\"?？]|$)", after)
        return bool(
            called or alone or re.match(_ONE_WORD_AFTER, after.lstrip('」”"'), re.IGNORECASE)
        )

    def _entries(self, sort: Sort, entries: Named) -> None:
        for key, said, _ in entries.standing_in(self._spelt):
            if place := self._place(key):
                self._take(Mention(sort, said, self._known.at(said)), *place)

    def _authors(self) -> None:
        # From the end, so that the places of the others stay what they are.
        placed = self._people.placed(self._text)
        for known, place in reversed(placed):
            ids = tuple(dict.fromkeys(i for it in known for i in it.abstract_ids))
            start = self._widened(place[0], known)
            self._take(Mention(Sort.AUTHOR, known[0].person.name, ids, known), start, place[1])
        authors = [it for it in self._found if it.sort is Sort.AUTHOR]
        others = [it for it in self._found if it.sort is not Sort.AUTHOR]
        self._found = [*others, *reversed(authors)]

    def _widened(self, start: int, people: tuple[KnownPerson, ...]) -> int:
        """Where a name begins with its title, “Professor”, or a misspelt given name before it."""
        before = _BEFORE_NAME.search(self._text[:start])
        if before is None:
            return start
        is_title = before["word"].casefold() in HONORIFICS
        capital = before["word"][0].isupper()
        given = capital and any(it.person.given and is_called(before["word"], it) for it in people)
        return before.start() if is_title or given else start

    def _parts_of_affiliations(self) -> None:
        for match in _FROM.finditer(self._text):
            said, start, end = _group(match)
            if said and "_" not in said and (ids := self._known.at(said)):
                self._take(Mention(Sort.PLACE, said, ids), start, end)
                return

    def _years(self) -> None:
        for match in _YEAR.finditer(self._text):
            year = match["year"] or match["japanese"]
            held = self._known.years.get(year, ())
            if held or not self._known.is_spoken_of(year) or self._is_all(match.span()):
                self._take(Mention(Sort.YEAR, year, held), *match.span())
                return

    def _is_all(self, place: tuple[int, int]) -> bool:
        """Whether nothing but the year is asked for: "How many talks were there in 2019?"."""
        rest = f"{self._text[: place[0]]} {self._text[place[1] :]}"
        about_talks = re.search(r"talk|abstract|paper|presentation|発表|抄録", rest, re.IGNORECASE)
        return bool(about_talks) and not topic_of(tidy(rest))

    def _languages(self) -> None:
        for match in _LANGUAGE.finditer(self._text):
            said, start, end = _group(match)
            code = next((c for c, names in LANGUAGES.items() if said.capitalize() in names), None)
            if code:
                held = self._known.languages.get(code, ())
                self._take(Mention(Sort.LANGUAGE, code, held), start, end)
                return

    def _spelt(self) -> Spelt:
        return self._asked

    def _place(self, key: str) -> tuple[int, int] | None:
        return self._asked.find(key) if key in self._asked.key else None


def _group(match: re.Match[str]) -> tuple[str, int, int]:
    """The named group that matched, with its place."""
    name = next(name for name, value in match.groupdict().items() if value)
    return match[name], *match.span(name)


def together(mentions: Sequence[Mention]) -> Mention:
    """Those of one sort as one: any of them, or none of them where they are excluded."""
    sort, excluded = mentions[0].sort, mentions[0].excluded
    ids = dict.fromkeys(i for it in mentions for i in it.ids)
    if excluded:
        ids = dict.fromkeys(i for i in ids if all(i in it.ids for it in mentions))
    # A sentence quotes the names of places.
    quoted = sort in (Sort.PLACE, Sort.SESSION, Sort.TITLE)
    said = ("”, “" if quoted else ", ").join(it.said for it in mentions)
    people = tuple(known for it in mentions for known in it.people)
    return Mention(sort, said, tuple(ids), people, excluded)
