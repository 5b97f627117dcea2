"""Finding abstracts to browse: search and filters over records, with counts. Pure."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from corpus.abstract import Abstract, Conference
from rag.conference_facts import conference_name
from rag.language import Language

PAGE_SIZE = 20
# Beyond this many a menu is no help; the author is typed instead.
_MENU = 300


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a visitor looks for; an empty field asks for nothing. ``page`` counts from 1."""

    words: str = ""
    booklet: str = ""
    year: str = ""
    session: str = ""
    author: str = ""
    language: str = ""
    page: int = 1

    @property
    def narrowed(self) -> bool:
        """Whether anything at all is asked for."""
        return replace(self, page=1) != Wanted()


@dataclass(frozen=True, slots=True)
class Entry:
    """An abstract as it is searched. ``title`` and ``everything`` are folded (see :func:`fold`)."""

    abstract: Abstract
    conference: Conference
    year: str
    session: str
    authors: tuple[str, ...]
    title: str
    everything: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter and how many abstracts it would show."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of what was found. ``page`` is the one shown, which may not be the one asked for.

    Each filter has the values that the others leave; ``typed_author`` says that there are too many
    authors for a menu.
    """

    entries: tuple[Entry, ...]
    total: int
    page: int
    pages: int
    booklets: tuple[Choice, ...]
    years: tuple[Choice, ...]
    sessions: tuple[Choice, ...]
    authors: tuple[Choice, ...]
    languages: tuple[Choice, ...]
    typed_author: bool


def entries_of(
    abstracts: Iterable[Abstract], conference_of: Callable[[str], Conference]
) -> tuple[Entry, ...]:
    """Every abstract made ready to be searched, in the order given."""
    return tuple(_entry(it, conference_of(it.conference_id)) for it in abstracts)


def listing(
    entries: tuple[Entry, ...], wanted: Wanted, language: Language = "en", size: int = PAGE_SIZE
) -> Listing:
    """What of ``entries`` is wanted, ``size`` a page; ``language`` is of the conferences' names."""
    searched = _searched(entries, wanted.words)
    filters = _filters(entries, wanted)
    fitting = [it for it in searched if _fits(it, filters)]
    pages = max(1, -(-len(fitting) // size))
    page = min(max(wanted.page, 1), pages)
    counted = _Counted(searched, wanted, filters)
    authors = counted.choices("author", sort=_by_label)
    return Listing(
        entries=tuple(fitting[(page - 1) * size : page * size]),
        total=len(fitting),
        page=page,
        pages=pages,
        booklets=counted.booklets(language),
        years=counted.choices("year", sort=_latest_first),
        sessions=counted.choices("session"),
        authors=authors[:_MENU],
        languages=counted.choices("language"),
        typed_author=len(authors) > _MENU,
    )


def fold(text: str) -> str:
    """The text without what should not matter in a search: case, width, accents of Latin letters.

    Accents are taken off Latin letters alone: in kana they tell letters apart.
    """
    parts = unicodedata.normalize("NFKD", text.casefold())
    return unicodedata.normalize("NFC", _LATIN_ACCENTS.sub(r"\1", parts))


_LATIN_ACCENTS = re.compile("([a-z])[\u0300-\u036f]+")


def _entry(abstract: Abstract, conference: Conference) -> Entry:
    names = tuple(person.name for person in abstract.authors)
    year = abstract.year or (conference.date.year if conference.date else conference.year)
    printed = (f"{it.family} {it.given} {it.name_and_affiliation}" for it in abstract.authors)
    everything = (abstract.heading, *printed, *abstract.keywords, abstract.text)
    return Entry(
        abstract=abstract,
        conference=conference,
        year=str(year or ""),
        session=abstract.session or conference.session or "",
        authors=tuple(dict.fromkeys(names)),
        title=fold(abstract.heading),
        everything=fold("\n".join(everything)),
    )


def _searched(entries: tuple[Entry, ...], words: str) -> list[Entry]:
    """The entries that hold every word; those that have them in the title come first."""
    terms = fold(words).split()
    found = [it for it in entries if all(term in it.everything for term in terms)]
    return sorted(found, key=lambda it: -sum(term in it.title for term in terms))


# For each filter in use the values that pass it.
Filters = dict[str, frozenset[str]]


def _filters(entries: tuple[Entry, ...], wanted: Wanted) -> Filters:
    asked = {name: str(getattr(wanted, name)) for name in _VALUES}
    filters = {name: frozenset({value}) for name, value in asked.items() if value}
    if "author" in filters:
        filters["author"] = _people(entries, wanted.author)
    return filters


def _people(entries: tuple[Entry, ...], asked: str) -> frozenset[str]:
    """The author of exactly this name, or else all whose names hold what was typed."""
    names = {name for it in entries for name in it.authors}
    part = fold(asked)
    return frozenset({asked} if asked in names else {it for it in names if part in fold(it)})


def _fits(entry: Entry, filters: Filters, but: str = "") -> bool:
    """Whether the entry passes every filter, or every one ``but`` one."""
    return all(
        not passing.isdisjoint(_VALUES[name](entry))
        for name, passing in filters.items()
        if name != but
    )


_VALUES: dict[str, Callable[[Entry], tuple[str, ...]]] = {
    "booklet": lambda it: (it.conference.id,),
    "year": lambda it: (it.year,) if it.year else (),
    "session": lambda it: (it.session,) if it.session else (),
    "author": lambda it: it.authors,
    "language": lambda it: (it.abstract.language,),
}


@dataclass(frozen=True, slots=True)
class _Counted:
    """Counts the values of each filter among what all the other filters leave."""

    entries: list[Entry]
    wanted: Wanted
    filters: Filters

    def choices(
        self, name: str, sort: Callable[[list[Choice]], list[Choice]] = list
    ) -> tuple[Choice, ...]:
        counts = self._counts(name)
        chosen = str(getattr(self.wanted, name))
        if chosen and name != "author":
            counts.setdefault(chosen, 0)
        return tuple(sort([Choice(value, value, count) for value, count in counts.items()]))

    def booklets(self, language: Language) -> tuple[Choice, ...]:
        names = {it.conference.id: it.conference for it in self.entries}
        return tuple(
            Choice(it.value, conference_name(names[it.value], language), it.count)
            for it in self.choices("booklet")
            if it.value in names
        )

    def _counts(self, name: str) -> Counter[str]:
        fitting = (it for it in self.entries if _fits(it, self.filters, but=name))
        return Counter(value for it in fitting for value in _VALUES[name](it))


def _by_label(choices: list[Choice]) -> list[Choice]:
    return sorted(choices, key=lambda it: fold(it.label.split()[-1] if it.label else ""))


def _latest_first(choices: list[Choice]) -> list[Choice]:
    return sorted(choices, key=lambda it: it.value, reverse=True)
