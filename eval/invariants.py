"""What must hold of every single answer, whatever its language: no share of them is enough."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pydantic import TypeAdapter, ValidationError

from eval.outcome import Outcome
from eval.run import Answering, Examiner, conversations
from rag.answer import Answer

# Of the conversations this share, from the first on, is asked a second time.
ASKED_AGAIN = 8


@dataclass(frozen=True, slots=True)
class Broken:
    """One answer that breaks an invariant: ``verbatim``, ``schema`` or ``determinism``."""

    invariant: str
    question_id: str
    reason: str

    def __str__(self) -> str:
        return f"{self.invariant}: {self.question_id}: {self.reason}"


def broken_in(outcomes: Sequence[Outcome]) -> tuple[Broken, ...]:
    """Quotes that are not verbatim, markers without citation, answers that are no valid JSON."""
    return tuple(_of_all(outcomes))


def changed_when_asked_again(
    assistant: Answering, outcomes: Sequence[Outcome]
) -> tuple[Broken, ...]:
    """Every ``ASKED_AGAIN``th conversation whose second answers are not the first to the letter."""
    first = {outcome.gold.id: outcome.answer for outcome in outcomes}
    examiner = Examiner(assistant)
    again = conversations([outcome.gold for outcome in outcomes])[::ASKED_AGAIN]
    return tuple(
        Broken("determinism", outcome.gold.id, "asked again it was answered otherwise")
        for turns in again
        for outcome in examiner.chain(turns)
        if outcome.answer != first[outcome.gold.id]
    )


def _of_all(outcomes: Sequence[Outcome]) -> Iterator[Broken]:
    for outcome in outcomes:
        name = outcome.gold.id
        yield from (Broken("verbatim", name, fault) for fault in outcome.faults)
        reason = _misshapen(outcome.answer)
        if reason:
            yield Broken("schema", name, reason)


def _misshapen(answer: Answer) -> str | None:
    """Why the answer is not what its class says, read strictly and back; None where it is."""
    try:
        written = _adapter().dump_json(answer, warnings="error")
        back = _adapter().validate_json(written, strict=True)
    except ValidationError as error:
        first = error.errors()[0]
        return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
    except ValueError as error:  # a field of another type than its class says
        return " ".join(str(error).split())
    return None if back == answer else "it is another answer when it is read back"


@cache
def _adapter() -> TypeAdapter[Answer]:
    return TypeAdapter(Answer)
