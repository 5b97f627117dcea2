"""The people whom the records know, found in questions however their names are written."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from corpus.abstract import Abstract, Person
from corpus.characters import is_cjk
from corpus.matching import is_same_name, is_same_person, name_key
from rag.names import capitalised, words_of
from rag.records_spelt import Keys, Spelt, key_of

Place = tuple[int, int]

# What makes a name of two Japanese characters, which stand in many words, a name.
_ADDRESSED = re.compile(r"\s?(?:さん|氏|先生|教授|様|の|は|が|と|も|に|、|,|$|\s)")
_SHORT = 2


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Someone of the records: the abstracts written, or the conference chaired."""

    person: Person
    abstract_ids: tuple[str, ...]
    chairs: str | None = None


def known_authors(abstracts: Iterable[Abstract]) -> list[KnownPerson]:
    """The authors, each once: two of one name are one person if they share an affiliation.

    Where either has none, nothing tells them apart, and they count as one.
    """
    found: dict[str, list[KnownPerson]] = {}
    for abstract in abstracts:
        for person in abstract.authors:
            same_name = found.setdefault(name_key(person.name), [])
            _add(same_name, person, abstract.id)
    return [known for same_name in found.values() for known in same_name]


def _add(same_name: list[KnownPerson], person: Person, abstract_id: str) -> None:
    for place, known in enumerate(same_name):
        if _may_be_one(known.person, person):
            ids = tuple(dict.fromkeys((*known.abstract_ids, abstract_id)))
            better = known.person if known.person.affiliation else person
            same_name[place] = KnownPerson(better, ids)
            return
    same_name.append(KnownPerson(person, (abstract_id,)))


def _may_be_one(one: Person, other: Person) -> bool:
    if not one.affiliation or not other.affiliation:
        return is_same_name(one.name, other.name)
    return is_same_person(one, other)


class People:
    """Finds people of the records in a question, in whatever order their name is written."""

    def __init__(
        self,
        known: Iterable[KnownPerson],
        texts: Sequence[str] = (),
        beside: "People | None" = None,
    ) -> None:
        """``beside`` are others, who come first."""
        before = beside.written if beside else ()
        self.written: tuple[_Written, ...] = (
            *before,
            *(_Written(it) for it in known if it.person.family),
        )
        self._families = Keys(it.family for it in self.written)
        self._texts = texts
        self._ordinary = lru_cache(maxsize=1024)(self._is_ordinary)

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
        by_family = [self.written[place] for place in self._families.standing_in(asked)]
        meant = [it for it in by_family if it.has_given or self._is_meant(it, question)]
        in_full = [(it.known, place) for it in meant if (place := it.whole_in(asked))]
        if in_full:
            return [(known, place) for known, place in in_full if not _within(place, in_full)]
        alone = [it for it in by_family if self._is_meant(it, question)]
        return [(it.known, place) for it in alone if (place := it.family_in(asked))]

    def _is_ordinary(self, family: str) -> bool:
        """Whether a family name is a word of the texts too ("Long", "Field")."""
        word = f" {family.lower()} "
        return family.isascii() and any(word in text for text in self._texts)

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
    """One person's name as keys; a corpus has many thousands of which few are ever asked for."""

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


def _fits(word: str, given: str) -> bool:
    """Whether two words are one given name, or one the other's initial."""
    return word == given or (1 in (len(word), len(given)) and word[:1] == given[:1])
