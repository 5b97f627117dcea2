"""Follow-ups on what the records answered: the same asked of somebody or something else.

“What about Vietnam?”, “And Mari Sato?”, “Xさんは？” put another name into the question before;
“Where are they from?” puts the name into the question; “How many is that?” asks it again.
"""

import re
from collections.abc import Callable

from rag.answer import Kind
from rag.conversation import Turn
from rag.language import language_of
from rag.query import tidy
from rag.records_intent import Asks, read_question
from rag.records_mentions import Mention, Mentions, Sort
from rag.records_spelt import Spelt
from rag.records_topic import leftover, topic_of

# What of the records a text names.
Read = Callable[[str], Mentions]

_SLOT = re.compile(
    r"^(?:(?:and |so |then )?(?:what|how) about|and|or|but|same for)\s+(?!how many)"
    r"(?:(?:on|about|in|at|from|by|for|of)\s+)?([^?!]{2,60}?)[?!. ]*$"
    r"|^(?:and )?how many (?:talks |abstracts )?(?:on|about|in|at|from|by|of)\s+([^?!]{2,60}?)"
    r"[?!. ]*$"
    r"|^(?:on|about|in|at|from|by|for)\s+([^?!]{2,60}?)[?!. ]*$"
    r"|^([^、。？?]{1,40}?)(?:さん|氏|先生)?(?:について|に関して|の場合|で)?"
    r"(?:は|はどう(?:ですか|でしょうか)?)[？?。 ]*$",
    re.IGNORECASE,
)
# Fields of what was shown, and words that only point: "And the method?" asks of the same abstract.
_FIELD = re.compile(
    r"^(?:the |its |their |his |her |this |that |these |those |it|them|him|her|both|all)"
    r"|\b(?:method|methods|results?|findings?|conclusions?|aims?|authors?|keywords?|session|title"
    r"|data|sample)\b"
    r"|(?:方法|結果|目的|結論|著者|発表者|所属|キーワード|題目|考察|課題|セッション|それ|その|これ|この)",
    re.IGNORECASE,
)
# What asks by itself names nothing to put into the question before.
_ASKS = re.compile(
    r"^(?:who|whom|whose|what|where|when|which|why|how|is|are|do|does|did|was|were|can|could|tell"
    r"|show|list|give|find)\b|誰|何|どこ|いつ|どれ|どの|なぜ|どう",
    re.IGNORECASE,
)
_PERSON = re.compile("所属|大学|この人|その人|彼|先生|どこの")
_THEY = re.compile(r"\b(?:they|them|he|she|him)\b", re.IGNORECASE)
_THEIR = re.compile(r"\b(?:their|theirs|his|her|hers)\b", re.IGNORECASE)
# "What are they about?" asks of talks.
_OF_WORKS = re.compile(r"^\W*(?:and )?what (?:is|are|was|were) \w+ about\W*$", re.IGNORECASE)
_HOW_MANY = re.compile(
    r"^(?:and )?how many (?:is|are|was|were) (?:that|they|those|there|it|these)"
    r"(?: in (?:all|total)| altogether)?[?!. ]*$|^(?:全部で)?何件(?:ですか|ありますか)?[？?。 ]*$",
    re.IGNORECASE,
)
_OF_PEOPLE = frozenset({Asks.AFFILIATION, Asks.COAUTHORS, Asks.OTHERS, Asks.COUNT, Asks.LIST})
_QUOTES = {Sort.TITLE: "“{}”"}


def stand_alone(bare: str, last: Turn, read: Read) -> str | None:
    """The follow-up as a question of its own, or None where it continues no records question."""
    if offered := _chosen(bare, last):
        return offered
    if last.answer.kind is not Kind.RECORDS:
        return None
    before = last.answer.rewritten or last.question
    if _HOW_MANY.match(bare):
        return before
    earlier = read(before)
    said = _of_other(bare, earlier, read) or _of_same_person(bare, earlier, read)
    if said or (language_of(bare) == "ja" and not _PERSON.search(bare)):
        return said
    return _of_same_person(bare, _without_rows(last, read), read)


def _without_rows(last: Turn, read: Read) -> Mentions:
    """Whom the answer names, where the question named nobody: the chair, or the only author."""
    cited = last.answer.citations
    if cited:
        authors = {name for citation in cited for name in citation.authors}
        return read(authors.pop()) if len(authors) == 1 else Mentions("")
    return read(last.answer.text.partition("\n")[0])


def _chosen(bare: str, last: Turn) -> str | None:
    """One of the questions that the visitor was asked back with, by a word of it alone."""
    asked = set(Spelt(last.question).key.split())
    offered = [it for it in last.answer.suggestions if asked <= set(Spelt(it).key.split())]
    if last.answer.citations or len(offered) < 2:  # noqa: PLR2004 - a choice
        return None
    words = set(Spelt(bare).key.split())
    held = [it for it in offered if words and words <= set(Spelt(it).key.split()) - asked]
    return held[0] if len(held) == 1 else None


def _of_other(bare: str, earlier: Mentions, read: Read) -> str | None:
    """The earlier question with another name or topic in it."""
    found = _SLOT.match(bare)
    slot = tidy(next(filter(None, found.groups()), "")) if found else ""
    if not slot or _ASKS.search(slot):
        return None
    named = read(slot)
    sorts = {it.sort for it in named.found}
    if sorts and not leftover(topic_of(named.masked), Asks.LIST):
        for sort in sorts & {it.sort for it in earlier.found}:
            return _unmasked(earlier, {sort: named.of(sort)[0].said})
        return None
    asked = None if _FIELD.search(slot) else read_question(earlier.masked)
    topic = leftover(asked.topic, asked.asks) if asked else ""
    if topic and topic in earlier.masked:
        return _unmasked(earlier, {}, earlier.masked.replace(topic, slot, 1))
    return None


def _of_same_person(bare: str, earlier: Mentions, read: Read) -> str | None:
    """The follow-up with the name of whom the earlier question was about."""
    authors = earlier.of(Sort.AUTHOR)
    if len(authors) != 1 or read(bare).found or _OF_WORKS.search(bare):
        return None
    name = authors[0].said
    if language_of(bare) == "ja":
        asked = read_question(bare)
        wrote = any(known.abstract_ids for known in authors[0].people)
        fits = asked and (asked.asks in _OF_PEOPLE if wrote else asked.asks is Asks.AFFILIATION)
        return f"{name}さんの{bare}" if fits else None
    said = _THEIR.sub(f"{name}’s", _THEY.sub(name, bare))
    said = re.sub(rf"\b(are|do|have) {re.escape(name)}\b", _singular, said)
    asked = read_question(read(said).masked)
    return said if said != bare and asked and asked.asks in _OF_PEOPLE else None


def _singular(match: re.Match[str]) -> str:
    verb = {"are": "is", "do": "does", "have": "has"}[match[1].lower()]
    return match.group().replace(match[1], verb, 1)


def _unmasked(earlier: Mentions, replaced: dict[Sort, str], masked: str | None = None) -> str:
    """The earlier question with its names again, or with others in their place."""
    text = earlier.masked if masked is None else masked
    for sort in Sort:
        for mention in earlier.of(sort):
            said = replaced.get(sort) or _said(mention)
            text = text.replace(f"_{sort}_", _QUOTES.get(sort, "{}").format(said), 1)
    return re.sub(r"\s+(?=[?.!,:;])", "", re.sub(r"\s+(?=[ぁ-ん])", "", text))


def _said(mention: Mention) -> str:
    return f"in {mention.said}" if mention.sort is Sort.YEAR else mention.said
