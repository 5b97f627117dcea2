"""How a title is called for short."""

import re

_SUBTITLE = re.compile(r"\s*[:：?？]\s+|\s+[–—-]\s+")


def main_part(title: str) -> str:
    """A title without its subtitle."""
    return _SUBTITLE.split(title)[0].rstrip("?？… ")
