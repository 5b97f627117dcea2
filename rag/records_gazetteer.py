"""Titles, sessions, affiliations, years and languages of the records, by what names them."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import chain

from rapidfuzz import fuzz, process

from corpus.abstract import Abstract
from index.catalogue import Catalogue
from rag.authors import Authors
from rag.haystack import Haystack
from rag.records_spelt import Keys, Spelt, key_of
from rag.scope import year_of
from rag.titles import main_part

# (key, as the records write it, abstracts)
Entry = tuple[str, str, tuple[str, ...]]

LANGUAGES = {
    "en": ("English", "英語"), "ja": ("Japanese", "日本語"), "it": ("Italian", "イタリア語"),
    "de": ("German", "ドイツ語"), "fr": ("French", "フランス語"), "es": ("Spanish", "スペイン語"),
    "pt": ("Portuguese", "ポルトガル語"), "zh": ("Chinese", "中国語"), "ko": ("Korean", "韓国語"),
}  # fmt: skip
_INSTITUTION = re.compile(
    r"\b(univer|institut|istitut|colleg|school|academ|centr|center|depart|dipart|museum|museo"
    r"|laborator|ltd\b|inc\b|gmbh|corporat|foundation|hospital|faculty|agency|ministry|societ)"
    r"|大学|研究|株式会社|機構|センター|学院",
    re.IGNORECASE,
)
_CODE = re.compile(r"^([A-Z]{1,3}\d{1,2})\s*[:：]")
# A title, or the part of it before its subtitle, of fewer words may stand in any question.
LEAST_OF_TITLE = 3
LEAST_OF_PART = 4
# Lookups whose answers are kept.
KEPT = 1024


class Named:
    """Entries, the longest key first."""

    def __init__(self, entries: tuple[Entry, ...]) -> None:
        self._entries = entries
        self._keys = Keys(key for key, _, _ in entries)

    def standing_in(self, text: Callable[[], Spelt]) -> Iterator[Entry]:
        """In their order those that stand in the text, as it is when each one's turn comes."""
        places = self._keys.standing_in(text())
        while places:
            yield self._entries[places[0]]
            places = self._keys.standing_in(text(), places[0] + 1)


