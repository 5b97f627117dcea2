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
        return place is not None and any(carries(place, span) for span in question.spans)

    def place(self, question: str, reply: Reply) -> Span | None:
        """Where the first sentence stands; None where nothing is put forward."""
        if reply.answered is not None:
            first = reply.excerpts[:1] if reply.answered else ()
            return next((Span(e.document, e.start, e.end) for e in first), None)
        pieces = ((piece, self._sentences(piece)) for piece in reply.found)
        first_with_text = next(((piece, spans) for piece, spans in pieces if spans), None)
        return self._nearest(question, *first_with_text) if first_with_text else None

    def _nearest(self, question: str, piece: Found, spans: list[tuple[int, int]]) -> Span:
        text = self._documents[piece.document].text
        rows: Rows = np.stack([self._encode(text[start:end]) for start, end in spans])
        start, end = spans[int(np.argmax(rows @ self._encode(question)))]
        return Span(piece.document, start, end)

    def _sentences(self, piece: Found) -> list[tuple[int, int]]:
        """The sentences of the text that lie at least half in the piece."""
        document = self._documents[piece.document]
        place = located(document.page, piece.text)
        if place is None:
            return []
        offset = len(document.page) - len(document.text)
        first, last = place[0] - offset, place[1] - offset
        return [
            (start, end)
            for start, end in sentence_spans(document.text, text_language(document.text))
            if min(end, last) - max(start, first) >= SHARED * (end - start)
        ]


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


def hits(found: Evidence, questions: Sequence[Question], replies: dict[str, Reply]) -> list[float]:
    """1.0 or 0.0 for each question whose answering sentences are known."""
    return [float(found.hit(q, replies[q.id])) for q in questions if q.spans]


def _solid(text: str) -> str:
    return "".join(text.split())
