"""The run asks every question once, in the right conversation, and refuses nonsense."""

from dataclasses import dataclass, field, replace

import pytest

from eval.errors import EvalError
from eval.outcome import Outcome
from eval.run import Ranked, conversations, run
from rag.answer import Answer
from rag.conversation import Conversation
from rag.errors import QuestionError
from tests.support.oracle import (
    FOLLOW_UP,
    GOLD,
    HELLO,
    MILLS_SEEN,
    MOON,
    RIGHT,
    START,
    TALKS,
    WHY,
    Oracle,
    changed,
)


@dataclass(frozen=True, slots=True)
class Listening(Oracle):
    """Remembers what it was asked after what, and for which questions it ranked."""

    asked: list[tuple[tuple[str, ...], str]] = field(default_factory=list)
    ranked: list[str] = field(default_factory=list)

    def ask(self, question: str, conversation: Conversation = START, /) -> Answer:
        """Note what was asked after what."""
        self.asked.append((tuple(turn.question for turn in conversation.turns), question))
        return Oracle.ask(self, question, conversation)

    def retrieve(self, question: str, conversation: Conversation = START, /) -> tuple[Ranked, ...]:
        """Note what was ranked."""
        self.ranked.append(question)
        return Oracle.retrieve(self, question, conversation)


class Brief(Oracle):
    """Takes short questions alone."""

    def ask(self, question: str, conversation: Conversation = START, /) -> Answer:
        """Refuse a question of more than 100 characters."""
        if len(question) > 100:
            raise QuestionError("The question is too long. Ask it in fewer words.")
        return Oracle.ask(self, question, conversation)


def quiet(_done: int, _total: int) -> None:
    """Take progress and show nothing."""


def test_outcomes_keep_the_order_of_the_questions() -> None:
    """Although the follow-up stands before its first turn and is asked after it."""
    outcomes = run(Oracle(), GOLD, quiet)

    assert [outcome.gold for outcome in outcomes] == list(GOLD)
    assert [outcome.answer.text for outcome in outcomes] == [RIGHT[gold.id].text for gold in GOLD]


def test_a_chain_is_one_conversation_and_nothing_else_is() -> None:
    """The second turn hears the first; lone questions hear nothing. The first is the warm-up."""
    assistant = Listening()
    run(assistant, (WHY, FOLLOW_UP, MILLS_SEEN, TALKS), quiet)

    assert assistant.asked == [
        ((), WHY.question),
        ((), WHY.question),
        ((), MILLS_SEEN.question),
        ((MILLS_SEEN.question,), FOLLOW_UP.question),
        ((), TALKS.question),
    ]


def test_only_questions_for_texts_are_ranked() -> None:
    """Records, small talk and what has no answer need no ranking."""
    assistant = Listening()
    outcomes = run(assistant, (WHY, TALKS, MOON, HELLO), quiet)

    assert assistant.ranked == [WHY.question]
    assert [outcome.ranking for outcome in outcomes] == [("wells",), (), (), ()]


def test_an_abstract_counts_at_its_first_rank() -> None:
    """A ranking that repeats an abstract is not longer for it."""
    (outcome,) = run(Oracle(rankings={"why": ("mills", "mills", "wells")}), (WHY,), quiet)

    assert outcome.ranking == ("mills", "wells")


def test_progress_reaches_the_total() -> None:
    """Every conversation is told when it is done, and the last report is complete."""
    told: list[tuple[int, int]] = []
    run(Oracle(), (WHY, FOLLOW_UP, MILLS_SEEN), lambda done, total: told.append((done, total)))

    assert told == [(1, 3), (3, 3)]


def test_asking_is_timed() -> None:
    """Every outcome carries the time that asking took, in seconds."""
    (outcome,) = run(Oracle(), (WHY,), quiet)

    assert 0 < outcome.seconds < 1


def test_a_refused_question_is_named() -> None:
    """A question that the assistant does not take stops the run, and its id is told."""
    with pytest.raises(EvalError, match=r"Question moon was refused: The question is too long\."):
        run(Brief(), (replace(MOON, question=50 * "Who? "),), quiet)


@pytest.mark.parametrize("confidence", [-0.1, 1.1, float("nan")])
def test_what_is_no_probability_is_refused(confidence: float) -> None:
    """A confidence outside 0 to 1 would make the AUROC mean nothing."""
    assistant = changed(why=replace(RIGHT["why"], confidence=confidence))

    with pytest.raises(EvalError, match=r"Question why: .* is no probability"):
        run(assistant, (WHY,), quiet)


def test_nothing_asked_is_nothing_found() -> None:
    """No question gives no outcome, and no error."""
    empty: tuple[Outcome, ...] = ()

    assert run(Oracle(), (), quiet) == empty
    assert conversations(()) == ()
