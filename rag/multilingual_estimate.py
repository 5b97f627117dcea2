"""Whether the abstracts answer, where question or abstract is not English: its own small fit.

The signals of the English estimate rest on an encoder of English. Here e5 takes its place, and what
else tells an answer from a near miss: words, names and numbers of the question that are not there.
"""

import json
import math
from dataclasses import astuple, dataclass
from functools import lru_cache
from importlib.resources import files

from corpus.abstract import Abstract
from rag.answerability import Corpus, quantity_near
from rag.evidence import Evidence
from rag.missing import missing_names
from rag.query import Query
from rag.retrieval import Hit
from rag.shared_words import Wanted, wanted_in_english, wanted_in_japanese, wanted_terms

# About the cosine of a question with a text that has nothing to do with it, and its spread.
_UNRELATED, _SPREAD = 0.74, 0.025
# Abstracts that the best one is compared with.
BEHIND = 5


@dataclass(frozen=True, slots=True)
class Found:
    """The best sentence, its cosine with the question, how far that stands out."""

    evidence: Evidence
    cosine: float
    stands: float


@dataclass(frozen=True, slots=True)
class MultilingualSignals:
    """``near`` and ``fits``: cosine of the abstract and of the sentence, from about 0 to 5.

    ``document`` and ``sentence``: how far they stand out over the corpus, in standard deviations;
    it tells little where a booklet has few abstracts. ``margin``: how far the best abstract's
    cosine lies above those of the next ones. ``coverage``: share of the question's rare-word mass,
    or its gloss's, that the abstract holds; ``local``: that title, sentence and the one before
    hold. ``carried`` and ``worst``: how the sentence carries the question piece by piece, all of it
    and the two pieces that it carries worst. ``missing``: names and numbers that the abstract
    lacks. ``lacking``: how surely the kind of number asked for is not there. ``foreign``: 1 where
    question and abstract are in different languages. ``read``: the reader's log odds.
    """

    near: float
    fits: float
    document: float
    sentence: float
    margin: float
    coverage: float
    local: float
    missing: float
    lacking: float
    foreign: float
    read: float


@lru_cache(maxsize=1)
def load_estimate() -> tuple[float, ...]:
    """The intercept and one weight a signal, in their order."""
    text = files("rag").joinpath("multilingual.json").read_text(encoding="utf-8")
    return tuple(json.loads(text).values())


def estimate(signals: MultilingualSignals) -> float:
    """Logistic regression: 0 to 1."""
    intercept, *weights = load_estimate()
    logit = intercept + sum(w * s for w, s in zip(weights, astuple(signals), strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))


def multilingual_signals(
    query: Query,
    found: Found,
    hits: tuple[Hit, ...],
    abstract: Abstract,
    corpus: Corpus,
) -> MultilingualSignals:
    """The signals for the best sentence and its abstract; ``hits`` are all in rank order."""
    best = found.evidence
    foreign = abstract.language != query.language
    wanted = _wanted(query, corpus, foreign=foreign)
    people = " ".join(author.name_and_affiliation for author in abstract.authors)
    whole = "\n".join((abstract.title, people, " ".join(abstract.keywords), abstract.text))
    own = next(hit for hit in hits if hit.abstract_id == abstract.id)
    others = [h.dense for h in hits[: BEHIND + 1] if h is not own]
    return MultilingualSignals(
        near=(own.dense - _UNRELATED) / _SPREAD,
        fits=(found.cosine - _UNRELATED) / _SPREAD,
        document=own.meaning,
        sentence=found.stands,
        margin=(own.dense - sum(others) / len(others)) / _SPREAD if others else 0.0,
        coverage=wanted.likely_share(whole),
        local=wanted.likely_share(f"{abstract.title}\n{best.before} {best.text}"),
        missing=float(len(missing_names(query.asked, whole))),
        lacking=1.0 - quantity_near(query.asked, best),
        foreign=float(foreign),
        read=best.features.read,
    )


def _wanted(query: Query, corpus: Corpus, *, foreign: bool) -> Wanted:
    if query.language != "ja":
        return wanted_terms(query.terms, corpus.rarity)
    return (wanted_in_english if foreign else wanted_in_japanese)(query.asked, corpus.rarity)
