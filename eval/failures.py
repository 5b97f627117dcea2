"""Says in words what one reply got wrong, and lays a whole item out for reading."""

from collections.abc import Iterator, Sequence

from eval.outcome import (
    Outcome,
    evidence_hit,
    evidence_recall,
    missing,
    records_correct,
    retrieval_hit,
)
from eval.spans import is_record, relevant
from rag.answer import Citation, Kind

# An abstract beyond these is not looked at for evidence, and no more excerpts are shown.
SEEN = 3


def failures(outcome: Outcome) -> tuple[str, ...]:
    """Each thing that went wrong; empty where the reply is right.

    Right means: of the expected kind, without a fault in quotes or markers, a gold abstract among
    the first three, a gold span first, every part of the evidence found, the expected text held.
    """
    return (*_kind(outcome), *outcome.faults, *_retrieval(outcome), *_evidence(outcome))


def may_be_shown(outcome: Outcome, *, show_test: bool) -> bool:
    """Whether what came of it may be read: the test split only when that is asked for."""
    return show_test or outcome.gold.split != "test"


def describe(outcome: Outcome) -> str:
    """The item in full as plain text: question, what was expected, what came, what went wrong."""
    return "\n".join((*_question(outcome), *_expected(outcome), *_got(outcome), *_wrong(outcome)))


def _kind(outcome: Outcome) -> Iterator[str]:
    if outcome.answer.kind is not outcome.gold.kind:
        yield f"kind is {outcome.answer.kind}, expected {outcome.gold.kind}"
    if records_correct(outcome) == 0.0:
        for group in missing(outcome):
            yield f"the text does not hold {_either(group)}"


def _retrieval(outcome: Outcome) -> Iterator[str]:
    if retrieval_hit(outcome, SEEN) == 0.0:
        yield f"no gold abstract among the first {SEEN}: {', '.join(outcome.ranking[:SEEN])}"


def _evidence(outcome: Outcome) -> Iterator[str]:
    if outcome.answer.kind is Kind.ABSTENTION:
        return
    found = evidence_recall(outcome)
    if evidence_hit(outcome, SEEN) == 0.0:
        yield f"no gold span among the first {SEEN} excerpts"
    elif evidence_hit(outcome, 1) == 0.0:
        yield "the first excerpt carries no gold span"
    if found is not None and 0.0 < found < 1.0:
        yield f"{found:.0%} of the parts of the evidence found"


def _question(outcome: Outcome) -> Iterator[str]:
    gold, answer = outcome.gold, outcome.answer
    yield f"{gold.id} ({gold.split}, {gold.language}, {gold.type}, {gold.difficulty})"
    yield f"Question:  {gold.question}"
    if gold.chain:
        yield f"Chain:     {gold.chain}, turn {gold.turn}"
    if answer.rewritten:
        yield f"Taken as:  {answer.rewritten}"


def _expected(outcome: Outcome) -> Iterator[str]:
    gold = outcome.gold
    why = f" ({gold.unanswerable_kind})" if gold.unanswerable_kind else ""
    yield f"Expected:  {gold.kind}{why}"
    for group in gold.spans:
        for span in group:
            lead = "either" if len(group) > 1 else "span"
            yield f"  {lead} {span.abstract_id} {span.start}..{span.end}: {_line(span.text)}"
    for texts in gold.expect:
        yield f"  text with {_either(texts)}"
    if gold.note:
        yield f"  note: {_line(gold.note)}"


def _got(outcome: Outcome) -> Iterator[str]:
    answer = outcome.answer
    yield f"Got:       {answer.kind}, confidence {answer.confidence:.4f}"
    if outcome.ranking:
        yield f"  ranking: {', '.join(outcome.ranking[:5])}"
    for citation in answer.citations:
        yield f"  [{citation.marker}] {_cited(outcome, citation)}"
    yield from (f"  | {line}" for line in answer.text.splitlines())


def _cited(outcome: Outcome, citation: Citation) -> str:
    if is_record(citation):
        return f"{citation.abstract_id} (record)"
    sign = " = gold" if relevant(citation, outcome.gold.spans) else ""
    place = f"{citation.start}..{citation.end}"
    return f"{citation.abstract_id} {place}{sign}: {_line(citation.quote)}"


def _wrong(outcome: Outcome) -> Iterator[str]:
    wrong = failures(outcome)
    yield "Wrong:" if wrong else "Right."
    yield from (f"  - {failure}" for failure in wrong)


def _either(texts: Sequence[str]) -> str:
    return " or ".join(repr(text) for text in texts)


def _line(text: str) -> str:
    return " ".join(text.split())
