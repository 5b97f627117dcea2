"""What is kept of a run, question by question, so that a later one can be held against it.

``report.json`` and the baseline both hold these items.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from eval.clusters import cluster_of, short_digest
from eval.errors import EvalError
from eval.failures import failures, may_be_shown
from eval.gold import GoldQuestion, GoldSpan
from eval.measures import item_values
from eval.outcome import Outcome

# More digits than some hundred questions can carry would only let two machines differ in them.
DIGITS = 4
_SHOWN = 160


@dataclass(frozen=True, slots=True)
class KeptItem:
    """One question's figures. ``gold`` digests what was asked and what was held for right.

    ``cluster`` is the same for questions that rise and fall together; ``reply`` the reply in one
    line, None where it may not be shown.
    """

    id: str
    split: str
    language: str
    gold: str
    cluster: str
    right: bool
    measures: dict[str, float | None]
    reply: str | None = None


@dataclass(frozen=True, slots=True)
class KeptRun:
    """A run as it was kept. ``reason`` says why it became the baseline, empty in a report."""

    generation: str
    items: tuple[KeptItem, ...]
    reason: str = ""


def kept_item(outcome: Outcome, *, show_test: bool) -> KeptItem:
    """What is kept of one question."""
    gold = outcome.gold
    values = {
        name: None if value is None else round(value, DIGITS)
        for name, value in item_values(outcome).items()
    }
    shown = may_be_shown(outcome, show_test=show_test)
    reply = reply_line(outcome) if shown else None
    right = not failures(outcome)
    return KeptItem(
        gold.id, gold.split, gold.language, digest(gold), cluster_of(gold), right, values, reply
    )


def kept_run(
    generation: str, outcomes: Sequence[Outcome], reason: str = "", *, show_test: bool = False
) -> KeptRun:
    """What is kept of a run."""
    items = tuple(kept_item(outcome, show_test=show_test) for outcome in outcomes)
    return KeptRun(generation, items, reason)


def digest(gold: GoldQuestion) -> str:
    """Tells whether a question, or what is held for right, has changed since."""
    told = [gold.question, gold.kind, gold.expect, [[_place(s) for s in g] for g in gold.spans]]
    return short_digest([*told, gold.chain, gold.turn])


def reply_line(outcome: Outcome) -> str:
    """The reply in one line: its kind and what a reader sees first."""
    first = outcome.excerpts[0].quote if outcome.excerpts else outcome.answer.text
    line = " ".join(first.split())
    return f"{outcome.answer.kind}: {line[:_SHOWN]}{'…' if len(line) > _SHOWN else ''}"


def load_kept(path: Path) -> KeptRun:
    """Read a baseline or a ``report.json``.

    Raises:
        EvalError: it cannot be read or holds something else.

    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return TypeAdapter(KeptRun).validate_python(_of_run(content))
    except OSError as error:
        raise EvalError(f"The run in {path} cannot be read: {error.strerror}.") from None
    except (ValueError, KeyError, TypeError, ValidationError):
        raise EvalError(
            f"{path} is no kept run. Give a report.json, or a file that 'eval accept' wrote."
        ) from None


def write_kept(run: KeptRun, path: Path) -> None:
    """Write a run as a baseline.

    Raises:
        EvalError: it cannot be written.

    """
    try:
        path.write_text(
            json.dumps({"schema_version": 1, **asdict(run)}, ensure_ascii=False, indent=1) + "\n",
            encoding="utf-8",
        )
    except OSError as error:
        raise EvalError(f"The baseline {path} cannot be written: {error.strerror}.") from None


def _of_run(content: dict[str, Any]) -> dict[str, Any]:
    return {name: content[name] for name in ("generation", "items", "reason") if name in content}


def _place(span: GoldSpan) -> list[str]:
    return [span.abstract_id, span.text]
