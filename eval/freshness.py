"""Whether gold labels still speak of the records: spans found again, the rest named as stale.

A booklet is corrected, its text moves, and labels made before point beside it. That is no fault of
the answers, so such a question is left out and named instead of being counted as lost.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from corpus.abstract import Abstract
from eval.errors import GoldError
from eval.gold import GoldLine, GoldQuestion, GoldSet, GoldSpan

_NAMED = 3


@dataclass(frozen=True, slots=True)
class Stale:
    """A question whose labels no longer fit the records, its place in the file, and why."""

    question_id: str
    place: str
    reason: str

    def __str__(self) -> str:
        return f"{self.place}: {self.question_id} is stale: {self.reason}."


@dataclass(frozen=True, slots=True)
class Fitted:
    """A gold set beside records: ``gold`` has every span where it stands now.

    ``moved`` are ids of questions with a span that stands elsewhere in its record than is written.
    """

    gold: GoldSet
    stale: tuple[Stale, ...] = ()
    moved: tuple[str, ...] = ()

    @property
    def stale_ids(self) -> frozenset[str]:
        """The questions that count for nothing."""
        return frozenset(each.question_id for each in self.stale)


def fit(gold: GoldSet, abstracts: Iterable[Abstract]) -> Fitted:
    """Hold a gold set beside the records that are indexed.

    Raises:
        GoldError: not one of the questions about abstracts fits: these are other records.

    """
    texts = {abstract.id: abstract.text for abstract in abstracts}
    stale = tuple(
        Stale(line.question.id, line.place, reason)
        for line in gold.lines
        if (reason := _why_stale(line.question, texts)) is not None
    )
    if stale and len(stale) == sum(bool(q.abstracts) for q in gold.questions):
        raise GoldError(_none_fits(stale))
    lines = tuple(GoldLine(line.place, _placed(line.question, texts)) for line in gold.lines)
    pairs = zip(gold.questions, lines, strict=True)
    moved = tuple(before.id for before, line in pairs if before.spans != line.question.spans)
    return Fitted(GoldSet(gold.files, lines), stale, moved)


def _why_stale(question: GoldQuestion, texts: Mapping[str, str]) -> str | None:
    for abstract_id in question.abstracts:
        if abstract_id not in texts:
            return f"no abstract '{abstract_id}' is indexed"
    for span in question.every_span:
        if _start_now(span, texts) is None:
            return f"the text of a span no longer stands in '{span.abstract_id}'"
    return None


def _placed(question: GoldQuestion, texts: Mapping[str, str]) -> GoldQuestion:
    """The question with each span where its text stands; one that has no place is left as it is."""
    spans = tuple(tuple(_moved(span, texts) for span in group) for group in question.spans)
    return replace(question, spans=spans)


def _moved(span: GoldSpan, texts: Mapping[str, str]) -> GoldSpan:
    start = _start_now(span, texts)
    return span if start is None else replace(span, start=start, end=start + len(span.text))


def _start_now(span: GoldSpan, texts: Mapping[str, str]) -> int | None:
    """Where the span's text begins, of several places the one nearest to where it was."""
    text = texts.get(span.abstract_id, "")
    if text[span.start : span.end] == span.text:
        return span.start
    found = [at for at in range(len(text)) if text.startswith(span.text, at)]
    return min(found, key=lambda at: abs(at - span.start), default=None)


def _none_fits(stale: tuple[Stale, ...]) -> str:
    named = "\n".join(map(str, stale[:_NAMED]))
    return (
        f"{named}\nNot one question fits the indexed abstracts. Give the gold file that was made "
        "for these booklets, or build the index from the booklets that it is about."
    )
