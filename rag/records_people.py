"""The people whom the records know, found in questions however their names are written."""

import re
from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache

from rapidfuzz import fuzz

from corpus.abstract import Person
from corpus.characters import is_cjk
from rag.authors import KnownPerson
from rag.names import capitalised, words_of
from rag.records_spelt import Keys, Spelt, key_of

Place = tuple[int, int]

# What makes a name of two Japanese characters, which stand in many words, a name.
_ADDRESSED = re.compile(r"\s?(?:さん|氏|先生|教授|様|の|は|が|と|も|に|、|,|$|\s)")
_SHORT = 2
# What stands before a family name and is no given name.
HONORIFICS = frozenset(
    ["mr", "ms", "mrs", "miss", "dr", "prof", "professor", "doctor", "sir", "madam"]
)
# From so much on, of 100, a given name is the other one misspelt.
ALIKE = 70
# A shorter given name is rather a word of the question.
SHORTEST_GIVEN = 4
# Where only a name stands, "by ulrike", and nothing more of one follows: "by ulrike grömping".
_BEFORE_NAME = re.compile(r"\b(?:by|did|does|has) $", re.IGNORECASE)
_AFTER_NAME = re.compile(
    r"\W*$|['’]s\b|さん|氏"
    r"|\s(?:presents?|talks?|speaks?|says?|finds?|writes?|stud(?:y|ies)|do(?:es)?|present(?:ed|ing)"
    r"|talk(?:ed|ing)|speaking|spoke|said|found|wrote|studied|argues?|conclude|give|gave)\b",
    re.IGNORECASE,
)
_PART_OF_NAME = re.compile(r"\S\s+[A-ZÀ-Þ][^\s?!]*[\s,]+$")
# A longer affiliation is an address, and breaks a sentence.
LONGEST_AFFILIATION = 60


class People:
    """Finds people of the records in a question, in whatever order their name is written."""

    def __init__(
        self,
        known: Iterable[KnownPerson],
        is_ordinary: Callable[[str], bool] = lambda _: False,
        beside: "People | None" = None,
        occurs: Callable[[str], bool] = lambda _: False,
    ) -> None:
        """``is_ordinary`` tells whether a family name is a word of the texts too.

        ``beside`` are others, who come first. ``occurs`` tells whether a text has a name at all.
        """
        self._known = tuple(it for it in known if it.person.family)
        self._families = Keys(_family_key(it.person.family) for it in self._known)
        self._givens = Keys(_given_key(it.person.given) for it in self._known)
        self._ordinary = is_ordinary
        self._beside = beside
        self._occurs = occurs
        self._written = lru_cache(maxsize=1024)(_Written)

    def in_question(self, question: str) -> tuple[KnownPerson, ...]:
        """Everyone whose family name stands in the question; a full name outdoes a family name."""
        return tuple(known for known, _ in self._placed(question))

    def placed(self, question: str) -> tuple[tuple[tuple[KnownPerson, ...], Place], ...]:
        """Those of each name together with its place, in the order of the question."""
        groups: dict[Place, list[KnownPerson]] = {}
        for known, place in self._placed(question):
            groups.setdefault(place, []).append(known)
        return tuple((tuple(groups[place]), place) for place in sorted(groups))

    def _placed(self, question: str) -> list[tuple[KnownPerson, Place]]:
        asked = Spelt(question)
        by_family = self._by_family(asked)
        meant = [it for it in by_family if it.has_given or self._is_meant(it, question)]
        in_full = [(it.known, place) for it in meant if (place := it.whole_in(asked))]
        if in_full:
            return [(known, place) for known, place in in_full if not _within(place, in_full)]
        alone = [it for it in by_family if self._is_meant(it, question)]
        families = [(it.known, place) for it in alone if (place := it.family_in(asked))]
        return families or self._by_given(asked)

    def _by_family(self, asked: Spelt) -> "list[_Written]":
        """Those whose family name stands in the text, in the order of the records."""
        before = self._beside._by_family(asked) if self._beside else []  # noqa: SLF001 - of its kind
        return before + [
            self._written(self._known[place]) for place in self._families.standing_in(asked)
        ]

    def _by_given(self, asked: Spelt) -> list[tuple[KnownPerson, Place]]:
        """Those called by their given name alone, of which no text speaks: Jordan is a country."""
        found = self._beside._by_given(asked) if self._beside else []  # noqa: SLF001 - of its kind
        for known in (self._known[place] for place in self._givens.standing_in(asked)):
            given = _given_key(known.person.given).strip()
            place = asked.find(f" {given} ")
            if place and not self._occurs(given) and _as_a_name(asked.text, place):
                found.append((known, place))
        return found

    def _is_meant(self, written: "_Written", question: str) -> bool:
        """An ordinary word has to be written as a name."""
        if not self._ordinary(written.known.person.family):
            return True
        return bool(words_of(written.known.person.family) & set(capitalised(f"x {question}")))


