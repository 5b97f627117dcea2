"""A run against the baseline: what fell, by how much, whether by chance, which questions."""

from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from eval.command import (
    BELOW_FLOORS,
    FELL,
    FLOORS_HOLD,
    Options,
    accept,
    compare_files,
    evaluate,
)
from eval.comparison import compare
from eval.errors import EvalError
from eval.gold_question import GoldQuestion
from eval.kept import KeptItem, KeptRun, load_kept, write_kept
from tests.support.oracle import GOLD, MAPS, WHY, Oracle, changed, quoting, write_gold

HIT = "evidence.hit_at_1"


def run_of(values: dict[str, float], **changes: str) -> KeptRun:
    """A run with one measure; ``changes`` are other gold digests by id."""
    return KeptRun(
        "index-1",
        tuple(
            KeptItem(name, "dev", "en", changes.get(name, "same"), name, bool(v), {HIT: v}, "said")
            for name, v in values.items()
        ),
    )


def runs(right_before: int, right_now: int, asked: int = 40) -> tuple[KeptRun, KeptRun]:
    """Two runs over the same questions, the first so many right in each."""
    return tuple(  # type: ignore[return-value]  # two, as they are given
        run_of({f"q{n}": float(n < right) for n in range(asked)})
        for right in (right_before, right_now)
    )


@pytest.mark.parametrize(("now", "fell"), [(40, False), (35, False), (34, True)])
def test_only_a_loss_beyond_chance_fails(now: int, *, fell: bool) -> None:
    """Five questions lost of forty may be chance (p = .06), six are not (p = .03)."""
    comparison = compare(*runs(40, now), "en")

    assert bool(comparison.fallen) is fell


def test_a_certain_loss_within_the_margin_passes() -> None:
    """Six of 400 are certainly lost and too few to matter."""
    before, now = runs(400, 394, 400)

    assert not compare(before, now, "en", margin=0.02).fallen
    assert compare(before, now, "en", margin=0.01).fallen


def test_a_gain_is_no_loss() -> None:
    """However large."""
    comparison = compare(*runs(10, 40), "en")

    assert comparison.fallen == ()
    assert len(comparison.changes[0].gained) == 30


def test_changed_labels_are_named_and_not_counted() -> None:
    """A question that asks for something else now is stale, whatever came of it."""
    comparison = compare(
        run_of({"q1": 1.0, "q2": 1.0, "old": 1.0}),
        run_of({"q1": 0.0, "q2": 1.0, "new": 0.0}, q1="x"),
        "en",
    )

    assert comparison.stale == ("q1",)
    assert (comparison.only_before, comparison.only_now) == (("old",), ("new",))
    assert comparison.changes[0].n == 1
    assert comparison.flips == ()


def test_each_flip_has_both_replies() -> None:
    """What was said before and what is said now."""
    (flip,) = compare(run_of({"q1": 1.0}), run_of({"q1": 0.0}), "en").flips

    assert (flip.id, flip.right_now, flip.before, flip.after) == ("q1", False, "said", "said")


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    """A baseline is the same after it was written."""
    run = run_of({"q1": 1.0, "q2": 0.5})
    write_kept(run, tmp_path / "kept.json")

    assert load_kept(tmp_path / "kept.json") == run


@pytest.mark.parametrize("content", ["{}", "[]", "no JSON", '{"generation": 1, "items": []}'])
def test_a_file_of_another_kind_is_refused(tmp_path: Path, content: str) -> None:
    """With a sentence that says what to give."""
    file = tmp_path / "kept.json"
    file.write_text(content, encoding="utf-8")

    with pytest.raises(EvalError, match=r"is no kept run. Give a report.json"):
        load_kept(file)


@pytest.fixture
def options(tmp_path: Path) -> Options:
    """A gold set of twelve questions alike, no floor, and a baseline not made yet."""
    floors = tmp_path / "floors.toml"
    floors.write_text("language = 'en'\n", encoding="utf-8")
    gold = write_gold(tmp_path / "lakes.jsonl", *GOLD, *(_again(n) for n in range(12)))
    return Options(gold, "test", tmp_path / "out", floors, False, tmp_path / "baseline.json")  # noqa: FBT003


def _again(number: int) -> GoldQuestion:
    return replace(WHY, id=f"again{number}", question=WHY.question)


def silent() -> Console:
    """Takes what is printed."""
    return Console(file=StringIO(), width=300)


def told(assistant: Oracle, options: Options) -> tuple[int, str]:
    """Exit code and words of a measurement."""
    out = StringIO()
    return evaluate(assistant, options, Console(file=out, width=300), silent()), out.getvalue()


def test_the_gate_names_what_fell(options: Options) -> None:
    """Accepted once, the same answers pass; a wrong excerpt fails with measure, p and questions."""
    assert accept(Oracle(), options, "first", silent(), silent()) == FLOORS_HOLD
    code, said = told(Oracle(), options)
    assert (code, "No measure fell" in said) == (FLOORS_HOLD, True)

    code, said = told(changed(why=quoting(MAPS)), options)
    assert code == FELL == 3
    assert "Fell: evidence.hit_at_1 fell from 1.000 to 0.133 over 15 questions (p = 0.0002" in said
    assert "again3 is wrong now" in said


def test_a_missed_floor_comes_before_a_fall(options: Options) -> None:
    """Exit code 1 where both are the case."""
    accept(Oracle(), options, "first", silent(), silent())
    options.thresholds.write_text("language = 'en'\n[evidence]\nhit_at_1 = 0.9\n", encoding="utf-8")

    assert told(changed(why=quoting(MAPS)), options)[0] == BELOW_FLOORS


def test_a_baseline_shows_no_reply_of_the_test_split(options: Options) -> None:
    """The figures are kept, the words are not."""
    accept(Oracle(), options, "first", silent(), silent())

    assert options.baseline is not None
    assert {
        item.reply is None for item in load_kept(options.baseline).items if item.split == "test"
    } == {True}


def test_a_baseline_needs_a_reason(options: Options) -> None:
    """Nothing is asked and nothing written without one."""
    with pytest.raises(EvalError, match="Say why the baseline changes"):
        accept(Oracle(), options, " ", silent(), silent())


def test_two_reports_are_compared(options: Options, tmp_path: Path) -> None:
    """A report.json is a kept run too."""
    told(Oracle(), replace(options, out=tmp_path / "one"))
    told(changed(why=quoting(MAPS)), replace(options, out=tmp_path / "two"))
    out = StringIO()

    code = compare_files(
        tmp_path / "one" / "report.json",
        tmp_path / "two" / "report.json",
        "en",
        Console(file=out, width=300),
    )

    assert code == FELL
    assert "evidence.hit_at_1: 1.000 → 0.133" in out.getvalue()
