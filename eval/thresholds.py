"""Floors that the measures must not fall below, read from a TOML file."""

import math
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.aggregates import LOWER_IS_BETTER
from eval.comparison import MARGIN
from eval.errors import ThresholdError
from eval.measures import NAMES, Measured

_SECTION = re.compile(r"^\[(\w+)\]")
_VALUE = re.compile(r"^(\w+) = [0-9.]+$")


@dataclass(frozen=True, slots=True)
class Thresholds:
    """``floors`` are pairs of a measure's name and its lowest allowed value.

    They hold for the questions in ``language``. Against the baseline a measure may lose ``margin``.
    """

    language: str
    floors: tuple[tuple[str, float], ...]
    margin: float = MARGIN


@dataclass(frozen=True, slots=True)
class Verdict:
    """One floor beside what was measured."""

    floor: float
    measured: Measured

    @property
    def passed(self) -> bool:
        """A measure without a single item has not been shown to hold, and fails."""
        return self.measured.value is not None and self.measured.value >= self.floor

    def __str__(self) -> str:
        name, value, n = self.measured.name, self.measured.value, self.measured.n
        if value is None:
            return f"{name} was not measured: no such question was asked. The floor is {self.floor}"
        return f"{name} is {value:.4f} of {n}, the floor is {self.floor}"


def load_thresholds(path: Path) -> Thresholds:
    """Read the floors.

    Raises:
        ThresholdError: the file cannot be read, names no such measure, or a value is not 0 to 1.

    """
    content = _read(path)
    language = content.pop("language", None)
    if not isinstance(language, str):
        raise ThresholdError(f"{path} must say for which language the floors are: language = 'en'.")
    margin = content.pop("margin", MARGIN)
    if isinstance(margin, bool) or not isinstance(margin, int | float) or not 0 <= margin <= 1:
        raise ThresholdError(f"{path}: the margin must be a number from 0 to 1.")
    return Thresholds(language, tuple(_floors(path, content)), float(margin))


def judge(thresholds: Thresholds, measured: Sequence[Measured]) -> tuple[Verdict, ...]:
    """Every floor beside its measure, in the order of the file."""
    by_name = {each.name: each for each in measured}
    return tuple(Verdict(floor, by_name[name]) for name, floor in thresholds.floors)


def lower_ends(thresholds: Thresholds, measured: Sequence[Measured]) -> dict[str, float]:
    """For each floor the lower end of the measured 95 % interval, rounded down to two places.

    A floor of 1 is a promise and stays; so does one whose measure has no interval.
    """
    by_name = {each.name: each for each in measured}
    return {
        name: floor if floor == 1 or low is None else math.floor(100 * low) / 100
        for name, floor in thresholds.floors
        for low in (by_name[name].low,)
    }


def write_floors(path: Path, floors: Mapping[str, float]) -> None:
    """Put new values into the file of floors; comments and all else stay as they are.

    Raises:
        ThresholdError: the file cannot be written.

    """
    section, lines = "", []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if head := _SECTION.match(line):
            section = head[1]
        set_here = _VALUE.match(line)
        name = f"{section}.{set_here[1]}" if set_here else ""
        lines.append(f"{set_here[1]} = {floors[name]:.2f}" if set_here and name in floors else line)
    try:
        path.write_text("\n".join(lines), encoding="utf-8")
    except OSError as error:
        raise ThresholdError(f"{path} cannot be written: {error.strerror}.") from None


def _read(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ThresholdError(f"The floors in {path} cannot be read: {error.strerror}.") from None
    except ValueError as error:  # not UTF-8, or not TOML
        raise ThresholdError(f"{path} is not a TOML file: {error}. Correct it.") from None


def _floors(path: Path, content: dict[str, object]) -> Iterator[tuple[str, float]]:
    for area, values in content.items():
        for measure, floor in (values if isinstance(values, dict) else {"": values}).items():
            yield _floor(path, f"{area}.{measure}".rstrip("."), floor)


def _floor(path: Path, name: str, floor: object) -> tuple[str, float]:
    if name not in NAMES:
        raise ThresholdError(
            f"{path}: there is no measure '{name}'. The measures are {', '.join(NAMES)}."
        )
    if name in LOWER_IS_BETTER:
        raise ThresholdError(f"{path}: '{name}' is the better the lower it is. Take its floor out.")
    if isinstance(floor, bool) or not isinstance(floor, int | float) or not 0 <= floor <= 1:
        raise ThresholdError(f"{path}: the floor of '{name}' must be a number from 0 to 1.")
    return name, float(floor)
