"""Authors from the index at the end of a book, for abstracts that print no name themselves.

Some books lose the line of names in typesetting and leave only its marks ("1*, 1, 2"). The index
gives the names of each page, the marks their number, and the address of the contact author which
abstract of the page is whose.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.abstract import Person
from corpus.layout.furniture import IndexEntry, Paper
from corpus.matching import bare_letters
from corpus.names import parse_person
from corpus.reading import FoundRecord

_ADDRESS = re.compile(r"\S+@\S+")
_PART = re.compile(r"[a-z]{3,}")


@dataclass(frozen=True, slots=True)
class Hint:
    """What an abstract tells of its missing names: their page, their number, an address."""

    page: int
    names: int
    contact: str


def people_by_index(
    records: Sequence[FoundRecord], hints: Sequence[Hint], paper: Paper
) -> tuple[FoundRecord, ...]:
    """The records; those without authors get the names that only they can have."""
    names = _names_by_page(paper.index)
    filled = list(records)
    for page, places in _missing_by_page(records, hints).items():
        free = names.get(paper.numbers.get(page, -1), [])
        own = _shared_out([hints[place] for place in places], free)
        for place, people in zip(places, own, strict=True):
            filled[place] = replace(filled[place], authors=tuple(people))
    return tuple(filled)


def _missing_by_page(records: Sequence[FoundRecord], hints: Sequence[Hint]) -> dict[int, list[int]]:
    places: dict[int, list[int]] = defaultdict(list)
    for place, (record, hint) in enumerate(zip(records, hints, strict=True)):
        if not record.authors:
            places[hint.page].append(place)
    return places


def _names_by_page(index: Sequence[IndexEntry]) -> dict[int, list[Person]]:
    names: dict[int, list[Person]] = defaultdict(list)
    for entry in index:
        person = parse_person(entry.name)
        for page in entry.pages if person else ():
            names[page].append(person)  # type: ignore[arg-type]
    return names


def _shared_out(hints: Sequence[Hint], names: Sequence[Person]) -> list[list[Person]]:
    """The names of one page, each to the abstract that it must belong to; unsure ones to none."""
    own: list[list[Person]] = [[] for _ in hints]
    free = list(names)
    for people, hint in zip(own, hints, strict=True):
        for person in [it for it in free if _is_contact(it, hint.contact)][: hint.names]:
            people.append(person)
            free.remove(person)
    open_ = [
        (people, hint) for people, hint in zip(own, hints, strict=True) if _lacks(people, hint)
    ]
    if (len(open_) == 1 and len(open_[0][0]) + len(free) == open_[0][1].names) or len(hints) == 1:
        (open_[0][0] if open_ else own[0]).extend(free)
    whole = len(hints) == 1
    return [
        people if whole or not _lacks(people, hint) else []
        for people, hint in zip(own, hints, strict=True)
    ]


def _lacks(people: Sequence[Person], hint: Hint) -> bool:
    return len(people) < hint.names


def _is_contact(person: Person, contact: str) -> bool:
    """Whether an address names the person: "j.smith@x.org" or "smith" in its domain."""
    address = bare_letters(" ".join(_ADDRESS.findall(contact)))
    parts = _PART.findall(bare_letters(f"{person.family} {person.given}"))
    return any(part in address for part in parts)
