"""Follow-ups: what "it", "the second one" or "what about Vietnam?" stand for.

Read from the turns before, without a model: first places ("the second one", "[2]"), then
substitutions ("what about …?"), then pronouns and fragments, which point at the abstract that the
last answer rested on.
"""

import re
from dataclasses import dataclass, replace

from index.analysis import terms
from rag.answer import Kind
from rag.conversation import Conversation, Turn
from rag.language import Language, language_of
from rag.names import capitalised
from rag.query import tidy
from rag.records_followup import Read, stand_alone
from rag.records_intent import Asks, records_question
from rag.records_mentions import Sort


@dataclass(frozen=True, slots=True)
class Resolved:
    """A question that stands alone.

    ``text`` is what is searched for, ``focus`` the abstracts it points at (none: all), ``before``
    the earlier question that it continues, ``shown`` the stand-alone form for the visitor;
    ``only`` where the visitor pointed at the focus, and nothing else is meant; ``loose`` where
    nothing points back but the question's shortness, so that it may be a new one.
    """

    text: str
    focus: tuple[str, ...] = ()
    before: str = ""
    shown: str | None = None
    only: bool = False
    loose: bool = False


_LEAD = re.compile(
    r"^(and|but|so|also|then|ok(ay)?|well|hm+|oh|right|thanks|now)\b[,;]?\s+|^(では|じゃあ|それでは|そして"
    r"|また|あと)[、,]?\s*",
    re.IGNORECASE,
)
_POINTERS = re.compile(
    r"\b(it|its|they|them|their|theirs|he|him|his|she|her|hers|these|those|this|that"
    r"|the (author|authors|study|paper|talk|researcher|researchers|presenter"
    r"|speaker|abstract|presentation|research|interviews|interviewees|participants|respondents"
    r"|sample|survey|bills?|findings?|results?|method|methods|conclusion)|(the )?same|both"
    r"|(the )?(former|latter)|(this|that|the other|another) one)\b"
    r"|それ|その|そこ|この(研究|発表|要旨|論文|著者)|彼|彼女|これ|同じ",
    re.IGNORECASE,
)
# What plainly points back: nothing else can be meant.
_POINTS = re.compile(
    r"\b(it|its|they|them|their|theirs|he|him|his|she|her|hers|these|those|this|that|same|both)\b"
    r"|それ|その|そこ|この|彼|これ|同じ",
    re.IGNORECASE,
)
# Parts of any study: "And the results?" asks on.
_FIELDS = re.compile(
    r"\b(methods?|methodology|results?|findings?|conclusions?|aims?|goals?|purpose|authors?|speakers?"
    r"|keywords?|session|title|data|samples?|participants|limitations?|background|topic)\b",
    re.IGNORECASE,
)
_WHAT_ABOUT = re.compile(
    r"^(what|how) about (?P<x>.+?)[?!. ]*$|^(and|but) (?P<y>(in|for|of|on|from|with|by|the) .+?"
    r"|[A-Z][\w\- ]+?)[?!. ]*$|^(?P<z>.+?)(は|について)(どう|いかが)?(ですか|でしょうか)?[？?]*$",
    re.IGNORECASE,
)
_PLACES = {
    "first": 0, "1st": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3, "4th": 3,
    "last": -1, "former": 0, "latter": -1, "一つ目": 0, "1つ目": 0, "最初": 0, "二つ目": 1,
    "2つ目": 1, "三つ目": 2, "3つ目": 2, "四つ目": 3, "4つ目": 3, "最後": -1,
    "1番目": 0, "2番目": 1, "3番目": 2, "4番目": 3,
}  # fmt: skip
_PLACE = re.compile(
    r"\bthe (?P<word>first|second|third|fourth|last|1st|2nd|3rd|4th)( (one|talk|abstract|paper"
    r"|study|presentation|title))?\b(?! (sentence|paragraph|time|years|point|reason))"
    r"|\[(?P<marker>\d{1,3})\]|\b(number|no\.?|talk|abstract|paper) (?P<number>[1-9]\d?)\b"
    r"|(?P<ja>[一二三四1-4]つ目|最初の|最後の|[1-4]番目)(の(発表|抄録|研究))?",
    re.IGNORECASE,
)
_JAPANESE_FIELDS = re.compile(
    "目的|方法|手法|結果|結論|考察|課題|背景|対象|著者|発表者|筆者|執筆者|所属|題目|誰|何|書|発表|研究|論文|抄録|要旨"
    "|内容|詳|教|明|調査|分析|使|用|行|得|述|タイトル|データ|キーワード|セッション"
)
_OVERVIEW = re.compile(
    r"^((please )?(can you )?tell me (more )?about|more (about|on)|what about|what is|what's)"
    r" this talk( about)?[?.! ]*$|^this talk(,? please|,? pls)?[?.! ]*$"
    r"|^this talk(は|について|の内容)",
    re.IGNORECASE,
)
_AIM = {"en": "What is the aim of this study?", "ja": "この研究の目的は何ですか？"}
_PLURAL = re.compile(
    r"\b(these|those|both) (talks|abstracts|studies|papers)|\bboth\b"
    r"|\b(which|either|neither|each|one|any) of (them|these|those|the two)\b"
    r"|\b(differ|differs|differences?"
    r"|compare|comparison|in common)\b|違い|比較|共通点|異な",
    re.IGNORECASE,
)
_TOPIC_ONE = re.compile(
    r"^((what|how) about )?the (?!first|second|third|fourth|last|other|same)"
    r"(?P<topic>[\w\-]+( [\w\-]+)?) (one|study|paper|talk)[?!. ]*$",
    re.IGNORECASE,
)
# A question of so few words of its own cannot stand alone once a conversation is under way.
FRAGMENT_TERMS = 2
_ASKING = frozenset("and but how what when where which who whom why by in with for".split())  # noqa: SIM905
# "The second one" needs at least so many to choose from; "what about …" names at most so much.
SEVERAL = 2
LONGEST_SLOT = 4
TITLES_SHOWN = 3
LOOKED_BACK = 3
# Asked of the whole booklet or its conference, whatever was talked of before.
_OF_ALL = frozenset(
    {Asks.COUNT, Asks.COUNT_PEOPLE, Asks.LIST, Asks.CHAIR, Asks.WHEN, Asks.WHERE}
    | {Asks.HOST, Asks.CONFERENCE}
)


