"""The command: exit codes, what is written, and one sentence for what cannot be used."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from corpus.errors import ShorokuError
from eval.__main__ import main
from eval.command import BAD_INPUT, BELOW_FLOORS, BROKEN, FLOORS_HOLD, Options, accept, evaluate
from eval.errors import EvalError, GoldError, ThresholdError
from eval.gold_question import GoldSpan
from tests.support.oracle import (
    CAUSE,
    GOLD,
    MAPS,
    MILLS_SEEN,
    STREAM,
    TALKS,
    WHY,
    Oracle,
    changed,
    quoting,
    write_gold,
)

FLOORS = "language = 'en'\n[evidence]\nhit_at_1 = 0.9\n[records]\ncorrect = 0.9\n"


@dataclass(frozen=True, slots=True)
class Said:
    """What came of a command."""

    code: int
    text: str


@pytest.fixture
def options(tmp_path: Path) -> Options:
    """The small gold set, two floors, and an empty folder for reports."""
    floors = tmp_path / "floors.toml"
    floors.write_text(FLOORS, encoding="utf-8")
    gold = write_gold(tmp_path / "lakes.jsonl", *GOLD)
    return Options(gold, "test", tmp_path / "out", floors, show_test=False)


def evaluated(assistant: Oracle, options: Options) -> Said:
    """Measure an assistant."""
    out = StringIO()
    code = evaluate(
        assistant, options, Console(file=out, width=200), Console(file=StringIO(), width=200)
    )
    return Said(code, out.getvalue())


def span_of(text: str) -> GoldSpan:
    """A span of the wells whose text stands nowhere."""
    return GoldSpan("wells", 0, len(text), text)


def items(options: Options) -> list[str]:
    """The ids in the written JSON."""
    content = json.loads((options.out / "report.json").read_text(encoding="utf-8"))
    return [item["id"] for item in content["items"]]


def test_a_right_assistant_passes(options: Options) -> None:
    """Exit code 0, the files are written and named."""
    said = evaluated(Oracle(), options)

    assert said.code == FLOORS_HOLD == 0
    assert "Every floor holds." in said.text
    assert f"Written: {options.out / 'report.md'}" in said.text
    assert items(options) == [gold.id for gold in GOLD if gold.split == "test"]


def test_a_missed_floor_fails_and_is_named(options: Options) -> None:
    """Exit code 1; the floor that holds is not named. The report is written all the same."""
    said = evaluated(changed(why=quoting(MAPS)), options)

    assert said.code == BELOW_FLOORS == 1
    assert "Below the floor: evidence.hit_at_1 is 0.6667 of 3, the floor is 0.9." in said.text
    assert "Below the floor: records.correct" not in said.text
    assert len(items(options)) == 7


def test_a_mistake_in_the_other_split_does_not_count(options: Options) -> None:
    """The dev question fails: seen with "dev" and "all", not with "test"."""
    wrong = changed(several=quoting(STREAM))

    assert evaluated(wrong, options).code == FLOORS_HOLD
    assert evaluated(wrong, replace(options, split="all")).code == BELOW_FLOORS
    assert len(items(options)) == 8
    assert evaluated(wrong, replace(options, split="dev")).code == BELOW_FLOORS
    assert items(options) == ["several"]


def test_a_floor_that_nothing_was_measured_for_fails(options: Options) -> None:
    """The dev split holds no question for records: that floor has not been shown to hold."""
    said = evaluated(Oracle(), replace(options, split="dev"))

    assert said.code == BELOW_FLOORS
    assert "Below the floor: records.correct was not measured" in said.text


@pytest.mark.parametrize(
    ("changes", "error", "said"),
    [
        ({"gold": Path("nowhere.jsonl")}, GoldError, "nowhere.jsonl cannot be read"),
        ({"thresholds": Path("nowhere.toml")}, ThresholdError, "nowhere.toml cannot be read"),
        ({"out": Path("/dev/null")}, EvalError, "cannot be written to /dev/null"),
    ],
)
def test_what_cannot_be_used_is_named(
    options: Options, changes: dict[str, Path], error: type[ShorokuError], said: str
) -> None:
    """Gold, floors and folder for reports each have their sentence."""
    with pytest.raises(error, match=said):
        evaluated(Oracle(), replace(options, **changes))  # type: ignore[arg-type]  # all are paths


def test_a_split_without_questions_is_refused(options: Options) -> None:
    """Rather than a report about nothing."""
    write_gold(options.gold, TALKS)

    with pytest.raises(EvalError, match="holds no question of the split 'dev'"):
        evaluated(Oracle(), replace(options, split="dev"))


def test_gold_about_other_records_is_refused(options: Options) -> None:
    """Before a single question is asked."""
    write_gold(options.gold, replace(TALKS, abstracts=("tides",)))

    with pytest.raises(GoldError, match="no abstract 'tides' is indexed"):
        evaluated(Oracle(), options)


def test_stale_labels_are_named_and_count_for_nothing(options: Options) -> None:
    """The question whose sentence is gone is left out; the rest passes, and the report names it."""
    gone = span_of(CAUSE.replace("four", "five"))
    write_gold(options.gold, *(replace(q, spans=((gone,),)) if q is WHY else q for q in GOLD))
    said = evaluated(changed(why=quoting(MAPS)), options)
    content = json.loads((options.out / "report.json").read_text(encoding="utf-8"))

    assert said.code == FLOORS_HOLD
    assert "Stale, left out and counted for nothing: why." in said.text
    assert [each["question_id"] for each in content["stale"]] == ["why"]
    assert "why" not in items(options)


def test_a_stale_question_is_not_lost_against_the_baseline(options: Options) -> None:
    """Neither fallen nor "no longer asked": it is named as stale, and that is all."""
    options = replace(options, baseline=options.out.parent / "baseline.json")
    quiet = Console(file=StringIO())
    accept(Oracle(), options, "a first look", quiet, quiet)
    gone = span_of(CAUSE.replace("four", "five"))
    write_gold(options.gold, *(replace(q, spans=((gone,),)) if q is WHY else q for q in GOLD))
    said = evaluated(Oracle(), options)

    assert said.code == FLOORS_HOLD
    assert "No longer asked" not in said.text
    assert "No measure fell" in said.text


def test_a_first_turn_with_stale_labels_is_asked_for_the_second(options: Options) -> None:
    """The follow-up needs its conversation, though the turn before it counts for nothing."""
    gone = span_of(CAUSE.replace("four", "five"))
    changed_first = replace(MILLS_SEEN, abstracts=("wells",), spans=((gone,),))
    write_gold(options.gold, *(changed_first if q is MILLS_SEEN else q for q in GOLD))

    assert evaluated(Oracle(), options).code == FLOORS_HOLD
    assert "where" in items(options)
    assert "mills" not in items(options)


def test_what_is_accepted_is_the_baseline_and_sets_the_floors(options: Options) -> None:
    """Both splits are kept, the reports written, the floors put at the lower ends."""
    options = replace(options, split="all", baseline=options.out.parent / "baseline.json")
    out = StringIO()
    code = accept(Oracle(), options, "a first look", Console(file=out, width=300), Console())

    assert code == FLOORS_HOLD
    assert f"{options.baseline}: 8 of 8 questions right." in out.getvalue()
    assert f"{options.thresholds}: evidence.hit_at_1 0.90 → 0.43" in out.getvalue()
    assert "hit_at_1 = 0.43\n" in options.thresholds.read_text(encoding="utf-8")
    assert len(items(options)) == len(GOLD)


def test_a_broken_run_is_not_accepted(options: Options) -> None:
    """A baseline of altered quotes would make them the measure; nothing is changed."""
    options = replace(options, split="all", baseline=options.out.parent / "baseline.json")
    altered = replace(quoting(CAUSE), text="It says so.")
    code = accept(changed(why=altered), options, "so", Console(file=StringIO()), Console())

    assert code == BROKEN == 4
    assert options.baseline is not None
    assert not options.baseline.exists()
    assert options.thresholds.read_text(encoding="utf-8") == FLOORS


def test_a_set_with_leaks_is_refused(options: Options) -> None:
    """What stands in both splits cannot be measured: the sentence names both."""
    write_gold(options.gold, *GOLD, replace(WHY, id="again", split="dev", question="Why dry?"))

    with pytest.raises(GoldError, match="again of the dev split has the same evidence as why"):
        evaluated(Oracle(), options)


def test_the_summary_is_added_to_a_file(options: Options) -> None:
    """As CI systems want it: what stood there stays."""
    summary = options.out.parent / "summary.md"
    summary.write_text("Before.\n", encoding="utf-8")
    evaluated(Oracle(), replace(options, summary=summary))

    assert summary.read_text(encoding="utf-8").startswith("Before.\n# Evaluation\n")
    with pytest.raises(EvalError, match="summary cannot be written"):
        evaluated(Oracle(), replace(options, summary=Path("/dev/null/summary.md")))


def test_everything_is_written(options: Options) -> None:
    """JSON, Markdown, JUnit and the page."""
    evaluated(Oracle(), options)

    names = {file.name for file in options.out.iterdir()}
    assert names == {"report.json", "report.md", "junit.xml", "report.html"}


@pytest.mark.parametrize(
    "argv", [["--split", "train"], ["--gold"], ["--colour"], ["extra"]], ids=" ".join
)
def test_a_wrong_command_line_is_bad_input(
    argv: Sequence[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2 with the usage, before anything is loaded."""
    with pytest.raises(SystemExit) as exited:
        main(argv)

    assert exited.value.code == BAD_INPUT == 2
    assert "usage: python -m eval" in capsys.readouterr().err


def test_a_wrong_setting_is_bad_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2 and one sentence, no traceback."""
    monkeypatch.setenv("SHOROKU_PORT", "ninety")

    assert main([]) == BAD_INPUT
    assert "The setting 'port' cannot be used" in capsys.readouterr().err
