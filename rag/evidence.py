"""Which sentences answer: late interaction, overlap, rhetorical role, kind of answer.

Late interaction (rag.similarity) finds answering sentences better than one vector a sentence does.
What it cannot see, whether a sentence asks, intends or finds, the roles add.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from corpus.abstract import Abstract
from index.analysis import terms
from index.embedding import Embedder
from index.generation import Generation
from index.kept import Kept
from index.passage import Sentence
from index.sentence_tokens import SentenceTokens, sentence_tokens
from index.tokens import Halves
from rag.affinity import holds_answer_kind, role_affinity
from rag.query import Query
from rag.retrieval import Hit
from rag.roles import Role, roles_in
from rag.similarity import Similarity, best_cosines, flattened, looks_back, similarity
from rag.wants import Want
from rag.weights import EvidenceWeights

# Abstracts whose sentences are looked at. Beyond these the answer is hardly ever found.
DEPTH = 5
# Where a title holds so much of what is asked about, the question is about the whole abstract: no
# sentence answers better for naming the topic again, and the roles decide.
ABOUT_WHOLE = 0.8
ROLE_DECIDES = frozenset(
    {Want.REASON, Want.FINDING, Want.AIM, Want.QUESTION, Want.METHOD, Want.RECOMMENDATION}
)
# From so many terms of its own a sentence counts as wholly new.
NOVEL_TERMS = 10
# Titles whose vectors are kept in memory.
TITLES = 4096

Rows = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Features:
    """What is known of one sentence beside a question; each about 0 to 1, ``role`` from -3.

    ``satisfied`` and ``covered`` are ``maxsim`` and ``overlap`` with the title read beside the
    sentence: what the title says of the topic, each of its sentences need not say again.
    ``carried`` is ``satisfied`` with the sentence before read beside one that looks back: "All of
    these bills were rejected" need not say which. ``document`` is how far the abstract lies behind
    the best in standard deviations of the fused score, ``near`` in cosines, for in a small booklet
    standard deviations say little; neither is above 0. ``read`` are the reader's log odds, 0 until
    it has read (rag.second_reading).
    """

    maxsim: float
    satisfied: float
    carried: float
    weakest: float
    neighbours: float
    overlap: float
    covered: float
    role: float
    kind: float
    novelty: float
    document: float
    near: float
    read: float = 0.0


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that may answer, with its score and why it got it; ``before`` precedes it.

    ``of_whole``: the question asks for this role of the abstract as a whole.
    """

    sentence: Sentence
    text: str
    before: str
    role: Role
    score: float
    features: Features
    of_whole: bool = False


@dataclass(frozen=True, slots=True)
class _Setting:
    """What the sentences of one abstract share; ``whole`` as :attr:`Evidence.of_whole`.

    ``roles`` has one role a sentence.
    """

    query: Query
    abstract: Abstract
    hit: Hit
    best: Hit
    whole: bool
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class _Read:
    """Unit rows of word pieces: of titles by their text, of sentences by their number."""

    titles: dict[str, Rows]
    sentences: dict[int, Halves]


