"""Which abstracts a question is about where the two are not both English.

multilingual-e5-small reads every language into one space, but puts texts of a question's own
language nearer than others. So each language's cosines are compared with the mean of that language,
and what stands out from it, in standard deviations, is compared across languages.

The ranking of English abstracts for an English question is left as it is.
"""

from dataclasses import replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from index.generation import Generation
from index.multilingual import FIRST_LANGUAGE, MultilingualVectors
from rag.falling import Falling
from rag.gloss import known_share
from rag.japanese import subject_of
from rag.language import language_of
from rag.query import Query
from rag.ranking import Ranking

# How much nearer e5 puts texts of the question's own language, on public questions.
NEARER = 0.045
# So many texts of a language weigh as much as what was known of it beforehand. Many: that a
# language's texts lie far off says as well that they are about something else.
BEFOREHAND = 4000
# What an abstract's best passage, best sentence and title weigh, chosen on public questions.
PASSAGE, SENTENCE, TITLE = 0.4, 0.2, 0.4
# Shares of e5 and of words, where question and abstract are in one language; and what a gloss adds
# to e5 where they are not, by what it knows of the question.
OWN_LEXICAL = 0.12
GLOSSED = 0.5
# What the best English abstract by the gloss is ahead for that. Its score says how it stands among
# the English ones, which may all be about something else, and so nothing beside those in Japanese.
AHEAD = 0.2
# The same for a Japanese abstract and a question in English, beside English abstracts whose scores
# are what they are (rag.retrieval; the shares add up to 1.3).
BESIDE_ENGLISH, FOREIGN_LEXICAL = 1.3, 0.2
# Questions whose cosines are kept: one is weighed several times.
KEPT = 4

Scores = NDArray[np.float32]
Mask = NDArray[np.bool_]


class MultilingualRanker:
    """Ranks all abstracts of one generation that has multilingual vectors."""

    def __init__(
        self, generation: Generation, vectors: MultilingualVectors, cosines: "SentenceCosines"
    ) -> None:
        abstracts = generation.catalogue.abstracts()
        self._lexical = generation.lexical
        self._vectors = vectors
        self._cosines = cosines
        self._owner = generation.catalogue.passage_owners()
        self._owner_of_sentence = generation.catalogue.sentence_owners()
        # A society's abstracts may be in English under titles in its own language.
        self._title_english: Mask = np.array(
            [language_of(abstract.heading) == FIRST_LANGUAGE for abstract in abstracts]
        )
        self._titled: Mask = np.array([bool(abstract.title) for abstract in abstracts])
        self.english: Mask = np.array([a.language == FIRST_LANGUAGE for a in abstracts])
        self._all_english = bool(self.english.all())

    def concerns(self, query: Query) -> bool:
        """Whether the question or an abstract is in another language than English."""
        return query.language != FIRST_LANGUAGE or not self._all_english

    def rank(self, query: Query, meaning: Scores, hits: Ranking) -> Ranking:
        """The same hits, scored anew and best first; ties go to the earlier in the catalogue.

        ``meaning`` is e5's unit vector of the question, shape (dimension,); ``hits`` are the
        abstracts as the words of the question, or its gloss, find them.
        """
        glossed = hits.scored.score
        cosines, dense = self._found(meaning, in_english=query.language == FIRST_LANGUAGE)
        if query.language == FIRST_LANGUAGE:
            words = _among(np.array(self._lexical.scores(query.text)), ~self.english)
            foreign = BESIDE_ENGLISH * dense + FOREIGN_LEXICAL * words
            scores = np.where(self.english, glossed, foreign)
        else:
            subject = subject_of(query.asked)
            words = _among(np.array(self._lexical.scores(subject)), ~self.english)
            own = dense + OWN_LEXICAL * words
            known = known_share(subject)
            scores = np.where(self.english, dense + known * self._beside(glossed), own)
        own = self._own_cosines(query, hits.scored.dense, cosines)
        score = np.asarray(scores, dtype=np.float32)
        scored = replace(hits.scored, score=score, dense=own, meaning=dense)
        # Rounded in double precision, in which no rounding makes two scores equal that are not.
        return Ranking(scored, Falling(np.round(score.astype(np.float64), 6)))

    def _beside(self, glossed: Scores) -> Scores:
        """What the gloss adds to English abstracts: the worse than the best of them, the less."""
        among = _among(glossed, self.english)
        best = float(among[self.english].max()) if self.english.any() else 0.0
        return np.asarray(GLOSSED * (among - best) + AHEAD, dtype=np.float32)

    def _own_cosines(self, query: Query, first: Scores, second: Scores) -> Scores:
        """An English abstract keeps its own cosine for an English question."""
        if query.language != FIRST_LANGUAGE:
            return second
        return np.where(self.english, first, second)

    def _found(self, meaning: Scores, *, in_english: bool) -> tuple[Scores, Scores]:
        """Of each abstract its best passage's cosine, and how far all of it stands out."""
        passages = self._best(self._owner, self._vectors.passages.scores(meaning))
        sentences = self._best(self._owner_of_sentence, self._cosines.all(meaning))
        titles = np.asarray(self._vectors.titles @ meaning, dtype=np.float32)
        parts = ((passages, self.english), (sentences, self.english), (titles, self._title_english))
        away = [standing_out(*part, asked_in_english=in_english) for part in parts]
        away[2] = np.where(self._titled, away[2], away[0])
        both = PASSAGE * away[0] + SENTENCE * away[1] + TITLE * away[2]
        return passages, np.asarray(both, dtype=np.float32)

    def _best(self, owner: NDArray[np.int64], cosines: Scores) -> Scores:
        """Of each abstract its best text's; an abstract without any gets the worst of all."""
        worst = float(cosines.min()) if len(cosines) else 0.0
        best = np.full(len(self.english), worst, dtype=np.float32)
        np.maximum.at(best, owner, cosines)
        return best


