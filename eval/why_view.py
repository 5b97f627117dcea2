"""An explanation as tables for the terminal, and as JSON."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from rich.console import Console, JustifyMethod
from rich.table import Table
from rich.text import Text

from eval.failures import describe
from eval.spans import carries
from eval.why import Explanation, Part, feature_parts, logistic, signal_parts
from rag.evidence import Evidence

# What fits a terminal of 80 columns.
ABSTRACTS = 5
SENTENCES = 5
_GOLD, _QUOTED = "gold", "shown"
_FIGURE = 5
_EQUAL = 0.001


def show_explanation(told: Explanation, console: Console) -> None:
    """Print what was understood, found, scored and decided."""
    for name, value in _taken(told):
        console.print(Text(f"{name:<12}{value}"), soft_wrap=True)
    console.print()
    for table in _tables(told):
        console.print(table)
        console.print()
    console.print(Text(told.decision, style="bold"), soft_wrap=True)
    if told.outcome:
        console.print()
        console.print(Text(describe(told.outcome)), soft_wrap=True)
    else:
        console.print(Text(told.answer.text), soft_wrap=True)


def explanation_json(told: Explanation) -> str:
    """All of it as one JSON object, every sentence with every feature."""
    considered = told.considered
    content: dict[str, Any] = {
        "schema_version": 1,
        "question": told.question,
        "understood": dict(_taken(told)),
        "abstracts": [
            {key: value for key, value in asdict(hit).items() if key != "row"}
            for hit in considered.hits
        ],
        "sentences": [_sentence(told, evidence) for evidence in considered.ranked],
        "signals": [_part(part) for part in signal_parts(considered)],
        "aspect": considered.aspect,
        "confidence": considered.confidence,
        "decision": told.decision,
        "answer": told.answer.to_json(told.outcome.gold.id if told.outcome else ""),
    }
    return json.dumps(content, ensure_ascii=False, indent=1)


def _taken(told: Explanation) -> Iterator[tuple[str, str]]:
    understood = told.understood
    resolved = understood.resolved
    yield "question", told.question
    yield "language", understood.language
    yield "stands for", resolved.text
    yield "searched", understood.searched
    for name, value in (
        ("corrected", understood.corrected or ""),
        ("goes on from", resolved.before),
        ("as a whole", f"asked for {aspect}" if (aspect := told.considered.aspect) else ""),
        ("points at", ", ".join(resolved.focus) + (" alone" if resolved.only else "")),
    ):
        if value:
            yield name, value


def _tables(told: Explanation) -> Iterator[Table]:
    considered = told.considered
    yield _abstracts(told)
    if considered.ranked:
        yield _sentences(told)
        if considered.aspect:
            return  # Neither the features nor the signals decide.
        yield _features(considered.ranked[:SENTENCES])
        yield _signals(signal_parts(considered), considered.confidence)


def _abstracts(told: Explanation) -> Table:
    table = _table("Abstracts, best first", "#", "fused", "BM25", "dense", "other", "", "abstract")
    gold = told.outcome.gold.abstracts if told.outcome else ()
    for place, hit in enumerate(told.considered.hits[:ABSTRACTS], start=1):
        figures = (f"{value:.2f}" for value in (hit.score, hit.lexical, hit.dense, hit.meaning))
        mark = _GOLD if hit.abstract_id in gold else ""
        table.add_row(str(place), *figures, mark, Text(hit.abstract_id))
    return table


def _sentences(told: Explanation) -> Table:
    table = _table("Sentences, best first", "#", "score", "role", "", "sentence")
    for place, evidence in enumerate(told.considered.ranked[:SENTENCES], start=1):
        marks = " ".join(_marks(told, evidence))
        row = (str(place), f"{evidence.score:.2f}", str(evidence.role), marks)
        table.add_row(*row, Text(" ".join(evidence.text.split())))
    return table


def _features(ranked: tuple[Evidence, ...]) -> Table:
    numbers = [f"# {place}" for place in range(1, len(ranked) + 1)]
    table = _table("What each feature adds to a sentence's score", "feature", "weight", *numbers)
    for parts in zip(*map(feature_parts, ranked), strict=True):
        if parts[0].weight:
            added = (f"{part.adds:.2f}" for part in parts)
            table.add_row(parts[0].name, f"{parts[0].weight:.2f}", *added)
    return table


def _signals(parts: tuple[Part, ...], confidence: float) -> Table:
    table = _table("Whether it is answered at all", "signal", "value", "weight", "adds")
    for part in parts:
        if not part.weight:
            continue
        figures = (f"{value:.2f}" for value in (part.value, part.weight, part.adds))
        table.add_row(part.name, *figures)
    total = sum(part.adds for part in parts)
    table.add_row("log odds", "", "", f"{total:.2f}", style="bold")
    if abs(logistic(total) - confidence) > _EQUAL:
        # The abstract is named, and the best sentence plays the role that is asked for.
        table.add_row("raised from", "", "", f"{logistic(total):.3f}")
    table.add_row("confidence", "", "", f"{confidence:.3f}", style="bold")
    return table


def _marks(told: Explanation, evidence: Evidence) -> Iterator[str]:
    if told.quoted(evidence):
        yield _QUOTED
    if told.outcome and _is_gold(told, evidence):
        yield _GOLD


def _is_gold(told: Explanation, evidence: Evidence) -> bool:
    spans = told.outcome.gold.every_span if told.outcome else ()
    return any(carries(evidence.sentence, span) for span in spans)


def _sentence(told: Explanation, evidence: Evidence) -> dict[str, Any]:
    return {
        "abstract_id": evidence.sentence.abstract_id,
        "start": evidence.sentence.start,
        "end": evidence.sentence.end,
        "text": evidence.text,
        "role": str(evidence.role),
        "score": evidence.score,
        "marks": list(_marks(told, evidence)),
        "features": [_part(part) for part in feature_parts(evidence)],
    }


def _part(part: Part) -> dict[str, float | str]:
    return {"name": part.name, "value": part.value, "weight": part.weight, "adds": part.adds}


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", box=None, pad_edge=False, padding=(0, 1, 0, 0))
    for column in columns:
        words = column in {"", "abstract", "sentence", "role", "feature", "signal"}
        # Figures are never cut; a long id may be.
        least = None if words else max(len(column), 1 if column == "#" else _FIGURE)
        justify: JustifyMethod = "left" if words else "right"
        table.add_column(column, justify=justify, min_width=least, no_wrap=column != "sentence")
    return table
