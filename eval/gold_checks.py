"""What makes a gold question contradict itself, another one, or its own conversation."""

from collections.abc import Iterable, Sequence

from eval.errors import GoldError
from eval.gold_question import GoldLine, GoldQuestion, GoldSpan
from rag.answer import Kind

_ANSWERABLE = {Kind.ANSWER: True, Kind.ABSTENTION: False}


def wrong(place: str, complaint: str) -> GoldError:
    """Make the error that says what to correct where."""
    return GoldError(f"{place}: {complaint}. Correct this line of the gold file.")


def contradictions(question: GoldQuestion) -> Iterable[str]:
    """What one question gets wrong by itself, the first being enough to refuse it."""
    if not question.id.strip() or not question.question.strip():
        yield "id and question must not be empty"
    if question.turn < 1 or (question.chain is None and question.turn != 1):
        yield f"turn is {question.turn}; turns count from 1, and a lone question is turn 1"
    if (question.unanswerable_kind is None) != (question.kind is not Kind.ABSTENTION):
        yield "unanswerable_kind goes with kind 'abstention', and only with it"
    # Records may have to say that the booklet names nobody: right, and yet nothing is answered.
    if question.kind in _ANSWERABLE and question.answerable is not _ANSWERABLE[question.kind]:
        yield f"answerable is {question.answerable} but kind is '{question.kind}'"
    yield from _missing_evidence(question)
    for span in question.every_span:
        yield from _misshapen(question, span)


def _missing_evidence(question: GoldQuestion) -> Iterable[str]:
    if question.kind is Kind.ANSWER and not (question.abstracts and question.spans):
        yield "kind 'answer' needs abstracts and spans"
    if question.kind is Kind.RECORDS and not question.expect:
        yield "kind 'records' needs expect"
    if not all(question.spans) or not all(question.expect):
        yield "a group of spans or expect is empty"
    if not all(text.strip() for group in question.expect for text in group):
        yield "expect holds an empty string"


def _misshapen(question: GoldQuestion, span: GoldSpan) -> Iterable[str]:
    if not 0 <= span.start < span.end or span.end - span.start != len(span.text):
        yield f"span {span.start}..{span.end} does not fit its text of {len(span.text)} characters"
    if span.abstract_id not in question.abstracts:
        yield f"a span lies in '{span.abstract_id}', which is not among abstracts"


def check_together(lines: Sequence[GoldLine]) -> None:
    """Make sure that ids are used once and that chains are whole.

    Raises:
        GoldError: they are not; the sentence names file and line.

    """
    first_places: dict[str, str] = {}
    chains: dict[str, list[GoldLine]] = {}
    for line in lines:
        earlier = first_places.setdefault(line.question.id, line.place)
        if earlier != line.place:
            raise wrong(line.place, f"id '{line.question.id}' stands already at {earlier}")
        if line.question.chain is not None:
            chains.setdefault(line.question.chain, []).append(line)
    for turns in chains.values():
        _check_chain(sorted(turns, key=lambda line: line.question.turn))


def _check_chain(turns: Sequence[GoldLine]) -> None:
    for expected, line in enumerate(turns, start=1):
        question = line.question
        if question.turn != expected:
            raise wrong(
                line.place, f"chain '{question.chain}' has turn {question.turn} at {expected}"
            )
        if question.split != turns[0].question.split:
            raise wrong(line.place, f"chain '{question.chain}' is in two splits")
