"""The words and figures that the Markdown report and the terminal's table have in common."""

from collections.abc import Iterator

from eval.measures import Measured
from eval.summary import Group, LanguageSummary, Latency, Report
from eval.thresholds import Verdict

LANGUAGE_NAMES = {"en": "English", "ja": "Japanese"}
MEASURE_COLUMNS = ("measure", "value", "95 %", "n", "floor")

# What is told of every cut; the JSON holds all measures of it.
COLUMNS = {
    "retrieval.hit_at_3": "retrieval hit@3",
    "evidence.hit_at_1": "evidence hit@1",
    "evidence.hit_at_3": "evidence hit@3",
    "abstention.recall": "abstention recall",
    "abstention.answerable_kept": "answerable kept",
    "records.correct": "records correct",
    "kind.accuracy": "kind right",
}


def language_name(code: str) -> str:
    """The English name of a language, or its code."""
    return LANGUAGE_NAMES.get(code, code)


def floors_for(summary: LanguageSummary, report: Report) -> dict[str, Verdict]:
    """The floors of a language by measure; only the headline has any."""
    if summary is not report.headline:
        return {}
    return {verdict.measured.name: verdict for verdict in report.verdicts}


def measure_row(measured: Measured, verdicts: dict[str, Verdict]) -> tuple[str, ...]:
    """One line about a measure, under ``MEASURE_COLUMNS``."""
    floor = floor_words(verdicts, measured)
    return measured.name, share(measured.value), interval(measured), str(measured.n), floor


def group_row(group: Group) -> tuple[str, ...]:
    """One line about a cut: its value, its size, and the measures of ``COLUMNS``."""
    values = {each.name: share(each.value) for each in group.summary.measures}
    cells = (values[name] for name in COLUMNS)
    return (group.value.replace("_", " "), str(group.summary.questions), *cells)


def share(value: float | None) -> str:
    """A share to three places, a dash for what was not measured."""
    return "–" if value is None else f"{value:.3f}"


def interval(measured: Measured) -> str:
    """The confidence interval, empty where there is none."""
    if measured.low is None or measured.high is None:
        return ""
    return f"{measured.low:.3f} to {measured.high:.3f}"


def floor_words(verdicts: dict[str, Verdict], measured: Measured) -> str:
    """The floor of a measure with whether it holds, empty where it has none."""
    verdict = verdicts.get(measured.name)
    if verdict is None:
        return ""
    return f"{verdict.floor:.2f} {'holds' if verdict.passed else 'MISSED'}"


def latency_words(latency: Latency) -> str:
    """Both percentiles, or that nothing was timed."""
    if latency.p50 is None or latency.p95 is None:
        return "not timed"
    return f"p50 {latency.p50:.0f} ms, p95 {latency.p95:.0f} ms"


def stale_lines(report: Report) -> Iterator[str]:
    """Which questions were left out since their labels are stale, and which were found again."""
    if stale := report.setting.stale:
        named = ", ".join(each.question_id for each in stale)
        yield f"Stale, left out and counted for nothing: {named}. `eval check` says why."
    if moved := report.setting.moved:
        yield f"Found again elsewhere in their abstract: {', '.join(moved)}."
