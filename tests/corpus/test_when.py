"""Dates and times in conference headers."""

import datetime as dt

import pytest

from corpus.when import find_date, find_times


@pytest.mark.parametrize(
    "text",
    [
        "Saturday, May 23, 2020",
        "23 May 2020",
        "23rd of May 2020",
        "May 23rd 2020",
        "May 23-24, 2020",
        "2020-05-23",
        "2020/5/23",
        "2020年5月23日（土）",
        "23–24 May 2020, Osaka",
    ],
)
def test_dates(text: str) -> None:
    """The usual ways to write a day give the day, the first of two."""
    found = find_date(text)
    assert found is not None
    assert found[0] == dt.date(2020, 5, 23)


@pytest.mark.parametrize("text", ["", "May 2020", "Smarch 3, 2020", "2020-13-45", "31 June 2020"])
def test_no_dates(text: str) -> None:
    """What is no day of the calendar gives none."""
    assert find_date(text) is None


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("10:00-12:00 Saturday", (10, 0), (12, 0)),
        ("10:00 – 12:30", (10, 0), (12, 30)),
        ("from 10:00 to 12:30 (JST)", (10, 0), (12, 30)),
        ("10時00分〜12時30分", (10, 0), (12, 30)),
        ("10時〜12時", (10, 0), (12, 0)),
        ("9.30 am – 1.15 pm", (9, 30), (13, 15)),
        ("1 - 3 p.m.", (13, 0), (15, 0)),
        ("10 am-1 pm", (10, 0), (13, 0)),
        ("10-11:30 am", (10, 0), (11, 30)),
    ],
)
def test_times(text: str, start: tuple[int, int], end: tuple[int, int]) -> None:
    """Spans of times, in 24 hours or two halves of the day."""
    found = find_times(text)
    assert found is not None
    assert found[:2] == (dt.time(*start), dt.time(*end))


@pytest.mark.parametrize("text", ["", "pages 10-12", "2019-2020", "25:00-26:00"])
def test_no_times(text: str) -> None:
    """Page ranges and years are no times of day."""
    assert find_times(text) is None
