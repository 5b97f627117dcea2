"""Names of people as booklets print them: "CHHOUR, Phengse (Hosei University)"."""

import re
from dataclasses import replace
from itertools import groupby

from corpus.abstract import Person
from corpus.characters import is_cjk
from corpus.words import word_set

MAX_LINE = 1000
_MAX_NAME_WORDS = 6
_PARTICLES = word_set(
    "al ap bin binti da das de del della den der di do dos du e el ibn la le mac mc of san st "
    "ten ter van von y zu"
)
_HONORIFIC = re.compile(
    r"(?:(?:Assoc(?:iate|\.)?|Asst\.?|Assistant|Emeritus)\s+)?"
    r"(?:Dr|Prof|Professor|Mr|Mrs|Ms|Mx|Sir|Rev)\b\.?\s+(?:Dr\.\s+)?"
)
_NAME_WORD = re.compile(r"(?:[^\W\d_](?:[^\W\d_]|['’.-])*)$")
# Words of institutions, events and headings: no name holds one.
_NOT_NAMES = word_set(
    "abstract abstracts academy agency and annual association bureau center centre chair city "
    "college committee conference congress council department discussant faculty federation for "
    "foundation government hall institute institution international introduction journal "
    "keywords law meeting method methods ministry moderator network office on online "
    "organisation organization panel party program programme references room school session "
    "society studies symposium system the union university workshop"
)
_AFFILIATION_MARK = re.compile(r"(?<=[^\W\d_])[\d¹²³⁴⁵⁶⁷⁸⁹⁰*†‡§,]+$")
_MARK = re.compile(r"[\d¹²³⁴⁵⁶⁷⁸⁹⁰*†‡§]")
_BRACKETED = re.compile(r"\([^()]*\)|（[^（）]*）")
_ROLE = re.compile(
    r"(?:presenter|presenting|speaker|author|corresponding|co-?author|discussant|chair|moderator|"
    r"student|ph\.?d|発表者|司会|代表)\b",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s*(?:[;；、，]|,?\s+(?:and|&)\s+|\s+&\s+)\s*")
_CJK_NAME = re.compile(r"[\u3040-\u30ff\u3400-\u9fff々ヶー・\s]{2,12}$")
_LETTER = re.compile(r"[^\W\d_]")
_BRACKETS = str.maketrans("（）［］", "()[]")


def parse_people(text: str) -> tuple[Person, ...]:
    """The people that a line names, in order; () where the line is anything but names.

    Takes "FAMILY, Given (Affiliation)", "Given FAMILY", "Given Family" and Japanese names, one
    or several with ``;``, ``,``, ``and`` or ``、`` between them. Time grows linearly with the text.
    """
    if not text or len(text) > MAX_LINE:
        return ()
    people: list[Person] = []
    for names, affiliation in _split_affiliations(text.translate(_BRACKETS)):
        found = _people_without_affiliation(names)
        if not found or (affiliation and not _LETTER.search(affiliation)):
            return ()
        people += found[:-1]
        people.append(replace(found[-1], affiliation=affiliation))
    return tuple(people)


def with_shared_affiliation(people: tuple[Person, ...], text: str) -> tuple[Person, ...]:
    """The people of ``text``; one affiliation behind the last of a list is that of all.

    Marks at the names ("Reed1, Moss2") tell that each has their own, and a role is nobody else's.
    """
    *others, last = people or (None,)
    shared = last.affiliation if last and not any(it and it.affiliation for it in others) else None
    if not shared or _ROLE.match(shared) or _MARK.search(_BRACKETED.sub("", text)):
        return people
    return tuple(replace(person, affiliation=shared) for person in people)


def parse_person(text: str) -> Person | None:
    """The one person that the text names, or None."""
    people = parse_people(text)
    return people[0] if len(people) == 1 else None


def _split_affiliations(text: str) -> list[tuple[str, str | None]]:
    """Cut "A (X), B (Y)" into ("A", "X") and ("B", "Y"); brackets inside brackets stay."""
    parts: list[tuple[str, str | None]] = []
    depth, start, opened = 0, 0, 0
    for position, character in enumerate(text):
        if character == "(":
            opened = position if depth == 0 else opened
            depth += 1
        elif character == ")" and depth:
            depth -= 1
            if depth == 0:
                inside = text[opened + 1 : position].strip()
                parts.append((_trim(text[start:opened]), inside or None))
                start = position + 1
    rest = _trim(text[start:])
    return [*parts, (rest, None)] if rest or not parts else parts


def _trim(names: str) -> str:
    names = names.strip().strip(",;，；、・/／").strip()
    return re.sub(r"^(?:and|&)\s+", "", names)


def _people_without_affiliation(names: str) -> list[Person]:
    people: list[Person] = []
    for part in _SEPARATOR.split(names):
        found = _split_commas(part.strip())
        if not found:
            return []
        people += found
    return people


def _split_commas(part: str) -> list[Person]:
    """One "Family, Given", or a list "Given Family, Given Family"."""
    pieces = [piece.strip() for piece in part.split(",") if piece.strip()]
    if len(pieces) == 2 and not all(" " in piece for piece in pieces):  # noqa: PLR2004
        person = _family_given(*pieces)
        return [person] if person else []
    people = [_one(piece) for piece in pieces]
    return [person for person in people if person] if all(people) else []


def _family_given(family: str, given: str) -> Person | None:
    honorific, family = _honorific(family)
    family, given = _unmarked(family), _unmarked(given)
    if not (_is_name(family) and _is_name(given)):
        return None
    return Person(_title_case(family), given, honorific=honorific)


def _one(text: str) -> Person | None:
    honorific, name = _honorific(text)
    name = _unmarked(name)
    if _CJK_NAME.match(name) and is_cjk(name[0]):
        parts = name.split()
        return Person(parts[0], " ".join(parts[1:]), honorific=honorific)
    words = name.split()
    if len(words) < 2 or not _is_name(name):  # noqa: PLR2004
        return None
    family, given = _family_of(words)
    return Person(_title_case(family), given, honorific=honorific) if given else None


def _honorific(text: str) -> tuple[str | None, str]:
    found = _HONORIFIC.match(text)
    return (found.group().strip(), text[found.end() :]) if found else (None, text)


def _unmarked(text: str) -> str:
    return _AFFILIATION_MARK.sub("", text.strip()).strip()


def _is_name(text: str) -> bool:
    words = text.split()
    return 0 < len(words) <= _MAX_NAME_WORDS and all(map(_is_name_word, words))


def _is_name_word(word: str) -> bool:
    if word.lower().strip(".") in _NOT_NAMES or not _NAME_WORD.match(word):
        return False
    return word[0].isupper() or word.lower() in _PARTICLES


def _family_of(words: list[str]) -> tuple[str, str]:
    """Family and given names: the run in capitals is the family name, else the last word."""
    runs = [(capital, list(run)) for capital, run in groupby(words, _is_capital)]
    capitals = [run for capital, run in runs if capital]
    if len(capitals) == 1 and len(runs) > 1:
        particles = _particles_before(words, words.index(capitals[0][0]))
        family = [*particles, *capitals[0]]
    else:
        family = [*_particles_before(words, len(words) - 1), words[-1]]
    given = list(words)
    start = given.index(family[0])
    del given[start : start + len(family)]
    return " ".join(family), " ".join(given)


def _particles_before(words: list[str], end: int) -> list[str]:
    start = end
    while start > 0 and words[start - 1] in _PARTICLES:
        start -= 1
    return words[start:end]


def _is_capital(word: str) -> bool:
    letters = [letter for letter in word if letter.isalpha()]
    return len(letters) > 1 and all(letter.isupper() for letter in letters[-2:]) and "." not in word


def _title_case(family: str) -> str:
    return " ".join(
        re.sub(r"[^\W\d_]+", _capitalised, word) if _is_capital(word) else word
        for word in family.split()
    )


def _capitalised(match: re.Match[str]) -> str:
    word = match.group()
    if word.startswith(("Mc", "Mac")) and not word.isupper():
        stem = 2 if word.startswith("Mc") else 3
        return word[:stem] + word[stem:].capitalize()
    return word.capitalize()
