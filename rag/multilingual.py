"""Which abstracts a question is about where the two are not both English.

multilingual-e5-small reads every language into one space, but puts texts of a question's own
language nearer than others. So each language's cosines are compared with the mean of that language,
and what stands out from it, in standard deviations, is compared across languages.

The ranking of English abstracts for an English question is left as it is.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from index.generation import Generation
from index.multilingual import FIRST_LANGUAGE, MultilingualVectors
from rag.gloss import known_share
from rag.japanese import subject_of
from rag.query import Query
from rag.retrieval import Hit

# How much nearer e5 puts texts of the question's own language, on public questions; only counts
# where a language has few texts.
NEARER = 0.045
# So many texts of a language weigh as much as what was known of it beforehand.
BEFOREHAND = 10
# Beside the best passage: the title alone.
TITLE = 0.6
# Shares of e5 and of words, where question and abstract are in one language and where not. Beside
# a gloss, "words" is the whole ranking that the gloss finds, by what it knows of the question.
OWN_DENSE, OWN_LEXICAL = 1.0, 0.5
FOREIGN_DENSE, GLOSSED = 0.9, 0.9
# The same for a Japanese abstract and a question in English, beside English abstracts whose scores
# are what they are (rag.retrieval; the shares add up to 1.3).
BESIDE_ENGLISH, FOREIGN_LEXICAL = 1.3, 0.2

Scores = NDArray[np.float32]
Mask = NDArray[np.bool_]


class MultilingualRanker:
    """Ranks all abstracts of one generation that has multilingual vectors."""

    def __init__(self, generation: Generation, vectors: MultilingualVectors) -> None:
        abstracts = generation.catalogue.abstracts()
        row_of = {abstract.id: row for row, abstract in enumerate(abstracts)}
        self._lexical = generation.lexical
        self._vectors = vectors
        self._owner = np.array([row_of[p.abstract_id] for p in generation.catalogue.passages()])
        self.english: Mask = np.array([a.language == FIRST_LANGUAGE for a in abstracts])

    def concerns(self, query: Query) -> bool:
        """Whether the question or an abstract is in another language than English."""
        return query.language != FIRST_LANGUAGE or not self.english.all()

    def rank(self, query: Query, meaning: Scores, hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
        """The same hits, scored anew and best first; ties go to the earlier in the catalogue.

        ``meaning`` is e5's unit vector of the question, shape (dimension,); ``hits`` are the
        abstracts as the words of the question, or its gloss, find them.
        """
        glossed = np.zeros(len(hits), dtype=np.float32)
        for hit in hits:
            glossed[hit.row] = hit.score
        cosines, dense = self._found(meaning, in_english=query.language == FIRST_LANGUAGE)
        if query.language == FIRST_LANGUAGE:
            words = _among(np.array(self._lexical.scores(query.text)), ~self.english)
            foreign = BESIDE_ENGLISH * dense + FOREIGN_LEXICAL * words
            scores = np.where(self.english, glossed, foreign)
        else:
            words = _among(np.array(self._lexical.scores(query.asked)), ~self.english)
            own = OWN_DENSE * dense + OWN_LEXICAL * words
            known = GLOSSED * known_share(subject_of(query.asked))
            scores = np.where(self.english, FOREIGN_DENSE * dense + known * glossed, own)
        anew = (self._anew(query, hit, scores, (cosines, dense)) for hit in hits)
        return tuple(sorted(anew, key=lambda hit: (-round(hit.score, 6), hit.row)))

    def _anew(self, query: Query, hit: Hit, scores: Scores, found: tuple[Scores, Scores]) -> Hit:
        """An English abstract keeps its own cosine for an English question."""
        cosine, meaning = (float(values[hit.row]) for values in found)
        kept = query.language == FIRST_LANGUAGE and bool(self.english[hit.row])
        dense = hit.dense if kept else cosine
        return replace(hit, score=float(scores[hit.row]), dense=dense, meaning=meaning)

    def _found(self, meaning: Scores, *, in_english: bool) -> tuple[Scores, Scores]:
        """Of each abstract its best passage's cosine, and how far it stands out, title included."""
        best = np.full(len(self.english), -1.0, dtype=np.float32)
        np.maximum.at(best, self._owner, self._vectors.passages.scores(meaning))
        titles = np.asarray(self._vectors.titles @ meaning, dtype=np.float32)
        away = [
            standing_out(cosines, self.english, asked_in_english=in_english)
            for cosines in (best, titles)
        ]
        both = (away[0] + TITLE * away[1]) / (1 + TITLE)
        return best, np.asarray(both, dtype=np.float32)


def standing_out(cosines: Scores, english: Mask, *, asked_in_english: bool) -> Scores:
    """How far each cosine lies above the mean of its language, in standard deviations.

    ``cosines`` and ``english`` have one entry a text. A language of few texts borrows its mean
    from the other, by the distance that is usual between them.
    """
    away = np.empty_like(cosines)
    for own in (english, ~english):
        nearer = NEARER if bool(own is english) == asked_in_english else -NEARER
        usual = float(cosines[~own].mean()) + nearer if (~own).any() else None
        away[own] = cosines[own] - _mean(cosines[own], usual)
    spread = float(np.sqrt(np.mean(away * away))) if len(away) else 0.0
    return np.asarray(away / max(spread, 1e-6), dtype=np.float32)


def _mean(cosines: Scores, usual: float | None) -> float:
    if usual is None:
        return float(cosines.mean()) if len(cosines) else 0.0
    return (float(cosines.sum()) + BEFOREHAND * usual) / (len(cosines) + BEFOREHAND)


def _among(scores: Scores, some: Mask) -> Scores:
    """The scores in standard deviations over some of the texts."""
    own = scores[some]
    spread = float(own.std()) if len(own) else 0.0
    mean = float(own.mean()) if len(own) else 0.0
    return np.asarray((scores - mean) / spread if spread else scores * 0, dtype=np.float32)