class SentenceCosines:
    """The cosines of all sentences with a question, computed once; safe in several threads."""

    def __init__(self, vectors: MultilingualVectors) -> None:
        self._sentences = vectors.sentences
        self._all = lru_cache(maxsize=KEPT)(self._compute)

    def all(self, meaning: Scores) -> Scores:
        """One a sentence, in the order of the catalogue; not to be changed."""
        return self._all(meaning.tobytes())

    def of(self, row: int, meaning: Scores) -> np.float32:
        """That of one sentence, by itself."""
        return np.float32(self._sentences[row] @ meaning)

    def _compute(self, meaning: bytes) -> Scores:
        return np.asarray(self._sentences @ np.frombuffer(meaning, dtype=np.float32))


def standing_out(cosines: Scores, english: Mask, *, asked_in_english: bool) -> Scores:
    """How far each cosine lies above the mean of its language, in standard deviations.

    ``cosines`` and ``english`` have one entry a text. A language of few texts borrows its mean
    and its spread from all, by the distance that is usual between languages.
    """
    foreign = english != asked_in_english
    level = cosines + np.where(foreign, NEARER, 0).astype(np.float32)
    away = level - level.mean()
    usual = _spread(away, None)
    for own in (english, ~english):
        if own.any():
            share = own.sum() / (own.sum() + BEFOREHAND)
            away[own] -= share * away[own].mean()
            away[own] /= max(_spread(away[own], usual), 1e-6)
    return np.asarray(away, dtype=np.float32)


def _spread(away: Scores, usual: float | None) -> float:
    """The standard deviation; few texts borrow from the usual one."""
    squares = float(np.sum(away * away))
    if usual is None:
        return float(np.sqrt(squares / max(len(away), 1)))
    return float(np.sqrt((squares + BEFOREHAND * usual**2) / (len(away) + BEFOREHAND)))


def _among(scores: Scores, some: Mask) -> Scores:
    """The scores in standard deviations over some of the texts."""
    own = scores[some]
    spread = float(own.std()) if len(own) else 0.0
    mean = float(own.mean()) if len(own) else 0.0
    return np.asarray((scores - mean) / spread if spread else scores * 0, dtype=np.float32)
