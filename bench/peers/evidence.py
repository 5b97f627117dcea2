"""The sentence that a system would put forward first.

Where a system offers excerpts, its first one. The others return pieces and leave it to a reader, or
to a language model, to find the sentence: for them the sentence of the first piece that is nearest
to the question by the same MiniLM is taken. Only sentences of the abstract's text are looked at: a
piece that holds a title alone is passed over for the next one.
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from bench.peers.protocol import Found, Reply
from bench.peers.sets import Asked, Question, Span
from corpus.languages import text_language
from index.embedding import Embedder, Rows
from index.sentences import sentence_spans

# Of a sentence or a span, whichever is shorter, so much must be shared (as in eval.spans).
SHARED = 0.5


class Evidence:
    """Finds and judges the first sentence of replies to the questions of one set."""

    def __init__(self, asked: Asked, embedder: Embedder) -> None:
        self._documents = {document.id: document for document in asked.documents}
        self._encode = lru_cache(maxsize=None)(lambda text: embedder.encode([text])[0])

    def hit(self, question: Question, reply: Reply) -> bool:
        """Whether the first sentence carries a span that answers; none is a miss."""
        place = self.place(question.text, reply)
        return place is not None and carries_any([place], question.spans)

    def place(self, question: str, reply: Reply) -> Span | None:
        """Where the first sentence stands; None where nothing is put forward."""
        if reply.answered is not None:
            return next(iter(_quoted(reply)), None)
        first = self._first_piece(reply)
        return self._nearest(question, first) if first else None

    def shown(self, reply: Reply) -> tuple[Span, ...]:
        """What a reader sees first: all excerpts of an answer, or the first piece with text."""
        if reply.answered is not None:
            return _quoted(reply)
        spans = self._first_piece(reply)
        return (Span(spans[0].document, spans[0].start, spans[-1].end),) if spans else ()

    def words(self, reply: Reply) -> int:
        """How many words of abstracts the reader sees first."""
        texts = (self._documents[s.document].text[s.start : s.end] for s in self.shown(reply))
        return sum(len(text.split()) for text in texts)

    def _first_piece(self, reply: Reply) -> list[Span]:
        """The sentences of the first piece that holds any."""
        return next(filter(None, map(self._sentences, reply.found)), [])

    def _nearest(self, question: str, sentences: list[Span]) -> Span:
        text = self._documents[sentences[0].document].text
        rows: Rows = np.stack([self._encode(text[one.start : one.end]) for one in sentences])
        return sentences[int(np.argmax(rows @ self._encode(question)))]

    def _sentences(self, piece: Found) -> list[Span]:
        """The sentences of the text that lie at least half in the piece."""
        document = self._documents[piece.document]
        place = located(document.page, piece.text)
        if place is None:
            return []
        offset = len(document.page) - len(document.text)
        first, last = place[0] - offset, place[1] - offset
        return [
            Span(document.id, start, end)
            for start, end in sentence_spans(document.text, text_language(document.text))
            if min(end, last) - max(start, first) >= SHARED * (end - start)
        ]


def _quoted(reply: Reply) -> tuple[Span, ...]:
    excerpts = reply.excerpts if reply.answered else ()
    return tuple(Span(one.document, one.start, one.end) for one in excerpts)


def located(page: str, piece: str) -> tuple[int, int] | None:
    """Where a piece stands in its page, white space aside, which splitters change."""
    places = [place for place, character in enumerate(page) if not character.isspace()]
    solid, wanted = _solid(page), _solid(piece)
    at = solid.find(wanted)
    if at < 0 or not wanted:
        return None
    return places[at], places[at + len(wanted) - 1] + 1


def carries(place: Span, span: Span) -> bool:
    """Whether the two share at least half of the shorter one."""
    if place.document != span.document:
        return False
    shared = min(place.end, span.end) - max(place.start, span.start)
    shorter = min(place.end - place.start, span.end - span.start)
    return shared > 0 and shared >= SHARED * shorter


def carries_any(places: Sequence[Span], spans: Sequence[Span]) -> bool:
    """Whether one of the places carries one of the spans."""
    return any(carries(place, span) for place in places for span in spans)


def _solid(text: str) -> str:
    return "".join(text.split())
