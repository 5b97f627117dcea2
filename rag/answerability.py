"""Whether the abstracts answer at all: a calibrated probability from how well evidence fits.

Relevance is not sufficiency: a sentence on the right topic may lack the detail asked for. What
tells the two apart best is what the reader says of all that it has read, and then names and numbers
of the question that the abstract lacks.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus.abstract import Abstract
from rag.evidence import Evidence
from rag.missing import missing_names
from rag.quantities import holds_quantity
from rag.query import Query
from rag.retrieval import Hit
from rag.second_reading import any_answers
from rag.weights import AnswerabilityWeights


@dataclass(frozen=True, slots=True)
class Signals:
    """What the decision rests on; each from 0 to 1 except counts of names and log odds.

    ``dense``: the cosine of the best abstract. ``unknown``: share of the question's words that no
    abstract holds. ``missing_names``: names and numbers of the question that the best abstract
    lacks, ``distant_names``: those that it holds, but not near the best sentence. ``kind``:
    whether that sentence holds the kind of thing asked for; ``lacking``: how surely the kind of
    number asked for is not there. ``read``: log odds of :func:`any_answers`.
    """

    dense: float
    unknown: float
    missing_names: float
    distant_names: float
    kind: float
    lacking: float
    read: float


@dataclass(frozen=True, slots=True)
class Corpus:
    """What the signals need to know of the corpus: how rare a term is, and whether it occurs."""

    rarity: Callable[[str], float]
    frequency: Callable[[str], int]


def signals_of(
    query: Query,
    ranked: Sequence[Evidence],
    hits: tuple[Hit, ...],
    abstracts: tuple[Abstract, ...],
    corpus: Corpus,
) -> Signals:
    """The signals for the best sentence and the abstracts that the question is about.

    The sentence stands in the first of ``abstracts``; more than one where it spans several.
    ``ranked`` are all sentences, ``hits`` the abstracts, best first.
    """
    best = ranked[0]
    whole = "\n".join(map(_everything, abstracts))
    near = f"{_heading(abstracts[0])}\n{best.before} {best.text}"
    missing = missing_names(query.text, whole)
    return Signals(
        dense=next(hit.dense for hit in hits if hit.abstract_id == abstracts[0].id),
        unknown=_share(query.terms, lambda term: corpus.frequency(term) == 0),
        missing_names=float(len(missing)),
        distant_names=float(len(missing_names(query.text, near)) - len(missing)),
        kind=best.features.kind,
        lacking=1.0 - quantity_near(query.asked, best),
        read=any_answers(ranked),
    )


def quantity_near(question: str, best: Evidence) -> float:
    """1 where the kind of number asked for stands in the best sentence; 1 where none is asked."""
    held = holds_quantity(question, best.text)
    return 1.0 if held is None else held


def probability(signals: Signals, weights: AnswerabilityWeights) -> float:
    """The estimated probability that the question is answered."""
    return weights.probability(signals)


def _heading(abstract: Abstract) -> str:
    """Title and people: what is said of the whole abstract is near each of its sentences."""
    people = " ".join(author.name_and_affiliation for author in abstract.authors)
    return f"{abstract.title}\n{people}"


def _everything(abstract: Abstract) -> str:
    return "\n".join((_heading(abstract), ", ".join(abstract.keywords), abstract.text))


def _share(wanted: tuple[str, ...], test: Callable[[str], bool]) -> float:
    return sum(map(test, wanted)) / len(wanted) if wanted else 0.0
