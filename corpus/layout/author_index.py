"""Authors from the index at the end of a book, for abstracts that print no name themselves."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from corpus.abstract import Person
from corpus.layout.furniture import IndexEntry, Paper
from corpus.names import parse_person
from corpus.reading import FoundRecord


def people_by_index(records: Sequence[FoundRecord], paper: Paper) -> tuple[FoundRecord, ...]:
    """The records, those without authors given the index's names of their page.

    Only where no other record without authors begins on that page: nothing is guessed.
    """
    if not paper.index:
        return tuple(records)
    alone = _alone_on_page(records)
    names = _names_by_page(paper.index)
    return tuple(
        _with_people(record, names, paper) if place in alone else record
        for place, record in enumerate(records)
    )


def _alone_on_page(records: Sequence[FoundRecord]) -> frozenset[int]:
    places: dict[int | None, list[int]] = defaultdict(list)
    for place, record in enumerate(records):
        places[record.source.page].append(place)
    return frozenset(
        there[0] for there in places.values() if len(there) == 1 and not records[there[0]].authors
    )


def _names_by_page(index: Sequence[IndexEntry]) -> dict[int, list[str]]:
    names: dict[int, list[str]] = defaultdict(list)
    for entry in index:
        for page in entry.pages:
            names[page].append(entry.name)
    return names


def _with_people(record: FoundRecord, names: dict[int, list[str]], paper: Paper) -> FoundRecord:
    number = paper.numbers.get(record.source.page or 0)
    found = [parse_person(name) for name in names.get(number or -1, [])]
    people: tuple[Person, ...] = tuple(person for person in found if person)
    return replace(record, authors=people)
