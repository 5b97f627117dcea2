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
from index.analysis import terms
from rag.answerability import BEHIND, Corpus, missing_names, quantity_near
from rag.evidence import Evidence, held_terms
from rag.gloss import english_gloss
from rag.japanese import subject_of
from rag.query import Query
from rag.retrieval import Hit


@dataclass(frozen=True, slots=True)
class MultilingualSignals:
    """``document`` and ``sentence``: how far they stand out, in standard deviations of cosines.

    ``margin``: how far the best abstract stands out from the next ones. ``coverage``: share of the
    question's rare-word mass that the abstract holds; of its gloss where the languages differ.
    ``near``: the same of the sentence, the one before and the title. ``missing``: names and numbers
    that the abstract lacks. ``lacking``: how surely the kind of number asked for is not there.
    ``foreign``: 1 where question and abstract are in different languages.
    """

    document: float
    sentence: float
    margin: float
    coverage: float
    near: float
    missing: float
    lacking: float
    foreign: float


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
    found: tuple[Evidence, float],
    hits: tuple[Hit, ...],
    abstract: Abstract,
    corpus: Corpus,
) -> MultilingualSignals:
    """The signals for the best sentence, ``found`` with how far its vector stands out."""
    best, stands = found
    foreign = abstract.language != query.language
    wanted = _wanted(query, foreign=foreign)
    people = " ".join(author.name_and_affiliation for author in abstract.authors)
    whole = "\n".join((abstract.title, people, " ".join(abstract.keywords), abstract.text))
    own = next(hit for hit in hits if hit.abstract_id == abstract.id)
    others = sorted((h.meaning for h in hits[: BEHIND + 1] if h is not own), reverse=True)
    return MultilingualSignals(
        document=own.meaning,
        sentence=stands,
        margin=own.meaning - sum(others) / len(others) if others else 0.0,
        coverage=_share(wanted, whole, corpus),
        near=_share(wanted, f"{abstract.title}\n{best.before} {best.text}", corpus),
        missing=float(len(missing_names(query.asked, whole))),
        lacking=1.0 - quantity_near(query.asked, best),
        foreign=float(foreign),
    )


def _wanted(query: Query, *, foreign: bool) -> tuple[str, ...]:
    if query.language != "ja":
        return query.terms
    subject = subject_of(query.asked)
    return tuple(dict.fromkeys(terms(english_gloss(subject) if foreign else subject)))


def _share(wanted: tuple[str, ...], text: str, corpus: Corpus) -> float:
    """Share of the rare-word mass that the text holds; one half where nothing is known."""
    held = held_terms(text)
    total = sum(corpus.rarity(term) for term in wanted)
    return sum(corpus.rarity(t) for t in wanted if t in held) / total if total else 0.5
