"""Authors with columns of their own: "Author 1", "Author 2 Affiliation", "First Name 3" …

Submission systems write a column or a key for each author, or several. The number in its name says
whose it is, what is left says what it holds.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from corpus.fieldnames import folded, synonyms

_NUMBER = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?(?!\d)", re.IGNORECASE)
_MOST_NUMBERS = 2
_PARTS = ("family", "given", "affiliations")
_NAMES = ("name", "fullname", "names", "氏名", "名前")


@dataclass(frozen=True, slots=True)
class Slot:
    """What a column holds: a ``part`` ("name", "family", "given", "affiliations") of one author.

    ``rank`` is 0 for authors and 1 for co-authors, who are counted by themselves; ``role`` is the
    word that names them ("author", "presenter"), "" where the column says only a part.
    """

    rank: int
    role: str
    number: int
    part: str


def author_columns(names: Iterable[str]) -> dict[str, Slot]:
    """The columns among ``names`` that hold a part of one numbered author.

    A part without a role ("Affiliation 1") belongs to the role that most columns have.
    """
    slots = {name: slot for name in names if (slot := _slot(name))}
    roles = Counter(slot.role for slot in slots.values() if slot.role and not slot.rank)
    main = max(roles, key=roles.__getitem__, default="")
    return {
        name: slot if slot.role else replace(slot, role=main)
        for name, slot in sorted(slots.items(), key=lambda it: -roles[it[1].role or main])
    }


def with_authors(
    values: Mapping[str, object], cells: Mapping[str, object], columns: Mapping[str, Slot]
) -> Mapping[str, object]:
    """The values of a record with those of its ``columns``, taken from ``cells``.

    The authors are added as "numbered authors"; where the columns number nothing but affiliations,
    these are the record's.
    """
    people = authors_in(cells, columns)
    if any(person.keys() - {"affiliations"} for person in people):
        return {**values, "numbered authors": people}
    listed = [it for person in people for it in _listed(person["affiliations"])]
    return {"affiliations": listed, **values} if listed else values


def authors_in(
    values: Mapping[str, object], columns: Mapping[str, Slot]
) -> Sequence[Mapping[str, object]]:
    """The authors by their numbers, each with "name", "family", "given" and "affiliations".

    The role that most columns have comes first, co-authors last. Where two columns hold one part
    of one author, the first that is filled counts; affiliations are put together.
    """
    people: dict[tuple[int, int, int], dict[str, object]] = {}
    roles = list(dict.fromkeys(slot.role for slot in columns.values()))
    for column, slot in columns.items():
        value = values.get(column)
        if not value or not str(value).strip():
            continue
        person = people.setdefault((slot.rank, roles.index(slot.role), slot.number), {})
        if isinstance(value, Mapping):
            person |= {str(key): it for key, it in value.items()}
        elif slot.part == "affiliations":
            person["affiliations"] = [*_listed(person.get("affiliations")), *_listed(value)]
        else:
            person.setdefault(slot.part, value)
    return [people[key] for key in sorted(people)]


def _slot(name: str) -> Slot | None:
    numbers = _NUMBER.findall(name)
    if not 1 <= len(numbers) <= _MOST_NUMBERS:
        return None
    found = _part(_NUMBER.sub(" ", name))
    # A second number counts the affiliations of one author.
    if found is None or (len(numbers) == _MOST_NUMBERS and found[2] != "affiliations"):
        return None
    rank, role, part = found
    return Slot(rank, role, int(numbers[0]), part)


def _part(base: str) -> tuple[int, str, str] | None:
    """Rank, role and part that a name without its number stands for."""
    wanted = folded(base)
    if wanted in _part_names():
        return 0, "", _part_names()[wanted]
    for rank, words in enumerate(_person_words()):
        if wanted in words:
            return rank, wanted, "name"
        for word in words:
            for rest in _without(wanted, word):
                if rest in _part_names():
                    return rank, word, _part_names()[rest]
    return None


def _without(name: str, word: str) -> Iterator[str]:
    """What stands behind a word, and before it: "author affiliation", "affiliation of author"."""
    if name.startswith(word):
        yield name.removeprefix(word)
    if name.endswith(word):
        yield name.removesuffix(word).removesuffix("of")


@cache
def _part_names() -> dict[str, str]:
    found = {name: part for part in _PARTS for name in synonyms()[part]}
    return found | dict.fromkeys(_NAMES, "name")


@cache
def _person_words() -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(synonyms()["authors"]) - set(_NAMES), frozenset(synonyms()["coauthors"])


def _listed(value: object) -> list[object]:
    if value is None:
        return []
    return list(value) if isinstance(value, list | tuple) else [value]
