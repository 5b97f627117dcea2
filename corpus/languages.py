"""Which language a text is written in, by its script and its commonest words."""

import re
from collections import Counter

from corpus.characters import language_of
from corpus.words import word_set

# The commonest words of each language that the others do not share in number.
_STOP_WORDS = {
    "en": "the of and to in is that for with are this was by on as be from which an at it were",
    "de": "der die und den das von zu mit des ist im für ein eine dem auf nicht sich wird als auch",
    "fr": "le la les des et du une est dans pour que par sur au aux qui nous ces sont cette avec",
    "es": "el la los las y del en que una por con para es se al como su entre son este esta",
    "it": "il di e che la della dei per un una del è le con sono nel delle gli alla al come",
    "pt": "o a os as e do da dos das em que uma para com por não é um no na ao se como",
    "nl": "de het een van en in is dat op te voor met zijn aan door deze wordt ook bij",
}
_BY_WORD: dict[str, tuple[str, ...]] = {
    word: tuple(code for code, words in _STOP_WORDS.items() if word in word_set(words))
    for word in sorted({word for words in _STOP_WORDS.values() for word in words.split()})
}
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 2000
_LEAST_WORDS = 3
_STATED = {
    "eng": "en", "english": "en", "englisch": "en", "anglais": "en",
    "deu": "de", "ger": "de", "german": "de", "deutsch": "de",
    "fra": "fr", "fre": "fr", "french": "fr", "français": "fr",
    "spa": "es", "spanish": "es", "español": "es",
    "ita": "it", "italian": "it", "italiano": "it",
    "por": "pt", "portuguese": "pt", "português": "pt",
    "nld": "nl", "dut": "nl", "dutch": "nl", "nederlands": "nl",
    "jpn": "ja", "japanese": "ja", "日本語": "ja", "英語": "en",
    "zho": "zh", "chi": "zh", "chinese": "zh", "kor": "ko", "korean": "ko",
}  # fmt: skip
_CODE = re.compile(r"[a-z]{2}(?=$|[-_])")


def text_language(text: str, stated: str | None = None) -> str:
    """The two-letter code of the text's language.

    The text itself decides: a record may state the language of a whole article and give its
    abstract in English. ``stated`` decides where the text is too short to tell.
    """
    sample = text[:_SAMPLE]
    script = "en" if sample.isascii() else language_of(sample)
    if script != "en":
        return script
    counts = Counter(
        code for word in _WORD.findall(sample.lower()) for code in _BY_WORD.get(word, ())
    )
    best, number = counts.most_common(1)[0] if counts else ("en", 0)
    if number < _LEAST_WORDS and stated:
        return stated_language(stated) or best
    return best


def stated_language(stated: str) -> str | None:
    """The two-letter code of a language that a record names ("eng", "English", "de-AT")."""
    name = stated.strip().lower()
    if known := _STATED.get(name):
        return known
    code = _CODE.match(name)
    return code.group() if code else None
