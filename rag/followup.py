"""Follow-ups: what "it", "the second one" or "what about Vietnam?" stand for.

Read from the turns before, without a model: first places ("the second one", "[2]", "the latter")
and works named by their subject, which may ask the question before of another abstract; then
substitutions ("what about …?"), then pronouns and fragments, which point at the abstract that the
last answer rested on.
"""

import re
from dataclasses import replace

from index.analysis import terms
from rag.answer import Kind
from rag.conversation import Conversation, Turn
from rag.followup_comparison import compared_with, puts_it_beside
from rag.followup_ellipsis import asks_for_more, is_bare, is_elliptical, is_fragment
from rag.followup_frames import THESE, THIS, asks_nothing, framed
from rag.followup_leads import opened
from rag.followup_places import (
    SEVERAL,
    Placed,
    is_several,
    on_topic,
    placed,
    subjects,
    without_places,
)
from rag.followup_pointers import (
    asks_overview,
    asks_which,
    is_plural,
    points,
    points_plainly,
    speaks_of_them,
)
from rag.followup_slots import substitution
from rag.language import Language, language_of
from rag.nearby import Shown
from rag.query import tidy
from rag.records_besides import others_than
from rag.records_followup import stand_alone
from rag.records_intent import Asks, records_question
from rag.records_mentions import Sort
from rag.records_topic import leftover
from rag.resolved import Known, Resolved
from rag.zoning.asked import asks_only_aspect, asks_several

_AIM = {"en": "What is the aim of this study?", "ja": "この研究の目的は何ですか？"}
TITLES_SHOWN = 3
# Before a question of fewer words of its own stands the one that it went on from.
TELLING_TERMS = 3
# Asked of the whole booklet or its conference, whatever was talked of before.
_OF_ALL = frozenset(
    {Asks.COUNT, Asks.COUNT_PEOPLE, Asks.LIST, Asks.CHAIR, Asks.WHEN, Asks.WHERE}
    | {Asks.HOST, Asks.CONFERENCE}
)

_OF_EVENT = frozenset({Asks.CHAIR, Asks.HOST, Asks.CONFERENCE})
_OF_ONE = frozenset({Asks.WHO, Asks.KEYWORDS, Asks.AFFILIATION, Asks.TITLE, Asks.SESSION})


def resolve(question: str, conversation: Conversation, known: Known | None = None) -> Resolved:
    """The question as one that stands alone, read from the turns before.

    ``known`` looks up names; without it only the texts are followed up.
    """
    asked = tidy(question)
    if not on_topic(conversation):
        return Resolved(asked)
    return _Reader(asked, conversation, known).resolved()


def gone_on(question: str, conversation: Conversation, known: Known | None) -> Resolved | None:
    """What stands alone, read as going on with the abstract at hand; None where it cannot be."""
    if not on_topic(conversation):
        return None
    return _Reader(tidy(question), conversation, known).gone_on()