class Gazetteer:
    """What can be named of one generation's records."""

    def __init__(self, catalogue: Catalogue, authors: Authors) -> None:
        self.catalogue = catalogue
        self.abstracts = catalogue.abstracts()
        self._authors = authors
        self._conferences = {it.id: it for it in catalogue.conferences()}
        self.title_keys = [key_of(it.title) for it in self.abstracts]
        self._in_titles = Haystack(self.title_keys)
        self.titles = Named(_longest_first(self._titles()))
        self.places = Named(_longest_first(self._places()))
        self.years = _gathered((str(y), it.id) for it in self.abstracts if (y := self.year(it)))
        self.languages = _gathered((it.language, it.id) for it in self.abstracts)
        self.sessions = _gathered((s, it.id) for it in self.abstracts if (s := self.session(it)))
        self.session_keys = Named(_longest_first(self._session_keys()))
        self._affiliations = _gathered(
            (key_of(place), it.id) for it in self.abstracts for place in it.affiliations
        )
        self._in_affiliations = Haystack(tuple(self._affiliations))
        self._ids_at = tuple(self._affiliations.values())
        self._at = lru_cache(maxsize=KEPT)(self._find_at)
        self._spoken_of = lru_cache(maxsize=KEPT)(self._find_spoken_of)

    @property
    def has_affiliations(self) -> bool:
        """Whether the records give any affiliation."""
        return bool(self._affiliations)

    def year(self, abstract: Abstract) -> int | None:
        """The year of an abstract, or else of its conference."""
        return abstract.year or year_of(self._conferences[abstract.conference_id])

    def session(self, abstract: Abstract) -> str | None:
        """The session of an abstract, or else the one that its conference consists of."""
        return abstract.session or self._conferences[abstract.conference_id].session

    def at(self, place: str) -> tuple[str, ...]:
        """The abstracts with an author whose affiliation holds these words."""
        return self._at(key_of(place))

    def _find_at(self, key: str) -> tuple[str, ...]:
        places = self._in_affiliations.holding(key)
        ids = {id_ for place in places for id_ in self._ids_at[place]}
        return tuple(sorted(ids, key=self.catalogue.abstract_row))

    def by(self, name: str) -> tuple[str, ...]:
        """The abstracts whose authors have this name."""
        return self._authors.by(name)

    def is_spoken_of(self, words: str) -> bool:
        """Whether any title or text holds these characters."""
        return self._spoken_of(words)

    def _find_spoken_of(self, words: str) -> bool:
        return any(words in it.text or words in it.title for it in self.abstracts)

    def titled(self, quoted: str) -> tuple[str, ...]:
        """The abstracts whose title, or its part before the subtitle, is a quotation."""
        key = key_of(quoted)
        rows = self._in_titles.holding(key) if key else []
        whole = [row for row in rows if self.title_keys[row] == key]
        short = [row for row in rows if key_of(main_part(self.abstracts[row].title)) == key]
        return tuple(self.abstracts[row].id for row in whole or short)

    def titled_like(self, quoted: str) -> tuple[str, ...]:
        """The abstracts whose title holds the words of a quotation."""
        key = key_of(quoted)
        return tuple(self.abstracts[row].id for row in self._in_titles.holding(key)) if key else ()

    def nearest_title(self, quoted: str, least: float) -> tuple[str, ...]:
        """The abstract whose title is most like a quotation, if it is at least so like it, of 100.

        Of several the first.
        """
        best = process.extractOne(
            key_of(quoted), self.title_keys, scorer=fuzz.ratio, score_cutoff=least
        )
        return (self.abstracts[best[2]].id,) if best else ()

    def _titles(self) -> Iterator[tuple[str, str, str]]:
        for it in self.abstracts:
            whole = Spelt(it.title)
            if whole.size >= LEAST_OF_TITLE:
                yield whole.key, it.title, it.id
            main = Spelt(main_part(it.title))
            if LEAST_OF_PART <= main.size < whole.size:
                yield main.key, it.title, it.id

    def _places(self) -> Iterator[tuple[str, str, str]]:
        of_abstracts = ((whole, it.id) for it in self.abstracts for whole in it.affiliations)
        chairs = (it.chair for it in self._conferences.values() if it.chair)
        # Of those who only chaired there is no abstract.
        of_chairs = ((whole, "") for chair in chairs for whole in chair.affiliations)
        for whole, id_ in chain(of_abstracts, of_chairs):
            for piece in {whole, *re.split(r"\s*[,，;、]\s*", whole)}:
                spelt = Spelt(piece)
                if _INSTITUTION.search(piece) and spelt.size > 1:
                    yield spelt.key, piece, id_

    def _session_keys(self) -> Iterator[tuple[str, str, str]]:
        for said, ids in self.sessions.items():
            code = _CODE.match(said)
            for name in filter(None, (said, code and code[1])):
                key = key_of(name)
                yield from ((key, said, id_) for id_ in ids)


def _gathered(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for said, id_ in pairs:
        found.setdefault(said, {})[id_] = None
    return {said: tuple(ids) for said, ids in found.items()}


def _longest_first(named: Iterable[tuple[str, str, str]]) -> tuple[Entry, ...]:
    """One entry a key: the abstracts of all who bear it."""
    ids: dict[str, dict[str, None]] = {}
    written: dict[str, str] = {}
    for key, said, id_ in named:
        ids.setdefault(key, {})[id_] = None
        written.setdefault(key, said)
    order = sorted(ids, key=len, reverse=True)
    return tuple((key, written[key], tuple(ids[key])) for key in order if key)
