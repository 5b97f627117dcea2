"""Asks an assistant the gold questions."""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Protocol

from corpus.abstract import Abstract
from corpus.errors import ShorokuError
from eval.errors import EvalError
from eval.gold import GoldQuestion
from eval.integrity import faults
from eval.outcome import Outcome, measures_retrieval
from rag.answer import Answer
from rag.conversation import Conversation

Progress = Callable[[int, int], None]


class Ranked(Protocol):
    """An abstract in a ranking."""

    @property
    def abstract_id(self) -> str:
        """Which abstract."""


class Abstracts(Protocol):
    """The records that citations are checked against."""

    def abstracts(self) -> tuple[Abstract, ...]:
        """All of them."""


class Answering(Protocol):
    """What is measured: the assistant, or in tests one whose answers are known."""

    @property
    def generation_id(self) -> str:
        """Which index answers."""

    @property
    def catalogue(self) -> Abstracts:
        """The records that the answers rest on."""

    def ask(self, question: str, conversation: Conversation = ..., /) -> Answer:
        """Answer one question."""

    def retrieve(self, question: str, conversation: Conversation = ..., /) -> Sequence[Ranked]:
        """Abstracts for a question, best first."""


class Examiner:
    """Asks one assistant; knows its records, so that every quote can be checked."""

    def __init__(self, assistant: Answering) -> None:
        self._assistant = assistant
        self._abstracts = {each.id: each for each in assistant.catalogue.abstracts()}

    def warm_up(self, question: GoldQuestion) -> None:
        """Ask once without a clock: the first answer of a process loads what all others reuse."""
        self._timed(question, Conversation())

    def chain(self, turns: Iterable[GoldQuestion]) -> tuple[Outcome, ...]:
        """Ask questions in their order as one conversation."""
        conversation = Conversation()
        outcomes: list[Outcome] = []
        for question in turns:
            outcome = self._examine(question, conversation)
            conversation = conversation.after(question.question, outcome.answer)
            outcomes.append(outcome)
        return tuple(outcomes)

    def _examine(self, question: GoldQuestion, conversation: Conversation) -> Outcome:
        # Asked first, so that asking gains nothing from what retrieving has left in a cache.
        asked = self._timed(question, conversation)
        if not measures_retrieval(question):
            return asked
        hits = self._assistant.retrieve(question.question, conversation)
        return replace(asked, ranking=tuple(dict.fromkeys(hit.abstract_id for hit in hits)))

    def _timed(self, question: GoldQuestion, conversation: Conversation) -> Outcome:
        began = time.perf_counter()
        answer = self._ask(question, conversation)
        seconds = time.perf_counter() - began
        return Outcome(question, answer, (), faults(answer, self._abstracts), seconds)

    def _ask(self, question: GoldQuestion, conversation: Conversation) -> Answer:
        try:
            answer = self._assistant.ask(question.question, conversation)
        except ShorokuError as error:
            raise EvalError(f"Question {question.id} was refused: {error}") from error
        if not 0 <= answer.confidence <= 1:  # also where it is not a number
            raise EvalError(f"Question {question.id}: {answer.confidence} is no probability.")
        return answer


def run(
    assistant: Answering, questions: Sequence[GoldQuestion], progress: Progress
) -> tuple[Outcome, ...]:
    """Ask every question, the turns of a chain in their order as one conversation.

    Returns the outcomes in the order of ``questions``; ``progress`` is told how many are done.

    Raises:
        EvalError: the assistant refuses a question or gives no probability; the item is named.

    """
    examiner = Examiner(assistant)
    if questions:
        examiner.warm_up(questions[0])
    found: dict[str, Outcome] = {}
    for turns in conversations(questions):
        found.update((outcome.gold.id, outcome) for outcome in examiner.chain(turns))
        progress(len(found), len(questions))
    return tuple(found[question.id] for question in questions)


def conversations(questions: Iterable[GoldQuestion]) -> tuple[tuple[GoldQuestion, ...], ...]:
    """Each chain with its turns in order; a lone question is a conversation of its own."""
    together: dict[tuple[str, str], list[GoldQuestion]] = {}
    for question in questions:
        key = ("chain", question.chain) if question.chain else ("lone", question.id)
        together.setdefault(key, []).append(question)
    return tuple(tuple(sorted(turns, key=lambda q: q.turn)) for turns in together.values())
