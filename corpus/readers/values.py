"""The values that columns, keys and tags hold: people, years, lists, paragraphs."""

import ast
import contextlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from corpus.abstract import AFFILIATION_BREAK, Note, Person, SourceLines
from corpus.characters import is_cjk
from corpus.matching import is_same_name
from corpus.reading import FoundRecord
from corpus.words import word_set

_PARTICLES = word_set(
    "af al ap ben bin binti da das de del della den der di do dos du e el ibn la le mac san st ten "
    "ter van vom von y zu zum zur"
)
_AND = re.compile(r"\s+(?:and|und|et|y|&)\s+|[;；、，・\n]+", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")
_BLANK_LINE = re.compile(r"\r?\n[ \t]*\r?\n\s*")
_LIST_MARK = re.compile(r"[;；、，\n|]+")
_INITIALS = re.compile(r"(?:[^\W\d_]\.?[\s-]?){1,4}$")
# "Liu R." and "Adler D.G.": initials behind the family name.
_DOTTED = re.compile(r"(?:[^\W\d_]\.-?)+$|[A-Z]{1,2}$")
_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv|md|phd)\.?$", re.IGNORECASE)
_PAIR = 2


def person_of(text: str) -> Person | None:
    """One person from "Family, Given", "Given Family" or a Japanese name; None where it is blank.

    A name that cannot be divided is a family name, as an institution's is.
    """
    name = " ".join(text.split()).strip(" ,;")
    if not name:
        return None
    if "," in name:
        family, given = (part.strip() for part in name.split(",", 1))
        return Person(family, given)
    parts = name.split()
    if is_cjk(name[0]):
        return Person(parts[0], " ".join(parts[1:]))
    if len(parts) > 1 and _DOTTED.match(parts[-1]) and not _DOTTED.match(parts[0]):
        return Person(" ".join(parts[:-1]), parts[-1])
    at = _family_start(parts)
    return Person(" ".join(parts[at:]), " ".join(parts[:at]))


def _family_start(parts: Sequence[str]) -> int:
    """Where the family name begins: a last run in capitals, else the last word and particles."""
    capitals = [len(it) > _PAIR and it.isupper() and "." not in it for it in parts]
    runs = [(key, len(list(run))) for key, run in groupby(capitals)]
    if len(runs) == _PAIR and runs[-1][0]:
        return len(parts) - runs[-1][1]
    at = len(parts) - 1
    while at > 1 and _SUFFIX.match(parts[at]):
        at -= 1
    while at > 1 and parts[at - 1].lower() in _PARTICLES and parts[at - 1][0].islower():
        at -= 1
    return at


def people_of(value: object) -> tuple[Person, ...]:
    """The people of a cell or a key: a text with separators, a list, objects with names."""
    return tuple(person for item in _items(value) for person in _people_in(item))


def _people_in(item: object) -> Iterator[Person]:
    if isinstance(item, Mapping):
        if person := _person_of_object(item):
            yield person
        return
    for name in _names_in(str(item)):
        if person := person_of(name):
            yield person


def _person_of_object(item: Mapping[str, object]) -> Person | None:
    known = {str(key).casefold().replace("_", "").replace("-", ""): it for key, it in item.items()}
    family = _first(known, "family", "familyname", "lastname", "last", "surname", "姓")
    given = _first(
        known, "given", "givenname", "firstname", "first", "forename", "givennames", "名"
    )
    named = _first(known, "name", "fullname", "author", "displayname", "氏名")
    person = Person(family, given) if family else person_of(named or given)
    held = known.get("affiliations") or known.get("affiliation") or known.get("所属")
    if person is None or not held:
        return person
    return replace(person, affiliation=AFFILIATION_BREAK.join(texts_of(held)) or None)


def _first(known: Mapping[str, object], *names: str) -> str:
    return next((str(known[name]).strip() for name in names if known.get(name)), "")


def _names_in(text: str) -> list[str]:
    """Cut a line of names; a comma stands inside a name, or between whole names."""
    parts = [part for part in _AND.split(text) if part.strip(" ,")]
    if len(parts) > 1 and ";" in text:
        return parts
    return [name for part in parts for name in _by_commas(part)]


def _by_commas(text: str) -> list[str]:
    pieces = [piece.strip() for piece in text.split(",") if piece.strip()]
    if len(pieces) < _PAIR or _SUFFIX.match(pieces[-1]):
        return [text]
    if all(_INITIALS.match(piece) for piece in pieces[1::2]) and len(pieces) % _PAIR == 0:
        pairs = zip(pieces[::2], pieces[1::2], strict=True)
        return [f"{family}, {given}" for family, given in pairs]
    if len(pieces) == _PAIR and not all(" " in piece for piece in pieces):
        return [text]
    return pieces


