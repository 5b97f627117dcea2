"""Which sentences answer where question and abstract are not both English.

A sentence's e5 vector beside the question's is the feature that every language shares; words in
common count where the language is one, the gloss and its late interaction where it is not.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray

from index.generation import Generation
from index.multilingual import FIRST_LANGUAGE
from rag.answerability import Corpus
from rag.evidence import ABOUT_WHOLE, ROLE_DECIDES, Evidence, Features
from rag.gloss import known_share
from rag.japanese import subject_of
from rag.multilingual import SentenceCosines, standing_out
from rag.query import Query
from rag.second_reading import in_order
from rag.shared_words import Wanted, wanted_in_english, wanted_in_japanese
from rag.weights import load_weights

Scores = NDArray[np.float32]


# What is left of the differences where the roles decide.
FLAT = 0.25
# Weight of the distance between abstracts, beside English scores.
BEHIND = 1.25


@dataclass(frozen=True, slots=True)
class Shares:
    """What each feature weighs; the features are those of :class:`rag.evidence.Features`.

    ``meaning`` is e5's cosine in standard deviations, ``beside`` the same beside a gloss.
    ``glossed`` weighs the whole score that a gloss gives a sentence in English, by the share of the
    question that the gloss knows and at least ``unknown``; ``level`` is what a sentence in Japanese
    gets in its place.
    """

    meaning: float = 1.0
    overlap: float = 2.3
    covered: float = 2.6
    role: float = 0.8
    kind: float = 1.0
    document: float = 0.9
    glossed: float = 0.8
    unknown: float = 0.3
    beside: float = 0.5
    level: float = 3.0


SHARES = Shares()


@dataclass(frozen=True, slots=True)
class GlossedWeights:
    """What a gloss gives a sentence in English: the weights that the shares above were chosen with.

    Those of English questions (rag/weights.json) are fitted anew more often, on another scale.
    """

    maxsim: float = 4.16
    satisfied: float = 3.724
    weakest: float = 3.293
    neighbours: float = 1.123
    overlap: float = 2.319
    covered: float = 2.628
    role: float = 0.811
    kind: float = 0.977
    novelty: float = -0.179
    document: float = 0.868

    def score(self, features: Features) -> float:
        """The weighted sum."""
        names = (field.name for field in fields(self))
        return float(sum(getattr(self, name) * getattr(features, name) for name in names))


GLOSSED = GlossedWeights()


class MultilingualEvidence:
    """Scores sentences of a generation that has multilingual vectors anew."""

    def __init__(
        self,
        generation: Generation,
        cosines: SentenceCosines,
        corpus: Corpus,
    ) -> None:
        self._catalogue = generation.catalogue
        self._cosines = cosines
        self._rarity = corpus.rarity
        english = [it.language == FIRST_LANGUAGE for it in self._catalogue.abstracts()]
        self._english = np.array(english, dtype=bool)[self._catalogue.sentence_owners()]

    def ranked(
        self, query: Query, meaning: Scores, ranked: tuple[Evidence, ...]
    ) -> tuple[Evidence, ...]:
        """The same sentences with new scores, best first; ties in the order they had.

        A sentence in English keeps its score where the question is English, but for the distance
        of its abstract, and the others are then put beside it by how far theirs are behind.
        """
        asked_in_english = query.language == FIRST_LANGUAGE
        away = self._away(query, meaning)
        if not asked_in_english:
            ranked = tuple(replace(it, score=GLOSSED.score(it.features)) for it in ranked)
        known = [(evidence, float(away[self._row(evidence)])) for evidence in ranked]
        scored = self._beside_english(known) if asked_in_english else self._in_japanese(query)
        return in_order(scored(evidence, stands) for evidence, stands in known)

    def fit(self, query: Query, meaning: Scores, evidence: Evidence) -> tuple[float, float]:
        """The sentence's cosine, and how far it stands out among those of its language."""
        row = self._row(evidence)
        return float(self._cosines.of(row, meaning)), float(self._away(query, meaning)[row])

    def _away(self, query: Query, meaning: Scores) -> Scores:
        asked_in_english = query.language == FIRST_LANGUAGE
        return standing_out(
            self._cosines.all(meaning), self._english, asked_in_english=asked_in_english
        )

    def is_english(self, evidence: Evidence) -> bool:
        """Whether the sentence stands in an English abstract."""
        return bool(self._english[self._row(evidence)])

    def _row(self, evidence: Evidence) -> int:
        sentence = evidence.sentence
        return self._catalogue.sentence_rows(sentence.abstract_id)[sentence.ordinal]

    def _beside_english(
        self, known: list[tuple[Evidence, float]]
    ) -> Callable[[Evidence, float], Evidence]:
        english = [_anywhere(e) for e, _ in known if self.is_english(e)]
        level = max(english, default=0.0)
        best: dict[str, float] = {}
        for evidence, stands in known:
            own = evidence.sentence.abstract_id
            best[own] = max(stands, best.get(own, stands))

        def scored(evidence: Evidence, stands: float) -> Evidence:
            behind = BEHIND * evidence.features.document
            if self.is_english(evidence):
                return replace(evidence, score=_anywhere(evidence) + behind)
            short = stands - best[evidence.sentence.abstract_id]
            return replace(evidence, score=level + behind + SHARES.meaning * short)

        return scored

    def _in_japanese(self, query: Query) -> Callable[[Evidence, float], Evidence]:
        glossed = SHARES.glossed * max(SHARES.unknown, known_share(subject_of(query.asked)))
        english = wanted_in_english(query.asked, self._rarity)
        japanese = wanted_in_japanese(query.asked, self._rarity)

        def scored(evidence: Evidence, stands: float) -> Evidence:
            is_english = self.is_english(evidence)
            whole = self._about_whole(query, english if is_english else japanese, evidence)
            if is_english:
                score = _of_english(evidence, glossed, stands, whole=whole)
            else:
                score = self._of_japanese(japanese, evidence, stands, whole=whole)
            return replace(evidence, score=score, of_whole=whole or evidence.of_whole)

        return scored

    def _of_japanese(
        self, wanted: Wanted, evidence: Evidence, stands: float, *, whole: bool
    ) -> float:
        title = self._catalogue.abstract(evidence.sentence.abstract_id).title
        return (
            SHARES.level
            + SHARES.meaning * (FLAT * stands if whole else stands)
            + SHARES.overlap * (1.0 if whole else wanted.share(evidence.text))
            + SHARES.covered * (1.0 if whole else wanted.share(title + evidence.text))
            + _by_part(evidence)
        )

    def _about_whole(self, query: Query, wanted: Wanted, evidence: Evidence) -> bool:
        """Whether the question asks for a role of the abstract that its title or author name."""
        abstract = self._catalogue.abstract(evidence.sentence.abstract_id)
        named = " ".join([abstract.title, *(author.name for author in abstract.authors)])
        known = wanted.share(named, unknown=1.0) >= ABOUT_WHOLE
        return known and query.wants[0] in ROLE_DECIDES


def _anywhere(evidence: Evidence) -> float:
    """An English score without the distance of the abstract: cosines of MiniLM tell none here."""
    return evidence.score - load_weights().evidence.near * evidence.features.near


def _of_english(evidence: Evidence, glossed: float, stands: float, *, whole: bool) -> float:
    """By e5 and by what the gloss finds; where the roles decide, both are made small."""
    part = _by_part(evidence)
    fits = glossed * (evidence.score - part) + SHARES.beside * stands
    return (FLAT if whole and not evidence.of_whole else 1.0) * fits + part


def _by_part(evidence: Evidence) -> float:
    """What does not rest on words: the part in the abstract, the kind of answer, the abstract."""
    features = evidence.features
    return (
        SHARES.role * features.role
        + SHARES.kind * features.kind
        + SHARES.document * features.document
    )
