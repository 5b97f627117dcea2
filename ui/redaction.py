"""What is taken out of readers' words before they are kept: addresses, and numbers of someone's.

Years stay, and counts up to three digits or with commas (9,052): questions about studies are full
of them, and they name nobody. Names cannot be told from those of authors, so they stay as well.
"""

import re
import unicodedata

_MAIL = re.compile(r"[^\s@＠<>]+(?:[@＠][^\s@＠<>]+)+")
_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_DATE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")
_BETWEEN = r"(?:[\s().\-‐‑–−ー－・/]{0,3}|[,，])"
_NUMBER = re.compile(rf"\+?\d(?:{_BETWEEN}\d)*")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")
_YEAR = r"(?:1[5-9]|20)\d\d"
_YEARS = re.compile(rf"{_YEAR}(?:\s?[-–/ ]\s?{_YEAR})*")
_COUNT_DIGITS = 3


def redacted(text: str) -> str:
    """The text with ``[e-mail]``, ``[address]``, ``[date]`` and ``[number]`` in their places."""
    text = _LINK.sub("[address]", _MAIL.sub("[e-mail]", text))
    return _NUMBER.sub(_number, _DATE.sub("[date]", text))


def _number(found: re.Match[str]) -> str:
    digits = sum(letter.isdigit() for letter in found[0])
    plain = unicodedata.normalize("NFKC", found[0])
    counted = digits <= _COUNT_DIGITS or _THOUSANDS.fullmatch(plain)
    harmless = counted or _YEARS.fullmatch(plain)
    return found[0] if harmless else "[number]"
