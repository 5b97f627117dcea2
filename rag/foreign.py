"""Questions in a language that is neither English nor Japanese: told apart well enough for a hint.

A question that is answered needs none; of one that is not, the language may be the reason.
"""

import re

_LETTER = re.compile(r"[^\W\d_]")
# Scripts of neither language: Greek, Cyrillic, Hebrew, Arabic, Indian, Thai to Khmer, Korean.
_OTHER_SCRIPT = re.compile(r"[\u0370-\u10ff\u1100-\u11ff\u1780-\u17ff\uac00-\ud7af]")
# Signs that Chinese writes and Japanese does not.
_CHINESE = re.compile("[吗么哪谁们这给对问为过还应该从关东车业个说话语请让吧呢]")
_KANA = re.compile(r"[ぁ-ヿ]")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ENGLISH = frozenset(
    re.findall(
        r"\S+",
        "a an the of in on at to for from by with and or not is are was were be been do does did "
        "has have had can could will would should may who whom whose what which when where why how "
        "that this these those it its they their there i you he she we any some all about into "
        "tell show give list find me my",
    )
)
# Little words of French, Spanish, German, Italian, Portuguese, Indonesian, Filipino, Vietnamese.
_OTHERS = frozenset(
    re.findall(
        r"\S+",
        "le la les des du une et est sont qui que quoi pourquoi comment quand où dans sur pour "
        "el los las uno una del por para con qué cuál cómo cuándo dónde quién es son hay "
        "der die das den dem ein eine und ist sind wer wie warum wann wo welche für mit über "
        "il lo gli che chi perché come quando dove sono o os as uma em não quem onde "
        "yang dan di apa siapa mengapa bagaimana ang mga ng sa bakit ano sino "
        "ai tại sao gì nào là của và các những không người như thế",
    )
)
_FEW = 3


def is_foreign(question: str) -> bool:
    """Whether it is in neither language, as far as script and little words tell."""
    letters = _LETTER.findall(question)
    if 2 * len(_OTHER_SCRIPT.findall(question)) > len(letters):
        return True
    if _KANA.search(question):
        return False
    words = [word.casefold() for word in _WORD.findall(question)]
    latin = len(words) >= _FEW and _ENGLISH.isdisjoint(words) and not _OTHERS.isdisjoint(words)
    return latin or bool(_CHINESE.search(question))
