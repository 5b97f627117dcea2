"""Names written in Japanese letters are found as the records write them in Latin ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.assistant import Assistant
from rag.latin_names import LatinNames
from rag.readings import levelled, said, words_in

PEOPLE = (("Saeki", "Yasutaka"), ("Ohno", "Taro"), ("Sato", "Hanako"), ("Chhour", "Phengse"))
PLACES = (
    "Hosei University",
    "The University of Tokyo",
    "Graduate School of Business, Keio University",
    "Hokkaido Univ.",
)
KANA = (
    "アイウエオカガキギクグケゲコゴサザシジスズセゼソゾタダチッツテデトド"
    "ナニヌネノハバパヒビピフブプヘベペホボポマミムメモヤャユュヨョラリルレロワンー"
)


@pytest.fixture(scope="module")
def names() -> LatinNames:
    """Of four people and four universities."""
    return LatinNames(PEOPLE, PLACES)


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("法政大学の発表はありますか？", "Hosei Universityの発表はありますか？"),
        ("東京大学からは何件？", "The University of Tokyoからは何件？"),
        ("慶應義塾大学の人", "Keio Universityの人"),
        ("北海道大学は", "Hokkaido Univ.は"),
        ("佐伯先生は誰ですか", "Saeki先生は誰ですか"),
        ("司会の佐伯康考さん", "司会のSaeki Yasutakaさん"),
        ("大野太郎さんの所属", "Ohno Taroさんの所属"),
        ("佐藤花子氏は何を述べたか", "Sato Hanako氏は何を述べたか"),
        ("さえきさんの発表", "Saekiさんの発表"),
        ("サトウ氏によると", "Sato氏によると"),
    ],
)
def test_a_name_of_the_records_is_written_as_there(
    names: LatinNames, asked: str, written: str
) -> None:
    """Universities, family names, full names and names in kana."""
    assert names.put_into(asked) == written


@pytest.mark.parametrize(
    "asked",
    [
        "佐藤太郎さんの発表は",
        "東京外国語大学の発表はありますか",
        "早稲田大学の田中さん",
        "「法政大学の歴史」は誰が書いた",
        "森の研究について",
        "大学の数は",
        "",
    ],
)
def test_other_names_stay(names: LatinNames, asked: str) -> None:
    """Another given name, another university, a quoted title and plain words are left alone."""
    assert names.put_into(asked) == asked


def test_what_the_records_write_in_japanese_stays() -> None:
    """Where one abstract has 諏訪大学 and another Suwa University, the name as typed is meant."""
    both = LatinNames((("Sato", "Mari"), ("佐藤", "花子")), ("Suwa University", "諏訪大学"))

    assert both.put_into("諏訪大学の佐藤さん") == "諏訪大学の佐藤さん"


def test_names_of_other_languages_are_not_kept() -> None:
    """Where nothing of the records can be meant, no question is read for it."""
    names = LatinNames((("Chhour", "Phengse"), ("佐伯", "康考")), ())
    assert names.put_into("佐伯さん") == "佐伯さん"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ohno", "Oono"),
        ("Satoh", "Satou"),
        ("Yūko", "Yuko"),
        ("Shimbo", "Shinbo"),
        ("Kun'ichi", "Kunichi"),
        ("Tizu", "Chizu"),
        ("Syunta", "Shunta"),
        ("Hukuda", "Fukuda"),
    ],
)
def test_ways_of_writing_are_levelled(one: str, other: str) -> None:
    """Hepburn's, the government's and passports' spellings of one name are one."""
    assert levelled(one) == levelled(other)


@given(st.text(KANA, max_size=12))
def test_kana_are_levelled_already(kana: str) -> None:
    """What kana say is compared as it is."""
    assert levelled(said(kana)) == said(kana)


@given(st.text("佐伯大学の、。 法政abc東京さんはー", max_size=20))
def test_words_stand_where_they_say(text: str) -> None:
    """Each word is the text at its place."""
    assert all(text[word.start : word.end] == word.text for word in words_in(text))


@pytest.mark.parametrize("asked", ["法政大学の発表はありますか？", "法政大学からは何件ですか"])
def test_the_booklet_knows_its_university(assistant: Assistant, asked: str) -> None:
    """Asked in Japanese for a university that the booklet writes in English: its record."""
    answer = assistant.ask(asked)
    assert [it.authors for it in answer.citations] == [("Phengse Chhour",)]
    assert "Hosei University" in (answer.rewritten or "")


def test_a_university_without_a_talk_is_not_near_to_any(assistant: Assistant) -> None:
    """Nothing is near in meaning to a name."""
    answer = assistant.ask("早稲田大学の発表はありますか")
    assert not answer.citations
    assert "「早稲田大学」に所属する著者は記載されていません" in answer.text
