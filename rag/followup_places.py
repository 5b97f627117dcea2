"""Abstracts pointed at by where they were shown: "the second one", "[2]", "the latter"."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from rag.answer import Kind
from rag.conversation import Conversation, Turn

_KIND = r"(?: (?:one|talk|abstract|paper|study|presentation|title|speaker|author))"
_KINDS = r"(?: (?:ones|talks|abstracts|papers|studies|presentations|titles))"
_PLACES = {
    "first": 0, "1st": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3, "4th": 3,
    "fifth": 4, "5th": 4, "last": -1, "final": -1, "former": 0, "latter": -1,
    "一つ目": 0, "1つ目": 0, "最初": 0, "前者": 0, "二つ目": 1, "2つ目": 1, "三つ目": 2, "3つ目": 2,
    "四つ目": 3, "4つ目": 3, "五つ目": 4, "5つ目": 4, "最後": -1, "後者": -1,
    "1番目": 0, "2番目": 1, "3番目": 2, "4番目": 3, "5番目": 4,
    "一番目": 0, "二番目": 1, "三番目": 2, "四番目": 3, "五番目": 4,
}  # fmt: skip
_PLACE = re.compile(
    r"\bthe (?P<end>first|last|final) (?P<many>two|three|2|3)\b" + _KINDS + "?"
    rf"|\bthe (?P<word>first|second|third|fourth|fifth|last|final|1st|2nd|3rd|4th|5th){_KIND}?\b"
    r"(?! (?:sentence|paragraph|time|years?|point|reason|of the|of its|\w+ points?))"
    rf"|\b(?:the )?(?P<pair>former|latter){_KIND}?\b"
    rf"|\bthe (?P<other>other){_KIND}?\b(?=\s*(?:[?.!,]|$|\w+))"
    r"|\[(?P<marker>\d{1,3})\]|\b(?:number|no\.?|talk|abstract|paper) (?P<number>[1-9]\d?)\b"
    r"|(?P<end_ja>最初|最後)の(?P<many_ja>[二三23])(?:つ|件|本)(?:の(?:発表|抄録|研究|論文))?"
    r"|(?P<ja>[一二三四五1-5]つ目|最初の|最後の|[一二三四五1-5]番目|前者|後者)(?:の(?:発表|抄録|研究))?"
    r"|(?P<other_ja>もう(?:一つ|1つ|一方|片方)|他方)(?:の(?:方|発表|抄録|研究))?",
    re.IGNORECASE,
)
_NUMBERS = {"two": 2, "three": 3, "二": 2, "三": 3}
# "The second one" needs at least so many to choose from.
SEVERAL = 2
LOOKED_BACK = 3


@dataclass(frozen=True, slots=True)
class Placed:
    """``said`` are the words that point, in the order of the text; ``focus`` what they point at."""

    said: tuple[str, ...]
    focus: tuple[str, ...]


def subjects(turn: Turn) -> tuple[str, ...]:
    """The abstracts that a turn spoke of, in the order shown; of a comparison its sides."""
    cited = [citation.abstract_id for citation in turn.answer.citations]
    offered = [near.abstract_id for near in turn.answer.nearest]
    if turn.answer.comparison and len(offered) == SEVERAL:
        return tuple(offered)
    return tuple(dict.fromkeys(cited or offered))


def on_topic(conversation: Conversation) -> list[Turn]:
    """The turns about the abstracts, the latest first: thanks in between change no topic."""
    turns = [turn for turn in conversation.turns if turn.answer.kind != Kind.SMALLTALK]
    return turns[::-1]


def placed(bare: str, conversation: Conversation) -> Placed | None:
    """What a text points at by its place, in the latest list that is long enough."""
    found = list(_PLACE.finditer(bare))
    if not found:
        return None
    turns = on_topic(conversation)
    for turn in _open_lists(turns):
        shown = subjects(turn)
        if len(shown) < SEVERAL and not found[0]["marker"]:
            continue
        at_hand = _at_hand(turns, shown)
        focus = tuple(dict.fromkeys(i for it in found for i in _at(it, turn, shown, at_hand)))
        if focus:
            return Placed(tuple(it.group() for it in found), focus)
    return None


def has_place(text: str) -> bool:
    """Whether a text may point at something by its place."""
    return _PLACE.search(text) is not None


def without_places(text: str, instead: Callable[[re.Match[str]], str]) -> str:
    """The text with other words where it points by a place."""
    return _PLACE.sub(instead, text)


def is_several(found: re.Match[str]) -> bool:
    """Whether it points at several at once."""
    return bool(found["many"] or found["many_ja"])


def _open_lists(turns: Sequence[Turn]) -> Iterable[Turn]:
    """Where to look: first what the latest questions pointed into, then the latest turns.

    A list stays open as long as one goes on pointing into it; one from the records for good.
    """
    passed = 0
    while passed < len(turns) - 1 and has_place(turns[passed].question):
        passed += 1
    near = (*turns[passed : passed + LOOKED_BACK], *turns[:LOOKED_BACK])
    kept = [turn for turn in turns if turn.answer.kind is Kind.RECORDS]
    return dict.fromkeys((*near, *kept))


def _at_hand(turns: Sequence[Turn], shown: tuple[str, ...]) -> frozenset[str]:
    """Those of a list that were spoken of last, apart from the others."""
    for turn in turns:
        some = frozenset(subjects(turn)) if turn.answer.citations else frozenset()
        if some and some < frozenset(shown):
            return some
    return frozenset()


def _at(
    found: re.Match[str], turn: Turn, shown: tuple[str, ...], at_hand: frozenset[str]
) -> tuple[str, ...]:
    if marker := found["marker"]:
        cited = (c.abstract_id for c in turn.answer.citations if c.marker == int(marker))
        return tuple(cited)[:1]
    if found["other"] or found["other_ja"]:
        others = tuple(id_ for id_ in shown if id_ not in at_hand)
        return others if at_hand and len(others) == 1 else ()
    if many := found["many"] or found["many_ja"]:
        number = _NUMBERS.get(many.lower()) or int(many)
        first = (found["end"] or found["end_ja"]).lower() in ("first", "最初")
        return shown[:number] if first else shown[-number:]
    word = (found["word"] or found["pair"] or found["ja"] or "").lower().removesuffix("の")
    place = int(found["number"]) - 1 if found["number"] else _PLACES.get(word, 0)
    return (shown[place],) if -1 <= place < len(shown) else ()
