"""What ``python -m eval`` does with an assistant at hand: ask, measure, report, judge."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from rich.console import Console
from rich.text import Text

from eval.comparison import compare
from eval.errors import EvalError
from eval.failures import describe, may_be_shown
from eval.fingerprint import hashes_of
from eval.gold import GoldQuestion, GoldSet, check_against, load_gold
from eval.invariants import broken_in, changed_when_asked_again
from eval.kept import kept_run, load_kept, write_kept
from eval.report import write_report
from eval.run import Answering, Examiner, conversations, run
from eval.summary import Report, Setting, make_report
from eval.terminal import show_comparison, show_report, shown_progress
from eval.thresholds import Thresholds, load_thresholds

FLOORS_HOLD, BELOW_FLOORS, BAD_INPUT, FELL, BROKEN = 0, 1, 2, 3, 4


@dataclass(frozen=True, slots=True)
class Options:
    """What to measure and where to write. ``split`` may be "all"."""

    gold: Path
    split: Literal["test", "dev", "all"]
    out: Path
    thresholds: Path
    show_test: bool
    baseline: Path | None = None


def evaluate(assistant: Answering, options: Options, out: Console, err: Console) -> int:
    """Ask every question of the split, report, and return the exit code.

    Raises:
        EvalError: the gold file, the floors or the folder for the reports cannot be used.

    """
    gold = _gold_for(assistant, options)
    thresholds = load_thresholds(options.thresholds)
    questions = _of_split(gold, options)
    with shown_progress(err) as progress:
        outcomes = run(assistant, questions, progress)
    hashes = hashes_of(assistant.catalogue.abstracts())
    setting = Setting(assistant.generation_id, gold.files, options.split, hashes)
    report = _against(make_report(setting, outcomes, thresholds), options, thresholds)
    broken = (*broken_in(outcomes), *changed_when_asked_again(assistant, outcomes))
    report = replace(report, broken=broken)
    _publish(report, options, out)
    return exit_code(report)


def exit_code(report: Report) -> int:
    """What a shell is told; the gravest first."""
    if report.broken:
        return BROKEN
    return BELOW_FLOORS if report.misses else FELL if report.fallen else FLOORS_HOLD


def accept(assistant: Answering, options: Options, reason: str, out: Console, err: Console) -> int:
    """Ask every question of both splits and make what comes of it the baseline.

    Raises:
        EvalError: the reason is empty, or the file cannot be written.

    """
    if not reason.strip():
        raise EvalError("Say why the baseline changes: eval accept 'the reason'.")
    target = options.baseline or options.out / "baseline.json"
    gold = _gold_for(assistant, options)
    with shown_progress(err) as progress:
        outcomes = run(assistant, gold.questions, progress)
    kept = kept_run(assistant.generation_id, outcomes, reason, show_test=options.show_test)
    write_kept(kept, target)
    right = sum(item.right for item in kept.items)
    out.print(Text(f"{target}: {right} of {len(kept.items)} questions right."), soft_wrap=True)
    return FLOORS_HOLD


def compare_files(before: Path, now: Path, language: str, out: Console) -> int:
    """Hold one kept run against another and print what changed.

    Raises:
        EvalError: a file holds no kept run.

    """
    comparison = compare(load_kept(before), load_kept(now), language)
    for change in comparison.changes:
        if change.lost or change.gained:
            figures = f"{change.before:.3f} → {change.after:.3f}, p = {change.p:.3f}"
            out.print(Text(f"{change.measure}: {figures} ({change.n})"))
    show_comparison(comparison, out)
    return FELL if comparison.fallen else FLOORS_HOLD


def _against(report: Report, options: Options, thresholds: Thresholds) -> Report:
    """The report with its comparison, where there is a baseline to hold it against."""
    if options.baseline is None or not options.baseline.exists():
        return report
    now = kept_run(report.setting.generation_id, report.outcomes, show_test=options.show_test)
    before = load_kept(options.baseline)
    return replace(report, comparison=compare(before, now, thresholds.language, thresholds.margin))


def ask_one(assistant: Answering, options: Options, question_id: str, out: Console) -> int:
    """Ask one question, after the turns before it, and print all about it.

    Raises:
        EvalError: there is no such question, or it belongs to the test split and may not be shown.

    """
    turns = _turns_up_to(question_id, _gold_for(assistant, options).questions)
    outcome = Examiner(assistant).chain(turns)[-1]
    if not may_be_shown(outcome, show_test=options.show_test):
        raise EvalError(
            f"{question_id} belongs to the test split, on which nothing may be tuned. "
            "Add --show-test to see it all the same."
        )
    out.print(Text(describe(outcome)), soft_wrap=True)
    return FLOORS_HOLD


def _gold_for(assistant: Answering, options: Options) -> GoldSet:
    gold = load_gold(options.gold)
    check_against(gold, assistant.catalogue.abstracts())
    return gold


def _of_split(gold: GoldSet, options: Options) -> tuple[GoldQuestion, ...]:
    chosen = tuple(q for q in gold.questions if options.split in ("all", q.split))
    if not chosen:
        raise EvalError(f"{options.gold} holds no question of the split '{options.split}'.")
    return chosen


def _turns_up_to(question_id: str, questions: Sequence[GoldQuestion]) -> list[GoldQuestion]:
    for turns in conversations(questions):
        for number, question in enumerate(turns, start=1):
            if question.id == question_id:
                return list(turns[:number])
    raise EvalError(f"There is no question '{question_id}'. Ids stand in the gold file.")


def _publish(report: Report, options: Options, out: Console) -> None:
    show_report(report, out)
    for file in write_report(report, options.out, show_test=options.show_test):
        out.print(Text(f"Written: {file}"), soft_wrap=True)
