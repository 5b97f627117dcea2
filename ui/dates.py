"""Dates and hours as people write them."""

from datetime import date, time


def long_date(day: date, language: str) -> str:
    """``23 May 2020`` in one piece, or ``2020年5月23日`` in Japanese."""
    if language == "ja":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day}\N{NO-BREAK SPACE}{_MONTHS[day.month - 1]}\N{NO-BREAK SPACE}{day.year}"


def hours(start: time | None, end: time | None) -> str:
    """``10:00–12:00``, or what of it is known."""
    return "\N{WORD JOINER}–\N{WORD JOINER}".join(
        moment.strftime("%H:%M") for moment in (start, end) if moment
    )


# Not calendar.month_name, which follows the locale of whoever starts the server.
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
