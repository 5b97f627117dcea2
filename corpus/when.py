"""Dates and times of day as conference headers print them, in English and Japanese."""

import re
from datetime import date, time

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "january"),
            ("feb", "february"),
            ("mar", "march"),
            ("apr", "april"),
            ("may",),
            ("jun", "june"),
            ("jul", "july"),
            ("aug", "august"),
            ("sep", "sept", "september"),
            ("oct", "october"),
            ("nov", "november"),
            ("dec", "december"),
        ),
        1,
    )
    for name in names
}
_RANGE = r"(?:\s*[-–—]\s*\d{1,2})?"
_ORDINAL = r"(?:st|nd|rd|th)?"
_DATES = (
    re.compile(
        rf"(?P<month>[A-Za-z]{{3,9}})\.?\s+(?P<day>\d{{1,2}}){_ORDINAL}{_RANGE}\s*,?\s+"
        r"(?P<year>\d{4})"
    ),
    re.compile(
        rf"(?P<day>\d{{1,2}}){_ORDINAL}{_RANGE}\s+(?:of\s+)?(?P<month>[A-Za-z]{{3,9}})\.?,?\s+"
        r"(?P<year>\d{4})"
    ),
    re.compile(r"(?P<year>\d{4})\s*[-/.年]\s*(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})日?"),
)
_CLOCK = r"(\d{1,2})\s*(?:[:：.時]\s*(\d{2})?分?)?\s*([ap]\.?m\b\.?)?"
_TIMES = re.compile(rf"{_CLOCK}\s*(?:[-–—~〜～]|to|から)\s*{_CLOCK}", re.IGNORECASE)
_SAYS_TIME = re.compile(r"\d[:：時]|\d[\d.]*\s*[ap]\.?m\b", re.IGNORECASE)
_NOON = 12


def find_date(text: str) -> tuple[date, str] | None:
    """The first date in the text and how it stands there; of "May 23-24" the first day."""
    for pattern in _DATES:
        for found in pattern.finditer(text):
            day = _date(found["year"], found["month"], found["day"])
            if day is not None:
                return day, found.group()
    return None


def find_times(text: str) -> tuple[time, time, str] | None:
    """The first span of times in the text ("10:00-12:00") and how it stands there."""
    for found in _TIMES.finditer(text):
        if _SAYS_TIME.search(found.group()) is None:
            continue
        hour, minute, half, end_hour, end_minute, end_half = found.groups()
        start = _time(hour, minute, half or end_half)
        end = _time(end_hour, end_minute, end_half)
        if start is not None and end is not None:
            return start, end, found.group()
    return None


def _date(year: str, month: str, day: str) -> date | None:
    number = int(month) if month.isdigit() else _MONTHS.get(month.lower())
    try:
        return date(int(year), number, int(day)) if number else None
    except ValueError:
        return None


def _time(hour: str, minute: str | None, half: str | None) -> time | None:
    number = int(hour)
    if half:
        number = number % _NOON + (_NOON if half.lower().startswith("p") else 0)
    try:
        return time(number, int(minute or 0))
    except ValueError:
        return None