def _items(value: object) -> Iterator[object]:
    """The members of a list, also of one that a program wrote into a cell as text."""
    if value is None:
        return
    if isinstance(value, str) and value.startswith("[") and value.rstrip().endswith("]"):
        with contextlib.suppress(ValueError, SyntaxError, MemoryError, RecursionError):
            value = ast.literal_eval(value.strip())
    if isinstance(value, list | tuple):
        yield from (item for item in value if item is not None)
    else:
        yield value


def texts_of(value: object) -> tuple[str, ...]:
    """The members of a value as texts; objects give their names."""
    found = []
    for item in _items(value):
        if isinstance(item, Mapping):
            named = {str(key).casefold(): it for key, it in item.items()}
            found.append(_first(named, "name", "title", "text", "value", "label", "term"))
        else:
            found.append(str(item).strip())
    return tuple(text for text in found if text)


def text_of(value: object) -> str:
    """A value as one text."""
    return "; ".join(texts_of(value))


def list_of(value: object) -> tuple[str, ...]:
    """Keywords or references: members of a list, or of a text with separators."""
    texts = texts_of(value)
    if len(texts) != 1:
        return texts
    parts = _LIST_MARK.split(texts[0])
    if len(parts) == 1:
        parts = texts[0].split(",")
    return tuple(part.strip() for part in parts if part.strip())


def paragraphs_of(value: object) -> tuple[str, ...]:
    """Paragraphs: members of a list, and what blank lines divide."""
    return tuple(part for text in texts_of(value) for part in _BLANK_LINE.split(text) if part)


def year_of(value: object) -> int | None:
    """The first year from 1500 to 2099 that stands in the value."""
    found = _YEAR.search(text_of(value))
    return int(found.group(1)) if found else None


def record_of(values: Mapping[str, object], source: SourceLines) -> FoundRecord:
    """A record from its values by the names of our fields."""
    return FoundRecord(
        source=source,
        title=text_of(values.get("title")),
        authors=_authors(values),
        paragraphs=paragraphs_of(values.get("text")),
        keywords=list_of(values.get("keywords")),
        notes=tuple(Note(text, source) for text in texts_of(values.get("notes"))),
        references=texts_of(values.get("references")),
        language=text_of(values.get("language")) or None,
        session=text_of(values.get("session")) or None,
        time=text_of(values.get("time")) or None,
        room=text_of(values.get("room")) or None,
        pages=text_of(values.get("pages")) or None,
        year=year_of(values.get("year")),
        identifier=text_of(values.get("identifier")) or None,
        conference=text_of(values.get("conference")) or None,
    )


def _authors(values: Mapping[str, object]) -> tuple[Person, ...]:
    """All who are named, the one with columns of his own for family and given name first."""
    family, given = text_of(values.get("family")), text_of(values.get("given"))
    own = [Person(family, given)] if family and "authors" not in values else []
    listed = [*own, *people_of(values.get("authors")), *people_of(values.get("coauthors"))]
    numbered = people_of(values.get("numbered authors"))
    people = _joined(listed, numbered) if numbered else listed
    return with_affiliations(people, list_of_affiliations(values.get("affiliations")))


def _joined(listed: Sequence[Person], numbered: Sequence[Person]) -> Sequence[Person]:
    """A list of authors and those with columns of their own, nobody twice.

    Where the list names only some of these, say who presents, their numbers give the order.
    """
    all_numbered = all(any(is_same_name(it.name, one.name) for one in numbered) for it in listed)
    first, second = (numbered, listed) if all_numbered else (listed, numbered)
    people: list[Person] = []
    for person in (*first, *second):
        same = (n for n, it in enumerate(people) if is_same_name(it.name, person.name))
        at = next(same, None)
        if at is None:
            people.append(person)
        elif person.affiliation and not people[at].affiliation:
            people[at] = person
    return people


def list_of_affiliations(value: object) -> tuple[str, ...]:
    """Affiliations; a comma stands inside one."""
    texts = texts_of(value)
    if len(texts) != 1:
        return texts
    return tuple(part.strip() for part in re.split(r"[;；\n|]+", texts[0]) if part.strip())


def with_affiliations(people: Iterable[Person], found: Sequence[str]) -> tuple[Person, ...]:
    """Each person with his affiliation, where there are as many as people; else nobody's."""
    people = tuple(people)
    if len(found) != len(people):
        return people
    return tuple(
        person if person.affiliation else replace(person, affiliation=affiliation)
        for person, affiliation in zip(people, found, strict=True)
    )
