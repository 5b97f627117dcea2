"""What makes a gold question contradict itself, another one, or its own conversation."""

from collections.abc import Iterable, Iterator, Sequence

from eval.gold_question import GoldLine, GoldQuestion, GoldSpan
from rag.answer import Kind

_ANSWERABLE = {Kind.ANSWER: True, Kind.ABSTENTION: False}


def fault(place: str, complaint: str) -> str:
    """The sentence that says what to correct where."""
    return f"{place}: {complaint}. Correct this line of the gold file."


def contradictions(question: GoldQuestion) -> Iterable[str]:
    """What one question gets wrong by itself."""
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


def faults_together(lines: Sequence[GoldLine]) -> Iterator[str]:
    """Ids that stand twice, and chains that are not whole; one sentence each."""
    first_places: dict[str, str] = {}
    chains: dict[str, list[GoldLine]] = {}
    for line in lines:
        earlier = first_places.setdefault(line.question.id, line.place)
        if earlier != line.place:
            yield fault(line.place, f"id '{line.question.id}' stands already at {earlier}")
        if line.question.chain is not None:
            chains.setdefault(line.question.chain, []).append(line)
    for turns in chains.values():
        yield from _chain_faults(sorted(turns, key=lambda line: line.question.turn))


def _chain_faults(turns: Sequence[GoldLine]) -> Iterator[str]:
    for expected, line in enumerate(turns, start=1):
        question = line.question
        if question.turn != expected:
            yield fault(
                line.place, f"chain '{question.chain}' has turn {question.turn} at {expected}"
            )
            return
        if question.split != turns[0].question.split:
            yield fault(line.place, f"chain '{question.chain}' is in two splits")
