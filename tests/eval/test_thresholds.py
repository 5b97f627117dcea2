"""Floors: read exactly, and never passed by what was not measured."""

from itertools import pairwise
from pathlib import Path

import pytest

from eval.errors import ThresholdError
from eval.measures import Measured
from eval.thresholds import (
    Thresholds,
    Verdict,
    judge,
    load_thresholds,
    lower_ends,
    write_floors,
)

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where floors may be written."""
    return tmp_path / "floors.toml"


def test_the_floors_of_the_project() -> None:
    """What a build must hold, for English; verbatim quotation admits no exception."""
    thresholds = load_thresholds(ROOT / "eval" / "thresholds.toml")

    assert thresholds.language == "en"
    assert [name for name, _ in thresholds.floors] == [
        "retrieval.hit_at_3",
        "evidence.hit_at_1",
        "evidence.hit_at_3",
        "integrity.verbatim",
        "abstention.recall",
        "abstention.answerable_kept",
        "records.correct",
    ]
    assert dict(thresholds.floors)["integrity.verbatim"] == 1.0


def test_a_floor_is_the_lower_end_of_its_interval(file: Path) -> None:
    """Rounded down; a promise of 1 stays; comments, order and the margin are left alone."""
    text = (
        "language = 'en'\nmargin = 0.02\n[evidence]\n# Why.\nhit_at_1 = {}\nmrr = 0.3\n"
        "[integrity]\nverbatim = 1.00\n"
    )
    file.write_text(text.format("0.9"), encoding="utf-8")
    floors = Thresholds("en", (("evidence.hit_at_1", 0.9), ("integrity.verbatim", 1.0)))
    measured = [
        Measured("evidence.hit_at_1", 0.68, 133, 0.5999, 0.75),
        Measured("integrity.verbatim", 1.0, 208, 0.982, 1.0),
    ]
    write_floors(file, lower_ends(floors, measured))

    assert file.read_text(encoding="utf-8") == text.format("0.59")


def test_what_is_better_low_has_no_floor(file: Path) -> None:
    """A floor under an error would ask for more errors."""
    file.write_text("language = 'en'\n[abstention]\nbrier = 0.1\n", encoding="utf-8")

    with pytest.raises(ThresholdError, match=r"'abstention\.brier' is the better the lower it is"):
        load_thresholds(file)


def test_every_floor_says_why() -> None:
    """A comment stands above each floor."""
    lines = (ROOT / "eval" / "thresholds.toml").read_text(encoding="utf-8").splitlines()
    for above, line in pairwise(lines):
        assert "=" not in line or line.startswith(("#", "language")) or above.startswith("#"), line


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "must say for which language"),
        ("language = 1", "must say for which language"),
        ("language = 'en'\n[retrieval]\nhit_at_7 = 0.5", "no measure 'retrieval.hit_at_7'"),
        ("language = 'en'\nverbatim = 0.5", "no measure 'verbatim'"),
        (
            "language = 'en'\n[records]\ncorrect = 90",
            "'records.correct' must be a number from 0 to 1",
        ),
        ("language = 'en'\n[records]\ncorrect = true", "must be a number from 0 to 1"),
        ("language = 'en'\n[records]\ncorrect = nan", "must be a number from 0 to 1"),
        ("language = 'en'\n[records", "is not a TOML file"),
    ],
)
def test_floors_that_cannot_be_meant_are_refused(file: Path, content: str, said: str) -> None:
    """A misspelt measure would be a floor that is never checked."""
    file.write_text(content, encoding="utf-8")

    with pytest.raises(ThresholdError, match=said):
        load_thresholds(file)


def test_missing_floors_are_refused(file: Path) -> None:
    """No file and no text are one sentence each, not floors of zero."""
    with pytest.raises(ThresholdError, match="cannot be read: No such file"):
        load_thresholds(file)
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(ThresholdError, match="is not a TOML file"):
        load_thresholds(file)


@pytest.mark.parametrize(
    ("value", "passed"), [(0.9, True), (0.91, True), (0.89999, False), (0.0, False), (None, False)]
)
def test_a_floor_holds_at_its_value_and_above(value: float | None, *, passed: bool) -> None:
    """Just below is missed, however it would be rounded; not measured is missed as well."""
    assert Verdict(0.9, Measured("records.correct", value, 10)).passed is passed


def test_floors_are_held_against_their_own_measure() -> None:
    """Each verdict pairs a floor with the measure of its name, in the order of the file."""
    measured = (Measured("kind.accuracy", 0.4, 10), Measured("records.correct", 0.95, 20))
    floors = (("records.correct", 0.9), ("kind.accuracy", 0.5))
    verdicts = judge(Thresholds("en", floors), measured)

    assert [str(verdict) for verdict in verdicts] == [
        "records.correct is 0.9500 of 20, the floor is 0.9",
        "kind.accuracy is 0.4000 of 10, the floor is 0.5",
    ]
    assert [verdict.passed for verdict in verdicts] == [True, False]


def test_what_was_not_measured_is_said_so() -> None:
    """The sentence tells a missing question from a low value."""
    verdict = Verdict(0.9, Measured("records.correct", None, 0))

    assert str(verdict) == (
        "records.correct was not measured: no such question was asked. The floor is 0.9"
    )
