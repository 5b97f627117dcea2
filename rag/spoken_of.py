"""Words that are asked for as such: “Does it mention Korea?”, “What did Sano say of the yen?”."""

import re

_MENTIONS = re.compile(
    r"\b(?:mention(?:s|ed)?|discuss(?:es|ed)?|touch(?:es)? (?:up)?on|address(?:es)?"
    r"|(?:speak|talk)s? (?:of|about)|(?:say|tell|have)s? (?:anything|something) (?:on|about|of))\s+"
    r"(?P<en>[^?.!,;]{3,40})"
    r"|(?P<ja>[^、。は]{2,20}?)(?:に|について|にも|については)(?:触れ|言及)",
    re.IGNORECASE,
)
_ABOUT = r"(?:about|on|of|regarding|concerning)"
# "What do the abstracts say about fees?"
_SAID_BY_ALL = re.compile(
    r"\b(?:abstracts?|talks?|papers?|presentations?|studies|speakers|presenters|authors|booklet"
    r"|conference|they|anyone|anybody)\s+(?:say|says|said|tell|tells|told|write|writes|wrote)"
    rf"(?: us)?(?: anything| something)? {_ABOUT}\s+(?P<en>[^?.!,;]{{3,40}})"
    rf"|\b(?:is|was|has been) said {_ABOUT}\s+(?P<passive>[^?.!,;]{{3,40}})"
    r"|^what (?:happened|took place|changed|was there|went on) in (?P<when>[12]\d{3})\W*$"
    r"|^(?P<ja>[12]\d{3})年(?:に|には)(?:は)?何が(?:あり|起|おこ|おき|変わ)",
    re.IGNORECASE,
)
# "What does Sano say about the yen?", of somebody whom the abstracts cite.
_NAME = r"(?-i:[A-ZÀ-Þ])[\w’'-]+"
_SAID_BY_CITED = re.compile(
    rf"\b(?:do|does|did|has|have) (?P<who>{_NAME}(?: (?:and|&) {_NAME})?)"
    r" (?:say|said|tell|told|write|written|argue|argued|think|state|stated|claim|claimed|report"
    r"|reported|find|found|conclude|concluded|explain|explained|suggest|suggested|note|noted)"
    rf" {_ABOUT}\s+(?P<what>[^?.!,;]{{3,40}})",
    re.IGNORECASE,
)
_AND = re.compile(r" (?:and|&) ")
# "What do other scholars say of it?"
_BY_OTHERS = re.compile(
    r"\b(?:earlier|previous|prior|existing|past|other|related)\s+(?:\w+\s+)?(?:research|work|works"
    r"|studies|literature|scholars|scholarship|researchers|authors|publications|papers)\b"
    r"|\bthe literature\b|先行研究|既存の?研究|既往研究|他の研究者",
    re.IGNORECASE,
)
_SOURCE = re.compile(r"\([^()]{0,200}\b[12]\d{3}\b[^()]{0,200}\)")
# "Which researchers does Chhour cite?", not "Which reason is cited most?".
_WHOM_CITED = re.compile(
    r"\b(?:whom?|(?:which|what|whose) (?:\w+ )?"
    r"(?:researchers?|scholars?|authors?|work|works|studies|research|literature|people))\b.{0,60}\b(?:cites?|cited|quotes?|quoted)\b"
    r"|^\W*what (?:do|does|did) .{1,60}\bcite\W*$"
    r"|(?:誰|どの研究).{0,8}引用",
    re.IGNORECASE,
)


def topic_spoken_of(question: str) -> str:
    """“Does it mention Korea?” asks for that very word; empty where none is asked for."""
    found = _MENTIONS.search(question)
    return (found["en"] or found["ja"]).strip() if found else ""


def words_said(question: str) -> tuple[str, ...]:
    """What must stand in a sentence that answers what all abstracts, or somebody cited, say.

    Empty in other questions. “What do the abstracts say about fees?” asks for a sentence with
    “fees”; “What does Sano say about the yen?” for one with both.
    """
    if found := _SAID_BY_CITED.search(question):
        return (*_AND.split(found["who"]), found["what"].strip())
    found = _SAID_BY_ALL.search(question)
    return (next(filter(None, found.groups())).strip(),) if found else ()


def without_sources(text: str) -> str:
    """A sentence without what it cites in brackets: "(Sano, 2012)" tells of no year."""
    return _SOURCE.sub(" ", text)


def is_of_others(question: str) -> bool:
    """Whether it is asked what others than the authors have said."""
    return bool(_BY_OTHERS.search(question))


def asks_whom_cited(question: str) -> bool:
    """Whether it is asked whom the authors cite."""
    return bool(_WHOM_CITED.search(question))
