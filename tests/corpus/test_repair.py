"""How two lines of one paragraph meet."""

import pytest

from corpus.repair import Vocabulary, seam_between, vocabulary_of


def meet(left: str, right: str, *lines: str) -> str:
    """The two lines as one, in a source that also holds ``lines``."""
    words: Vocabulary = vocabulary_of(lines)
    seam = seam_between(left, right, words)
    return left[: len(left) - seam.dropped] + seam.glue + right


@pytest.mark.parametrize(
    ("left", "right", "whole"),
    [
        ("a new perspec-", "tive, today", "a new perspective, today"),
        ("the govern-", "ment’s aim", "the government’s aim"),
        ("the “Po-", "litical law", "the “Political law"),
        ("(Saito 2018:15-", "16).", "(Saito 2018:15-16)."),
        ("in Asia-", "Pacific trade", "in Asia-Pacific trade"),
        ("of low-", "skilled work", "of low-skilled work"),
        ("a community-", "based plan", "a community-based plan"),
        ("pre-", "and post-war", "pre- and post-war"),
        ("pages 15–", "16 and", "pages 15–16 and"),
        ("a soft\u00ad", "ware", "a software"),
        ("see http://a.b/c-", "d/e", "see http://a.b/c-d/e"),
        ("a word -", "and another", "a word - and another"),
        ("two", "words", "two words"),
        ("葦が戻る", "ことを", "葦が戻ることを"),
        ("調査を行い、", "結果を", "調査を行い、結果を"),
        ("-", "x", "- x"),
    ],
)
def test_seams(left: str, right: str, whole: str) -> None:
    """Line ends become spaces, broken words whole, compounds and page ranges keep hyphens."""
    assert meet(left, right) == whole


def test_the_sources_own_words_decide() -> None:
    """The form that the source writes where no line ends in it wins over the usual rule."""
    assert meet("a guest-", "worker", "each guest-worker came") == "a guest-worker"
    assert meet("a guest-", "worker", "each guestworker came") == "a guestworker"
    assert meet("a low-", "land", "the lowland is wet") == "a lowland"


def test_a_broken_word_is_no_witness() -> None:
    """The halves at broken line ends do not count as words of the source."""
    words = vocabulary_of(["all of the perspec-", "tive work"])
    assert (words["perspec"], words["tive"], words["work"]) == (0, 0, 1)


def test_doubtful_compounds_are_doubts() -> None:
    """Where both halves are words of the source, the hyphen stays and a doubt is reported."""
    seam = seam_between("a guest-", "worker", vocabulary_of(["a guest met a worker there"]))
    assert (seam.kind, seam.dropped) == ("doubt", 0)