class EvidenceFinder:
    """Scores the sentences of the best abstracts of one generation."""

    def __init__(
        self,
        generation: Generation,
        weights: EvidenceWeights,
        embedder: Embedder,
    ) -> None:
        self._generation = generation
        self._weights = weights
        self._sentences = sentence_tokens(generation, embedder)
        self._embedder = embedder
        self._titles: Kept[str, Rows] = Kept(TITLES)

    def find(self, query: Query, hits: tuple[Hit, ...]) -> tuple[Evidence, ...]:
        """Every sentence of the first ``DEPTH`` hits, best first; ties in the order of the text."""
        found: list[Evidence] = []
        looked_at = hits[:DEPTH]
        read = self._read([it.abstract_id for it in looked_at])
        for hit in looked_at:
            found.extend(self._of_abstract(query, hit, hits[0], read))
        return tuple(sorted(found, key=lambda evidence: -round(evidence.score, 6)))

    def _read(self, ids: Sequence[str]) -> _Read:
        """The vectors of some abstracts; what does not lie ready is read at once."""
        headings = [self._generation.catalogue.abstract(id_).heading for id_ in ids]
        return _Read(
            self._titles.all(headings, self._embedder.token_vectors),
            self._sentences.of([row for id_ in ids for row in self._rows(id_)]),
        )

    def _rows(self, abstract_id: str) -> range:
        return self._generation.catalogue.sentence_rows(abstract_id)

    @property
    def tokens(self) -> SentenceTokens:
        """The vectors of the sentences' word pieces."""
        return self._sentences

    def names(self, wanted: tuple[str, ...], abstract: Abstract) -> bool:
        """Whether these terms of a question only name the abstract, by its title or its authors."""
        return not wanted or self._overlap(wanted, _known(abstract)) >= ABOUT_WHOLE

    def texts(self, abstract: Abstract) -> tuple[str, ...]:
        """The sentences of an abstract, in their order."""
        sentences = self._generation.catalogue.sentences()
        own = (sentences[row] for row in self._rows(abstract.id))
        return tuple(abstract.text[s.start : s.end] for s in own)

    def _of_abstract(self, query: Query, hit: Hit, best: Hit, read: _Read) -> list[Evidence]:
        rows = self._rows(hit.abstract_id)
        if not rows:
            return []
        abstract = self._generation.catalogue.abstract(hit.abstract_id)
        whole = self._about_whole(query, abstract)
        similar = self._similarity(query, abstract, read)
        shown = flattened(similar) if whole else similar
        setting = _Setting(query, abstract, hit, best, whole, roles_in(self.texts(abstract)))
        return [self._evidence(setting, row, shown, place) for place, row in enumerate(rows)]

    def _similarity(self, query: Query, abstract: Abstract, read: _Read) -> Similarity:
        by_title = (query.tokens @ read.titles[abstract.heading].T).max(axis=1, initial=-1.0)
        back = np.array([looks_back(text) for text in self.texts(abstract)])
        own = [read.sentences[row] for row in self._rows(abstract.id)]
        cosines = best_cosines(query.tokens, own)
        return similarity(query.token_weights, cosines, by_title, back)

    def _about_whole(self, query: Query, abstract: Abstract) -> bool:
        """Whether the question asks for a role of the abstract that title or author name."""
        return query.wants[0] in ROLE_DECIDES and self.names(query.subject, abstract)

    def _evidence(self, setting: _Setting, row: int, similar: Similarity, place: int) -> Evidence:
        query, abstract, whole = setting.query, setting.abstract, setting.whole
        sentence = self._generation.catalogue.sentences()[row]
        text = abstract.text[sentence.start : sentence.end]
        role = setting.roles[place]
        features = Features(
            maxsim=float(similar.maxsim[place]),
            satisfied=float(similar.satisfied[place]),
            carried=float(similar.carried[place]),
            weakest=float(similar.weakest[place]),
            neighbours=float(similar.neighbours[place]),
            overlap=1.0 if whole else self._overlap(query.terms, text),
            covered=1.0 if whole else self._overlap(query.terms, f"{abstract.title} {text}"),
            role=role_affinity(query.wants, role),
            kind=holds_answer_kind(query.wants[0], text, query.asked),
            novelty=_novelty(query.terms, abstract.title, text),
            document=setting.hit.score - setting.best.score,
            near=setting.hit.dense - setting.best.dense,
        )
        return Evidence(
            sentence,
            text,
            self._before(row),
            role,
            self._weights.score(features),
            features,
            of_whole=whole,
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


def _known(abstract: Abstract) -> str:
    """What an abstract is known by."""
    return " ".join([abstract.title, *(author.name for author in abstract.authors)])


@lru_cache(maxsize=2**14)
def held_terms(text: str) -> frozenset[str]:
    """The terms of a text of the corpus; the same sentences are weighed for many questions."""
    return frozenset(terms(text))


def _novelty(asked: tuple[str, ...], title: str, text: str) -> float:
    """How much the sentence says beyond question and title; to restate them is no answer."""
    new = held_terms(text).difference(asked, held_terms(title))
    return min(1.0, len(new) / NOVEL_TERMS)
