"""A Japanese question is glossed in English words from the glossary."""

from hypothesis import given
from hypothesis import strategies as st

from rag.gloss import english_gloss, load_glossary, names_in


def test_every_term_gives_its_words() -> None:
    """A term alone is glossed by its own entry, never by a shorter one within it."""
    for term, words in load_glossary().items():
        assert english_gloss(term) == words


def test_words_keep_their_order() -> None:
    """Terms are glossed where they stand, and grammar between them is dropped."""
    assert english_gloss("難民と警察は？") == "refugees police"


def test_a_repeated_term_is_glossed_once() -> None:
    """Saying a word twice does not weigh it twice."""
    assert english_gloss("難民、難民、難民") == "refugees"


def test_letters_and_numbers_go_through() -> None:
    """Names in Latin letters and figures need no glossary."""
    assert english_gloss("Chhour氏の1981年のTITPは") == "Chhour 1981 TITP"


def test_the_unknown_is_dropped() -> None:
    """Where the glossary knows nothing, nothing is made up."""
    assert english_gloss("ほげほげ") == ""


@given(st.text(alphabet=st.sampled_from("難民技能実習生失踪はのTITP 1981カンボジア、。")))
def test_a_gloss_is_english(question: str) -> None:
    """Nothing Japanese is left in a gloss."""
    assert english_gloss(question).isascii()


def test_names_are_told_from_words() -> None:
    """What is written in Japanese and has a capital in English; Latin letters are as typed."""
    assert [it.searched for it in names_in("フランスの難民とTITP")] == ["France"]
