"""What the page's plots show, counted from the outcomes."""

import math
from collections.abc import Callable, Iterator, Sequence

from markupsafe import Markup

from eval.aggregates import AGGREGATES, parted
from eval.calibration import reliability, risks
from eval.cells import language_name
from eval.failures import failures
from eval.metrics import mean, wilson
from eval.outcome import Outcome, retrieval_recall
from eval.page.plots import Bar, Line, bar_plot, histogram, line_plot
from eval.summary import Report
from rag.answer import Kind

Namer = Callable[[Outcome], str]
# Its heading, what it says, and the drawing.
Plot = tuple[str, str, Markup]

MOST_RANKS = 5
_RISK = AGGREGATES["selective.risk"]
_LOOKS = ("one", "two", "three", "four")


def plots(report: Report) -> Iterator[Plot]:
    """Each plot with its heading and what it says, those without data left out."""
    headline = _of_language(report.outcomes, report.headline.language)
    yield from _sureness(report, headline)
    yield from _speed(report)
    yield (
        f"Right by type, {_headline(report)}",
        "In every respect. Lines are 95 % intervals; pale bars are fewer than 8 questions.",
        _by(headline, lambda o: o.gold.type.replace("_", " "), "Right by type of question"),
    )
    yield (
        "Right by language and difficulty",
        "The same, over every question of the run.",
        _by(report.outcomes, _language_and_difficulty, "Right by language and difficulty"),
    )


def _sureness(report: Report, headline: Sequence[Outcome]) -> Iterator[Plot]:
    scores, labels = parted(AGGREGATES["abstention.auroc"].of(headline))
    if scores:
        yield (
            "Reliability",
            "Of the questions it was so sure about: how many do have an answer? Ideal is dashed.",
            _reliability(scores, labels),
        )
    if _RISK.of(report.outcomes):
        yield (
            "Risk against coverage",
            "Were only the surest answers given: the share of them that shows nothing right.",
            _risk(report),
        )
    if any(o.ranking for o in report.outcomes):
        yield (
            "Recall of abstracts",
            "Share of the abstracts that answer among the first k of the ranking.",
            _recall(report),
        )


def _speed(report: Report) -> Iterator[Plot]:
    times = [1000 * o.seconds for o in report.outcomes if o.gold.kind is not Kind.SMALLTALK]
    latency = report.headline.whole.latency
    if times and latency.p50 is not None and latency.p95 is not None:
        marks = {"p50": latency.p50, "p95": latency.p95}
        yield (
            "Time of an answer",
            f"All questions but small talk; the marks are those of {_headline(report)}.",
            histogram("Time of an answer", "milliseconds", times, marks),
        )


def _reliability(scores: Sequence[float], labels: Sequence[bool]) -> Markup:
    points = tuple((each.confidence, each.share) for each in reliability(scores, labels))
    axes = ("confidence", "has an answer")
    return line_plot("Reliability", axes, [Line("measured", points, dotted=True)], diagonal=True)


def _risk(report: Report) -> Markup:
    lines = []
    for language, look in zip(_languages(report), _LOOKS, strict=False):
        curve = risks(*parted(_RISK.of(_of_language(report.outcomes, language))))
        points = tuple((rank / len(curve), risk) for rank, risk in enumerate(curve, start=1))
        if points:
            lines.append(Line(language_name(language), points, f"{look} smooth"))
    highest = max(0.2, *(y for line in lines for _, y in line.points))
    top = min(1.0, math.ceil(highest / 0.2) * 0.2)
    axes = ("coverage of the replies given", "risk")
    return line_plot("Risk against coverage", axes, lines, highest=top)


def _recall(report: Report) -> Markup:
    bars = []
    for language in _languages(report):
        own = _of_language(report.outcomes, language)
        for k in range(1, MOST_RANKS + 1):
            values = [v for o in own if (v := retrieval_recall(o, k)) is not None]
            value = mean(values)
            if value is not None:
                bars.append(Bar(f"{language_name(language)}, k = {k}", value, len(values)))
    return bar_plot("Recall of abstracts among the first k", bars)


def _by(outcomes: Sequence[Outcome], name_of: Namer, title: str) -> Markup:
    groups: dict[str, list[bool]] = {}
    for outcome in outcomes:
        groups.setdefault(name_of(outcome), []).append(not failures(outcome))
    bars = [
        Bar(name, sum(right) / len(right), len(right), *wilson(sum(right), len(right)))
        for name, right in sorted(groups.items())
    ]
    return bar_plot(title, bars)


def _language_and_difficulty(outcome: Outcome) -> str:
    return f"{language_name(outcome.gold.language)}, {outcome.gold.difficulty}"


def _languages(report: Report) -> list[str]:
    return [each.language for each in report.languages]


def _headline(report: Report) -> str:
    return language_name(report.headline.language)


def _of_language(outcomes: Sequence[Outcome], language: str) -> list[Outcome]:
    return [outcome for outcome in outcomes if outcome.gold.language == language]