def _within(place: Place, others: list[tuple[KnownPerson, Place]]) -> bool:
    """Whether a longer name covers this one."""
    return any(
        start <= place[0] and place[1] <= end and (start, end) != place
        for _, (start, end) in others
    )


class _Written:
    """One person's name as keys, made when it is asked for: a corpus has many thousands."""

    def __init__(self, known: KnownPerson) -> None:
        self.known = known
        self.family = _family_key(known.person.family)

    @cached_property
    def _given(self) -> tuple[str, ...]:
        return tuple(key_of(self.known.person.given).split())

    @cached_property
    def _wholes(self) -> tuple[str, ...]:
        person = self.known.person
        orders = (f"{person.given} {person.family}", f"{person.family} {person.given}")
        return tuple(dict.fromkeys(map(key_of, (*orders, person.reading or ""))))

    @property
    def _japanese(self) -> bool:
        return is_cjk(self.known.person.family[0])

    @property
    def has_given(self) -> bool:
        return bool(self._given) or self._japanese

    def whole_in(self, asked: Spelt) -> Place | None:
        for key in self._wholes:
            place = asked.find(key)
            if place and (not self._japanese or self._stands_alone(key, asked, place)):
                return place
        return self._beside_family(asked) if self._given and not self._japanese else None

    def family_in(self, asked: Spelt) -> Place | None:
        place = asked.find(self.family)
        if place and self._japanese and not self._stands_alone(self.family, asked, place):
            return None
        return place

    def _stands_alone(self, key: str, asked: Spelt, place: Place) -> bool:
        if len(key.split()) > _SHORT:
            return True
        before = asked.text[: place[0]]
        joined = bool(before) and is_cjk(before[-1])
        return not joined and bool(_ADDRESSED.match(asked.text[place[1] :]))

    def _beside_family(self, asked: Spelt) -> Place | None:
        """“Anna Rossi” may be the A. Rossi of the records, and the other way round."""
        place = asked.find(self.family)
        if place is None:
            return None
        for word, start, end in asked.beside(place):
            if any(_fits(word, given) for given in self._given):
                return min(start, place[0]), max(end, place[1])
        return None


@lru_cache(maxsize=2**17)
def _family_key(family: str) -> str:
    return key_of(family)


@lru_cache(maxsize=2**16)
def _given_key(given: str) -> str:
    """The first given name, where it is none that stands in other words: no initial, in Latin."""
    first = key_of(given).split()[:1]
    return (
        f" {first[0]} " if first and len(first[0]) >= SHORTEST_GIVEN and first[0].isascii() else ""
    )


def _as_a_name(text: str, place: Place) -> bool:
    """Alone, and with a capital or where only a name stands: "by ulrike", "ulrike's talk"."""
    before, typed, after = text[: place[0]], text[slice(*place)], text[place[1] :]
    if typed[0].isupper() and before.strip():
        return not (_PART_OF_NAME.search(before) or re.match(r"[\s-]+[A-ZÀ-Þ]", after))
    addressed = re.match(r"['’]s\b|さん|氏", after)
    return bool(_AFTER_NAME.match(after) and (_BEFORE_NAME.search(before) or addressed))


def _fits(word: str, given: str) -> bool:
    """Whether two words are one given name, or one the other's initial."""
    return word == given or (1 in (len(word), len(given)) and word[:1] == given[:1])


def is_called(word: str, known: KnownPerson) -> bool:
    """Whether a word may be a given name of this person, abbreviated or misspelt perhaps."""
    own, typed = _parts(known.person.given), _parts(word)
    alike = (_fits(one, it) or fuzz.ratio(one, it) >= ALIKE for one in typed for it in own)
    return not own or any(alike)


def _parts(given: str) -> list[str]:
    return key_of(given.replace("-", " ")).split()


def in_a_line(person: Person) -> str:
    """The name, with the affiliation where it is no address."""
    short = len(person.affiliation or "") <= LONGEST_AFFILIATION
    return person.name_and_affiliation if short else person.name