class _Reader:
    """Reads one turn of one conversation."""

    def __init__(self, asked: str, conversation: Conversation, known: Known | None) -> None:
        self._asked = asked
        self._opened = opened(asked)
        self._bare = self._opened.text
        self._conversation = conversation
        self._turns = on_topic(conversation)
        self._last = self._turns[0]
        self._known = known
        self._language: Language = language_of(self._bare)
        self._work = known.work_in(self._bare) if known else None

    def resolved(self) -> Resolved:
        bare = self._bare
        if self._known and any(it.sort is Sort.TITLE for it in self._known.read(bare).found):
            # Whatever words the title holds, they point at nothing that was said before.
            return Resolved(self._asked)
        return (
            self._more()
            or self._back()
            or self._by_place()
            or self._by_others()
            or self._by_comparison()
            or self._by_work()
            or self._by_records()
            or self._by_substitution()
            or self._by_pointer()
            or self._alone()
        )

    def gone_on(self) -> Resolved | None:
        """The turn as one on the abstract at hand, though nothing in it points there."""
        turn = self._anchor()
        if self._binds_itself() or turn is None or turn.answer.kind is Kind.RECORDS:
            return None
        here = self._pointing()
        return here and replace(here, of_texts=True, only=True)

    def _alone(self) -> Resolved:
        corrected = self._opened.corrects
        return Resolved(self._bare if corrected else self._asked)

    def _more(self) -> Resolved | None:
        """“Tell me more”: the question before, for what has not been shown yet."""
        turn = self._anchor()
        if turn is None or not asks_for_more(self._bare):
            return None
        focus = spoken_of(turn)
        if turn.answer.kind is Kind.RECORDS:
            return Resolved(_AIM[self._language], focus[:1], "", self._about(focus[:1]), only=True)
        past = tuple(shown for earlier in self._turns for shown in _quotes(earlier))
        question = turn.answer.rewritten or turn.question
        return Resolved(question, focus, "", self._about(focus), only=True, past=past)

    def _back(self) -> Resolved | None:
        """“Back to Vietnam: do officials …?”: of the work named, or with its topic beside it."""
        topic = self._opened.back_to
        if not topic or not self._known:
            return None
        work = self._known.work_in(f"the {topic} study") or self._known.work_in(f"{topic}の研究")
        if work:
            return Resolved(self._bare, work.ids, topic, self._about(work.ids), only=True)
        text = f"{self._bare.rstrip('?.!？。 ')} ({topic})"
        return Resolved(text, (), "", text)

    def _by_place(self) -> Resolved | None:
        """A place in the latest answer, or else in the latest list before it."""
        found = placed(self._bare, self._conversation)
        if found is None:
            return None
        shown = self._about(found.focus)
        again = self._asked_again(_rest(self._bare, found))
        if again:
            return Resolved(again, found.focus, "", _said_of(again, shown, self._bare), only=True)
        return Resolved(self._placeless(), found.focus, "", shown, only=True)

    def _placeless(self) -> str:
        def this(found: re.Match[str]) -> str:
            return (THESE if is_several(found) else THIS)[self._language]

        text = tidy(without_places(self._bare, this))
        return _AIM[self._language] if asks_overview(text) else text

    def _by_others(self) -> Resolved | None:
        """“And the other talks?”: all but the one at hand."""
        turn = self._anchor()
        shown = spoken_of(turn) if turn else ()
        if len(shown) != 1:
            return None
        said = others_than(self._bare, self._title(shown[0]), self._language)
        return Resolved(said, (), "", said) if said else None

    def _by_comparison(self) -> Resolved | None:
        """“Compare it with the refugee study”: with the work at hand in place of "it"."""
        turn = self._anchor()
        if turn is None or not (self._binds_itself() or puts_it_beside(self._bare)):
            return None
        said = compared_with(self._bare, self._title(spoken_of(turn)[0]))
        return Resolved(said, (), "", said) if said else None

    def _by_work(self) -> Resolved | None:
        """“And the study on refugees?” asks the question before of that study."""
        work = self._work
        if work is None:
            return None
        again = self._asked_again(self._bare[: work.start] + self._bare[work.furthest :])
        if not again:
            return None
        return Resolved(again, work.ids, "", _said_of(again, self._about(work.ids), ""), only=True)

    def _asked_again(self, rest: str) -> str | None:
        """The question before, of another work, where the rest of this one asks nothing."""
        if not asks_nothing(rest):
            return None
        return framed(self._last, self._known.work_in if self._known else None)

    def _by_records(self) -> Resolved | None:
        if not self._known or self._work:
            return None
        read = self._known.read
        said = stand_alone(self._asked, self._last, read) or stand_alone(
            self._bare, self._last, read
        )
        return Resolved(said, (), "", said) if said else None

    def _by_substitution(self) -> Resolved | None:
        if self._work or _asks(self._bare, _OF_EVENT):
            return None
        before = self._last.answer.rewritten or self._last.question
        found = substitution(self._bare, self._asked, before, corrects=self._opened.corrects)
        if found is None:
            return None
        if found.text:
            return Resolved(found.text, (), "", found.text, loose=True)
        here = self._pointing()  # "And the method?"
        sure = found.of_field or asks_only_aspect(self._bare) or _asks(self._bare, _OF_ONE)
        return here and replace(here, loose=not sure)

    def _by_pointer(self) -> Resolved | None:
        bare = self._bare
        if self._binds_itself():
            return None
        turn = self._anchor()
        of_text = turn is not None and turn.answer.kind is not Kind.RECORDS
        if of_text and is_elliptical(bare):
            here = self._pointing()
            return here and replace(here, of_texts=True, only=True)
        pointing = points(bare)
        fragment = is_fragment(bare)
        goes_on = self._opened.goes_on
        if not (pointing or fragment or goes_on) or (not pointing and _of_all(bare)):
            return None
        here = self._pointing()
        sure = points_plainly(bare) or (fragment and (is_bare(bare) or asks_only_aspect(bare)))
        return here and replace(here, loose=not sure)

    def _binds_itself(self) -> bool:
        """Whether it names the work or the author that its own "its" and "they" stand for."""
        if self._work:
            return True
        return bool(self._known and self._known.read(self._bare).people)

    def _pointing(self) -> Resolved | None:
        if self._last.answer.kind == Kind.RECORDS and not self._last.answer.citations:
            # About the conference itself: asked again together with what it was asked after.
            bare = self._bare
            joined = _of_conference(bare) or f"{bare.rstrip('?？. ')} ({self._last.question})"
            return Resolved(joined, (), "", joined)
        turn = self._plural_anchor() if is_plural(self._bare) else self._anchor()
        if turn is None:
            return None
        shown = spoken_of(turn)
        several = is_plural(self._bare) or asks_several(self._bare) or self._means_rows(turn)
        focus = shown if several else shown[:1]
        if turn.answer.kind == Kind.RECORDS:
            return Resolved(self._bare, focus, "", self._about(focus))
        before, about = self._before(turn), self._about(focus)
        one_of = len(focus) > 1 and asks_which(self._bare)
        return Resolved(self._bare, focus, before, about, read=_quotes(turn), one_of=one_of)

    def _means_rows(self, turn: Turn) -> bool:
        """Whether "they" are the works of a list, not people that a text speaks of."""
        return turn.answer.kind is Kind.RECORDS and speaks_of_them(self._bare)

    def _anchor(self) -> Turn | None:
        """The latest turn that showed an abstract, or was asked about one."""
        for turn in self._turns:
            if spoken_of(turn):
                return turn
            if turn.answer.kind is Kind.RECORDS:
                return None
        return None

    def _plural_anchor(self) -> Turn | None:
        several = (turn for turn in self._turns if len(spoken_of(turn)) >= SEVERAL)
        return next(several, None) or self._anchor()

    def _before(self, turn: Turn) -> str:
        """The question that is gone on from; with the one before it where it says too little."""
        said = turn.question
        later = self._turns[self._turns.index(turn) + 1 :]
        if len(set(terms(said))) >= TELLING_TERMS or not turn.answer.rewritten or not later:
            return said
        return f"{later[0].question} {said}"

    def _about(self, focus: tuple[str, ...]) -> str:
        titles = "”, “".join(self._title(id_) for id_ in focus[:TITLES_SHOWN])
        return _shown(self._bare, titles, self._language)

    def _title(self, abstract_id: str) -> str:
        if self._known:
            return self._known.title_of(abstract_id)
        answers = [turn.answer for turn in self._turns]
        titles = {near.abstract_id: near.title for it in answers for near in it.nearest}
        titles |= {cited.abstract_id: cited.title for it in answers for cited in it.citations}
        return titles[abstract_id]


