"""The assistant: one question and the conversation before it in, one cited answer out."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property, lru_cache

from index.catalogue import Catalogue
from index.embedding import Embedder
from index.generation import Generation
from index.part import part_of
from rag.answer import Answer, Kind
from rag.comparison import Comparer
from rag.content import ANSWERS, SURE, Considered, ContentDesk
from rag.conversation import Conversation
from rag.draft import Draft
from rag.followup import gone_on, pairs
from rag.followup_ellipsis import is_bare
from rag.foreign import is_foreign
from rag.language import Language, language_of
from rag.languages import LoadSecond
from rag.latin_names import LatinNames
from rag.lookup import Lookup
from rag.narrowing import as_answered, narrowed
from rag.notes import in_another_language, silent_within, silent_work, with_correction, within
from rag.overview import Overview
from rag.pointing import Pointed, named, naming, pointed_at, speaks_of_a_work, works
from rag.query import Query, QueryMaker, Wording
from rag.ranking import Hit, Ranking
from rag.reader.reader import Readers
from rag.records_mentions import Sort
from rag.remark import remarked
from rag.restriction import Restriction
from rag.scope import Scopes
from rag.several_questions import several_questions
from rag.smalltalk import Smalltalk, smalltalk
from rag.spelling import Speller
from rag.spoken_of import topic_spoken_of
from rag.suggester import Suggester
from rag.summary import Summariser
from rag.together import told_apart
from rag.topic import Topics
from rag.understanding import Understood, checked, understand
from rag.weights import load_weights
from rag.words_said import WordsSaid
from rag.zoning.zones import Aspect

NOTHING_BEFORE = Conversation()
# So much surer of an answer elsewhere, what only seemed to go on was a new question.
CLEARLY = 0.1
# Of so many best abstracts one may be pointed at by its subject.
POINTED_AMONG = 20


class Assistant:
    """Answers over one generation. It holds no conversation, so that visitors cannot mix."""

    def __init__(
        self,
        generation: Generation,
        embedder: Embedder,
        max_question_chars: int = 2000,
        second: LoadSecond | None = None,
        readers: Readers | None = None,
    ) -> None:
        self.embedder = embedder
        self._second = second
        self._readers = readers or Readers()
        self._generation = generation
        self._longest = max_question_chars
        self._content = ContentDesk(generation, load_weights(), embedder, second, self._readers)
        self._queries = QueryMaker(embedder, self._content.corpus.rarity)
        self._topics = Topics(generation, self._content.corpus.rarity)
        self._said = WordsSaid(self._content, self._queries, self._topics)
        self._lookup = Lookup(generation, self._topics)
        self._comparer = Comparer(generation, self._topics)
        self._summariser = Summariser(generation, self._topics, self._lookup.work_in)
        self._overview = Overview(generation)
        self._speller = Speller(
            generation.words,
            known=lambda term: self._content.corpus.frequency(term) > 0,
            is_word=embedder.is_word,
        )
        self._suggester = self._make_suggester()
        self._scopes = Scopes(self.catalogue)
        self._part = lru_cache(maxsize=4)(self._make_part)

    @cached_property
    def _latin_names(self) -> LatinNames:
        return LatinNames.of(self.catalogue)

    @property
    def catalogue(self) -> Catalogue:
        """The records that the answers rest on."""
        return self._generation.catalogue

    @property
    def generation_id(self) -> str:
        """Which generation of the index answers."""
        return self._generation.id

    def within(self, conference_id: str, /) -> "Assistant":
        """The assistant over one conference, as if the others were not there.

        Where no conference has this id, or there is no other, it is this assistant.
        """
        known = {conference.id for conference in self.catalogue.conferences()}
        return self._part((conference_id,)) if conference_id in known and len(known) > 1 else self

    def ask(self, question: str, conversation: Conversation = NOTHING_BEFORE) -> Answer:
        """Answer one question; the same question over the same generation gets the same answer.

        Raises:
            QuestionError: the question is empty or too long.

        """
        checked(question, self._longest)
        whole = self._ask_in_scope(question, conversation)
        several = several_questions(question, self._titles_in(question))
        return told_apart(whole, several, self._ask_in_scope, conversation) if several else whole

    def _titles_in(self, question: str) -> tuple[str, ...]:
        named = self._lookup.mentions(question, language_of(question))
        return tuple(title.said for title in named.of(Sort.TITLE))

    def _ask_in_scope(self, question: str, conversation: Conversation) -> Answer:
        scope, known = self._scopes.of(question), conversation.within(self.catalogue.holds)
        if scope is None:
            return self._scopes.named(self._ask(question, known))
        held = self._part(scope.conference_ids).ask(scope.question, conversation)
        if not held.answerable:
            # "How many came in 2019?": the year may be one that a text speaks of.
            beyond = self._ask(question, known)
            if any(scope.named in citation.quote for citation in beyond.citations):
                held = beyond
        return self._scopes.named(replace(held, question=question))

    def _ask(self, question: str, conversation: Conversation) -> Answer:
        asked = checked(question, self._longest)
        language = language_of(asked)
        remark = smalltalk(asked)
        if remark and not (conversation.turns and remark is Smalltalk.UNFINISHED):
            said = remarked(remark, language, self.catalogue.conferences(), self.examples)
            return self._complete(question, language, said)
        understood = self._understand(asked, conversation)
        draft = self._drafted(understood)
        if not draft.answerable and not draft.is_final:
            read = self._otherwise(asked, conversation, understood)
            other = self._drafted(read) if read else None
            least = 0.0 if understood.resolved.loose else SURE
            if read and other and other.answerable and other.confidence >= least:
                understood, draft = read, other
        if draft.kind is Kind.ABSTENTION and is_foreign(asked):
            draft = in_another_language(draft, language)
        return self._complete(question, language, draft, as_answered(understood, draft))

    def _otherwise(
        self, asked: str, conversation: Conversation, understood: Understood
    ) -> Understood | None:
        """The other reading of what is not answered: by itself, or as going on."""
        resolved = understood.resolved
        if resolved.loose:
            return self._understand(asked, NOTHING_BEFORE)
        if resolved.shown or not conversation.turns or self._names_a_work(understood):
            return None
        on = gone_on(asked, conversation, self._lookup.known(understood.language))
        return replace(understood, resolved=on) if on else None

    def _names_a_work(self, understood: Understood) -> bool:
        """Whether the question points at some work by itself: no other is asked of."""
        limit = self._limit(understood)
        return bool(self._pointed(self._query(understood, limit), understood, limit).ids)

    def _drafted(self, understood: Understood) -> Draft:
        return (
            self._compared(understood)
            or self._summarised(understood)
            or self._lookup.answer(understood, self._rank_topic)
            or self._side_by_side(understood)
            or self._from_texts(understood)
        )

    def retrieve(self, question: str, conversation: Conversation = NOTHING_BEFORE) -> Sequence[Hit]:
        """The abstracts in rank order for a question, as ``ask`` would look at them."""
        understood = self._understand(checked(question, self._longest), conversation)
        limit = self._limit(understood)
        query = self._query(understood, limit)
        return self._content.rank(query, self._pointed(query, understood, limit).ids)

    def examples(self, language: str) -> tuple[str, ...]:
        """Three questions made from this corpus, each checked to be answered."""
        return self._suggester.examples("ja" if language == "ja" else "en")

    def consider(
        self,
        question: str,
        conversation: Conversation = NOTHING_BEFORE,
        without: frozenset[str] = frozenset(),
    ) -> Considered:
        """What would be weighed for a content question, for explaining a decision.

        ``without`` are abstracts that are thought away.
        """
        understood = self._understand(checked(question, self._longest), conversation)
        if without:
            return self._content.consider(self._query(understood), without=without)
        limit = self._limit(understood)
        return self._consider(self._query(understood, limit), understood, limit)

    def understood(
        self, question: str, conversation: Conversation = NOTHING_BEFORE, /
    ) -> Understood:
        """What is taken from a question and from what was said before, for explaining an answer."""
        return self._understand(checked(question, self._longest), conversation)

    def _understand(self, asked: str, conversation: Conversation) -> Understood:
        written = self._latin_names.put_into(asked) if language_of(asked) == "ja" else asked
        understood = understand(written, conversation, self._speller, self._lookup.known)
        resolved = understood.resolved
        placed = None if resolved.shown else self._lookup.placed(resolved.text)
        if placed is None and (resolved.shown or written == asked):
            return understood
        if placed is None:
            return replace(understood, asked=asked, resolved=replace(resolved, shown=written))
        again = understand(placed, NOTHING_BEFORE, self._speller, self._lookup.known)
        return replace(again, resolved=replace(again.resolved, shown=placed))

    def _make_part(self, conference_ids: tuple[str, ...]) -> "Assistant":
        part = part_of(self._generation, conference_ids)
        return Assistant(part, self.embedder, self._longest, self._second, self._readers)

    def _compared(self, understood: Understood, *, side_by_side: bool = False) -> Draft | None:
        named = self._lookup.mentions(understood.resolved.text, understood.language)
        within = self._consider_within
        return self._comparer.answer(understood, named, within, side_by_side=side_by_side)

    def _summarised(self, understood: Understood) -> Draft | None:
        named = self._lookup.mentions(understood.resolved.text, understood.language)
        limits = self._lookup.limits(named)
        asked = (understood, named, limits, self._consider_within)
        return self._summariser.answer(*asked) or self._overview.answer(*asked)

    def _side_by_side(self, understood: Understood) -> Draft | None:
        """“What are the last two about?” asks of two works, though it compares nothing."""
        two = pairs(understood.resolved)
        return self._compared(understood, side_by_side=True) if two else None

    def _consider_within(
        self, text: str, abstract_ids: tuple[str, ...], aspect: Aspect | None
    ) -> Considered:
        query = self._queries.make(text, text)
        return self._content.consider(query, abstract_ids, aspect=aspect)

    def _from_texts(self, understood: Understood) -> Draft:
        language, limit = understood.language, self._limit(understood)
        query = self._query(understood, limit)
        considered = narrowed(self._consider(query, understood, limit), understood.resolved)
        draft = self._content.draft(query, considered)
        if limit:
            draft = self._limited(draft, limit, language)
        elif not draft.answerable and not understood.resolved.loose:
            draft = self._silent(draft, self._pointed(query, understood, None), language)
        if understood.corrected and draft.answerable:
            typed = understood.resolved.text
            return with_correction(draft, understood.corrected, typed, language)
        return draft

    def _limited(self, draft: Draft, limit: Restriction, language: Language) -> Draft:
        total = len(self.catalogue.abstracts())
        if draft.answerable:
            return within(draft, limit, total, language)
        free = limit.anywhere
        elsewhere = bool(free) and self._confidence_of(free) >= ANSWERS
        return silent_within(draft, limit, total, language, elsewhere=elsewhere)

    def _silent(self, draft: Draft, pointed: Pointed, language: Language) -> Draft:
        """Of the one work that is asked about it is said that it is this one which is silent."""
        if len(pointed.ids) != 1:
            return draft
        return silent_work(draft, self.catalogue.abstract(pointed.ids[0]), language)

    def _confidence_of(self, text: str) -> float:
        return self._content.consider(self._queries.make(text, text)).confidence

    def _limit(self, understood: Understood) -> Restriction | None:
        """What of the records the question limits itself to, where it points at nothing shown."""
        if understood.resolved.only:
            return None
        return self._lookup.restricted(understood.standing, understood.language)

    def _consider(
        self, query: Query, understood: Understood, limit: Restriction | None = None
    ) -> Considered:
        """Where the question points first; beyond it only where that fails."""
        resolved = understood.resolved
        pointed = self._pointed(query, understood, limit)
        if not pointed.ids:
            return self._said.anywhere(query)
        words = pointed.words | works(query.text)
        aside = self._queries.aside(query, words)
        found = self._content.consider(aside, pointed.ids, read=resolved.read)
        topic = limit.topic if limit else topic_spoken_of(query.text)
        if topic and found.confidence < SURE:
            found = self._said.within((topic,), pointed.ids, query) or found.doubted()
        if limit or resolved.only or (resolved.focus and is_bare(resolved.text)):
            return found
        # What a work that is named does not tell of itself, no other work tells of it.
        if (found.aspect or found.confidence >= ANSWERS) and not resolved.loose:
            return found
        anywhere = self._content.consider(query)
        least = max(ANSWERS, found.confidence + CLEARLY) if resolved.loose else ANSWERS
        return anywhere if anywhere.confidence >= least else found

    def _prepare(self, suggestions: Sequence[str]) -> None:
        """Read and rank at once those that will surely be tried out."""
        read = [understand(question, NOTHING_BEFORE, self._speller) for question in suggestions]
        self._content.prepare(self._queries.make_all(list(map(self._wording, read))))

    def _query(self, understood: Understood, limit: Restriction | None = None) -> Query:
        return self._queries.make_all([self._wording(understood, limit)])[0]

    def _wording(self, understood: Understood, limit: Restriction | None = None) -> Wording:
        searched = understood.searched
        if limit and not limit.is_of_author and understood.language == "en":
            searched = limit.question
        # What a short form in a title stands for tells no more of what is asked.
        titled = self._lookup.titled_in(understood.standing, understood.language).ids
        expanded = searched if titled else self._topics.expanded(searched)
        return Wording(understood.resolved.text, expanded, understood.resolved.before)

    def _pointed(self, query: Query, understood: Understood, limit: Restriction | None) -> Pointed:
        """At what limits it, back at the conversation, at a work by its title or its subject."""
        if limit:
            return Pointed(limit.ids, self._names_in(query.text, understood.language))
        if understood.resolved.focus:
            return Pointed(understood.resolved.focus)
        if (titled := self._lookup.titled_in(understood.standing, understood.language)).ids:
            return titled
        if work := self._lookup.work_in(understood.standing):
            titles = (self.catalogue.abstract(id_).title for id_ in work.ids)
            return Pointed(work.ids, naming(query.text, titles))
        if not speaks_of_a_work(query.text):
            return Pointed()
        best = self._content.rank(query)[:POINTED_AMONG]
        return pointed_at(query.text, [self.catalogue.abstract(hit.abstract_id) for hit in best])

    def _names_in(self, text: str, language: Language) -> frozenset[str]:
        people = self._lookup.people_in(text, language)
        return named(text, (known.person.name for known in people))

    def _rank_topic(self, topic: str) -> Ranking:
        return self._content.rank(self._queries.make(topic, topic))

    def _complete(
        self,
        question: str,
        language: Language,
        draft: Draft,
        understood: Understood | None = None,
    ) -> Answer:
        return Answer(
            question=question,
            language=language,
            kind=draft.kind,
            answerable=draft.answerable,
            confidence=round(draft.confidence, 4),
            text=draft.text,
            citations=draft.citations,
            nearest=draft.nearest,
            suggestions=self._suggester.beside(draft, language, question),
            rewritten=understood.resolved.shown if understood else None,
            generation=self.generation_id,
            comparison=draft.comparison,
        )

    def try_out(self, language: Language) -> None:
        """Make the reader ready, and find, of few abstracts, what may be suggested of each."""
        if self._readers.english is not None:
            self._readers.english.logits("", ())
        self._suggester.try_out(language)

    def _make_suggester(self) -> Suggester:
        """Where the sentences of an abstract do not lie ready, none is tried out: it takes long."""
        if self._generation.tokens is None:
            return Suggester(self.catalogue, self._promised, prepare=lambda _: None)
        return Suggester(self.catalogue, self._answered, self._prepare)

    def _promised(self, question: str, abstract_id: str) -> bool:
        """Whether it will be answered: it names this abstract alone, for what that surely holds."""
        named = self._lookup.titled_in(question, language_of(question)).ids == (abstract_id,)
        return named and self._content.promises(question, abstract_id)

    def _answered(self, question: str, abstract_id: str) -> bool:
        """Whether the texts answer, and with a sentence of this abstract."""
        understood = understand(question, NOTHING_BEFORE, self._speller, self._lookup.known)
        considered = self._consider(self._query(understood), understood)
        best = considered.ranked[0].sentence.abstract_id if considered.ranked else None
        return considered.confidence >= ANSWERS and best == abstract_id
