"""Conversations that are made again from their questions alone."""

from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from rag.answer import Answer
from rag.conversation import Conversation
from tests.support.table_assistant import Shelf, TableAssistant
from ui.replays import Replays

QUESTIONS = st.lists(st.sampled_from(["Why?", "And then?", "Who?", "And where?"]), max_size=4)
_NEW = Conversation()


@dataclass(frozen=True, slots=True)
class Noting:
    """The table assistant, which notes what it is asked."""

    generation_id: str = "table-1"
    catalogue: Shelf = field(default_factory=Shelf)
    asked: list[str] = field(default_factory=list)

    def ask(self, question: str, conversation: Conversation = _NEW, /) -> Answer:
        """The table's answer."""
        self.asked.append(question)
        return TableAssistant(self.generation_id).ask(question, conversation)

    def examples(self, language: str, /) -> tuple[str, ...]:
        """Those of the table."""
        return TableAssistant().examples(language)

    def within(self, _conference_id: str, /) -> "Noting":
        """Itself."""
        return self


def asked_in_turn(questions: list[str]) -> Conversation:
    """The conversation as a server makes it that keeps every turn."""
    conversation = Conversation()
    for question in questions:
        answer = TableAssistant().ask(question, conversation)
        conversation = conversation.after(question, answer)
    return conversation


@given(st.lists(QUESTIONS, max_size=6), st.integers(1, 3))
def test_what_is_kept_changes_no_conversation(talks: list[list[str]], kept: int) -> None:
    """Whatever was talked of before, and however little is kept, it is the one of its questions."""
    replays = Replays(kept)
    for talk in talks:
        made, _ = replays.before(Noting(), "", tuple(talk))
        assert made == asked_in_turn(talk)


def test_only_what_is_new_is_asked() -> None:
    """The longest beginning that is known is taken from memory."""
    replays, assistant = Replays(), Noting()
    assert replays.before(assistant, "", ("Why?", "Who?"))[1] == 2
    assert replays.before(assistant, "", ("Why?", "Who?", "And then?"))[1] == 1
    assert replays.before(assistant, "", ("Who?",))[1] == 1
    assert assistant.asked == ["Why?", "Who?", "And then?", "Who?"]


def test_nothing_of_another_generation_or_booklet_is_taken() -> None:
    """A conversation is asked again where the abstracts may be others."""
    replays = Replays()
    replays.before(Noting(), "", ("Why?",))
    made, asked = replays.before(Noting("table-2"), "", ("Why?",))
    assert (asked, made.turns[0].answer.generation) == (1, "table-2")
    assert replays.before(Noting(), "one", ("Why?",))[1] == 1


def test_only_so_many_are_kept() -> None:
    """The oldest is forgotten, and what was used lately is not."""
    replays = Replays(2)
    for question in ("1", "2", "1", "3"):
        replays.before(Noting(), "", (question,))
    assert replays.before(Noting(), "", ("1",))[1] == 0
    assert replays.before(Noting(), "", ("2",))[1] == 1
