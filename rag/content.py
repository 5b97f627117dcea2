"""Answers from the texts: rank abstracts, score sentences, decide, quote."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.abstract import Abstract
from index.analysis import terms
from index.embedding import Embedder
from index.generation import Generation
from index.kept import Kept
from index.passage import Sentence
from index.stems import words_of
from rag.affinity import role_affinity
from rag.answer import Citation, Kind, Nearest
from rag.answerability import Corpus, Signals, probability, signals_of
from rag.citation import cite_span, nearest
from rag.context import Context
from rag.disagreement import contradicting
from rag.draft import Draft
from rag.evidence import Evidence, EvidenceFinder
from rag.gloss import names_in
from rag.languages import LoadSecond, languages_of
from rag.multilingual_estimate import MultilingualSignals, estimate
from rag.nearby import Shown, beside
from rag.query import THE_STUDY, Query, Wording
from rag.ranking import Hit, Ranking
from rag.reader.reader import Readers
from rag.retrieval import Retriever
from rag.roles import roles_in
from rag.second_reading import SecondReading, is_english
from rag.selection import pick, spans_several
from rag.wants import Want, wants_of
from rag.weights import Weights
from rag.whole_works import AspectFound, WholeWorks
from rag.wording import word_abstention, word_answer, word_divided
from rag.zoning.asked import aspect_asked
from rag.zoning.zones import Aspect

# Below: abstention. Between the two: "the closest that the abstracts say".
ANSWERS = 0.5
SURE = 0.65
# The same where question or evidence is not English.
SURE_MULTILINGUAL = 0.7
# What any abstract may be asked for as a whole; a reason or an advice is of one thing in it.
OF_A_WORK = frozenset({Want.AIM, Want.METHOD, Want.FINDING})
NEAREST = 3
# Abstracts that a question about several is held against together.
SPANNED = 3
# No part of a decision looks at more abstracts than these, the best.
LOOKED_AT = 50
# "What did the second one find?": the abstract is named, and a sentence plays the role asked for.
PLAYS_THE_ROLE = 1.0
NAMED = 0.85
# The most that is left of an estimate where the very word asked for does not stand there.
DOUBTED = 0.45
# Rankings that are kept: one question asks for its own several times.
KEPT = 8
NOBODY = Readers()


@dataclass(frozen=True, slots=True)
class Considered:
    """Everything that led to a decision, for the decision and for explaining it.

    ``multilingual`` are the signals where question or evidence is not English; ``aspect`` is what
    is asked of works as a whole, where that decides.
    """

    hits: Sequence[Hit]
    ranked: tuple[Evidence, ...]
    signals: Signals | None
    confidence: float
    multilingual: MultilingualSignals | None = None
    aspect: Aspect | None = None

    def doubted(self) -> "Considered":
        """The same with an estimate below what is answered."""
        return replace(self, confidence=min(self.confidence, DOUBTED))


class ContentDesk:
    """Answers content questions over one generation."""

    def __init__(
        self,
        generation: Generation,
        weights: Weights,
        embedder: Embedder,
        second: LoadSecond | None = None,
        readers: Readers = NOBODY,
    ) -> None:
        self._catalogue = generation.catalogue
        self._stored = generation.tokens is not None
        self._retriever = Retriever(generation)
        self._finder = EvidenceFinder(generation, weights.evidence, embedder)
        self._reading = (
            SecondReading(generation.catalogue, readers.english, weights.evidence)
            if readers.english
            else None
        )
        self._works = (
            WholeWorks(generation.catalogue, self._finder.tokens, readers.zoner, self._finder.names)
            if readers.zoner
            else None
        )
        self._is_word = embedder.is_word
        self._context = Context(generation)
        self._weights = weights
        self._corpus = Corpus(self._finder.rarity, generation.lexical.document_frequency)
        self._languages = languages_of(generation, self._corpus, second, readers.multilingual)
        self._kept: Kept[Wording, Ranking] = Kept(KEPT)

    @property
    def corpus(self) -> Corpus:
        """How rare and how frequent terms are in this generation."""
        return self._corpus

    def rank(self, query: Query, focus: tuple[str, ...] = ()) -> Ranking:
        """All abstracts, best first; those of ``focus`` before all others."""
        hits = self._kept.get(query.wording) or self._ranked([query])[0]
        return hits.before_others(focus) if focus else hits

    def prepare(self, queries: Sequence[Query]) -> None:
        """Rank for some queries at once, for whoever will ask for each: that is quicker."""
        missing = {it.wording: it for it in queries if it.wording not in self._kept}
        if missing:
            self._ranked(list(missing.values()))

    def _ranked(self, queries: Sequence[Query]) -> list[Ranking]:
        texts, vectors = [it.text for it in queries], [it.vector for it in queries]
        first = self._retriever.rank_all(texts, vectors)
        found = [self._again(*pair) for pair in zip(queries, first, strict=True)]
        for query, hits in zip(queries, found, strict=True):
            self._kept.put(query.wording, hits)
        return found

    def _again(self, query: Query, hits: Ranking) -> Ranking:
        if self._languages and self._languages.concerns(query):
            return self._languages.rank(query, hits)
        return hits

    def consider(
        self,
        query: Query,
        focus: tuple[str, ...] = (),
        without: frozenset[str] = frozenset(),
        read: tuple[Shown, ...] = (),
        aspect: Aspect | None = None,
    ) -> Considered:
        """Rank, score and estimate, within ``focus`` where it is given.

        ``without`` are abstracts that are to be thought away, which makes a question that only
        they answer an unanswerable one; ``read`` is what a visitor who asks on has just read;
        ``aspect`` is what is asked of all within ``focus``, whatever the question says.
        """
        hits = self.rank(query, focus)
        if without:
            hits = hits.without(without)
        within = (hits.only(focus) if focus else hits)[:LOOKED_AT]
        ranked = self._finder.find(query, within)
        if not ranked:
            return Considered(hits, (), None, 0.0)
        if self._reading:
            ranked = self._reading.of(query, ranked)
        if self._languages and self._languages.concerns(query):
            ranked = self._languages.evidence(query, ranked)
        ranked = beside(ranked, read)
        if self._works:
            ranked = self._works.with_roles(ranked)
        signals = self._signals(query, ranked, within)
        other = self._other_signals(query, ranked[0], within)
        weights = self._weights.answerability
        likely = estimate(other) if other else probability(signals, weights)
        if self._is_noise(query) or (other and other.foreign and self._is_elsewhere(query)):
            likely = min(likely, DOUBTED)
        told = self._as_whole(query, ranked, focus, aspect)
        if told:
            return Considered(hits, told.ranked, signals, told.probability, other, told.aspect)
        if focus:
            ranked, likely = _as_named(query.wants[0], ranked, likely)
        return Considered(hits, ranked, signals, likely, other)

    def _is_noise(self, query: Query) -> bool:
        """Whether no word of it is known: to the abstracts, nor to the encoder as a word."""
        if query.language != "en":
            return False
        telling = [word for word in words_of(query.text) if terms(word)]
        known = (
            self._is_word(word) or any(map(self._corpus.frequency, terms(word))) for word in telling
        )
        return bool(telling) and not any(known)

    def _is_elsewhere(self, query: Query) -> bool:
        """Whether a Japanese question names a land, a body or a person that no abstract names."""
        names = (f"{it.searched} {it.term}" for it in names_in(query.asked))
        return any(not any(map(self._corpus.frequency, terms(name))) for name in names)

    def _as_whole(
        self,
        query: Query,
        ranked: tuple[Evidence, ...],
        focus: tuple[str, ...],
        given: Aspect | None,
    ) -> AspectFound | None:
        """What answers where works are asked for an aspect, and they are the ones found."""
        if self._works is None:
            return None
        aspect = given or self._works.asked(query, focus)
        return self._works.of(query, aspect, ranked, every=bool(given)) if aspect else None

    def promises(self, question: str, abstract_id: str) -> bool:
        """Whether a question that names the abstract by its title will be answered.

        It asks for what the abstract as a whole is about, does or finds, and one sentence plays
        that role: nothing need be ranked, nor read where no vectors of sentences are stored.
        """
        abstract = self._catalogue.abstract(abstract_id)
        asked = aspect_asked(question.replace(abstract.title, THE_STUDY))
        if self._works and self._stored and asked and is_english(abstract):
            return self._works.tells(abstract, asked) >= ANSWERS
        wants, texts = wants_of(question), self._finder.texts(abstract)
        played = any(role_affinity(wants, role) >= PLAYS_THE_ROLE for role in roles_in(texts))
        return played and wants[0] in OF_A_WORK

    def _other_signals(
        self, query: Query, best: Evidence, hits: tuple[Hit, ...]
    ) -> MultilingualSignals | None:
        if self._languages is None or not self._languages.decides(query, best):
            return None
        about = self._catalogue.abstract(best.sentence.abstract_id)
        return self._languages.signals(query, best, hits, about)

    def draft(self, query: Query, considered: Considered) -> Draft:
        """The answer, or the abstention with the nearest titles."""
        if considered.confidence < ANSWERS:
            return self._abstention(query, considered)
        sure = considered.confidence >= (SURE_MULTILINGUAL if considered.multilingual else SURE)
        chosen = self._apart(
            pick(considered.ranked, several=spans_several(query.asked), asked=query.asked)
        )
        against = self._against(query, considered, chosen[0]) if sure else None
        picked = (chosen[0], against) if against else chosen
        citations = tuple(self._cite(n, evidence) for n, evidence in enumerate(picked, start=1))
        abstracts = {c.abstract_id: self._catalogue.abstract(c.abstract_id) for c in citations}
        text = word_answer(picked, abstracts, citations, query.language, sure=sure)
        if against:
            text = word_divided(text, query.language)
        return Draft(
            Kind.ANSWER,
            answerable=True,
            confidence=considered.confidence,
            text=text,
            citations=citations,
            nearest=self._nearest(considered),
        )

    def _apart(self, chosen: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
        """Without an excerpt that another, once widened, shows already."""
        kept: list[Evidence] = []
        for evidence in chosen:
            if not any(self._overlap(evidence.sentence, other.sentence) for other in kept):
                kept.append(evidence)
        return tuple(kept)

    def _overlap(self, one: Sentence, other: Sentence) -> bool:
        together = one.abstract_id == other.abstract_id
        starts = max(self._context.start_of(one), self._context.start_of(other))
        return together and starts < min(one.end, other.end)

    def _abstention(self, query: Query, considered: Considered) -> Draft:
        offered = self._nearest(considered)
        text = word_abstention(tuple(near.title for near in offered), query.language)
        return Draft(
            Kind.ABSTENTION,
            answerable=False,
            confidence=considered.confidence,
            text=text,
            nearest=offered,
        )

    def _nearest(self, considered: Considered) -> tuple[Nearest, ...]:
        return tuple(nearest(self._abstract(hit)) for hit in considered.hits[:NEAREST])

    def _signals(
        self, query: Query, ranked: tuple[Evidence, ...], hits: tuple[Hit, ...]
    ) -> Signals:
        own = next(h for h in hits if h.abstract_id == ranked[0].sentence.abstract_id)
        others = [h for h in hits[:SPANNED] if h is not own] if spans_several(query.asked) else []
        about = tuple(self._abstract(hit) for hit in (own, *others))
        return signals_of(query, ranked, hits, about, self._corpus)

    def _against(self, query: Query, considered: Considered, best: Evidence) -> Evidence | None:
        """What another abstract says to the contrary."""
        return contradicting(query.asked, considered.ranked, best, self._title)

    def _title(self, abstract_id: str) -> str:
        return self._catalogue.abstract(abstract_id).title

    def _abstract(self, hit: Hit) -> Abstract:
        return self._catalogue.abstract(hit.abstract_id)

    def _cite(self, marker: int, evidence: Evidence) -> Citation:
        sentence = evidence.sentence
        abstract = self._catalogue.abstract(sentence.abstract_id)
        return cite_span(marker, abstract, self._context.start_of(sentence), sentence.end)


def _as_named(
    want: Want, ranked: tuple[Evidence, ...], likely: float
) -> tuple[tuple[Evidence, ...], float]:
    """Where an abstract that is named is asked for as a whole: what plays the role answers.

    Where the best sentence does not and would not do, the best that does comes first.
    """
    if _plays_the_role(ranked[0]):
        return ranked, max(likely, NAMED)
    playing = next(filter(_plays_the_role, ranked), None)
    if playing is None or likely >= ANSWERS or want not in OF_A_WORK:
        return ranked, likely
    return (playing, *(it for it in ranked if it is not playing)), NAMED


def _plays_the_role(evidence: Evidence) -> bool:
    return evidence.of_whole and evidence.features.role >= PLAYS_THE_ROLE
