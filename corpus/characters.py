"""What a character is to a parser: quote, sentence end, script, or trace of damage."""

import re

OPENING_QUOTES = '“”"„«‹「『‘'
CLOSING_QUOTES = '”“"»›」』’'
# What an optical reader makes of a closing quote at the end of a line.
DAMAGED_CLOSING_QUOTES = "~˜'`´″^°*"

LIGATURES = {
    "ﬀ": "ff",
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
    "ﬅ": "st",
    "ﬆ": "st",
}
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff"

_CLOSED = re.compile(r"[.!?。！？…．][\])}）」』”’\"'»›〕】]{0,3}$")
# "works.1": the mark of a footnote behind the sentence end.
_CLOSED_AND_MARKED = re.compile(
    r"[^\W\d_][.!?。！？…．][)}）」』”’\"'»›】]{0,2}(?:\d{1,2}|[¹²³⁴⁵⁶⁷⁸⁹⁰*†‡§]{1,2})$"
)
_HAN_OR_KANA = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f々〆ヶー]")
_WIDE = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
_KANA = re.compile(r"[\u3040-\u30ff\uff66-\uff9f]")
_HANGUL = re.compile(r"[\uac00-\ud7af\u1100-\u11ff]")
_LETTER = re.compile(r"[^\W\d_]")
_DAMAGE = re.compile("[~¬¦�\ue000-\uf8ff\x00-\x08\x0b-\x1f\x7f-\x9f]")
_WRITTEN_ON_PURPOSE = re.compile(r"~(?=\s?[$€£¥\d])")
JAPANESE_SHARE = 0.2
KOREAN_SHARE = 0.2


def is_closed(text: str) -> bool:
    """Whether the text ends where a sentence can end."""
    end = text[-8:]
    return _CLOSED.search(end) is not None or _CLOSED_AND_MARKED.search(end) is not None


def is_cjk(character: str) -> bool:
    """Whether this is Chinese or Japanese writing, which sets no spaces between words."""
    return _HAN_OR_KANA.match(character) is not None


def is_wide(character: str) -> bool:
    """Like :func:`is_cjk`, and the full-width punctuation too."""
    return _WIDE.match(character) is not None


def count_cjk(text: str) -> int:
    """How many Chinese and Japanese characters the text holds."""
    return len(_HAN_OR_KANA.findall(text))


def share_of_cjk(text: str) -> float:
    """The share of Chinese and Japanese characters among the letters, 0 to 1."""
    letters = len(_LETTER.findall(text))
    return count_cjk(text) / letters if letters else 0.0


def language_of(text: str) -> str:
    """``ja``, ``zh``, ``ko`` or ``en``, by the share of each script among the letters."""
    letters = len(_LETTER.findall(text)) or 1
    if len(_HANGUL.findall(text)) / letters >= KOREAN_SHARE:
        return "ko"
    if share_of_cjk(text) < JAPANESE_SHARE:
        return "en"
    return "ja" if _KANA.search(text) else "zh"


def unusual(text: str) -> tuple[str, ...]:
    """Characters that scholarly prose seldom holds and that damage often leaves, in order."""
    return tuple(dict.fromkeys(_DAMAGE.findall(_WRITTEN_ON_PURPOSE.sub("", text))))


def plain(text: str) -> str:
    """The text with ligatures written out and invisible characters taken away."""
    if text.isascii():
        return text
    for ligature, letters in LIGATURES.items():
        text = text.replace(ligature, letters)
    return text.translate(dict.fromkeys(map(ord, INVISIBLE)))