def resolve(question: str, conversation: Conversation, read: Read | None = None) -> Resolved:
    """The question as one that stands alone, read from the turns before.

    ``read`` finds what of the records a text names; without it only the texts are followed up.
    """
    asked = tidy(question)
    last = _last_on_topic(conversation)
    if last is None:
        return Resolved(asked)
    bare = tidy(_LEAD.sub("", asked)) or asked
    if read and any(it.sort is Sort.TITLE for it in read(bare).found):
        # Whatever words the title holds, they point at nothing that was said before.
        return Resolved(asked)
    return (
        _by_places(bare, conversation)
        or (_by_records(asked, bare, last, read) if read else None)
        or _by_topic(bare, last)
        or _by_substitution(bare, asked, last)
        or _by_pointer(bare, asked, last)
        or Resolved(asked)
    )


def _last_on_topic(conversation: Conversation) -> Turn | None:
    """The latest turn that was about the abstracts: thanks in between change no topic."""
    turns = reversed(conversation.turns)
    return next((turn for turn in turns if turn.answer.kind != Kind.SMALLTALK), None)


def subjects(turn: Turn) -> tuple[str, ...]:
    """The abstracts that a turn spoke of, in the order shown."""
    cited = [citation.abstract_id for citation in turn.answer.citations]
    offered = [near.abstract_id for near in turn.answer.nearest]
    return tuple(dict.fromkeys(cited or offered))


def _by_records(asked: str, bare: str, last: Turn, read: Read) -> Resolved | None:
    said = stand_alone(asked, last, read) or stand_alone(bare, last, read)
    return Resolved(said, (), "", said) if said else None


def _by_places(bare: str, conversation: Conversation) -> Resolved | None:
    """A place in the latest answer, or else in the latest list before it."""
    turns = [turn for turn in conversation.turns if turn.answer.kind != Kind.SMALLTALK]
    found = (_by_place(bare, turn) for turn in reversed(turns[-LOOKED_BACK:]))
    return next(filter(None, found), None)


def _by_place(bare: str, last: Turn) -> Resolved | None:
    places = list(_PLACE.finditer(bare))
    shown = subjects(last)
    if not places or (len(shown) < SEVERAL and not places[0]["marker"]):
        return None
    found = (_at_place(place, last, shown) for place in places)
    focus = tuple(dict.fromkeys(id_ for id_ in found if id_))
    if not focus:
        return None
    text = bare
    for place in places:
        text = tidy(text.replace(place.group(), "this talk", 1))
    titles = "”, “".join(_title(last, id_) for id_ in focus)
    language = language_of(bare)
    if _OVERVIEW.search(text):
        text = _AIM[language]
    elif language == "ja":
        text = text.replace("this talk", "この発表")
    return Resolved(text, focus, "", _shown(bare, titles, language), only=True)


def _by_topic(bare: str, last: Turn) -> Resolved | None:
    """“The refugee one” is the study of that topic, asked the same."""
    found = _TOPIC_ONE.match(bare)
    if not found:
        return None
    text = _substituted(last.answer.rewritten or last.question, found["topic"])
    return Resolved(text, (), "", text)


