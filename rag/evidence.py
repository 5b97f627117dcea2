"""Which sentences answer: late interaction, overlap, rhetorical role, kind of answer.

Late interaction (Khattab & Zaharia 2020, doi:10.1145/3397271.3401075) compares every token of the
question with every token of the sentence; it finds answering sentences better than one vector a
sentence does. What it cannot see, whether a sentence asks, intends or finds, the roles add.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from corpus.abstract import Abstract
from index.analysis import terms
from index.embedding import Embedder
from index.generation import Generation
from index.passage import Sentence
from index.sentence_tokens import sentence_tokens
from index.tokens import Halves
from rag.affinity import holds_answer_kind, role_affinity
from rag.query import Query
from rag.ranker.ranker import Document, Ranker
from rag.retrieval import Hit
from rag.roles import Role, role_of
from rag.wants import Want, to_be_confirmed
from rag.weights import EvidenceWeights

# Abstracts whose sentences are looked at. Beyond these the answer is hardly ever found.
DEPTH = 5
FEWEST_WORDS = 5
# Where a title holds so much of what is asked about, the question is about the whole abstract: no
# sentence answers better for naming the topic again, and the roles decide.
ABOUT_WHOLE = 0.8
# What is left of the differences in similarity where the roles decide.
FLAT = 0.25
ROLE_DECIDES = frozenset({Want.REASON, Want.FINDING, Want.AIM, Want.METHOD, Want.RECOMMENDATION})
# A token with this share of the greatest weight is one of a content word.
CONTENT_SHARE = 0.3
# From so many terms of its own a sentence counts as wholly new.
NOVEL_TERMS = 10
# The ranker's log odds within an abstract spread over about so much.
LOGITS = 4.0
# What the ranker was trained to read.
RANKED = "en"

Rows = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Features:
    """What is known of one sentence beside a question; each about 0 to 1, ``role`` from -3.

    ``ranked`` is how far the trained ranker puts it above the other sentences of its abstract, from
    about -1; the abstracts themselves are better compared by the other features. ``confirmed`` is
    the same where the question is to be confirmed, else 0: there it knows best.
    ``satisfied`` and ``covered`` are ``maxsim`` and ``overlap`` with the title read beside the
    sentence: what the title says of the topic, each of its sentences need not say again.
    """

    maxsim: float
    satisfied: float
    weakest: float
    neighbours: float
    overlap: float
    covered: float
    role: float
    kind: float
    novelty: float
    document: float
    fragment: float
    ranked: float
    confirmed: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that may answer, with its score and why it got it; ``before`` precedes it.

    ``of_whole``: the question asks for this role of the abstract as a whole. ``logit``: the
    ranker's own estimate that the sentence answers at all, scaled to about -1 to 1.
    """

    sentence: Sentence
    text: str
    before: str
    role: Role
    score: float
    features: Features
    of_whole: bool = False
    logit: float = 0.0


