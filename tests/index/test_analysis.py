"""The terms that words are looked up by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis import terms


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Why do the trainees flee?", ["traine", "flee"]),
        ("policies and a policy", ["polici", "polici"]),
        ("low-skilled workers", ["lowskil", "low", "skill", "worker"]),
        ("Japan’s and workers' rights", ["japan", "worker", "right"]),
        ("9,052 by 2018 (Sano, 2012:19)", ["9052", "2018", "sano", "2012", "19"]),
        ("a ratio of 1.37", ["ratio", "1.37"]),
        ("COVID19 and ＴＩＴＰ", ["covid19", "titp"]),
        ("Émigré naïveté", ["emigr", "naivet"]),
        ("技能実習", ["技能", "能実", "実習"]),
        ("TITP制度", ["titp", "制度"]),
        ("ガイド、湖", ["ガイ", "イド", "湖"]),
        ("何ですか", ["何で", "すか"]),
        ("?! — …", []),
    ],
)
def test_terms(text: str, expected: list[str]) -> None:
    """Folded, stemmed, without stop words; hyphens both ways; Japanese in overlapping pairs."""
    assert terms(text) == expected


@given(st.text(max_size=60))
def test_terms_are_words_whatever_the_text(text: str) -> None:
    """Any text gives terms without white space, and capitals make no difference."""
    found = terms(text)
    assert all(term and not any(character.isspace() for character in term) for term in found)
    assert terms(text.casefold()) == found


@given(st.lists(st.sampled_from(["Boats", "sailed", "湖の氷", "1974", "co-author"]), max_size=6))
def test_terms_of_a_text_are_those_of_its_words(words: list[str]) -> None:
    """Words apart from each other do not change one another."""
    assert terms(" ".join(words)) == [term for word in words for term in terms(word)]
