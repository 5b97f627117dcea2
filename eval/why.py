"""Why a question was answered as it was: what was understood, found, scored and decided."""

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Protocol

from eval.errors import EvalError
from eval.failures import may_be_shown
from eval.gold import GoldQuestion
from eval.outcome import Outcome
from eval.run import Answering, Examiner, conversations
from rag.answer import Answer, Kind
from rag.content import ANSWERS, SURE, SURE_MULTILINGUAL, Considered
from rag.conversation import Conversation
from rag.evidence import Evidence
from rag.multilingual_estimate import load_estimate
from rag.understanding import Understood
from rag.weights import load_weights

NOTHING_BEFORE = Conversation()


class Explaining(Answering, Protocol):
    """An assistant that tells what led to its answers."""

    def understood(self, question: str, conversation: Conversation = ..., /) -> Understood:
        """What is taken from a question."""

    def consider(self, question: str, conversation: Conversation = ...) -> Considered:
        """What is weighed for an answer from the texts."""


@dataclass(frozen=True, slots=True)
class Part:
    """One signal or feature, its weight, and what it adds to the sum."""

    name: str
    value: float
    weight: float

    @property
    def adds(self) -> float:
        """Value times weight."""
        return self.value * self.weight


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything about one answer. ``outcome`` is set where it is a question of the gold set."""

    question: str
    understood: Understood
    considered: Considered
    answer: Answer
    outcome: Outcome | None = None

    @property
    def from_texts(self) -> bool:
        """Whether the texts decided; else the records, a comparison or small talk did."""
        compared = self.answer.comparison is not None
        return self.answer.kind in (Kind.ANSWER, Kind.ABSTENTION) and not compared

    @property
    def sure(self) -> float:
        """The confidence from which an answer is given without reserve."""
        return SURE_MULTILINGUAL if self.considered.multilingual else SURE

    def quoted(self, evidence: Evidence) -> bool:
        """Whether the answer shows this sentence."""
        place = evidence.sentence
        return any(
            c.abstract_id == place.abstract_id and c.start <= place.start < place.end <= c.end
            for c in self.answer.citations
        )

    @property
    def decision(self) -> str:
        """What was decided and why, in a sentence."""
        answer, confidence = self.answer, self.considered.confidence
        if not self.from_texts:
            by = "a comparison" if answer.comparison else f"kind '{answer.kind}'"
            return f"Answered before the texts were weighed: {by}."
        if confidence < ANSWERS:
            return f"Refused: confidence {confidence:.3f} is below {ANSWERS:.2f}."
        reserve = "" if confidence >= self.sure else f", with reserve since it is below {self.sure}"
        return f"Answered: confidence {confidence:.3f} is at least {ANSWERS:.2f}{reserve}."


def explain(assistant: Explaining, question: str) -> Explanation:
    """Explain the answer to a free question, asked alone.

    Raises:
        QuestionError: the question is empty or too long.

    """
    return Explanation(
        question,
        assistant.understood(question, NOTHING_BEFORE),
        assistant.consider(question, NOTHING_BEFORE),
        assistant.ask(question, NOTHING_BEFORE),
    )


def explain_gold(
    assistant: Explaining, questions: Sequence[GoldQuestion], question_id: str, *, show_test: bool
) -> Explanation:
    """Explain the answer to a gold question, asked after the turns before it.

    Raises:
        EvalError: there is no such question, or it belongs to the test split and may not be shown.

    """
    turns = _turns_up_to(question_id, questions)
    outcomes = Examiner(assistant).chain(turns)
    if not may_be_shown(outcomes[-1], show_test=show_test):
        raise EvalError(
            f"{question_id} belongs to the test split, on which nothing may be tuned. "
            "Add --show-test to see it all the same."
        )
    before = NOTHING_BEFORE
    for outcome in outcomes[:-1]:
        before = before.after(outcome.gold.question, outcome.answer)
    asked = outcomes[-1].gold.question
    return Explanation(
        asked,
        assistant.understood(asked, before),
        assistant.consider(asked, before),
        outcomes[-1].answer,
        outcomes[-1],
    )


def signal_parts(considered: Considered) -> tuple[Part, ...]:
    """What the confidence was made of, the intercept first; empty where nothing was found."""
    if considered.multilingual is not None:
        intercept, *weights = load_estimate()
        named = asdict(considered.multilingual)
        parts = zip(named.items(), weights, strict=True)
        return (
            Part("intercept", 1.0, intercept),
            *(Part(name, value, weight) for (name, value), weight in parts),
        )
    if considered.signals is None:
        return ()
    weight_of = asdict(load_weights().answerability)
    values = {"intercept": 1.0, **asdict(considered.signals)}
    return tuple(Part(name, values[name], weight) for name, weight in weight_of.items())


def feature_parts(evidence: Evidence) -> tuple[Part, ...]:
    """What the score of a sentence was made of."""
    weight_of = asdict(load_weights().evidence)
    values = asdict(evidence.features)
    return tuple(Part(name, values[name], weight) for name, weight in weight_of.items())


def logistic(log_odds: float) -> float:
    """The probability with these log odds."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, log_odds))))


def _turns_up_to(question_id: str, questions: Sequence[GoldQuestion]) -> list[GoldQuestion]:
    for turns in conversations(questions):
        for number, question in enumerate(turns, start=1):
            if question.id == question_id:
                return list(turns[:number])
    raise EvalError(f"There is no question '{question_id}'. Ids stand in the gold file.")
