"""What is kept of readers' words names nobody by address or number, and says what they ask."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.redaction import redacted

TAKEN_OUT = [
    ("Write to a.b@example.org please", "Write to [e-mail] please"),
    ("me＠example.com", "[e-mail]"),
    ("me@old.example@new.example", "[e-mail]"),
    ("Call +81 (0)3-1234-5678.", "Call [number]."),
    ("call 090,1234,5678", "call [number]"),
    ("電話は０３－１２３４－５６７８です", "電話は[number]です"),
    ("member 4711, passport TR1234567", "member [number], passport TR[number]"),
    ("card 4111 1111 1111 1111", "card [number]"),
    ("from 192.168.1.10", "from [number]"),
    ("born 1985-03-04", "born [number]"),
    ("1985年3月4日生まれ", "[date]生まれ"),
    ("see https://x.example/?token=abc now", "see [address] now"),
]
STAYS = [
    "In 2020, 758 of 9,052 left.",
    "Between 2010-2020 or 1990 – 2000?",
    "Was it 12,345,678 yen?",
    "2020年の調査では何人ですか",
    "TITP 2017/2018, 3 or 4 of 12",
]


@pytest.mark.parametrize(("said", "kept"), TAKEN_OUT)
def test_addresses_and_numbers_are_taken_out(said: str, kept: str) -> None:
    """E-mail and web addresses, telephone and other numbers, full dates, in either script."""
    assert redacted(said) == kept


@pytest.mark.parametrize("said", STAYS)
def test_years_and_counts_stay(said: str) -> None:
    """They are what questions about studies are made of."""
    assert redacted(said) == said


@given(st.text(), st.integers(10_000_000, 10**15), st.text())
def test_no_long_number_is_left(before: str, number: int, after: str) -> None:
    """Whatever stands around it, a number of eight digits or more goes."""
    assert str(number) not in redacted(before + str(number) + after)


@given(st.text())
def test_what_was_redacted_stays_as_it_is(text: str) -> None:
    """Redacting twice takes out nothing more than once."""
    assert redacted(redacted(text)) == redacted(text)
