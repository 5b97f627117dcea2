"""The result as JSON, and all reports written to files.

The JSON is the same to the byte for the same answers, apart from its ``timing`` object.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from eval.errors import EvalError
from eval.failures import failures, may_be_shown
from eval.junit import to_junit
from eval.kept import DIGITS, kept_item
from eval.markdown import to_markdown
from eval.measures import Measured
from eval.outcome import Outcome
from eval.page.page import to_html
from eval.summary import DIMENSIONS, LanguageSummary, Latency, Report, Summary
from eval.thresholds import Verdict

SCHEMA_VERSION = 3
JSON_FILE = "report.json"
MARKDOWN_FILE = "report.md"
JUNIT_FILE = "junit.xml"
HTML_FILE = "report.html"


def write_report(
    report: Report, folder: Path, texts: Mapping[str, str], *, show_test: bool
) -> tuple[Path, ...]:
    """Write all files and return their paths; ``texts`` are the abstracts' texts by id.

    What failed in the test split is written only with ``show_test``.

    Raises:
        EvalError: the folder cannot be made or written to.

    """
    contents = {
        JSON_FILE: to_json(report, show_test=show_test),
        MARKDOWN_FILE: to_markdown(report, show_test=show_test),
        JUNIT_FILE: to_junit(report, show_test=show_test),
        HTML_FILE: to_html(report, texts, show_test=show_test),
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in contents.items():
            (folder / name).write_text(content, encoding="utf-8")
    except OSError as error:
        raise EvalError(
            f"The report cannot be written to {folder}: {error.strerror}. Choose another --out."
        ) from None
    return tuple(folder / name for name in contents)


def append_summary(report: Report, file: Path, *, show_test: bool) -> None:
    """Add the Markdown report to a file that a CI system shows.

    Raises:
        EvalError: the file cannot be written to.

    """
    try:
        with file.open("a", encoding="utf-8") as summary:
            summary.write(to_markdown(report, show_test=show_test))
    except OSError as error:
        raise EvalError(
            f"The summary cannot be written to {file}: {error.strerror}. Choose another --summary."
        ) from None


def to_json(report: Report, *, show_test: bool) -> str:
    """The report as JSON; docs/evaluation.md describes the fields."""
    content = {
        "schema_version": SCHEMA_VERSION,
        "generation": report.setting.generation_id,
        "gold": [asdict(file) for file in report.setting.gold],
        "hashes": asdict(report.setting.hashes),
        "split": report.setting.split,
        "headline": report.headline.language,
        "floors": [_floor(verdict) for verdict in report.verdicts],
        "passed": report.passed,
        "broken": broken_shown(report, show_test=show_test),
        "stale": [
            {"question_id": each.question_id, "reason": each.reason}
            for each in report.setting.stale
        ],
        "moved": report.setting.moved,
        "baseline": _comparison(report),
        "languages": {each.language: _language(each) for each in report.languages},
        "items": [_item(outcome, show_test=show_test) for outcome in report.outcomes],
        "timing": _timing(report),
    }
    return json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _comparison(report: Report) -> dict[str, Any] | None:
    if report.comparison is None:
        return None
    content = asdict(report.comparison)
    for change, told in zip(report.comparison.changes, content["changes"], strict=True):
        told |= {each: _rounded(told[each]) for each in ("before", "after", "p")}
        told["fell"] = change.fell
    return content


def broken_shown(report: Report, *, show_test: bool) -> list[dict[str, Any]]:
    """The broken invariants; of a test question without the reason, which may quote the answer."""
    shown = {
        outcome.gold.id for outcome in report.outcomes if may_be_shown(outcome, show_test=show_test)
    }
    return [
        asdict(each) | ({} if each.question_id in shown else {"reason": None})
        for each in report.broken
    ]


def _floor(verdict: Verdict) -> dict[str, Any]:
    measured = verdict.measured
    return {
        "measure": measured.name,
        "floor": verdict.floor,
        "value": _rounded(measured.value),
        "passed": verdict.passed,
    }


def _language(summary: LanguageSummary) -> dict[str, Any]:
    return {
        "all": _summary(summary.whole),
        **{
            dimension: {
                group.value: _summary(group.summary)
                for group in summary.groups
                if group.dimension == dimension
            }
            for dimension in DIMENSIONS
        },
    }


def _summary(summary: Summary) -> dict[str, Any]:
    measures = {each.name: _measured(each) for each in summary.measures}
    return {"questions": summary.questions, "measures": measures}


def _measured(measured: Measured) -> dict[str, Any]:
    return {
        "value": _rounded(measured.value),
        "n": measured.n,
        "low": _rounded(measured.low),
        "high": _rounded(measured.high),
    }


def _item(outcome: Outcome, *, show_test: bool) -> dict[str, Any]:
    gold = outcome.gold
    item: dict[str, Any] = asdict(kept_item(outcome, show_test=show_test))
    if may_be_shown(outcome, show_test=show_test):
        item["question"] = gold.question
        item["expected"] = {"kind": gold.kind, "spans": _asdicts(gold.spans), "expect": gold.expect}
        item["got"] = outcome.answer.to_json(gold.id)
        item["ranking"] = outcome.ranking
        item["failures"] = failures(outcome)
    return item


def _asdicts(groups: tuple[tuple[Any, ...], ...]) -> list[list[dict[str, Any]]]:
    return [[asdict(span) for span in group] for group in groups]


def _timing(report: Report) -> dict[str, Any]:
    return {
        each.language: {
            "all": _latency(each.whole.latency),
            **{f"{g.dimension}={g.value}": _latency(g.summary.latency) for g in each.groups},
        }
        for each in report.languages
    }


def _latency(latency: Latency) -> dict[str, Any]:
    return {"p50_ms": _rounded(latency.p50), "p95_ms": _rounded(latency.p95), "n": latency.n}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, DIGITS)
