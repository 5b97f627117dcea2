"""What is said about something stands at least where its very words do."""

from dataclasses import replace

from rag.content import ANSWERS, NAMED, Considered, ContentDesk
from rag.query import Query, QueryMaker
from rag.spoken_of import without_sources, words_said
from rag.topic import Topics


class WordsSaid:
    """Finds the sentences that hold what somebody is asked to have spoken of."""

    def __init__(self, content: ContentDesk, queries: QueryMaker, topics: Topics) -> None:
        self._content = content
        self._queries = queries
        self._topics = topics

    def anywhere(self, query: Query) -> Considered:
        """In all abstracts; what they say about something is at least where its word stands."""
        found = self._content.consider(query)
        words = words_said(query.text)
        if not words or found.confidence >= ANSWERS:
            return found
        held = self.within(words, (), query)
        return replace(held, confidence=ANSWERS) if held else found

    def within(
        self, words: tuple[str, ...], ids: tuple[str, ...], query: Query
    ) -> Considered | None:
        """What holds all the very words, in these abstracts or, without any, in all; or None."""
        found = self._content.consider(self._queries.make(query.asked, " ".join(words)), ids)
        texts = [without_sources(it.text) for it in found.ranked]
        rows = frozenset.intersection(*(self._topics.holding(it, texts) for it in words))
        held = tuple(found.ranked[row] for row in sorted(rows))
        return replace(found, ranked=held, confidence=NAMED) if held else None
