"""An assistant whose replies are of every kind, from abstracts that are hard to lay out."""

from dataclasses import dataclass, replace

from rag.answer import Answer, Citation, Comparison, ComparisonRow, Kind
from rag.citation import cite_record, cite_span
from rag.conversation import Conversation
from rag.phrases import phrases_in
from rag.records_phrases import record_phrases
from tests.support.table_assistant import BOATS, REEDS, WHY_REEDS
from tests.support.wide_shelf import BARE, JAPANESE, MANY, WideAssistant

LONG = "What do forty lakes, and the abstracts without spaces, say?"
COMPARED = "Compare the reeds with the boats"
HELLO = "Hello"
SATO = "What did Sato present?"
ENDLESS = "why " * 600
_NEW = Conversation()
_MIDDLE = "The water of the lake was measured at forty places in every month of the year."


@dataclass(frozen=True, slots=True)
class HardAssistant(WideAssistant):
    """The table's answers, and those to the questions above."""

    generation_id: str = "hard-1"

    def ask(self, question: str, conversation: Conversation = _NEW, /) -> Answer:
        """The answer of the list, or else the table's."""
        found = _ANSWERS.get(question)
        return replace(found, question=question) if found else self._table(question, conversation)

    def _table(self, question: str, conversation: Conversation) -> Answer:
        return WideAssistant.ask(self, question, conversation)


def _answer(text: str, *citations: Citation, kind: Kind = Kind.ANSWER) -> Answer:
    return Answer("", "en", kind, bool(citations), 0.9, text, citations)


def _long() -> Answer:
    deep = MANY.text.index(_MIDDLE, len(MANY.text) // 2)
    sentence = "本研究は、葦がなぜ戻るのかを問う。"
    at = JAPANESE.text.index(sentence)
    cited = (
        cite_span(1, MANY, deep, deep + len(_MIDDLE)),
        cite_span(2, JAPANESE, at, at + len(sentence)),
        cite_span(3, BARE, 0, 200),
        cite_record(4, BOATS),
    )
    blocks = [f"{it.title}:\n\n> {it.quote} [{it.marker}]" for it in cited[:3]]
    blocks.append(f"- “{BOATS.title}” [4]")
    said = replace(_answer("\n\n".join(blocks), *cited), suggestions=(f"{MANY.title}?", WHY_REEDS))
    return replace(said, rewritten=f"{LONG} (about “{MANY.title}”)")


def _compared() -> Answer:
    aim = "This study asks why they return."
    start = REEDS.text.index(aim)
    one = cite_span(1, REEDS, start, start + len(aim))
    other = cite_span(2, BOATS, 0, 33)
    text = f"{phrases_in('en').compared}\n\n> {one.quote} [1]\n\n> {other.quote} [2]"
    rows = (ComparisonRow("aim", (1, 2)), ComparisonRow("method", (None, None)))
    return replace(_answer(text, one, other), comparison=Comparison((REEDS.title, "boats"), rows))


def _which() -> Answer:
    names = ("Aiko Sato", "Bunta Sato")
    text = record_phrases("en").which_person.format(count=2, people=", ".join(names))
    offered = tuple(f"What did {name} present?" for name in names)
    return replace(_answer(text, kind=Kind.RECORDS), suggestions=offered)


_ANSWERS = {
    LONG: _long(),
    COMPARED: _compared(),
    HELLO: replace(
        _answer(f"Hello!\n\n- {WHY_REEDS}", kind=Kind.SMALLTALK), suggestions=(WHY_REEDS,)
    ),
    SATO: _which(),
}
