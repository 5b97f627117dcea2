"""Names of one person in other writings are found; names of two people stay two."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.abstract import Person
from corpus.matching import (
    agrees,
    bare_letters,
    find_people,
    fold,
    is_same_name,
    is_same_person,
    keys_of,
    name_key,
)

NAMES = st.lists(st.text("abcXYZéōüß", min_size=1, max_size=6), min_size=1, max_size=4)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Shōzō Itō", "Ito, Shozo"),
        ("SATŌ Hanako", "Hanako Sato"),
        ("Jean-Philippe Côté", "COTE Jean Philippe"),
        ("Łukasz Ørsted", "Orsted, Lukasz"),
        ("Ｓａｔｏ　Ｈａｎａｋｏ", "Sato Hanako"),
        ("佐藤 花子", "佐藤花子"),
        ("ｻﾄｳ ﾊﾅｺ", "サトウ ハナコ"),
        ("O’Brien, Ann", "Ann O'Brien"),
    ],
)
def test_one_name(one: str, other: str) -> None:
    """Accents, macrons, case, order, width and signs do not count."""
    assert is_same_name(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ann Reed", "Anne Reed"),
        ("Ohno Ken", "Ono Ken"),
        ("ハンダ", "バンダ"),
        ("佐藤 花子", "佐藤 華子"),
        ("", " "),
    ],
)
def test_two_names(one: str, other: str) -> None:
    """One other letter, a voicing mark, another character: another name. Nothing is no name."""
    assert not is_same_name(one, other)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    """What is folded stays as it is."""
    assert fold(fold(text)) == fold(text)


def test_bare_letters_keep_signs_and_spaces() -> None:
    """Only what sits on or in a letter goes; a sentence can still be read by its signs."""
    assert (
        bare_letters("“Łódź”, O’Brien & ÆGIR: ５％  ハンダ")
        == "“lodz”, o’brien & aegir: 5%  ハンダ"
    )


@given(NAMES, st.randoms(use_true_random=False))
def test_the_order_does_not_count(parts: list[str], random: object) -> None:
    """Any order of a name's parts has one key."""
    shuffled = sorted(parts, key=lambda _: random.random())  # type: ignore[attr-defined]
    assert name_key(" ".join(shuffled)) == name_key(" ".join(parts))


@given(NAMES)
def test_case_accents_and_forms_do_not_count(parts: list[str]) -> None:
    """Capitals, decomposed characters and bare letters have one key."""
    name = " ".join(parts)
    bare = "".join(it for it in unicodedata.normalize("NFD", name) if not unicodedata.combining(it))
    assert name_key(name.upper()) == name_key(name) == name_key(bare)
    assert name_key(unicodedata.normalize("NFD", name)) == name_key(name)


def test_a_person_is_found_by_name_and_reading() -> None:
    """A Japanese name is found by its characters and by its reading in Latin letters."""
    person = Person("佐藤", "花子", reading="Satō Hanako")
    assert keys_of(person) == {"佐藤花子", "hanako sato"}
    assert find_people("Hanako SATO", [Person("Reed", "Ann"), person]) == (person,)
    assert find_people(" ", [person]) == ()


def test_one_name_is_not_yet_one_person() -> None:
    """Two people of one name are one only where they share an affiliation."""
    one = Person("Satō", "Ken", "Moor College; Fen University")
    assert is_same_person(one, Person("Sato", "Ken", "FEN UNIVERSITY"))
    assert not is_same_person(one, Person("Sato", "Ken", "Lake College"))
    assert not is_same_person(one, Person("Sato", "Ken"))


@pytest.mark.parametrize(
    ("name", "family", "given"),
    [
        ("M. Riccucci", "Riccucci", "Marco"),
        ("Riccucci M.", "Riccucci", "Marco"),
        ("Marco Riccucci", "Riccucci", "M."),
        ("MJ Smith", "Smith", "Mary Jane"),
        ("M. Smith", "Smith", "Mary Jane"),
        ("Mary J. Smith", "Smith", "Mary Jane"),
        ("A. van den Berg", "van den Berg", "Anna"),
        ("Ł. Orsted", "Ørsted", "Łukasz"),
    ],
)
def test_initials_agree_with_full_names(name: str, family: str, given: str) -> None:
    """An equal family name and agreeing initials may be one person's."""
    assert agrees(name, Person(family, given))


@pytest.mark.parametrize(
    ("name", "family", "given"),
    [
        ("L. Riccucci", "Riccucci", "Marco"),
        ("M. Ricci", "Riccucci", "Marco"),
        ("Riccucci", "Riccucci", "Marco"),
        ("Mary Smith", "Smith", "Mark"),
        ("M. K. Smith", "Smith", "Mary Jane"),
        ("M. Group", "Group", ""),
        ("Marta Riccucci", "Riccucci", "Marco"),
    ],
)
def test_initials_that_do_not_agree(name: str, family: str, given: str) -> None:
    """Another initial, another family name, a full other name, a bare family name: not agreed."""
    assert not agrees(name, Person(family, given))


def test_a_full_name_outdoes_initials() -> None:
    """Initials count only where nobody has the very name."""
    marco, marta, short = (
        Person("Riccucci", "Marco"),
        Person("Riccucci", "Marta"),
        Person("Bo", "M"),
    )
    assert find_people("Marco Riccucci", [marta, marco]) == (marco,)
    assert find_people("M. Riccucci", [marta, marco, short]) == (marta, marco)
