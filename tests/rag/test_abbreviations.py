"""Abbreviations are learnt from the texts that introduce them, and known both ways."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.abbreviations import Introduced, IntroducedForms, long_form, pairs_in, stems_key
from rag.abbreviations import Abbreviations, Alias

TEXT = (
    "The Technical Internship Training Program (TITP) began in 1993. "
    "Two political parties, the Liberal Democratic Party (LDP) and another (see above), agreed. "
    "We use MCMC (Markov chain Monte Carlo) and support vector machines (SVMs)."
)


def learnt(*texts: str) -> Abbreviations:
    """What these texts introduce."""
    return Abbreviations(IntroducedForms.of(texts).found)


def test_definitions_are_found() -> None:
    """The long form is the words that the letters need, no more; brackets without one are none."""
    assert list(pairs_in(TEXT)) == [
        ("TITP", "Technical Internship Training Program"),
        ("LDP", "Liberal Democratic Party"),
        ("MCMC", "Markov chain Monte Carlo"),
        ("SVMs", "support vector machines"),
    ]


@pytest.mark.parametrize(
    ("question", "said", "other"),
    [
        ("What is the TITP?", "TITP", "Technical Internship Training Program"),
        ("technical internship training programs", "Technical Internship Training Program", "TITP"),
        ("Who uses Markov chain Monte Carlo?", "Markov chain Monte Carlo", "MCMC"),
    ],
)
def test_aliases_go_both_ways(question: str, said: str, other: str) -> None:
    """A question with one form is told the other, whatever case the long one is written in."""
    assert learnt(TEXT).aliases(question) == (Alias(said, (other,)),)


def test_two_meanings() -> None:
    """One short form may stand for two things; plural, case and hyphen make no second meaning."""
    known = learnt(
        "cluster model (CM) helps",
        "conceptual map (CM) too",
        "Cluster models (CM), and cluster model (CM)",
        "a Cluster-Model (CM) again",
    )

    assert known.meanings("CM") == ("cluster model", "conceptual map")
    assert known.in_question("What is CM?") == ("CM",)


@pytest.mark.parametrize("question", ["", "Why do it?", "titp", "What is PMML?"])
def test_nothing_is_made_up(question: str) -> None:
    """What the texts do not introduce, or is written otherwise, has no alias."""
    assert learnt(TEXT).aliases(question) == ()


@given(st.text(), st.text())
def test_a_long_form_is_cut_from_the_text(short: str, text: str) -> None:
    """Whatever the brackets hold, a long form is never made up."""
    found = long_form(short, text) if short else None

    assert found is None or found in text


WORDS = st.lists(st.sampled_from(["Markov", "chains", "Monte", "Carlo", "the", "MCMC"]), max_size=7)


@given(longs=st.lists(WORDS.map(" ".join), max_size=6), question=WORDS.map(" ".join))
def test_long_forms_are_those_that_a_search_for_each_finds(longs: list[str], question: str) -> None:
    """In the order in which they were introduced, whatever their number."""
    found = [Introduced(n, f"S{n}", it, stems_key(it)) for n, it in enumerate(longs)]
    key = f" {stems_key(question)} "
    said = dict.fromkeys(it.key for it in found if f" {it.key} " in key)
    aliases = Abbreviations(found).aliases(question)
    assert [stems_key(alias.said) for alias in aliases] == list(said)
