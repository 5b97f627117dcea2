"""Shoroku, as ``shoroku build`` and ``shoroku ask`` run it.

``default`` answers: abstracts ranked, excerpts chosen and cited, or declined.
``ranked`` stops at the ranked abstracts, which is all that the other systems do.
"""

import sys
from dataclasses import replace
from pathlib import Path

from bench.peers.protocol import Document, Excerpt, Found, Reply, serve
from corpus.abstract import Abstract, Booklet, Conference, Person, SourceLines
from corpus.languages import text_language
from index.build import build
from index.embedding import MINILM_IDENTITY, load_minilm
from index.generation import open_generation
from rag.answer import Answer, Kind
from rag.assistant import Assistant
from rag.bootstrap import SECOND, assistant_over

CONFERENCE = "set"
# Beyond so many documents the encoder for other languages is left out, as ``shoroku bench beir``
# leaves it out: English answers over English are the same without.
BOOKLET = 50


class Shoroku:
    """``ranked`` asks for the ranking alone."""

    def __init__(self, *, ranked: bool) -> None:
        self.ranked = ranked
        self.assistant: Assistant | None = None

    def build(self, documents: list[Document], folder: Path) -> None:
        """One generation of the index, by the product's own build."""
        folder.mkdir(parents=True, exist_ok=True)
        booklet = Booklet(Conference(CONFERENCE), tuple(map(_abstract, documents)))
        few = SECOND.few if len(documents) <= BOOKLET else 0
        second = replace(SECOND, few=few)
        build(folder, [booklet], MINILM_IDENTITY, load_minilm, lambda *_: None, second)

    def open(self, folder: Path) -> None:
        """The assistant over the generation."""
        self.assistant = assistant_over(open_generation(folder, MINILM_IDENTITY), load_minilm())

    def ask(self, question: str, most: int | None) -> Reply:
        """The ranking where ``most`` are wanted or nothing else is; else the answer."""
        if self.assistant is None:
            raise RuntimeError("open comes before ask")
        hits = self.assistant.retrieve(question) if self.ranked or most else ()
        found = tuple(Found(hit.abstract_id, "", hit.score) for hit in hits[:most])
        if self.ranked:
            return Reply(found)
        return replace(_reply(self.assistant.ask(question)), found=found)


def _abstract(document: Document) -> Abstract:
    names = [name for name in document.authors.split(", ") if name]
    return Abstract(
        id=document.id,
        conference_id=CONFERENCE,
        title=document.title,
        authors=tuple(_person(name) for name in names),
        keywords=(),
        text=document.text or document.title,
        language=text_language(document.text or document.title),
        source=SourceLines(1, 1),
    )


def _person(name: str) -> Person:
    given, _, family = name.rpartition(" ")
    return Person(family, given)


def _reply(answer: Answer) -> Reply:
    excerpts = tuple(
        Excerpt(citation.abstract_id, citation.start, citation.end)
        for citation in answer.citations
        if citation.quote
    )
    answered = answer.kind is not Kind.ABSTENTION
    return Reply((), answered, excerpts, answer.confidence, answer.text)


if __name__ == "__main__":
    serve(Shoroku(ranked=sys.argv[1] == "ranked"))
