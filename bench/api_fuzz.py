"""Ask the API what its description allows, and what not (``python -m bench.api_fuzz``).

Schemathesis makes the cases; each response must be one that the description names, of the form that
it describes, and never a 5xx. With ``--cases 10000`` this takes some minutes; the server is one of
our own, on 127.0.0.1.
"""

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
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
    """How many cases there were, what became of them, and what went wrong, a text each."""

    cases: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)

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


def fuzz(base: str, cases: int, tally: Tally, seed: int = 0) -> None:
    """Send at least so many cases, spread over all operations, allowed ones and others."""
    schema = schemathesis.openapi.from_url(f"{base}/api/openapi.json")
    operations = [it.ok() for it in schema.get_all_operations() if isinstance(it, Ok)]
    strategies = [one_of(*(it.as_strategy(mode) for mode in GenerationMode)) for it in operations]
    with requests.Session() as session:
        # An address without parameters has few cases; the others make up for it.
        for turn in count(seed):
            for made in strategies:
                each = max(1, (cases - tally.cases) // len(operations))
                _sending(base, session, tally, each, turn)(made)
            if tally.cases >= cases:
                return


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
            tally.cases += 1
            try:
                response = case.call(base_url=base, session=session, timeout=_PATIENCE)
            except requests.RequestException as error:
                tally.failures.append(f"No response: {error}")
                return
            tally.statuses[response.status_code] += 1
            try:
                case.validate_response(response, checks=_CHECKS)
            except FailureGroup as error:
                tally.failures += [str(it) for it in error.exceptions]

        one()

    return send


def main() -> int:
    """Print what came of it; 1 if anything went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    wanted = parser.parse_args()
    tally, began = Tally(), time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(SHOROKU_VAR=str(Path(folder) / "var"), **UNLIMITED)
        run("build")
        with serving() as base:
            fuzz(base, wanted.cases, tally, wanted.seed)
    statuses = ", ".join(f"{status}: {count}" for status, count in sorted(tally.statuses.items()))
    print("\n\n".join(tally.failures[:_SHOWN]))
    print(f"{tally.cases} cases in {time.perf_counter() - began:.0f} s; {statuses}; ", end="")
    print(f"{tally.broken} with 5xx, {len(tally.failures)} against the description.")
    return int(bool(tally.failures) or tally.broken > 0)


if __name__ == "__main__":
    sys.exit(main())
