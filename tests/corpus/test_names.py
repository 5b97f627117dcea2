"""Names as booklets print them."""

import pytest

from corpus.abstract import Person
from corpus.names import parse_people


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("CHHOUR, Phengse (Hosei University)", [Person("Chhour", "Phengse", "Hosei University")]),
        ("Dr. Yasutaka SAEKI (Osaka)", [Person("Saeki", "Yasutaka", "Osaka", "Dr.")]),
        ("NGUYEN Thi Lan (Hue)", [Person("Nguyen", "Thi Lan", "Hue")]),
        ("McDONALD, Ann (UCL)", [Person("McDonald", "Ann", "UCL")]),
        ("de la CRUZ, Maria (Porto)", [Person("de la Cruz", "Maria", "Porto")]),
        ("Jean-Luc PICARD-SMITH", [Person("Picard-Smith", "Jean-Luc")]),
        ("Jane A. Smith", [Person("Smith", "Jane A.")]),
        ("Vincent van Gogh (Arles)", [Person("van Gogh", "Vincent", "Arles")]),
        ("山田太郎（東京大学）", [Person("山田太郎", "", "東京大学")]),
        ("山田　太郎（東京大学）", [Person("山田", "太郎", "東京大学")]),
        (
            "A (Univ. of X (Main Campus)) ",
            [],
        ),
        (
            "Ann Lee (X University (East)), Bo Chan (Y)",
            [Person("Lee", "Ann", "X University (East)"), Person("Chan", "Bo", "Y")],
        ),
        (
            "Ann Lee¹, Bo Chan², and Cy Fox¹",
            [*map(Person, ("Lee", "Chan", "Fox"), ("Ann", "Bo", "Cy"))],
        ),
        ("LEE, Ann and FOX, Cy (Z)", [Person("Lee", "Ann"), Person("Fox", "Cy", "Z")]),
    ],
)
def test_people(text: str, people: list[Person]) -> None:
    """Family and given names are told apart; capitals that mark a family name are undone."""
    assert list(parse_people(text)) == people


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ministry of Justice (MOJ)",
        "Osaka University (Japan)",
        "Sano (2012)",
        "Sano Taro (2012)",
        "and then they left (all of them)",
        "Keywords: a, b",
        "Annual Spring Conference (Online)",
        "JAPAN ASSOCIATION FOR MIGRATION POLICY STUDIES (JAMPS)",
        "(((((",
    ],
)
def test_no_people(text: str) -> None:
    """Institutions, events, citations and sentences are no names."""
    assert parse_people(text) == ()


def test_a_japanese_name_keeps_its_order() -> None:
    """A name in Japanese writing is given family name first, any other given name first."""
    assert Person("山田", "太郎").name == "山田 太郎"
    assert Person("Müller", "Anna").name == "Anna Müller"
