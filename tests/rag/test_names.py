"""Names in a question, and the people of the records, however they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.abstract import Person
from corpus.matching import bare_letters
from rag.authors import KnownPerson
from rag.names import capitalised, numbers_of, words_of
from rag.records_people import People

CHHOUR = KnownPerson(Person("Chhour", "Phengse", "Hosei University"), ("b/1",))
SHOZO = KnownPerson(Person("Satō", "Shōzō"), ("b/2",))
MARI = KnownPerson(Person("Sato", "Mari"), ("b/3",))
HANAKO = KnownPerson(Person("佐藤", "花子", "諏訪大学"), ("b/4",))
BERG = KnownPerson(Person("van den Berg", "Anne-Lise"), ("b/5",))
NAMELESS = KnownPerson(Person("", "Socrates"), ("b/6",))
PEOPLE = People((CHHOUR, SHOZO, MARI, HANAKO, BERG, NAMELESS))


@pytest.mark.parametrize(
    "question",
    [
        "What did Phengse Chhour find?",
        "What did Chhour Phengse find?",
        "CHHOUR, Phengse: which method?",
        "what did chhour find",
        "What is Chhour's method?",
        "What is Chhour’s method?",
        "What did Mr. Chhour find?",
        "Chhourさんの方法は？",
        "Chhour氏は何を発表しましたか",
        "Ｃｈｈｏｕｒ was interviewed?",
    ],
)
def test_a_name_in_whatever_form(question: str) -> None:
    """Order, capitals, possessives, honorifics and width of letters do not hide a name."""
    assert PEOPLE.in_question(question) == (CHHOUR,)


@pytest.mark.parametrize(
    "question",
    [
        "佐藤花子さんの発表は？",
        "佐藤 花子 の所属は？",
        "佐藤さんは何を報告しましたか",
        "佐藤氏の研究",
        "佐藤先生の所属",
        "佐藤は誰ですか",
    ],
)
def test_a_japanese_name_needs_no_spaces(question: str) -> None:
    """Japanese is written without spaces; a name is found with and without an honorific."""
    assert PEOPLE.in_question(question) == (HANAKO,)


@pytest.mark.parametrize("question", ["What did Shozo Sato find?", "SATŌ Shōzō", "Satô, Shôzô?"])
def test_macrons_are_folded(question: str) -> None:
    """Shōzō, Shôzô and Shozo are one name."""
    assert PEOPLE.in_question(question) == (SHOZO,)


@pytest.mark.parametrize("question", ["Who is Lukasz Orsted?", "Łukasz Ørsted?"])
def test_letters_with_strokes_are_folded(question: str) -> None:
    """Ł and ø, which no decomposition takes apart, are l and o to those who lack the keys."""
    known = KnownPerson(Person("Ørsted", "Łukasz"), ("moss",))
    assert People([known]).in_question(question) == (known,)


def test_a_voicing_mark_tells_names_apart() -> None:
    """Handa and Banda differ by a mark that is no accent."""
    assert words_of("ハンダ") != words_of("バンダ")


def test_a_full_name_outdoes_a_family_name() -> None:
    """Two people may share a family name: the given name tells them apart, or both are meant."""
    assert PEOPLE.in_question("What did Mari Sato find?") == (MARI,)
    assert PEOPLE.in_question("What did Sato find?") == (SHOZO, MARI)


def test_names_of_several_words() -> None:
    """Every part of a family name of several words has to be there."""
    assert PEOPLE.in_question("What did van den Berg say?") == (BERG,)
    assert PEOPLE.in_question("What did Berg say?") == ()


@pytest.mark.parametrize("question", ["", "Who is Tanaka?", "Chhourin", "Phengsen"])
def test_nobody_else(question: str) -> None:
    """Neither others nor longer words name anyone."""
    assert PEOPLE.in_question(question) == ()


def test_without_a_family_name_nobody_is_found() -> None:
    """A record without a family name is not found in every question."""
    assert NAMELESS not in PEOPLE.in_question("What did Socrates and Chhour say?")


def test_names_are_capitals_within_a_sentence() -> None:
    """A capital at the start of a sentence is no name; one within it, or a word of capitals, is."""
    assert capitalised("Did Sano and Saito agree? Perhaps. TITP is used in Hokkaidō.") == (
        "sano",
        "saito",
        "titp",
        "hokkaido",
    )


def test_numbers_lose_their_separators() -> None:
    """9,052 and 9052 are one number, and the stop after a year is none of it."""
    assert numbers_of("9,052 by 2018. And 1.37 of 3") == {"9052", "2018", "1.37", "3"}


def test_words_are_folded() -> None:
    """Possessive endings, accents and capitals go."""
    assert {"vietnam", "resume"} <= words_of("Vietnam’s Résumé")


@given(st.text())
def test_folding_is_done_once(text: str) -> None:
    """What is folded stays as it is when it is folded again."""
    once = bare_letters(text)

    assert bare_letters(once) == once


@given(st.text())
def test_any_text_may_be_searched(text: str) -> None:
    """No text is too odd to look for people in, and whoever is found is known."""
    assert set(PEOPLE.in_question(text)) <= {CHHOUR, SHOZO, MARI, HANAKO, BERG}


@pytest.mark.parametrize(
    "question",
    [
        "What did Phengse present?",
        "what did phengse present",
        "Phengse's talk",
        "talks by phengse",
        "phengseさんの発表",
    ],
)
def test_a_given_name_alone(question: str) -> None:
    """Somebody may be called by the given name, where it is written as a name."""
    assert PEOPLE.in_question(question) == (CHHOUR,)


@pytest.mark.parametrize(
    "question",
    [
        "What did Phengse Wharram-Tate present?",
        "what did phengse wharram-tate present?",
        "How many talks did Wharram-Tate, Phengse give?",
        "Phengse Wharram-Tateの抄録",
        "talks by phengse wharram",
    ],
)
def test_a_given_name_of_somebody_else(question: str) -> None:
    """Beside another family name it is another person's."""
    assert PEOPLE.in_question(question) == ()


def test_a_given_name_that_is_a_word() -> None:
    """In small letters within a sentence, or where a text speaks of it, it names nobody."""
    hope = KnownPerson(Person("Berg", "Hope"), ("b/7",))
    jordan = KnownPerson(Person("Berg", "Jordan"), ("b/8",))

    assert People([hope]).in_question("is there hope for the lakes?") == ()
    assert People([jordan], occurs=lambda _: True).in_question("refugees in Jordan") == ()
    assert People([jordan]).in_question("What did Jordan find?") == (jordan,)
