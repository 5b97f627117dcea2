"""Abbreviations are learnt from the texts that introduce them, and known both ways."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.abbreviations import Abbreviations, Alias, long_form, pairs_in

TEXT = (
    "The Technical Internship Training Program (TITP) began in 1993. "
    "Two political parties, the Liberal Democratic Party (LDP) and another (see above), agreed. "
    "We use MCMC (Markov chain Monte Carlo) and support vector machines (SVMs)."
)


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
    assert Abbreviations([TEXT]).aliases(question) == (Alias(said, (other,)),)


def test_two_meanings() -> None:
    """One short form may stand for two things; plural and case make no second meaning."""
    known = Abbreviations(
        [
            "cluster model (CM) helps",
            "conceptual map (CM) too",
            "Cluster models (CM), and cluster model (CM)",
        ]
    )

    assert known.meanings("CM") == ("cluster model", "conceptual map")
    assert known.in_question("What is CM?") == ("CM",)


@pytest.mark.parametrize("question", ["", "Why do it?", "titp", "What is PMML?"])
def test_nothing_is_made_up(question: str) -> None:
    """What the texts do not introduce, or is written otherwise, has no alias."""
    assert Abbreviations([TEXT]).aliases(question) == ()


@given(st.text(), st.text())
def test_a_long_form_is_cut_from_the_text(short: str, text: str) -> None:
    """Whatever the brackets hold, a long form is never made up."""
    found = long_form(short, text) if short else None

    assert found is None or found in text
