"""Conversations of programs, which send their earlier questions and nothing else.

What a client says that was answered is never believed: its questions are asked again, over the
generation that answers now. The same question gets the same answer, so that the last few
conversations can be kept, and one that goes on is not asked again from its beginning.
"""

import threading
from collections import OrderedDict

from rag.conversation import Conversation
from ui.asks import Asks

Key = tuple[str, str, tuple[str, ...]]
_KEPT = 256


class Replays:
    """The conversations kept, newest last; safe in several threads."""

    def __init__(self, kept: int = _KEPT) -> None:
        self._most = kept
        self._kept: OrderedDict[Key, Conversation] = OrderedDict()
        self._lock = threading.Lock()

    def before(
        self, assistant: Asks, booklet: str, questions: tuple[str, ...]
    ) -> tuple[Conversation, int]:
        """The conversation that these questions make, and how many had to be asked for it."""
        known, conversation = self._longest_known(assistant.generation_id, booklet, questions)
        for asked in range(known, len(questions)):
            answer = assistant.ask(questions[asked], conversation)
            conversation = conversation.after(questions[asked], answer)
            self.keep(assistant, booklet, questions[: asked + 1], conversation)
        return conversation, len(questions) - known

    def keep(
        self, assistant: Asks, booklet: str, questions: tuple[str, ...], conversation: Conversation
    ) -> None:
        """Remember what these questions made, and forget the oldest if there are too many."""
        with self._lock:
            self._kept[assistant.generation_id, booklet, questions] = conversation
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)

    def _longest_known(
        self, generation: str, booklet: str, questions: tuple[str, ...]
    ) -> tuple[int, Conversation]:
        with self._lock:
            for length in range(len(questions), 0, -1):
                key = (generation, booklet, questions[:length])
                if key in self._kept:
                    self._kept.move_to_end(key)
                    return length, self._kept[key]
        return 0, Conversation()
