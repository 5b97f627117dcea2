"""Which two things a question compares."""

import re
from dataclasses import replace

from corpus.abstract import Abstract
from index.catalogue import Catalogue
from rag.aspects import Speaker
from rag.gloss import english_gloss
from rag.language import language_of
from rag.records_mentions import Mention, Mentions, Sort
from rag.topic import Topics

_ASPECT = (
    r"(?:(?:the\s+)?(?:main\s+)?(?:methods?|findings?|results?|aims?|goals?|conclusions?|approach(?:es)?"
    r"|views?|reasons?|causes?|data|sources?|studies|talks|papers)"
    r"(?:\s+(?:given|named|used|reported|described|drawn|found))?\s+(?:of|on|in|about|by|for)\s+)?"
)
_TWO_ON = re.compile(
    r"\b(?:the|both|these|those)\s+(?:two|2|both)?\s*(?:studies|talks|papers|abstracts|presentations)\s+"
    r"(?:on|about|dealing with|of)\s+(?P<topic>.{2,60}?)(?=\s+(?:differ|compare|have)\b|[?.!]|$)"
    r"|(?P<ja>[^\s、。]{2,30}?)(?:に関する|についての|の)(?:2つ|二つ|２つ)の(?:研究|発表)",
    re.IGNORECASE,
)
_APART = r"(?:and|differ from|compared? (?:to|with)|different from)"
_LAST = r"(.{2,60}?)(?:\s+(?:differ|compare))?\s*[?.!]*$"
_PAIRS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\bbetween\s+{_ASPECT}(.{{2,60}}?)\s+and\s+{_ASPECT}(.{{2,60}}?)\s*[?.!]*$",
        rf"\bcompare\s+{_ASPECT}(.{{2,60}}?)\s+(?:and|with|to|against)\s+{_ASPECT}(.{{2,60}}?)\s*[?.!]*$",
        rf"\bhow\s+(?:do|does|did|is|are)\s+{_ASPECT}(.{{2,60}}?)\s+{_APART}\s+{_ASPECT}{_LAST}",
        r"^(.{2,60}?)\s+(?:vs\.?|versus)\s+(.{2,60}?)\s*[?.!]*$",
        r"^(.{2,40}?)と(.{2,40}?)(?:を比較|の違い|の相違|はどう違|の共通点|はどのように(?:違|異な))",
    )
)
_SIDES = 2
# A title or an author in a question.
_NAMED = "NAMED"
_WORK_WORDS = re.compile(
    r"^(?:the\s+|a\s+|an\s+)?(?:study|talk|paper|one|abstract|presentation|research)\s+(?:on|about|of)\s+(?:the\s+)?"
    r"|^(?:the|a|an)\s+|\s+(?:study|studies|talks?|papers?|one|abstracts?|presentations?|research)$"
    r"|(?:に関する|についての|の)?(?:研究|発表|論文|抄録)$",
    re.IGNORECASE,
)


class Sides:
    """Finds the sides of comparisons over one catalogue."""

    def __init__(self, catalogue: Catalogue, topics: Topics) -> None:
        self._catalogue = catalogue
        self._topics = topics

    def of(
        self, asked: str, named: Mentions, focus: tuple[str, ...]
    ) -> tuple[Speaker, Speaker] | None:
        """The two sides, or None where the question does not name them."""
        works = self._named(named) or self._works(focus) or self._two_on(asked)
        return works or self._beside_named(named) or self._topics_of(asked)

    def _named(self, named: Mentions) -> tuple[Speaker, Speaker] | None:
        mentions = [*named.of(Sort.TITLE), *named.of(Sort.AUTHOR)]
        held = [it for it in mentions if it.ids]
        if len(held) != _SIDES:
            return None
        one, other = (self._side(it) for it in held)
        return (one, other) if set(one.ids) != set(other.ids) else None

    def _beside_named(self, named: Mentions) -> tuple[Speaker, Speaker] | None:
        """“Compare Chhour's paper with the Vietnam paper”: one named outright, one by subject."""
        held = [it for it in (*named.of(Sort.TITLE), *named.of(Sort.AUTHOR)) if it.ids]
        said = _said_of(named.masked)
        if len(held) != 1 or said is None:
            return None
        sides = [self._side(held[0]) if _NAMED in it else self._topic(it) for it in said]
        return (sides[0], sides[1]) if sum(_NAMED in it for it in said) == 1 else None

    def _side(self, mention: Mention) -> Speaker:
        return Speaker(mention.said, mention.ids)

    def _works(self, ids: tuple[str, ...]) -> tuple[Speaker, Speaker] | None:
        if len(ids) < _SIDES:
            return None
        one, other = (self._catalogue.abstract(id_) for id_ in ids[:_SIDES])
        return _work(one), _work(other)

    def _two_on(self, asked: str) -> tuple[Speaker, Speaker] | None:
        found = _TWO_ON.search(asked)
        if not found:
            return None
        held = self._topics.literal(found["topic"] or found["ja"]).abstracts
        return self._works(tuple(it.id for it in held))

    def _topics_of(self, asked: str) -> tuple[Speaker, Speaker] | None:
        said = _said_of(asked)
        if said is None:
            return None
        one, other = map(self._topic, said)
        return _apart(one, other) if one.ids or other.ids else None

    def _topic(self, said: str) -> Speaker:
        label = _WORK_WORDS.sub("", said.strip())
        topic = label
        if language_of(label) == "ja" and not self._topics.literal(label).abstracts:
            topic = english_gloss(label) or label
        match = self._topics.literal(topic)
        held = self._topics.narrowed(match, topic).abstracts if match.abstracts else ()
        is_named = label != said.strip() or bool(self._topics.only_titled(topic))
        if len(held) == 1 and is_named:
            return _work(held[0])
        # A topic may stand in more abstracts than those that are about it.
        ids = tuple(it.id for it in match.abstracts)
        return Speaker(label, ids, lambda text: bool(self._topics.holding(topic, [text])))


def _said_of(asked: str) -> tuple[str, str] | None:
    """How the two sides are named; what the records know stands as :data:`_NAMED`."""
    text = re.sub(r"_(?:title|author)_", _NAMED, asked)
    found = next(filter(None, (pattern.search(text) for pattern in _PAIRS)), None)
    return (found[1], found[2]) if found else None


def _apart(one: Speaker, other: Speaker) -> tuple[Speaker, Speaker]:
    """Each side with the abstracts that only it has, where it has any."""
    return _without(one, other), _without(other, one)


def _without(side: Speaker, other: Speaker) -> Speaker:
    own = tuple(id_ for id_ in side.ids if id_ not in other.ids)
    return replace(side, ids=own) if own else side


def _work(abstract: Abstract) -> Speaker:
    return Speaker(abstract.heading, (abstract.id,))
