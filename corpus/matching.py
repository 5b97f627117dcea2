"""Whether two names may be one person's, whatever the writing.

Case, accents, macrons, full and half width, punctuation and the order of family and given name do
not count: Shōzō and Shozo, SATO Hanako and Hanako Satō are one name. Long vowels spelt out (Satou,
Ohno) stay what they are: they also tell names apart.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from corpus.abstract import Person
from corpus.characters import is_cjk

# Letters that no decomposition takes apart, and how people write them without.
_LETTERS = str.maketrans(
    {
        "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss",
        "ı": "i", "ħ": "h", "ŧ": "t", "ŋ": "n", "ĸ": "k", "ƒ": "f",
    }
)  # fmt: skip
_MOST_INITIALS = 3
_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = re.compile(r"(?<=\w)['’ʼ`´](?=\w)")


def bare_letters(text: str) -> str:
    """The text in small letters without accents, macrons, strokes and width: "Łódź" is "lodz".

    Signs and white space stay. Kana keep their voicing marks, which are no accents. Baring what is
    bare changes nothing.
    """
    if text.isascii():
        return text.lower()
    bare = "".join(map(_bare, unicodedata.normalize("NFKC", text)))
    lowered = unicodedata.normalize("NFKC", bare.casefold()).translate(_LETTERS)
    return "".join(map(_bare, lowered))


def fold(text: str) -> str:
    """The words in bare letters without punctuation, one space between them.

    Folding what is folded changes nothing.
    """
    if text.isascii() and text.replace(" ", "").isalnum():
        return " ".join(text.lower().split())
    return " ".join(_WORD.findall(_APOSTROPHES.sub("", bare_letters(text))))


def _bare(character: str) -> str:
    """A letter without its marks; Japanese and Korean writing as it is."""
    parts = unicodedata.normalize("NFD", character)
    if len(parts) == 1 or is_cjk(parts[0]) or "\u1100" <= parts[0] <= "\u11ff":
        return "" if unicodedata.combining(character) and not is_cjk(character) else character
    return "".join(part for part in parts if not unicodedata.combining(part))


def name_key(name: str) -> str:
    """Equal for two writings of one name, in any order of its parts.

    Japanese names are compared without the space between their parts.
    """
    words = fold(name).split()
    if words and not name.isascii() and all(is_cjk(word[0]) for word in words):
        return "".join(words)
    return " ".join(sorted(words))


def is_same_name(one: str, other: str) -> bool:
    """Whether two writings are of one name; two blank ones are not."""
    key = name_key(one)
    return bool(key) and key == name_key(other)


def keys_of(person: Person) -> frozenset[str]:
    """The keys that a person is found by: the name in Latin or Japanese, and its reading."""
    names = (f"{person.family} {person.given}", person.reading or "")
    return frozenset(key for name in names if (key := name_key(name)))


def is_same_person(one: Person, other: Person) -> bool:
    """Whether two authors are surely one: the same name and an affiliation that both have."""
    shared = _affiliations(one) & _affiliations(other)
    return bool(shared and keys_of(one) & keys_of(other))


def _affiliations(person: Person) -> frozenset[str]:
    return frozenset(filter(None, map(fold, person.affiliations)))


def agrees(name: str, person: Person) -> bool:
    """Whether a name with initials may be the person's: "M. Riccucci", "Riccucci MJ".

    The family name is equal, and the given names of either side begin with the letters that the
    other gives, in order. One side has at least one initial; a bare family name agrees with nobody.
    """
    words, family, given = fold(name).split(), fold(person.family).split(), fold(person.given)
    if not family or not given:
        return False
    for rest in _without_run(words, family):
        if rest and _initials_agree(rest, given.split()):
            return True
    return False


def _without_run(words: list[str], run: list[str]) -> Iterator[list[str]]:
    """The words before or behind a run that begins or ends them."""
    if words[: len(run)] == run:
        yield words[len(run) :]
    if words[-len(run) :] == run:
        yield words[: -len(run)]


def _initials_agree(one: list[str], other: list[str]) -> bool:
    ones, others = _spelt(one, other), _spelt(other, one)
    pairs = list(zip(ones, others, strict=False))
    some = any(len(a) == 1 or len(b) == 1 for a, b in pairs)
    return some and all(a == b or (1 in (len(a), len(b)) and a[0] == b[0]) for a, b in pairs)


def _spelt(names: list[str], other: list[str]) -> list[str]:
    """The names, initials that are written together ("MJ") one by one."""
    letters = "".join(name[0] for name in other)
    together = len(names) == 1 and 1 < len(names[0]) <= _MOST_INITIALS
    return list(names[0]) if together and letters.startswith(names[0]) else names


def find_people(name: str, people: Iterable[Person]) -> tuple[Person, ...]:
    """Those of the people whose name or reading this is, in their order.

    Where it is nobody's, those whose name agrees with its initials.
    """
    key, known = name_key(name), tuple(people)
    found = tuple(person for person in known if key and key in keys_of(person))
    return found or tuple(person for person in known if agrees(name, person))
