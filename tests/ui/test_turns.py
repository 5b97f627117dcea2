"""What stands in a turn and beside it, by the kind of its reply."""

from dataclasses import dataclass, field, replace

from hypothesis import given
from hypothesis import strategies as st

from corpus.abstract import Abstract
from rag.answer import Answer, Kind
from rag.citation import cite_span
from rag.conversation import Conversation
from rag.records_phrases import record_phrases
from tests.support.markup import parsed
from tests.support.table_assistant import MOON, REEDS, WHY_REEDS, Shelf, TableAssistant
from ui import render
from ui.cards import source_cards
from ui.i18n import ENGLISH, JAPANESE
from ui.visit import Visit


def answered(question: str) -> Answer:
    """The table assistant's answer."""
    return TableAssistant().ask(question, Conversation())


@dataclass(frozen=True)
class Held(Shelf):
    """The table's shelf, with one abstract in the place of the one on reeds."""

    given: Abstract = field(default=REEDS)

    def abstract(self, _: str, /) -> Abstract:
        """The one."""
        return self.given


@given(
    text=st.text(alphabet="ab ", max_size=900),
    ends=st.tuples(st.integers(0, 900), st.integers(1, 60)),
)
def test_an_excerpt_is_what_surrounds_its_quotation(text: str, ends: tuple[int, int]) -> None:
    """The quoted words are whole; of their paragraph some lines are shown."""
    start, end = min(ends[0], len(text)), min(sum(ends), len(text))
    if start == end:
        return
    abstract = replace(REEDS, text=text)
    answer = replace(answered(WHY_REEDS), citations=(cite_span(1, abstract, start, end),))
    (card,) = source_cards(answer, Held(abstract), 1, "en")
    ((paragraph,),) = (excerpt.paragraphs for excerpt in card.excerpts)
    assert [s.text for s in paragraph if s.quoted] == [text[start:end]]
    assert "".join(s.text for s in paragraph).strip("…") in text
    assert sum(len(s.text) for s in paragraph) <= end - start + 2 * 171


def test_a_turn_without_sources_says_so_and_keeps_those_before() -> None:
    """Beside small talk or a failure no other answer's sources are shown; they are still there."""
    panel = parsed(render.sources_panel([(1, "<p>a</p>"), (2, "")], ENGLISH))
    sections = [e.attributes for e in panel.elements if "data-turn" in e.attributes]
    assert ["hidden" in section for section in sections] == [True, False]
    assert ENGLISH.no_sources in panel.text
    assert Visit(sections=((1, "<p>a</p>"),), next_number=2).panel_of_none == render.sources_panel(
        [(1, "<p>a</p>"), (2, "")], ENGLISH
    )


def test_a_refusal_is_headed_in_the_language_of_its_words() -> None:
    """A Japanese refusal on the English page has a Japanese heading."""
    answer = replace(answered(MOON), language="ja", text="抄録には書かれていません。")
    page = parsed(render.answer_turn("?", answer, 1, ENGLISH)).text
    assert JAPANESE.not_found in page
    assert ENGLISH.not_found not in page


def test_small_talk_is_neither_copied_nor_judged() -> None:
    """There is nothing in it to copy, to link or to judge."""
    talk = replace(answered(MOON), kind=Kind.SMALLTALK, nearest=(), text="Hi!")
    page = parsed(render.newest_turn("hi", talk, 1, ENGLISH))
    assert page.values("data-copy") + page.values("data-link") + page.values("data-thumb") == []


def test_what_may_be_meant_is_offered_as_a_choice() -> None:
    """Where the reply asks back, its suggestions are headed so, and each asks exactly itself."""
    asked = record_phrases("en").which_person.format(count=2, people="A Sato, B Sato")
    answer = replace(
        answered(MOON),
        kind=Kind.RECORDS,
        nearest=(),
        text=asked,
        suggestions=("A Sato?", "B Sato?"),
    )
    page = parsed(render.newest_turn("Sato?", answer, 1, ENGLISH))
    assert ENGLISH.which in page.text
    assert page.values("data-ask") == ["A Sato?", "B Sato?"]
    asked = record_phrases("ja").which_meaning.format(short="X", count=2, meanings="a、b")
    page = parsed(render.newest_turn("X", replace(answer, language="ja", text=asked), 1, JAPANESE))
    assert JAPANESE.which in page.text
    page = parsed(render.newest_turn("?", replace(answer, text="It is not said."), 1, ENGLISH))
    assert ENGLISH.which not in page.text
