"""Which language a text is in, by its script: enough to tell English from Japanese."""

import re
from typing import Literal

Language = Literal["en", "ja"]

_KANA = re.compile(r"[぀-ヿｦ-ﾟ]")
_HAN = re.compile(r"[一-鿿々]")
_LATIN = re.compile(r"[A-Za-z]")


def language_of(text: str) -> Language:
    """Japanese where kana stand, or where Chinese characters outnumber Latin letters."""
    if _KANA.search(text):
        return "ja"
    return "ja" if len(_HAN.findall(text)) > len(_LATIN.findall(text)) else "en"
