"""One abstract named by its place in the booklet, “the second talk”, or by its subject."""

import re
from collections.abc import Sequence

from corpus.abstract import Abstract
from rag.gloss import english_gloss
from rag.language import language_of
from rag.query import tidy
from rag.topic import Topics

_NTH = re.compile(
    r"(?:\bthe )?\b(?P<en>second|third|fourth|fifth|sixth|[2-9](?=nd|rd|th))(?:nd|rd|th)? "
    r"(?:abstract|talk|paper|presentation|study|(?P<person>speaker|presenter))\b"
    r"|(?P<ja>[二三四五六2-6])(?:つ目|番目)の(?:発表|抄録|論文|研究)"
    r"|(?P<end>最初|最後)の(?:発表|抄録|論文|研究)(?=の|は何(?:に|を)|について|を要約|で(?:は)?何)"
    r"|\b(?:the )?(?P<first>first|last|final) (?:abstract|talk|paper|presentation|study)\b",
    re.IGNORECASE,
)
# Of the first and the last it is rather asked which they are, but for these.
_ASKS_OF_IT = re.compile(
    r"\babout\W*$|^\W*(?:please |can you |could you )*summari|\bwho wrote\b"
    r"|\b(?:aims?|goals?|methods?|data|findings?|results?|conclusions?|recommendations?|limitations?"
    r"|limits|keywords?|affiliations?|authors?|title) (?:of|in)\b"
    r"|\b(?:do|does|did) (?:the )?(?:first|last|final) \w+"
    r" (?:say|find|show|conclude|recommend|use|argue|report)\b",
    re.IGNORECASE,
)
_IN_SESSION = re.compile(r"\b(?:in|of) (?:the )?(?:\w+ )?session\b", re.IGNORECASE)
_ORDINALS = {
    "first": 1,
    "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6,
    "最初": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6,
}  # fmt: skip


_LAST = frozenset({"最後", "last", "final"})


def with_title(text: str, abstracts: Sequence[Abstract]) -> str | None:
    """The question with a title in place of a place in the booklet, or None where it has none."""
    found = _NTH.search(text)
    if not found:
        return None
    if found["first"] and (not _ASKS_OF_IT.search(text) or _IN_SESSION.search(text)):
        return None
    said = next(filter(None, found.group("en", "ja", "end", "first"))).casefold()
    place = len(abstracts) if said in _LAST else _ORDINALS.get(said) or int(said)
    title = abstracts[place - 1].title if place <= len(abstracts) else ""
    if not title:
        return None
    japanese = language_of(text) == "ja"
    quoted = f"「{title}」" if japanese else f"“{title}”"
    rest = text[: found.start()] + text[found.end() :]
    if not re.search(r"\w", rest):
        return f"{quoted}の著者" if japanese else f"Who wrote {quoted}?"
    asks = "author of " if found["person"] else ""
    return tidy(f"{text[: found.start()]}{asks}{quoted}{text[found.end() :]}")


def only_titled(topics: Topics, subject: str) -> tuple[str, ...]:
    """The one abstract with a subject in its title, in Japanese perhaps by its English gloss."""
    found = topics.only_titled(subject)
    if found or language_of(subject) != "ja":
        return found
    gloss = english_gloss(subject)
    return topics.only_titled(gloss) if gloss else ()
