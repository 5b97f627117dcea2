"""The result as Markdown, for reading."""

from collections.abc import Iterator, Sequence

from eval.cells import (
    COLUMNS,
    MEASURE_COLUMNS,
    floors_for,
    group_row,
    language_name,
    latency_words,
    measure_row,
    stale_lines,
)
from eval.changes import change_lines
from eval.failures import describe, failures, may_be_shown
from eval.summary import DIMENSIONS, Group, LanguageSummary, Report, Summary
from eval.thresholds import Verdict


def to_markdown(report: Report, *, show_test: bool) -> str:
    """The report for reading, with every failed question that may be shown."""
    parts = (
        _head(report),
        *_comparison_section(report),
        *(_language_section(each, report) for each in report.languages),
        _failed_section(report, show_test=show_test),
    )
    return "\n\n".join(parts) + "\n"


def _head(report: Report) -> str:
    setting = report.setting
    verdict = "Every floor holds." if not report.misses else "Below the floors:"
    return "\n".join(
        (
            "# Evaluation",
            "",
            f"- Split: {setting.split}, {len(report.outcomes)} questions",
            f"- Index: {setting.generation_id}",
            *(f"- Gold: {file.name}, SHA-256 {file.sha256}" for file in setting.gold),
            *(f"- {line}" for line in stale_lines(report)),
            "",
            verdict,
            *(f"- {miss}" for miss in report.misses),
            *_broken(report),
        )
    ).rstrip()


def _broken(report: Report) -> Iterator[str]:
    if report.broken:
        yield "\nBroken, though it must hold of every answer:\n"
        yield from (f"- {each.invariant}: {each.question_id}" for each in report.broken)


def _comparison_section(report: Report) -> Iterator[str]:
    if report.comparison:
        yield f"## Against the baseline (index {report.comparison.generation})"
        yield _indented("\n".join(change_lines(report.comparison)))


def _language_section(summary: LanguageSummary, report: Report) -> str:
    floors = floors_for(summary, report)
    latency = summary.whole.latency
    parts = [f"## {language_name(summary.language)}"]
    parts.append(_measures_table(summary.whole, floors))
    parts.append(f"Latency of {latency.n} questions: {latency_words(latency)}.")
    for dimension in DIMENSIONS:
        groups = [group for group in summary.groups if group.dimension == dimension]
        if groups:
            parts.append(_groups_table(dimension, groups))
    return "\n\n".join(parts)


def _measures_table(summary: Summary, verdicts: dict[str, Verdict]) -> str:
    return _table(MEASURE_COLUMNS, [measure_row(each, verdicts) for each in summary.measures])


def _groups_table(dimension: str, groups: list[Group]) -> str:
    header = (dimension.replace("_", " "), "questions", *COLUMNS.values())
    return _table(header, [group_row(group) for group in groups])


def _table(header: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = (header, tuple("---" for _ in header), *rows)
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _failed_section(report: Report, *, show_test: bool) -> str:
    failed = [outcome for outcome in report.outcomes if failures(outcome)]
    shown = [outcome for outcome in failed if may_be_shown(outcome, show_test=show_test)]
    blocks = [f"## Failed questions\n\n{len(failed)} of {len(report.outcomes)}."]
    if len(shown) < len(failed):
        blocks.append(
            f"{len(failed) - len(shown)} of them belong to the test split and are not shown, "
            "lest somebody tunes on them; `--show-test` shows them."
        )
    blocks.extend(_indented(describe(outcome)) for outcome in shown)
    return "\n\n".join(blocks)


def _indented(text: str) -> str:
    """A code block: whatever the text holds, nothing of it is taken for Markdown."""
    return "\n".join(_code_lines(text))


def _code_lines(text: str) -> Iterator[str]:
    yield from (f"    {line}".rstrip() for line in text.splitlines())
