"""Everything that is wrong with a gold set, one sentence a fault: ``python -m eval check``."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from corpus.abstract import Abstract
from eval.errors import GoldError
from eval.freshness import Fitted, fit
from eval.gold import GoldLine, GoldSet, load_gold, read_gold
from eval.gold_checks import fault
from eval.leaks import leaks
from eval.outcome import holds
from rag.answer import Kind


def gold_faults(path: Path, abstracts: Sequence[Abstract]) -> tuple[GoldSet, tuple[str, ...]]:
    """Read a gold set; with its sound lines, all that must be put right.

    Raises:
        GoldError: a file cannot be read, holds no question, or none fits these records.

    """
    gold, faults = read_gold(path)
    stale = fit(gold, abstracts).stale
    return gold, (*faults, *_between(gold.lines), *map(str, stale))


def trusted_gold(path: Path, abstracts: Iterable[Abstract]) -> Fitted:
    """The gold set to measure with. Stale labels are named in it; any other fault refuses it.

    Raises:
        GoldError: the set is wrong in itself, or none of it fits these records.

    """
    gold = load_gold(path)
    if faults := tuple(_between(gold.lines)):
        raise GoldError("\n".join(faults))
    return fit(gold, abstracts)


def _between(lines: Sequence[GoldLine]) -> Iterator[str]:
    yield from leaks(lines)
    for line in lines:
        yield from _unheld(line)


def _unheld(line: GoldLine) -> Iterator[str]:
    """Expected words of an answer from the texts that none of its own spans holds."""
    question = line.question
    if question.kind is not Kind.ANSWER:
        return
    told = " ".join(span.text for span in question.every_span)
    for group in question.expect:
        if not any(holds(told, text) for text in group):
            either = " or ".join(map(repr, group))
            yield fault(line.place, f"no span of {question.id} holds the expected {either}")
