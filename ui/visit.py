"""What the server remembers of one visitor's page while it is open."""

from dataclasses import dataclass, field, replace

from rag.answer import Answer
from rag.conversation import Conversation
from ui import render
from ui.i18n import Texts, texts_in
from ui.service import Reply

# More turns than anyone scrolls back to; it bounds what one visitor can make the server keep.
_KEPT_TURNS = 30


@dataclass(frozen=True, slots=True)
class Visit:
    """One visitor's conversation, and the HTML of its turns and sources as it was shown.

    ``booklet`` is the id of the one that the visit is limited to, or empty; ``linked`` the question
    of the link that the page was opened by, until it is asked; ``last`` the newest answer.
    It is kept on the server alone: what a browser sends back of the conversation is never read.
    """

    language: str = "en"
    booklet: str = ""
    conversation: Conversation = field(default_factory=Conversation)
    turns: tuple[str, ...] = ()
    sections: tuple[tuple[int, str], ...] = ()
    next_number: int = 1
    linked: str = ""
    last: Answer | None = None

    @property
    def texts(self) -> Texts:
        """The interface's words in the visitor's language."""
        return texts_in(self.language)

    @property
    def past(self) -> str:
        """The HTML of every turn so far."""
        return "".join(self.turns)

    @property
    def panel(self) -> str:
        """The HTML of the sources panel."""
        return render.sources_panel(self.sections, self.texts)

    @property
    def panel_of_none(self) -> str:
        """The panel beside a turn that has no sources, those of earlier turns still within."""
        return render.sources_panel((*self.sections, (self.next_number, "")), self.texts)

    def after(self, question: str, reply: Reply) -> "Visit":
        """The visit with one more turn, without its follow-up buttons."""
        number, answer = self.next_number, reply.answer
        section = render.sources(answer, reply.shelf, number, self.texts)
        return replace(
            self,
            conversation=_shortened(self.conversation.after(question, answer)),
            turns=(*self.turns, self._quiet_turn(question, answer))[-_KEPT_TURNS:],
            sections=(*self.sections, (number, section))[-_KEPT_TURNS:],
            next_number=number + 1,
            linked="",
            last=answer,
        )

    def _quiet_turn(self, question: str, answer: Answer) -> str:
        without = replace(answer, suggestions=())
        return render.answer_turn(question, without, self.next_number, self.texts)


def _shortened(conversation: Conversation) -> Conversation:
    return Conversation(conversation.turns[-_KEPT_TURNS:])
