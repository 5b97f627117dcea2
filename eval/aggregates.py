"""Measures that are no mean over questions: of confidence as a whole, and of quoted words."""

import re
from collections.abc import Callable, Sequence
from functools import partial

from eval import outcome as of
from eval.calibration import area_under, brier, calibration_error, risk_at, risks
from eval.gold import GoldSpan
from eval.metrics import auroc
from eval.outcome import ANSWERED, Outcome
from rag.answer import Citation, Kind

Aggregate = Callable[[Sequence[Outcome]], tuple[float | None, int]]

_WORD = re.compile(r"\w+")


def answerability(outcomes: Sequence[Outcome]) -> tuple[list[float], list[bool]]:
    """Confidence, and whether there is an answer, of the questions where that is in question."""
    told = [(o.answer.confidence, y) for o in outcomes if (y := of.answerable(o.gold)) is not None]
    return [score for score, _ in told], [label for _, label in told]


def replies(outcomes: Sequence[Outcome]) -> tuple[list[float], list[bool]]:
    """Confidence of the replies that do answer, and whether what they show is right."""
    told = [
        (o.answer.confidence, _shows_it(o))
        for o in outcomes
        if o.answer.kind in ANSWERED and of.answerable(o.gold) is not None
    ]
    return [score for score, _ in told], [right for _, right in told]


def _shows_it(outcome: Outcome) -> bool:
    """Whether any excerpt carries a gold span, or the text what is expected of it."""
    if outcome.gold.kind is Kind.RECORDS:
        return of.records_correct(outcome) == 1.0
    return of.evidence_hit(outcome, len(outcome.excerpts)) == 1.0


def _over_answerability(
    judge: Callable[[Sequence[float], Sequence[bool]], float | None], outcomes: Sequence[Outcome]
) -> tuple[float | None, int]:
    scores, labels = answerability(outcomes)
    return judge(scores, labels), len(labels)


def _over_replies(
    judge: Callable[[Sequence[float]], float | None], outcomes: Sequence[Outcome]
) -> tuple[float | None, int]:
    scores, right = replies(outcomes)
    return judge(risks(scores, right)), len(right)


def word_f1(outcomes: Sequence[Outcome]) -> tuple[float | None, int]:
    """F1 of all quoted words against all gold words; what is quoted for no question is wrong.

    Of a group the alternative that was quoted best is what was wanted.
    """
    judged = _judged(outcomes)
    counts = [_words(outcome) for outcome in judged]
    quoted, good, wanted, found = (sum(count[at] for count in counts) for at in range(4))
    if not quoted or not wanted:
        return (0.0 if wanted else None), len(judged)
    precision, recall = good / quoted, found / wanted
    both = precision + recall
    return (2 * precision * recall / both if both else 0.0), len(judged)


def over_quoting(outcomes: Sequence[Outcome]) -> tuple[float | None, int]:
    """Quoted words for each word that was wanted, over the replies that quote; 1 is exact."""
    quoting = [o for o in outcomes if o.gold.kind is Kind.ANSWER and o.excerpts]
    counts = [_words(outcome) for outcome in quoting]
    wanted = sum(count[2] for count in counts)
    return (sum(count[0] for count in counts) / wanted if wanted else None), len(quoting)


def _judged(outcomes: Sequence[Outcome]) -> list[Outcome]:
    return [o for o in outcomes if o.gold.kind in (Kind.ANSWER, Kind.ABSTENTION)]


def _words(outcome: Outcome) -> tuple[int, int, int, int]:
    """Words quoted; of these in gold spans; words wanted; of these quoted."""
    quoted = {place for each in outcome.excerpts for place in _places(each, each.quote)}
    gold = {place for span in outcome.gold.every_span for place in _places(span, span.text)}
    wanted = [_best(group, quoted) for group in outcome.gold.spans]
    whole = set().union(*wanted)
    return len(quoted), len(quoted & gold), len(whole), len(whole & quoted)


def _best(group: Sequence[GoldSpan], quoted: set[tuple[str, int]]) -> set[tuple[str, int]]:
    """The words of the alternative of which the largest share is quoted; the first where equal."""
    each = [set(_places(span, span.text)) for span in group]
    return max(each, key=lambda words: len(words & quoted) / len(words) if words else 0.0)


def _places(where: Citation | GoldSpan, text: str) -> list[tuple[str, int]]:
    """Each word by its abstract and offset, so that the same word elsewhere is another."""
    return [(where.abstract_id, where.start + match.start()) for match in _WORD.finditer(text)]


AGGREGATES: dict[str, Aggregate] = {
    "evidence.word_f1": word_f1,
    "evidence.over_quoting": over_quoting,
    "abstention.auroc": partial(_over_answerability, auroc),
    "abstention.brier": partial(_over_answerability, brier),
    "abstention.ece": partial(_over_answerability, calibration_error),
    "selective.aurc": partial(_over_replies, area_under),
    "selective.risk_at_80": partial(_over_replies, partial(risk_at, 0.8)),
    "selective.risk_at_90": partial(_over_replies, partial(risk_at, 0.9)),
    "selective.risk_at_95": partial(_over_replies, partial(risk_at, 0.95)),
    "selective.risk": partial(_over_replies, partial(risk_at, 1.0)),
}

# A lower value is the better one: no floor can be set under these.
LOWER_IS_BETTER = frozenset(
    name
    for name in AGGREGATES
    if name.startswith("selective.")
    or name in {"evidence.over_quoting", "abstention.brier", "abstention.ece"}
)