def pairs(resolved: Resolved) -> bool:
    """Whether the visitor pointed at two works at once."""
    return resolved.only and len(resolved.focus) == SEVERAL


def spoken_of(turn: Turn) -> tuple[str, ...]:
    """The abstracts that a turn showed; of one that showed none, those that it was asked about."""
    if turn.answer.citations:
        return subjects(turn)
    asked, near = turn.answer.rewritten or "", turn.answer.nearest
    if len(near) == 1:
        # Nothing but this one was asked about.
        return (near[0].abstract_id,)
    return tuple(it.abstract_id for it in near if it.title in asked)


def _quotes(turn: Turn) -> tuple[Shown, ...]:
    cited = (citation for citation in turn.answer.citations if citation.quote)
    return tuple((it.abstract_id, it.start, it.end) for it in cited)


def _rest(bare: str, found: Placed) -> str:
    rest = bare
    for said in found.said:
        rest = rest.replace(said, " ", 1)
    return rest


def _said_of(again: str, shown: str, bare: str) -> str:
    """The stand-alone form with the question that is asked again in place of what was typed."""
    start = max(shown.rfind("(about “"), shown.rfind("（「"))
    return f"{again}{'' if shown[start] == '（' else ' '}{shown[start:]}" if start >= 0 else bare


def _of_conference(bare: str) -> str | None:
    """“And when was it?”, asked of the conference, where its records would tell."""
    japanese = language_of(bare) == "ja"
    said = f"大会は{bare}" if japanese else f"{bare.rstrip('?. ')} (the conference)?"
    asked = records_question(said)
    return said if asked and asked.asks in (Asks.WHEN, Asks.WHERE, Asks.HOST, Asks.CHAIR) else None


def _asks(bare: str, fields: frozenset[Asks]) -> bool:
    """Whether nothing but one of these fields is asked for: “著者は？”."""
    asked = records_question(bare)
    if asked is None or asked.asks not in fields:
        return False
    return not leftover(asked.topic, asked.asks)


def _of_all(bare: str) -> bool:
    asked = records_question(bare)
    return asked is not None and asked.asks in _OF_ALL


def _shown(bare: str, title: str, language: Language) -> str:
    if language == "ja":
        return f"{bare}（「{title}」について）"
    return f"{bare[:1].upper()}{bare[1:]} (about “{title}”)"
