"""Spelling is mended from the corpus's own words, and nothing else is touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import DamerauLevenshtein

from index.analysis import terms
from index.words import Words
from rag.spelling import CONFERENCE_WORDS, LONG, SHORTEST, Speller

TEXT = (
    "Cambodian trainees flee because of indebtedness and low salary. Sano describes brokers, "
    "refugee recognition and deportation. Interviews were held in Khmer."
)
ORDINARY = frozenset({"weather", "salmon", "books", "lower", "train", "interior"})
STEMS = frozenset(terms(TEXT))
SPELLER = Speller(Words.of([TEXT]), known=STEMS.__contains__, is_word=ORDINARY.__contains__)


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("why do cambodain trainees flee", "why do cambodian trainees flee"),
        ("low salery and brokres", "low salary and brokers"),
        ("Cambodain indebtednes?", "Cambodian indebtedness?"),
        ("refuge recogniton", "refugee recognition"),
        ("traineees flee", "trainees flee"),
        ("deportaton!", "deportation!"),
    ],
)
def test_a_misspelt_word_is_mended(typed: str, mended: str) -> None:
    """A letter too few, too many or swapped in a corpus word is put right, capitals kept."""
    corrected = SPELLER.correct(typed)

    assert (corrected.text, corrected.changed) == (mended, True)


@pytest.mark.parametrize(
    "typed",
    [
        "the weather and salmon in books",
        "trainee deported describing interviewing",
        "interviewees and deportees",
        "lo slr kmr",
        "TITP SALERY KHMR",
        "What did Tanaka and Yamamoto say?",
        "x 12 !? 難民",
        "",
    ],
)
def test_the_rest_is_left_alone(typed: str) -> None:
    """Ordinary words, forms of known words, short words, capitals and names stay as typed."""
    corrected = SPELLER.correct(typed)

    assert (corrected.text, corrected.changed) == (typed, False)


@pytest.mark.parametrize("typed", ["What did Sato find?", "Did Sono (2012) say so?"])
def test_one_person_is_not_made_into_another(typed: str) -> None:
    """Someone else's name is no misspelling: to mend it would put words in the wrong mouth."""
    assert SPELLER.correct(typed).text == typed


def test_what_is_asked_of_any_conference_is_no_misspelling() -> None:
    """The plural of a conference's word is none of its misspellings."""
    typed = "which abstracts, two talks, all papers, methods, speakers and moderators"
    fine = {"which", "all", "and", "two"}
    speller = Speller(Words.of([TEXT]), known=STEMS.__contains__, is_word=fine.__contains__)

    assert speller.correct(typed).text == typed


@given(st.lists(st.sampled_from(TEXT.replace(".", "").replace(",", "").split())).map(" ".join))
def test_the_corpus_is_spelt_right(text: str) -> None:
    """Whatever is written in the corpus's own words is never changed."""
    assert not SPELLER.correct(text).changed


LETTERS = st.text("abe", min_size=SHORTEST, max_size=LONG + 3)


@given(written=st.lists(LETTERS, max_size=30), typed=LETTERS)
def test_the_word_is_the_one_that_comparing_with_all_finds(written: list[str], typed: str) -> None:
    """The nearest of all words that begin alike, and of several the first by the alphabet."""
    speller = Speller(Words.of(written), known=lambda _: False, is_word=lambda _: False)
    every = sorted({*written, *CONFERENCE_WORDS.split()})
    most = 2 if len(typed) >= LONG else 1
    near = [(DamerauLevenshtein.distance(typed, it), it) for it in every if it[0] == typed[0]]
    best = min((it for it in near if it[0] <= most), default=(0, typed))[1]
    fine = typed in every or typed.removesuffix("s") in every
    assert speller.correct(typed).text == (typed if fine else best)


@given(st.text())
def test_mending_is_done_once(text: str) -> None:
    """What is mended stays as it is, and ``changed`` tells the truth."""
    once = SPELLER.correct(text)

    assert once.changed == (once.text != text)
    assert SPELLER.correct(once.text).text == once.text
