"""Questions that are no sentence of their own: "How often?", "By whom?", "Tell me more"."""

import re

from index.analysis import terms
from rag.language import language_of
from rag.names import capitalised

_WH = r"(?:how|what|which|who|whom|whose|where|when|why)"
_PREPOSITION = (
    r"(?:for|since|until|till|from|in|at|on|by|with|to|of|about|against|into|under|during)"
)
# Nothing but words that ask, and at most one noun behind a preposition: "In which language?".
_ELLIPTICAL = re.compile(
    rf"^(?:{_PREPOSITION}\s+)?{_WH}(?:\s+(?:long|many|often|much|far|else|not|so|exactly|then|only"
    r"|them|him|her|it|that|of them))*[?.! ]*$"
    rf"|^{_PREPOSITION}\s+(?:which|what|whose|how\s+many)\s+[\w-]+"
    r"(?:\s+(?:or|and)\s+[\w-]+)?[?.! ]*$"
    r"|^(?:only|just|even|also|not|and)\s+(?:there|then|here|them|him|her|once)[?.! ]*$"
    r"|^(?:どこ|いつ|誰|だれ|なぜ|どうして|どう|何|何人|何回|何件|いくら|いくつ)(?:で|に|から|が|を|まで|と)?"
    r"(?:ですか)?[？?。 ]*$",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"^(?:please |can you |could you )*(?:tell me more|say more|go on|continue|more(?: details?)?"
    r"|what else|anything else|is that all|elaborate|explain(?: more)?|go ahead)"
    r"(?: (?:about|on) (?:it|this|that|them))?(?: please)?[?.! ]*$"
    r"|^(?:もっと|さらに|もう少し)?(?:詳しく)?(?:教えて|説明して|聞かせて)(?:ください|下さい)?"
    r"[。？?！! ]*$"
    r"|^(?:続けて(?:ください)?|(?:他|ほか)には?(?:ありますか|何か)?|詳細は?)[。？?！! ]*$",
    re.IGNORECASE,
)
_JAPANESE_FIELDS = re.compile(
    "目的|方法|手法|結果|結論|考察|課題|背景|対象|著者|発表者|筆者|執筆者|所属|題目|誰|何|書|発表|研究|論文|抄録|要旨"
    "|内容|詳|教|明|調査|分析|使|用|行|得|述|タイトル|データ|キーワード|セッション"
)
# "どうやって調べましたか": a verb alone, or behind a word that asks. Of what, was said before.
_SUBJECTLESS = re.compile(
    r"^(?:で、|では、|じゃあ、|また、|さらに)?"
    r"(?:(?:どうやって|どうして|どのように|いつ|なぜ|いくつ|いくら|どの(?:くらい|ぐらい|程度)|どこ(?:で|に|へ|から|を)?"
    r"|(?:誰|だれ)(?:が|に|と|を|から)?"
    r"|何(?:人|回|件|年|か国|カ国|日|時間|か所|カ所)?(?:に|で|を|が|の|くらい|ぐらい)?)[、]?)?"
    r"[\u4e00-\u9fff]{1,2}[ぁ-ん]{2,12}[？?。 ]*$"
)
_VERB = re.compile(
    r"^(?:which|what|whose|how many) (?!is|are|was|were|do|does|did)\w+.*"
    r"\b(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should)\b",
    re.IGNORECASE,
)
_FIELDS = re.compile(
    r"\b(?:methods?|methodology|results?|findings?|conclusions?|aims?|goals?|purpose|authors?"
    r"|speakers?|keywords?|session|title|data|samples?|participants|limitations?|topics?)\b",
    re.IGNORECASE,
)
_ASKING = frozenset("and but how what when where which who whom why by in with for".split())  # noqa: SIM905
# A question of so few words of its own cannot stand alone once a conversation is under way.
FRAGMENT_TERMS = 2


def is_elliptical(bare: str) -> bool:
    """Whether it asks on and cannot be a question of its own."""
    return _ELLIPTICAL.match(bare) is not None


def asks_for_more(bare: str) -> bool:
    """Whether it asks for nothing but more of the same."""
    return _MORE.match(bare) is not None


def is_fragment(bare: str) -> bool:
    """Whether it has too few words of its own to stand alone."""
    if _SUBJECTLESS.match(bare):
        return True
    if set(capitalised("x " + bare)) - _ASKING:
        return _is_japanese_fragment(bare)
    return is_bare(bare) or (len(set(terms(bare))) <= FRAGMENT_TERMS and not _is_sentence(bare))


def is_bare(bare: str) -> bool:
    """Whether it has hardly a word of its own, or names but a field of what is at hand."""
    return len(set(terms(bare))) < FRAGMENT_TERMS or _is_japanese_fragment(bare)


def _is_sentence(bare: str) -> bool:
    """Whether it asks by a verb of something that it names: "Which bills were rejected?"."""
    return _VERB.search(bare) is not None and _FIELDS.search(bare) is None


def _is_japanese_fragment(bare: str) -> bool:
    """Whether it names nothing but a field of what is at hand: Japanese leaves the "it" out."""
    rest = _JAPANESE_FIELDS.sub("", bare)
    return language_of(bare) == "ja" and not re.search(r"[^\Wぁ-ゖ]", rest)
