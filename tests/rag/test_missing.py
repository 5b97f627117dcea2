"""Names and numbers that an abstract lacks tell that it does not answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.missing import missing_names

TEXT = (
    "Hokkaidō and Vietnam's towns pay 9,052 trainees (Sano, 2012:19). As of 2018 Ito (1999) "
    "counted them (Ministry of Justice 2017; Vu, 2016)."
)


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("What do towns in Hokkaido pay?", ()),
        ("How are towns in Vietnam paid?", ()),
        ("Did Ito count 9052 trainees in 2018?", ()),
        ("What do towns in Okinawa pay?", ("okinawa",)),
        ("What do Vietnamese towns pay?", ()),
        ("What do towns in Vienna pay?", ("vienna",)),
        ("Did 9,053 come?", ("9053",)),
        ("Did Okinawa pay?", ("okinawa",)),
        ("Okinawa paid whom?", ()),
        ("what do they pay?", ()),
        ("", ()),
    ],
)
def test_what_the_text_lacks(question: str, missing: tuple[str, ...]) -> None:
    """Names and numbers are compared without accents, endings and separators."""
    assert missing_names(question, TEXT) == missing


@pytest.mark.parametrize("year", ["2012", "2016", "2017"])
def test_the_year_of_a_reference_says_nothing(year: str) -> None:
    """A reference like "(Sano, 2012:19)" does not tell what happened in 2012."""
    assert missing_names(f"How many came in {year}?", TEXT) == (year,)


@given(st.text(), st.text())
def test_nothing_is_missing_from_itself(question: str, text: str) -> None:
    """Only what the question holds can be missing, and no name is missing twice."""
    found = missing_names(question, text)

    assert len(set(found)) == len(found)
    assert not found or question
