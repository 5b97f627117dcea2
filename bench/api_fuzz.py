"""Ask the API what its description allows, and what not (``python -m bench.api_fuzz``).

Schemathesis makes the cases; each response must be one that the description names, of the form that
it describes, and never a 5xx. The server is one of our own, on 127.0.0.1. While it runs a line on
standard error says after each operation how far it is; at the end a table says what each took.
"""

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any

import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded
from hypothesis.strategies import SearchStrategy, one_of
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.core.result import Ok
from schemathesis.specs.openapi import checks

from bench.load import UNLIMITED, serving
from bench.speed import run

_SHOWN = 10
_QUICK_SECONDS = 0.05
# The first Japanese question of a process loads an encoder, which a busy machine does slowly.
_PATIENCE = 120
_SERVER_ERROR = 500
_CLIENT_ERROR = 400


_CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
    checks.negative_data_rejection,
]


@dataclass(slots=True)
class Tally:
    """How many cases there were, what became of them, and what went wrong, a text each.

    ``seconds`` has, for each operation, how long each of its responses took.
    """

    cases: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    seconds: dict[str, list[float]] = field(default_factory=dict)

    @property
    def accepted(self) -> int:
        """Cases that were answered."""
        return sum(it for status, it in self.statuses.items() if status < _CLIENT_ERROR)

    @property
    def refused(self) -> int:
        """Cases that were refused as the client's error."""
        wrong = range(_CLIENT_ERROR, _SERVER_ERROR)
        return sum(it for status, it in self.statuses.items() if status in wrong)

    @property
    def broken(self) -> int:
        """Cases that were answered with a server's error."""
        return sum(it for status, it in self.statuses.items() if status >= _SERVER_ERROR)

    def is_quick(self, label: str) -> bool:
        """Whether an operation's responses usually came at once."""
        return median(self.seconds.get(label, [_PATIENCE])) < _QUICK_SECONDS


def fuzz(
    base: str,
    cases: int,
    tally: Tally,
    seed: int = 0,
    after: Callable[[str], None] = lambda _: None,
) -> None:
    """Send at least so many cases, spread over all operations, allowed ones and others.

    Each operation is sent its equal share once. What is then left, for an address without
    parameters has few cases, goes to the quick ones: a question costs a hundred times what a
    look-up does. ``after`` is told the label of an operation when a round of its cases was sent.
    """
    schema = schemathesis.openapi.from_url(f"{base}/api/openapi.json")
    operations = [it.ok() for it in schema.get_all_operations() if isinstance(it, Ok)]
    made = {
        it.label: one_of(*(it.as_strategy(mode) for mode in GenerationMode)) for it in operations
    }
    with requests.Session() as session:
        for turn in count(seed):
            for label, strategy in made.items():
                each = max(1, (cases - tally.cases) // len(made))
                _sending(base, session, tally, each, turn)(strategy)
                after(label)
            if tally.cases >= cases:
                return
            made = {label: it for label, it in made.items() if tally.is_quick(label)} or made


def _sending(
    base: str, session: requests.Session, tally: Tally, cases: int, turn: int
) -> Callable[[SearchStrategy[Any]], None]:
    def send(made: SearchStrategy[Any]) -> None:
        # Nothing is shrunk: what goes wrong is kept as it came, and the next case is sent.
        @seeded(turn)
        @settings(
            max_examples=cases,
            phases=[Phase.generate],
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(made)
        def one(case: Any) -> None:  # noqa: ANN401 - generic in what it never says
            _send(case, base, session, tally)

        one()

    return send


def _send(case: Any, base: str, session: requests.Session, tally: Tally) -> None:  # noqa: ANN401
    tally.cases += 1
    began = time.perf_counter()
    try:
        response = case.call(base_url=base, session=session, timeout=_PATIENCE)
    except requests.RequestException as error:
        tally.failures.append(f"No response: {error}")
        return
    taken = time.perf_counter() - began
    tally.seconds.setdefault(case.operation.label, []).append(taken)
    tally.statuses[response.status_code] += 1
    try:
        case.validate_response(response, checks=_CHECKS)
    except FailureGroup as error:
        tally.failures += [str(it) for it in error.exceptions]


def _table(tally: Tally) -> Iterator[str]:
    """How long the responses of each operation took, as Markdown."""
    yield "| operation | cases | waited | median | p99 | slowest |"
    yield f"|{'---|' * 6}"
    for label, seconds in tally.seconds.items():
        times = sorted(seconds)
        at = [times[int(rank * (len(times) - 1))] for rank in (0.5, 0.99, 1)]
        cells = [f"{1000 * it:,.0f} ms" for it in at]
        yield f"| `{label}` | {len(times):,} | {sum(times):,.0f} s | {' | '.join(cells)} |"


def main() -> int:
    """Print what came of it; 1 if anything went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    wanted = parser.parse_args()
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(SHOROKU_VAR=str(Path(folder) / "var"), **UNLIMITED)
        run("build")
        began = time.perf_counter()

        def progress(label: str) -> None:
            spent = time.perf_counter() - began
            line = f"{spent:6.0f} s  {tally.cases:,} cases  {label}  {len(tally.failures)} failures"
            print(line, file=sys.stderr, flush=True)

        with serving() as base:
            fuzz(base, wanted.cases, tally, wanted.seed, progress)
    print("\n".join(_table(tally)))
    statuses = ", ".join(f"{status}: {count}" for status, count in sorted(tally.statuses.items()))
    print("\n\n".join(tally.failures[:_SHOWN]))
    print(f"{tally.cases} cases in {time.perf_counter() - began:.0f} s; {statuses}; ", end="")
    print(f"{tally.broken} with 5xx, {len(tally.failures)} against the description.")
    return int(bool(tally.failures) or tally.broken > 0)


if __name__ == "__main__":
    sys.exit(main())
