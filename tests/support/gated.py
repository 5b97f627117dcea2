"""An assistant that lets no answer out before its gate is opened."""

import threading

from rag.answer import Answer
from rag.conversation import Conversation
from tests.support.table_assistant import Shelf, TableAssistant

_NEW = Conversation()


class Gated:
    """Notices how many questions are inside it, and how many were at most."""

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.inside = 0
        self.most = 0
        self.catalogue = Shelf()
        self.generation_id = "gated-1"
        self._lock = threading.Lock()

    def examples(self, language: str, /) -> tuple[str, ...]:  # noqa: ARG002
        """None, so that warming up asks nothing."""
        return ()

    def within(self, _conference_id: str, /) -> "Gated":
        """Itself, for there is one conference."""
        return self

    def ask(self, question: str, conversation: Conversation = _NEW, /) -> Answer:
        """Wait for the gate, then the table's answer."""
        with self._lock:
            self.inside += 1
            self.most = max(self.most, self.inside)
        self.gate.wait(10)
        with self._lock:
            self.inside -= 1
        return TableAssistant().ask(question, conversation)