class EvidenceFinder:
    """Scores the sentences of the best abstracts of one generation."""

    def __init__(
        self,
        generation: Generation,
        weights: EvidenceWeights,
        embedder: Embedder,
        ranker: Ranker | None = None,
    ) -> None:
        self._generation = generation
        self._ranker = ranker
        self._title = lru_cache(maxsize=4096)(lambda title: embedder.token_vectors([title])[0])
        self._weights = weights
        self._tokens = sentence_tokens(generation, embedder)

    def find(self, query: Query, hits: tuple[Hit, ...]) -> tuple[Evidence, ...]:
        """Every sentence of the first ``DEPTH`` hits, best first; ties in the order of the text."""
        found: list[Evidence] = []
        looked_at = hits[:DEPTH]
        tokens = self._tokens.of([row for hit in looked_at for row in self._rows(hit.abstract_id)])
        for hit, logits in zip(looked_at, self._logits(query, looked_at), strict=True):
            behind = hits[0].score - hit.score
            found.extend(self._of_abstract(query, hit, behind, (logits, tokens)))
        return tuple(sorted(found, key=lambda evidence: -round(evidence.score, 6)))

    def _rows(self, abstract_id: str) -> range:
        return self._generation.catalogue.sentence_rows(abstract_id)

    def _logits(self, query: Query, hits: tuple[Hit, ...]) -> list[Rows]:
        """For each abstract the ranker's log odds of each sentence; 0 where it has no opinion."""
        abstracts = [self._generation.catalogue.abstract(hit.abstract_id) for hit in hits]
        read = [a for a in abstracts if a.language == RANKED and self._rows(a.id)]
        found: dict[str, Rows] = {}
        if self._ranker is not None and read and self._heard(query):
            logits = self._ranker.logits(query.text, [self._document(a) for a in read])
            found = {a.id: row / LOGITS for a, row in zip(read, logits, strict=True)}
        return [found.get(a.id, self._level(a)) for a in abstracts]

    def _heard(self, query: Query) -> bool:
        """Whether the ranker counts for this question: it costs more than all the rest."""
        weights = self._weights
        return bool(weights.ranked or (weights.confirmed and to_be_confirmed(query.asked)))

    def _level(self, abstract: Abstract) -> Rows:
        return np.zeros(len(self._rows(abstract.id)), dtype=np.float32)

    def _document(self, abstract: Abstract) -> Document:
        sentences = self._generation.catalogue.sentences()
        own = (sentences[row] for row in self._rows(abstract.id))
        return Document(abstract.title, tuple(abstract.text[s.start : s.end] for s in own))

    def _of_abstract(
        self, query: Query, hit: Hit, behind: float, known: tuple[Rows, dict[int, Halves]]
    ) -> list[Evidence]:
        logits, tokens = known
        rows = self._rows(hit.abstract_id)
        if not rows:
            return []
        abstract = self._generation.catalogue.abstract(hit.abstract_id)
        best = _best_cosines(query, [tokens[row] for row in rows])
        by_title = (query.tokens @ self._title(abstract.heading).T).max(
            axis=1, keepdims=True, initial=-1.0
        )
        satisfied = np.maximum(best, by_title)
        whole = self._about_whole(query, abstract)
        similar = query.token_weights @ best
        titled = query.token_weights @ satisfied
        weak = _weakest(query, satisfied)
        if whole:
            similar, titled, weak = _flattened(titled), _flattened(titled), _flattened(weak)
        above = logits - logits.mean()
        measured = zip(similar, titled, weak, _neighbours(similar), above, logits, strict=True)
        return [
            self._evidence(query, abstract, row, (*map(float, figures), behind), whole=whole)
            for row, figures in zip(rows, measured, strict=True)
        ]

    def _about_whole(self, query: Query, abstract: Abstract) -> bool:
        """Whether the question asks for a role of the abstract that title or author name."""
        known = " ".join([abstract.title, *(author.name for author in abstract.authors)])
        named = not query.subject or self._overlap(query.subject, known) >= ABOUT_WHOLE
        return named and query.wants[0] in ROLE_DECIDES

    def _evidence(
        self,
        query: Query,
        abstract: Abstract,
        row: int,
        measured: tuple[float, ...],
        *,
        whole: bool,
    ) -> Evidence:
        sentence = self._generation.catalogue.sentences()[row]
        text = abstract.text[sentence.start : sentence.end]
        role = role_of(text)
        maxsim, satisfied, weakest, neighbours, ranked, logit, behind = measured
        features = Features(
            maxsim=maxsim,
            satisfied=satisfied,
            weakest=weakest,
            neighbours=neighbours,
            overlap=1.0 if whole else self._overlap(query.terms, text),
            covered=1.0 if whole else self._overlap(query.terms, f"{abstract.title} {text}"),
            role=role_affinity(query.wants, role),
            kind=holds_answer_kind(query.wants[0], text, query.asked),
            novelty=_novelty(query.terms, abstract.title, text),
            document=-behind,
            fragment=float(len(text.split()) < FEWEST_WORDS),
            ranked=ranked,
            confirmed=ranked * to_be_confirmed(query.asked),
        )
        return Evidence(
            sentence,
            text,
            self._before(row),
            role,
            self._weights.score(features),
            features,
            of_whole=whole,
            logit=logit,
        )

    def _before(self, row: int) -> str:
        """The sentence before, or nothing where an abstract begins."""
        sentences = self._generation.catalogue.sentences()
        before = sentences[row - 1]
        if row == 0 or before.abstract_id != sentences[row].abstract_id:
            return ""
        return self._generation.catalogue.abstract(before.abstract_id).text[
            before.start : before.end
        ]

    def _overlap(self, wanted: tuple[str, ...], text: str) -> float:
        """Share of the question's rare-word mass that the sentence holds."""
        present = held_terms(text)
        masses = {term: self.rarity(term) for term in wanted}
        total = sum(masses.values())
        return sum(masses[t] for t in wanted if t in present) / total if total else 0.0

    def rarity(self, term: str) -> float:
        """Inverse document frequency, as BM25 has it; always positive."""
        count = len(self._generation.catalogue.abstracts())
        held = self._generation.lexical.document_frequency(term)
        return float(np.log(1 + (count - held + 0.5) / (held + 0.5)))


@lru_cache(maxsize=2**14)
def held_terms(text: str) -> frozenset[str]:
    """The terms of a text of the corpus; the same sentences are weighed for many questions."""
    return frozenset(terms(text))


def _best_cosines(query: Query, parts: list[Halves]) -> Rows:
    """For each question token its best cosine in each sentence, shape (tokens, sentences)."""
    lengths = [max(len(part), 1) for part in parts]
    starts = np.concatenate(([0], np.cumsum(lengths)[:-1]))
    filled = [part if len(part) else np.zeros((1, query.tokens.shape[1])) for part in parts]
    cosines = query.tokens @ np.concatenate(filled).astype(np.float32).T
    return np.asarray(np.maximum.reduceat(cosines, starts, axis=1), dtype=np.float32)


def _flattened(scores: Rows) -> Rows:
    """The scores with their differences made small, so that they only break ties."""
    return np.asarray(scores.mean() + FLAT * (scores - scores.mean()), dtype=np.float32)


def _weakest(query: Query, best: Rows) -> Rows:
    """Mean cosine of the question's two content words that a sentence carries least.

    A detail that is not there shows here, however well the rest of the question fits.
    """
    heaviest = query.token_weights.max(initial=0.0)
    content = best[query.token_weights > heaviest * CONTENT_SHARE]
    if not len(content):
        return np.zeros(best.shape[1], dtype=np.float32)
    return np.asarray(np.sort(content, axis=0)[:2].mean(axis=0), dtype=np.float32)


def _novelty(asked: tuple[str, ...], title: str, text: str) -> float:
    """How much the sentence says beyond question and title; to restate them is no answer."""
    new = held_terms(text).difference(asked, held_terms(title))
    return min(1.0, len(new) / NOVEL_TERMS)


def _neighbours(similar: Rows) -> Rows:
    """For each sentence the better score of the sentences beside it."""
    if len(similar) == 1:
        return np.zeros_like(similar)
    before = np.concatenate(([-1.0], similar[:-1]))
    after = np.concatenate((similar[1:], [-1.0]))
    return np.asarray(np.maximum(before, after), dtype=np.float32)
