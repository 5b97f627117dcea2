"""Letters whose accents are drawn apart from them, as TeX's old fonts do, made one again."""

import unicodedata
from collections.abc import Sequence

from corpus.readers.glyphs import Glyph

_COMBINING = {
    "`": "\u0300",
    "´": "\u0301",
    "ˊ": "\u0301",
    "ˋ": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "ˆ": "\u0302",
    "~": "\u0303",
    "˜": "\u0303",
    "¯": "\u0304",
    "ˉ": "\u0304",
    "˘": "\u0306",
    "˙": "\u0307",
    "¨": "\u0308",
    "˚": "\u030a",
    "°": "\u030a",
    "˝": "\u030b",
    "ˇ": "\u030c",
    "¸": "\u0327",
    "˛": "\u0328",
}
_DOTLESS = {"ı": "i", "ȷ": "j"}
_OVERLAP = 0.5
_RISE = 0.6


def compose(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The glyphs with each accent that is drawn over a neighbour in the file put into it."""
    composed: list[Glyph] = []
    for glyph in glyphs:
        merged = _merged(composed[-1], glyph) if composed else None
        if merged is None:
            composed.append(glyph)
        else:
            composed[-1] = merged
    return composed


def _merged(first: Glyph, second: Glyph) -> Glyph | None:
    """The accented letter, where one of the two is an accent that lies over the other."""
    if unicodedata.combining(second.text[0]):
        return _joined(first, second.text[0])
    for accent, letter in ((first, second), (second, first)):
        mark = _COMBINING.get(accent.text)
        if mark is not None and _lies_over(accent, letter):
            return _joined(letter, mark)
    return None


def _joined(letter: Glyph, mark: str) -> Glyph | None:
    base = _DOTLESS.get(letter.text, letter.text)
    text = unicodedata.normalize("NFC", base + mark)
    return letter._replace(text=text) if len(text) == 1 else None


def _lies_over(accent: Glyph, letter: Glyph) -> bool:
    if not letter.text.isalpha() or abs(accent.baseline - letter.baseline) > _RISE * letter.size:
        return False
    shared = min(accent.right, letter.right) - max(accent.left, letter.left)
    narrower = min(accent.right - accent.left, letter.right - letter.left)
    return narrower > 0 and shared >= _OVERLAP * narrower
