"""Lists of keywords."""

import pytest

from corpus.keywords import end_of_keywords, keywords_of, starts_keywords
from corpus.lines import read_source
from corpus.repair import vocabulary_of


@pytest.mark.parametrize(
    ("lines", "keywords"),
    [
        (["Keywords: reeds, water level"], ("reeds", "water level")),
        (["Key words - reeds; rules."], ("reeds", "rules")),
        (["KEYWORDS", "reeds, rules"], ("reeds", "rules")),
        (["Keyword: reeds"], ("reeds",)),
        (["キーワード：葦、水位、湖"], ("葦", "水位", "湖")),
        (["キーワード 葦，水位"], ("葦", "水位")),
        (
            ["Keywords: reeds, low-", "skilled work,", "water"],
            ("reeds", "low-skilled work", "water"),
        ),
        (["Keywords: reeds, governance of", "migration"], ("reeds", "governance of migration")),
        (["Keywords: input/output, A·B"], ("input/output", "A", "B")),
    ],
)
def test_lists(lines: list[str], keywords: tuple[str, ...]) -> None:
    """Labels, separators and line ends in many forms give the words in order."""
    source = read_source([*lines, "", "The text begins here. It goes on."])
    assert starts_keywords(source, 0)
    end = end_of_keywords(source, 0)
    assert end == len(lines)
    assert keywords_of(lines[:end], vocabulary_of(lines)) == keywords


def test_text_below_without_a_blank_line_is_no_keyword() -> None:
    """The first sentence of a text right below the list stays in the text."""
    source = read_source(
        ["Keywords: reeds, rules", "This study asks why reeds, in lakes,", "grow."]
    )
    assert end_of_keywords(source, 0) == 1


@pytest.mark.parametrize("text", ["Keyword searches were made.", "Keyword-based search helps."])
def test_prose_about_keywords(text: str) -> None:
    """A sentence that begins with the word is no list."""
    assert not starts_keywords(read_source([text]), 0)
