"""The authors of a catalogue, each once, with the keys that their names are compared by."""

from collections.abc import Iterable
from dataclasses import dataclass

from corpus.abstract import Abstract, Person
from corpus.matching import is_same_person, name_key
from index.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Someone of the records: the abstracts written, or the conference chaired."""

    person: Person
    abstract_ids: tuple[str, ...]
    chairs: str | None = None


# Those of one name, by its key.
Grouped = dict[str, list[KnownPerson]]


class Authors:
    """Who wrote what in one catalogue; the keys of all names are made once."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._row_of = catalogue.abstract_row
        self._abstracts = catalogue.abstracts()
        same: dict[str, str] = {}
        keys = (name_keys(it) for it in self._abstracts)
        # Equal keys are one text in memory.
        self._keys = tuple(tuple(same.setdefault(key, key) for key in own) for own in keys)
        self._every = self._grouped(self._abstracts)

    def keys_of(self, abstract: Abstract) -> tuple[str, ...]:
        """The key of each author's name."""
        return self._keys[self._row_of(abstract.id)]

    def grouped(self, abstracts: tuple[Abstract, ...]) -> Grouped:
        """The authors of some abstracts, each once.

        Two of one name are one person if they share an affiliation. Where either has none, nothing
        tells them apart, and they count as one.
        """
        return self._every if abstracts == self._abstracts else self._grouped(abstracts)

    def known(self) -> list[KnownPerson]:
        """All, each once."""
        return [known for same_name in self._every.values() for known in same_name]

    def by(self, name: str) -> tuple[str, ...]:
        """The abstracts whose authors have this name, in the order of the catalogue."""
        found = dict.fromkeys(
            id_ for it in self._every.get(name_key(name), ()) for id_ in it.abstract_ids
        )
        return tuple(sorted(found, key=self._row_of))

    def _grouped(self, abstracts: Iterable[Abstract]) -> Grouped:
        found: Grouped = {}
        for abstract in abstracts:
            for key, person in zip(self.keys_of(abstract), abstract.authors, strict=True):
                _add(found.setdefault(key, []), key, person, abstract.id)
        return found


def name_keys(abstract: Abstract) -> tuple[str, ...]:
    """The key of each author's name."""
    return tuple(name_key(person.name) for person in abstract.authors)


def _add(same_name: list[KnownPerson], key: str, person: Person, abstract_id: str) -> None:
    for place, known in enumerate(same_name):
        if _may_be_one(known.person, person, key):
            ids = tuple(dict.fromkeys((*known.abstract_ids, abstract_id)))
            better = known.person if known.person.affiliation else person
            same_name[place] = KnownPerson(better, ids)
            return
    same_name.append(KnownPerson(person, (abstract_id,)))


def _may_be_one(one: Person, other: Person, key: str) -> bool:
    """Whether two of one name may be one person; those without a name never are."""
    if not one.affiliation or not other.affiliation:
        return bool(key)
    return is_same_person(one, other)