def _at_place(found: re.Match[str], last: Turn, shown: tuple[str, ...]) -> str | None:
    if marker := found["marker"]:
        return next((c.abstract_id for c in last.answer.citations if c.marker == int(marker)), None)
    word = (found["word"] or found["ja"] or "").lower().removesuffix("の")
    place = int(found["number"]) - 1 if found["number"] else _PLACES.get(word, 0)
    return shown[place] if -1 <= place < len(shown) else None


def _by_substitution(bare: str, asked: str, last: Turn) -> Resolved | None:
    found = _WHAT_ABOUT.match(bare) or _WHAT_ABOUT.match(asked)
    if not found:
        return None
    slot = (found["x"] or found["y"] or found["z"] or "").strip()
    before = last.answer.rewritten or last.question
    if not slot or len(terms(slot)) > LONGEST_SLOT:
        return None
    if _POINTERS.search(slot) and not capitalised("x " + slot):
        return None
    if not capitalised("x " + _recased(slot, asked)):
        found_here = _pointing(bare, slot, last)  # "And the method?"
        return found_here and replace(found_here, loose=not _FIELDS.search(slot))
    text = _substituted(before, _recased(slot, asked))
    return Resolved(text, (), "", text, loose=True)


def _recased(slot: str, asked: str) -> str:
    start = asked.lower().find(slot.lower())
    return asked[start : start + len(slot)] if start >= 0 else slot


def _substituted(before: str, slot: str) -> str:
    """The earlier question with its one name replaced, or with the new one added."""
    stem = tidy(re.sub(r"\s*\([^)]*\)\s*$", "", before))
    for word in re.findall(r"(?<!^)\b[A-Z][\w\-’']+(?: [A-Z][\w\-’']+)*", stem):
        return stem.replace(word, slot, 1)
    end = "?" if stem.endswith("?") else ""
    return f"{stem.rstrip('?？')} – {slot}{end}"


def _by_pointer(bare: str, asked: str, last: Turn) -> Resolved | None:
    short = len(set(terms(bare))) <= FRAGMENT_TERMS
    fragment = short and not set(capitalised("x " + bare)) - _ASKING
    fragment = fragment or _is_japanese_fragment(bare)
    pointing = _POINTERS.search(bare)
    if not (pointing or fragment or bare != asked) or (not pointing and _of_all(bare)):
        return None
    found = _pointing(bare, bare, last)
    return found and replace(found, loose=not _POINTS.search(bare) and not fragment)


def _is_japanese_fragment(bare: str) -> bool:
    """Whether it names nothing but a field of what is at hand: Japanese leaves the "it" out."""
    rest = _JAPANESE_FIELDS.sub("", bare)
    return language_of(bare) == "ja" and not re.search(r"[^\Wぁ-ゖ]", rest)


def _pointing(bare: str, text: str, last: Turn) -> Resolved | None:
    shown = subjects(last)
    if last.answer.kind == Kind.RECORDS and not last.answer.citations:
        # About the conference itself: asked again together with what it was asked after.
        joined = _of_conference(bare) or f"{bare.rstrip('?？. ')} ({last.question})"
        return Resolved(joined, (), "", joined)
    if not shown or not last.answer.citations:
        return None
    single = shown[:1] if _singular(bare) or len(shown) == 1 else shown
    before = "" if last.answer.kind == Kind.RECORDS else last.question
    titles = "”, “".join(_title(last, id_) for id_ in single[:TITLES_SHOWN])
    return Resolved(text, single, before, _shown(bare, titles, language_of(bare)))


def _of_conference(bare: str) -> str | None:
    """“And when was it?”, asked of the conference, where its records would tell."""
    japanese = language_of(bare) == "ja"
    said = f"大会は{bare}" if japanese else f"{bare.rstrip('?. ')} (the conference)?"
    asked = records_question(said)
    return said if asked and asked.asks in (Asks.WHEN, Asks.WHERE, Asks.HOST, Asks.CHAIR) else None


def _of_all(bare: str) -> bool:
    asked = records_question(bare)
    return asked is not None and asked.asks in _OF_ALL


def _singular(bare: str) -> bool:
    return not _PLURAL.search(bare)


def _title(last: Turn, abstract_id: str) -> str:
    cited = {citation.abstract_id: citation.title for citation in last.answer.citations}
    offered = {near.abstract_id: near.title for near in last.answer.nearest}
    return cited.get(abstract_id) or offered[abstract_id]


def _shown(bare: str, title: str, language: Language) -> str:
    if language == "ja":
        return f"{bare}（「{title}」について）"
    return f"{bare[:1].upper()}{bare[1:]} (about “{title}”)"
