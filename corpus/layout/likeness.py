"""What a line reads like: names, an affiliation, a contact, prose, a label."""

import re

from corpus.characters import is_closed, share_of_cjk
from corpus.keywords import LABEL as KEYWORDS
from corpus.names import parse_person
from corpus.words import word_set

INSTITUTION = re.compile(
    r"\b(?:universi\w*|univ\.|institu\w*|istituto|college|school|cent(?:er|re|ro)|dep(?:t|artment|artement|artamento)\w*"
    r"|dipartimento|facult\w*|facolt\w*|academ\w*|ministr\w*|laborat\w*|foundation|council|hospital"
    r"|museum\w*|museo|society|agency|observatory|polytechn\w*|politecnico|hochschule|inc\.?|ltd\.?"
    r"|gmbh|s\.?r\.?l|corporation|company|research|associat\w*|associazione|cnrs|inserm|cnr)(?!\w)"
    r"|大学|研究所|研究院|研究科|学院|機構|センター|省|株式会社|高専",
    re.IGNORECASE,
)
CONTACT = re.compile(
    r"\S+@\S+|https?://|\b(?:corresponding|contact|presenting|presenter|speaking)\b.{0,20}\bauthor"
    r"|\be-?mails?\b|\borcid\b|\btel\.|\bfax\b",
    re.IGNORECASE,
)
LABELS = {
    "title": re.compile(
        r"(?:title|paper title|titre|titel|titolo|演題|題目|タイトル)\s*[:：]\s*", re.IGNORECASE
    ),
    "authors": re.compile(
        r"(?:authors?(?:\s+and\s+affiliations?)?|co-?authors?|speakers?|presenters?|presented by|"
        r"autor(?:en|es)?|auteurs?|autori|著者|発表者|報告者)\s*[:：]\s*",
        re.IGNORECASE,
    ),
    "affiliations": re.compile(r"(?:affiliations?|institutions?|所属)\s*[:：]\s*", re.IGNORECASE),
    "keywords": KEYWORDS,
    "session": re.compile(r"(?:session|track|panel|セッション)\s*[:：]\s*", re.IGNORECASE),
    "room": re.compile(r"(?:room|venue|location|会場)\s*[:：]\s*", re.IGNORECASE),
    "time": re.compile(r"(?:time|date|日時)\s*[:：]\s*", re.IGNORECASE),
    "contact": re.compile(r"(?:e-?mail|contact|corresponding author)\s*[:：]\s*", re.IGNORECASE),
}
ABSTRACT_LABEL = re.compile(
    r"(?:abstract|summary|résumé|resumen|resumo|riassunto|zusammenfassung|要旨|概要|抄録)"
    r"(?:\s*[.:：–—-]\s*|\s*$)",
    re.IGNORECASE,
)
REFERENCES = re.compile(
    r"(?:\d{0,2}\.?\s*)(?:references?|bibliograph\w+|literature(?:\s+cited)?|literatur|bibliografia"
    r"|références|参考文献|引用文献)\s*[:：.]?\s*$",
    re.IGNORECASE,
)
# A list of names goes on after these, and after an initial.
ENDS_OPEN = re.compile(r"(?:[,;&]|\band|\b[A-Z]\.)$")
_INNER = re.compile(
    r"(?:\d{0,2}\.?\s*)(?:abstracts?|summary|introduction|background|aims?|objectives?|purpose|"
    r"materials? and methods|methods?|methodology|results?(?: and discussion)?|discussion|"
    r"conclusions?|acknowledge?ments?|references?|bibliography|keywords?|contents|indice|index|"
    r"はじめに|おわりに|目的|方法|結果|考察|結論|背景)\s*[:：.]?",
    re.IGNORECASE,
)
_SMALL_WORDS = word_set(
    "the of and a an in to is are was were that this these which with for from by as be been has "
    "have it we our not can on at or their its il la le lo gli di del della dei che con per una un "
    "nel sono der die das und ist von mit den dem ein eine les des et dans est une pour que los "
    "las el en es para por"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?")
_SEPARATOR = re.compile(r"\s*(?:[;,、，・/•|·]|\s(?:and|und|et|y|e|&)\s|&)\s*")
_MARKS = re.compile(r"[\d¹²³⁴⁵⁶⁷⁸⁹⁰*∗⋆†‡§¶#?]+")
_BRACKETED = re.compile(r"[(（][^()（）]*[)）]")
DEGREE = re.compile(
    r"(?:ph\.?\s?d|m\.?\s?d|m\.?\s?sc|b\.?\s?sc|m\.?\s?a|jr|sr|dr|prof)\.?", re.IGNORECASE
)
_PROSE_WORDS = 7
_PROSE_SHARE = 0.15
_MAX_CAPITALS = 0.5
_MAX_TITLE_WORDS = 60
_MAX_TITLE = 400


def names_in(text: str) -> list[str]:
    """The pieces of a list of names, without marks and brackets."""
    bare = _BRACKETED.sub(" ", text)
    bare = re.sub(r"\s+", " ", _MARKS.sub(" ", bare)).strip(" ,;.:")
    pieces = [piece.strip(" ,;:*") for piece in _SEPARATOR.split(bare)]
    return [piece for piece in pieces if piece and not DEGREE.fullmatch(piece)]


def name_share(text: str) -> float:
    """How much of a line is names of people, 0 to 1."""
    pieces = names_in(text)
    if not pieces or INSTITUTION.search(_BRACKETED.sub("", text)):
        return 0.0
    return sum(is_name(piece) for piece in pieces) / len(pieces)


def is_name(text: str) -> bool:
    """Whether a piece reads like one person's name."""
    return parse_person(text) is not None


def is_prose(text: str) -> bool:
    """Whether a line reads like running text."""
    if share_of_cjk(text) > 0.3:  # noqa: PLR2004
        return len(text) >= 25 or is_closed(text)  # noqa: PLR2004
    words = _WORD.findall(text)
    small = sum(word.lower() in _SMALL_WORDS for word in words)
    capitals = sum(word[0].isupper() for word in words)
    if capitals > len(words) * _MAX_CAPITALS:
        return False
    return len(words) >= _PROSE_WORDS and small >= len(words) * _PROSE_SHARE


def is_inner_heading(text: str) -> bool:
    """Whether a line heads a part of an abstract, not an abstract."""
    return _INNER.fullmatch(text.strip()) is not None


def is_title_like(text: str) -> bool:
    """Whether a text may be a title, by its length and letters."""
    letters = sum(character.isalpha() for character in text)
    if not 4 <= letters <= _MAX_TITLE or letters < len(text) * 0.5:  # noqa: PLR2004
        return False
    return len(text.split()) <= _MAX_TITLE_WORDS and not is_inner_heading(text)


def letters_of(text: str) -> str:
    """Only letters and digits, in small: what two settings of one text have in common."""
    return "".join(character for character in text.casefold() if character.isalnum())
