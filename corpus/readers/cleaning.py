"""One drawn character code to the text that it stands for."""

import unicodedata

from corpus.characters import INVISIBLE, LIGATURES

_NO_BREAK = {"\u2010": "-", "\u2011": "-", "\u00ad": "-"}
_NOTHING = frozenset(("Cc", "Cf", "Cs", "Cn", "Co"))
_WIDE_SPACE = "\u3000"
# Presentation forms that fonts use for Latin letters and for half a Han character.
_COMPATIBLE = (range(0xFB00, 0xFB07), range(0x2E80, 0x2FE0), range(0xF900, 0xFB00))


def cleaned(code: int) -> str:
    """The character's text, " " for white space, "" for what no reader can see.

    Ligatures become their letters, hyphens of every kind "-", and radicals that stand for Han
    characters those characters. Private-use and control characters go.
    """
    if 0x20 < code < 0x7F:  # noqa: PLR2004 - nearly every character
        return chr(code)
    return _unusual(chr(code)) if code <= 0x10FFFF else ""  # noqa: PLR2004


def _unusual(character: str) -> str:
    if character in _NO_BREAK:
        return _NO_BREAK[character]
    if character == _WIDE_SPACE:
        return character
    if character.isspace():
        return " "
    if character in INVISIBLE or unicodedata.category(character) in _NOTHING:
        return ""
    return LIGATURES.get(character) or _compatible(character)


def _compatible(character: str) -> str:
    if any(ord(character) in block for block in _COMPATIBLE):
        return unicodedata.normalize("NFKC", character)
    return character
