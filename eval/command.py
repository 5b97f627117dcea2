"""What ``python -m eval`` does with an assistant at hand: ask, measure, report, judge."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from rich.console import Console
from rich.text import Text

from corpus.abstract import Abstract
from eval.check import gold_faults, trusted_gold
from eval.comparison import compare
from eval.errors import EvalError
from eval.fingerprint import hashes_of
from eval.freshness import Fitted
from eval.gold import GoldQuestion, GoldSet
from eval.invariants import broken_in, changed_when_asked_again
from eval.kept import kept_run, load_kept, write_kept
from eval.leaks import Encode, look_alikes
from eval.measures import measure
from eval.outcome import Outcome
from eval.report import append_summary, write_report
from eval.run import Answering, run
from eval.summary import Report, Setting, make_report
from eval.terminal import show_comparison, show_report, shown_progress
from eval.thresholds import Thresholds, load_thresholds, lower_ends, write_floors

FLOORS_HOLD, BELOW_FLOORS, BAD_INPUT, FELL, BROKEN = 0, 1, 2, 3, 4


@dataclass(frozen=True, slots=True)
class Options:
    """What to measure and where to write. ``split`` may be "all".

    ``summary`` is a file that the Markdown report is appended to.
    """

    gold: Path
    split: Literal["test", "dev", "all"]
    out: Path
    thresholds: Path
    show_test: bool
    baseline: Path | None = None
    summary: Path | None = None


def evaluate(assistant: Answering, options: Options, out: Console, err: Console) -> int:
    """Ask every question of the split, report, and return the exit code.

    Raises:
        EvalError: the gold file, the floors or the folder for the reports cannot be used.

    """
    fitted = trusted_gold(options.gold, assistant.catalogue.abstracts())
    thresholds = load_thresholds(options.thresholds)
    questions = _of_split(fitted.gold, options)
    with shown_progress(err) as progress:
        asked = run(assistant, questions, progress)
    report = make_report(_setting(assistant, fitted, options), _counted(asked, fitted), thresholds)
    report = _against(report, options, thresholds)
    # A question with stale labels is asked all the same: what must hold of every answer needs none.
    broken = (*broken_in(asked), *changed_when_asked_again(assistant, asked))
    report = replace(report, broken=broken)
    _publish(report, _texts(assistant), options, out)
    return exit_code(report)


def exit_code(report: Report) -> int:
    """What a shell is told; the gravest first."""
    if report.broken:
        return BROKEN
    return BELOW_FLOORS if report.misses else FELL if report.fallen else FLOORS_HOLD


def accept(assistant: Answering, options: Options, reason: str, out: Console, err: Console) -> int:
    """Ask every question of both splits and make what comes of it the baseline.

    The floors become the lower ends of the 95 % intervals of the test split; the reports are
    written as well. A run that breaks an invariant is not accepted.

    Raises:
        EvalError: the reason is empty, or a file cannot be written.

    """
    if not reason.strip():
        raise EvalError("Say why the baseline changes: eval accept 'the reason'.")
    fitted = trusted_gold(options.gold, assistant.catalogue.abstracts())
    thresholds = load_thresholds(options.thresholds)
    with shown_progress(err) as progress:
        asked = run(assistant, fitted.gold.questions, progress)
    outcomes = _counted(asked, fitted)
    report = make_report(_setting(assistant, fitted, options), outcomes, thresholds)
    report = replace(_against(report, options, thresholds), broken=broken_in(asked))
    _publish(report, _texts(assistant), options, out)
    if report.broken:
        out.print(Text("Not accepted: what must hold of every answer is broken.", style="bold red"))
        return BROKEN
    _keep(outcomes, assistant.generation_id, reason, options, out)
    _set_floors(outcomes, thresholds, options.thresholds, out)
    return FLOORS_HOLD


def _keep(
    outcomes: Sequence[Outcome], generation: str, reason: str, options: Options, out: Console
) -> None:
    target = options.baseline or options.out / "baseline.json"
    kept = kept_run(generation, outcomes, reason, show_test=options.show_test)
    write_kept(kept, target)
    right = sum(item.right for item in kept.items)
    out.print(Text(f"{target}: {right} of {len(kept.items)} questions right."), soft_wrap=True)


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


def check(gold: Path, abstracts: Sequence[Abstract], encode: Encode | None, out: Console) -> int:
    """Print every fault of a gold set; with an encoder also questions that mean the same.

    Raises:
        GoldError: a file cannot be read, holds no question, or none fits these records.

    """
    read, faults = gold_faults(gold, abstracts)
    alike = tuple(look_alikes(read.lines, encode)) if encode else ()
    for sentence in (*faults, *alike):
        out.print(Text(sentence), soft_wrap=True)
    found = len(faults) + len(alike)
    said = f"{found} to put right" if found else "nothing to put right"
    out.print(Text(f"{gold}: {len(read.lines)} sound lines, {said}."), soft_wrap=True)
    return BAD_INPUT if found else FLOORS_HOLD


def _set_floors(
    outcomes: Sequence[Outcome], thresholds: Thresholds, file: Path, out: Console
) -> None:
    tested = [
        each
        for each in outcomes
        if (each.gold.split, each.gold.language) == ("test", thresholds.language)
    ]
    floors = lower_ends(thresholds, measure(tested))
    write_floors(file, floors)
    for name, before in thresholds.floors:
        if floors[name] != before:
            out.print(Text(f"{file}: {name} {before:.2f} → {floors[name]:.2f}"), soft_wrap=True)


def _setting(assistant: Answering, fitted: Fitted, options: Options) -> Setting:
    asked = {question.id for question in _of_split(fitted.gold, options)}
    return Setting(
        assistant.generation_id,
        fitted.gold.files,
        options.split,
        hashes_of(assistant.catalogue.abstracts()),
        tuple(each for each in fitted.stale if each.question_id in asked),
        tuple(each for each in fitted.moved if each in asked),
    )


def _texts(assistant: Answering) -> dict[str, str]:
    return {each.id: each.text for each in assistant.catalogue.abstracts()}


def _counted(asked: Sequence[Outcome], fitted: Fitted) -> tuple[Outcome, ...]:
    return tuple(outcome for outcome in asked if outcome.gold.id not in fitted.stale_ids)


def _against(report: Report, options: Options, thresholds: Thresholds) -> Report:
    """The report with its comparison, where there is a baseline to hold it against."""
    if options.baseline is None or not options.baseline.exists():
        return report
    now = kept_run(report.setting.generation_id, report.outcomes, show_test=options.show_test)
    left_out = {each.question_id for each in report.setting.stale}
    comparison = compare(
        load_kept(options.baseline), now, thresholds.language, thresholds.margin, left_out
    )
    return replace(report, comparison=comparison)


def _of_split(gold: GoldSet, options: Options) -> tuple[GoldQuestion, ...]:
    chosen = tuple(q for q in gold.questions if options.split in ("all", q.split))
    if not chosen:
        raise EvalError(f"{options.gold} holds no question of the split '{options.split}'.")
    return chosen


def _publish(report: Report, texts: Mapping[str, str], options: Options, out: Console) -> None:
    show_report(report, out)
    for file in write_report(report, options.out, texts, show_test=options.show_test):
        out.print(Text(f"Written: {file}"), soft_wrap=True)
    if options.summary:
        append_summary(report, options.summary, show_test=options.show_test)
