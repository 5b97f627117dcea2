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
_MOST_ACCENTS = 200


def compose(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The glyphs with each accent that is drawn over a letter put into it."""
    composed: list[Glyph] = []
    for glyph in glyphs:
        merged = _merged(composed[-1], glyph) if composed else None
        if merged is None:
            composed.append(glyph)
        else:
            composed[-1] = merged
    return _composed_afar(composed)


def _composed_afar(glyphs: list[Glyph]) -> list[Glyph]:
    """Likewise where other text stands between accent and letter in the file."""
    accents = [place for place, glyph in enumerate(glyphs) if glyph.text in _COMBINING]
    if not accents or len(accents) > _MOST_ACCENTS:
        return glyphs
    found: list[Glyph | None] = list(glyphs)
    for place in accents:
        host = _host(glyphs, place)
        merged = _joined(glyphs[host], _COMBINING[glyphs[place].text]) if host is not None else None
        if host is not None and merged is not None:
            found[host], found[place] = merged, None
    return [glyph for glyph in found if glyph is not None]


def _host(glyphs: list[Glyph], place: int) -> int | None:
    """Where the letter is whose middle is nearest to the accent that lies over it."""
    accent = glyphs[place]
    over = [
        (abs(glyph.left + glyph.right - accent.left - accent.right), at)
        for at, glyph in enumerate(glyphs)
        if glyph.left < accent.right and glyph.right > accent.left and _lies_over(accent, glyph)
    ]
    return min(over)[1] if over else None


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
