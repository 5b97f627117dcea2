"""Whether the abstracts answer at all: a calibrated probability from how well evidence fits.

Relevance is not sufficiency: a sentence on the right topic may lack the detail asked for. What
tells the two apart best are words, names and numbers of the question that the abstract lacks.
"""

from collections.abc import Callable
from dataclasses import dataclass

from corpus.abstract import Abstract
from index.analysis import terms
from rag.evidence import Evidence
from rag.names import capitalised, numbers_of, words_of
from rag.query import Query
from rag.retrieval import Hit
from rag.weights import AnswerabilityWeights


@dataclass(frozen=True, slots=True)
class Signals:
    """What the decision rests on; each from 0 to 1 except ``missing_names``, a count.

    ``coverage``: share of the question's rare-word mass that the best abstract holds.
    ``unknown``: share of the question's words that no abstract holds.
    ``missing_names``: names and numbers of the question that the best abstract lacks.
    """

    maxsim: float
    dense: float
    coverage: float
    unknown: float
    missing_names: float
    kind: float


@dataclass(frozen=True, slots=True)
class Corpus:
    """What the signals need to know of the corpus: how rare a term is, and whether it occurs."""

    rarity: Callable[[str], float]
    frequency: Callable[[str], int]


def signals_of(
    query: Query, best: Evidence, hit: Hit, abstract: Abstract, corpus: Corpus
) -> Signals:
    """The signals for the best sentence and the abstract that it stands in."""
    whole = _everything(abstract)
    held = set(terms(whole))
    return Signals(
        maxsim=best.features.maxsim,
        dense=hit.dense,
        coverage=_coverage(query.terms, held, corpus.rarity),
        unknown=_share(query.terms, lambda term: corpus.frequency(term) == 0),
        missing_names=float(len(missing_names(query.text, whole))),
        kind=best.features.kind,
    )


def missing_names(question: str, whole: str) -> tuple[str, ...]:
    """Names and numbers of the question that do not stand in the text."""
    words = words_of(whole)
    stems = set(terms(whole))
    names = [n for n in capitalised(question) if n not in words and not set(terms(n)) & stems]
    numbers = sorted(numbers_of(question) - numbers_of(whole))
    return (*names, *numbers)


def probability(signals: Signals, weights: AnswerabilityWeights) -> float:
    """The estimated probability that the question is answered."""
    return weights.probability(signals)


def _everything(abstract: Abstract) -> str:
    people = " ".join(author.name_and_affiliation for author in abstract.authors)
    return "\n".join((abstract.title, people, ", ".join(abstract.keywords), abstract.text))


def _coverage(wanted: tuple[str, ...], held: set[str], rarity: Callable[[str], float]) -> float:
    total = sum(rarity(term) for term in wanted)
    return sum(rarity(term) for term in wanted if term in held) / total if total else 0.0


def _share(wanted: tuple[str, ...], test: Callable[[str], bool]) -> float:
    return sum(map(test, wanted)) / len(wanted) if wanted else 0.0
