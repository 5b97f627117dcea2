"""Several things asked at once: each is a question of its own, in the order in which it is asked.

"Who wrote the Vietnam paper, and what did it find?", "the aim and the method of …", "when and
where …". What only goes on in a word ("and why?") is left with the question that it belongs to, and
so is a clause that is no question ("… who came and what they found").
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SeveralQuestions:
    """Each to be asked after the one before.

    ``listed``: they ask some things of one work ("the aim and the method of …"), or two of one
    event ("when and where …").
    """

    parts: tuple[str, ...]
    listed: bool


# More than so many are no questions of one visitor, but a list.
MOST = 4
# A sentence of so many characters names something.
LONG_IN_JAPANESE = 8

# What stands for a name while a question is taken apart: a word to all patterns.
_KEPT = "Qname"
_PUT_AWAY = re.compile(rf"{_KEPT}(\d+)x")
_QUOTED = r"“[^”]{1,300}”|「[^」]{1,300}」|『[^』]{1,300}』|\"[^\"]{1,300}\""

_W = r"(?:who|whom|whose|what|when|where|why|how|which)"
_AUX = (
    r"(?:is|are|was|were|do|does|did|can|could|has|have|had|will|would|should|may|might|must"
    r"|isn['’]t|aren['’]t|wasn['’]t|weren['’]t|doesn['’]t|don['’]t|didn['’]t)"
)
_PREPOSITION = r"(?:(?:for|by|in|from|to|with|of|at|on|about)\s+)?"
# "which of the two steps takes", "what did it", "did they": a clause that asks, not one that tells.
_ASKS = (
    rf"(?:{_PREPOSITION}{_W}(?:\s+(?!they\b|it\b|he\b|she\b|we\b|you\b|I\b)[\w'’-]+){{0,3}}?"
    rf"\s+{_AUX}\s+\S"
    rf"|{_AUX}\s+(?:they|it|he|she|there|any|we|you)\s+\S"
    rf"|(?!ha[sd]|have){_AUX}\s+(?:the|these|those|this|that|some)\s+\S"
    rf"|(?:who|what|which\s+\w+)\s+(?!they\b|it\b|he\b|she\b|we\b|you\b|I\b|the\b|a\b|an\b|their\b"
    rf"|its\b|his\b|her\b|these\b|those\b)[a-z]+(?:ed|es|s|t|ook|ave|ew|ade|ote|ent|id)\s+\S)"
)
_BETWEEN = re.compile(
    rf"(?:\s*[,;]\s*(?:and|but|&)|\s*;|\s+(?:and|but|&))\s+(?:also\s+|then\s+)?(?={_ASKS})",
    re.IGNORECASE,
)
_OPENS = re.compile(
    rf"^\W*(?:(?:please|hi|hello|hey|so|and|can you|could you|do you know|tell me|i wonder"
    rf"|i(?:['’]d| would) like to know)[,\s]+){{0,3}}{_PREPOSITION}(?:{_W}|{_AUX})\b",
    re.IGNORECASE,
)
_SENTENCES = re.compile(r"(?<=[?？])\s*(?=\S)|(?<=か。)\s*(?=\S)")
# What the words of a clause are that asks for nothing of its own: "were they?", "why is that?".
_EMPTY = frozenset(
    re.findall(
        r"\S+",
        "who whom whose what when where why how which is are was were do does did can could has "
        "have had will would should it they he she that this them him her so then and for by in "
        "from to with of at on there any one the a an",
    )
)
# "How full is the morning session? How many talks?": the second says what the first means.
_ELLIPSIS = re.compile(
    rf"^\W*{_W}(?:\s+(?:many|much|talks?|abstracts?|papers?|people|authors?|exactly))*\W*$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+")
# "Is there a talk on reeds, and who gives it?": each row of a list tells who.
_LISTS = re.compile(
    r"^\W*(?:is|are) there\b|^\W*(?:which|what)\s+(?:talk|paper|abstract)s?\b", re.IGNORECASE
)
_BY_WHOM = re.compile(
    r"^\W*(?:by\s+)?who(?:m|se)?\b[^?]{0,24}\b(?:it|them|they|those)\W*$", re.IGNORECASE
)

_ASPECT = (
    r"(?:main\s+|research\s+|key\s+)?(?:aims?|goals?|purposes?|objectives?|research\s+questions?"
    r"|methods?|methodology|approach|data|results?|findings?|conclusions?|limitations?"
    r"|recommendations?|background|titles?|authors?|keywords?|affiliations?|session|chair|times?"
    r"|date|room|place|venue)"
)
# "What is the title, and who is the author of …": what stands behind belongs to both.
_BARE = re.compile(
    rf"^.*\b(?:what|who|which)\s+(?:is|are|was|were)\s+the\s+{_ASPECT}$", re.IGNORECASE
)
_BEHIND = re.compile(rf"\bthe\s+{_ASPECT}(?P<behind>\s+(?:of|in)\s+.+?)\W*$", re.IGNORECASE)
_ASPECTS = re.compile(
    rf"^(?P<before>.*?\b(?:what|who)(?:\s+(?:is|are|was|were)|['’]s)\s+)(?:the\s+)?"
    rf"(?P<listed>{_ASPECT}(?:\s*,\s*(?:the\s+)?{_ASPECT})*,?\s+(?:and|&)\s+(?:the\s+)?{_ASPECT})"
    rf"(?P<behind>\s+(?:of|in)\s+.+)$",
    re.IGNORECASE,
)
_LISTED = re.compile(r"\s*,\s*(?:and\s+)?(?:the\s+)?|\s+(?:and|&)\s+(?:the\s+)?", re.IGNORECASE)
_TWO_WORDS = re.compile(
    r"^(?P<before>\W*)(?P<one>who|when|where|why|how)\s+(?:and|&)\s+(?P<other>who|when|where|why|how)"
    r"\s+(?P<behind>(?!many\b|much\b|long\b|often\b|old\b|far\b).+)$",
    re.IGNORECASE,
)
# "How many talks are on boats, and how many on reeds?"
_COUNTED_TWICE = re.compile(
    r"^(?P<before>\W*how many (?:talks|papers|abstracts|presentations|studies)"
    r"(?: (?:are|is|come|were))?(?: there)? (?:on|about|from|by|in) )(?P<one>.+?),? and how many"
    r"(?: (?:are|come|were))?(?: (?:on|about|from|by|in))? (?P<other>.+?)\W*$",
    re.IGNORECASE,
)
_ASPECT_JA = (
    r"(?:研究)?(?:目的|方法|手法|結果|結論|課題|背景|データ|題名|題目|タイトル|著者|発表者|所属"
    r"|キーワード|限界|提言|会場|日時|場所|司会者?|座長)"
)
_ASPECTS_JA = re.compile(
    rf"^(?P<before>.*?)(?P<listed>{_ASPECT_JA}(?:(?:と|、|や|および|及び|ならびに){_ASPECT_JA})+)"
    r"(?P<behind>[はをが].*)?$"
)
_LISTED_JA = re.compile(rf"(?:と|、|や|および|及び|ならびに)(?={_ASPECT_JA})")
_AND_JA = re.compile(
    r"^(?P<one>.+?は(?:誰|だれ|どなた|いつ|どこ|何|なに|いくつ|何人|何件|何本))(?:で(?:あり)?|であって)、(?P<other>.+)$"
)


def several_questions(question: str, titles: Iterable[str] = ()) -> SeveralQuestions | None:
    """The questions that it is made of; None if it is one, or too many.

    What stands between quotation marks, and ``titles``, are names and are not taken apart.
    """
    kept: list[str] = []

    def put_away(found: re.Match[str]) -> str:
        kept.append(found.group())
        return f"{_KEPT}{len(kept) - 1}x"

    masked = _names(titles).sub(put_away, question)
    found = [part for sentence in _sentences(masked) for part in _parts(sentence)]
    if not 1 < len(found) <= MOST:
        return None
    back = [_PUT_AWAY.sub(lambda it: kept[int(it[1])], text) for text, _ in found]
    return SeveralQuestions(tuple(back), any(listed for _, listed in found))


def _names(titles: Iterable[str]) -> re.Pattern[str]:
    longest = sorted(filter(None, titles), key=len, reverse=True)
    return re.compile("|".join([*map(re.escape, longest), _QUOTED]), re.IGNORECASE)


def _sentences(question: str) -> list[str]:
    """The sentences where each asks; otherwise the whole, for one tells what the other means."""
    sentences = [it for it in _SENTENCES.split(question.strip()) if it]
    asks = all(_OPENS.match(it) or it.rstrip("。").endswith(("か", "？")) for it in sentences)
    asks = asks and all(map(_has_something, sentences)) and not any(map(_ELLIPSIS.match, sentences))
    return sentences if asks else [question.strip()]


def _parts(sentence: str) -> Iterator[tuple[str, bool]]:
    """Each part, and whether it is one of some that were only listed."""
    for clause in _clauses(sentence):
        listed = _of_aspects(clause) or _of_two_words(clause) or _of_counts(clause)
        yield from ((it, True) for it in listed)
        if not listed:
            yield clause, False


def _clauses(sentence: str) -> list[str]:
    if found := _AND_JA.match(sentence):
        return [f"{found['one']}ですか", found["other"]]
    if not _OPENS.match(sentence):
        return [sentence]
    clauses = [it.strip(" ,;") for it in _BETWEEN.split(sentence)]
    if _LISTS.match(sentence) and _BY_WHOM.match(clauses[-1]):
        return [sentence]
    if len(clauses) < 2 or not all(map(_has_something, clauses)):  # noqa: PLR2004 - several
        return [sentence]
    behind = _BEHIND.search(clauses[-1])
    if behind:
        clauses = [f"{it}{behind['behind']}" if _BARE.match(it) else it for it in clauses]
    return [it if it.endswith("?") else f"{it}?" for it in clauses]


def _has_something(clause: str) -> bool:
    """Whether it asks for more than a word that points elsewhere."""
    if not clause.isascii() and len(clause) >= LONG_IN_JAPANESE:
        return True
    words = [word.casefold() for word in _WORD.findall(clause)]
    return clause.isascii() and any(word not in _EMPTY for word in words)


def _of_aspects(clause: str) -> list[str]:
    if found := _ASPECTS.match(clause):
        aspects = _LISTED.split(found["listed"])
        return [f"{found['before']}the {it}{found['behind']}" for it in aspects]
    if found := _ASPECTS_JA.match(clause):
        behind = found["behind"] or "は"
        return [f"{found['before']}{it}{behind}" for it in _LISTED_JA.split(found["listed"])]
    return []


def _of_counts(clause: str) -> list[str]:
    found = _COUNTED_TWICE.match(clause)
    return [f"{found['before']}{found[it]}?" for it in ("one", "other")] if found else []


def _of_two_words(clause: str) -> list[str]:
    found = _TWO_WORDS.match(clause)
    if found is None or found["one"].casefold() == found["other"].casefold():
        return []
    return [f"{found['before']}{found[it]} {found['behind']}" for it in ("one", "other")]
