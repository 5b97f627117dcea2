"""Retrieval: an order of all abstracts, by words, by meaning, and by what the best ones share."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from corpus.abstract import Booklet
from index.generation import Generation
from rag.ranking import Hit
from rag.retrieval import Retriever
from tests.support.booklets import LAKES, REEDS
from tests.support.hashing_embedder import HashingEmbedder
from tests.support.indexing import built, opened


@given(question=st.text(max_size=80))
def test_every_abstract_is_ranked_once(lake_generation: Generation, question: str) -> None:
    """Whatever is typed, each abstract stands once in the order, with falling finite scores."""
    vector = HashingEmbedder().encode([question])[0]
    hits = Retriever(lake_generation).rank(question, vector)
    assert sorted(hit.row for hit in hits) == list(
        range(len(lake_generation.catalogue.abstracts()))
    )
    scores = [round(hit.score, 6) for hit in hits]
    assert scores == sorted(scores, reverse=True)
    assert np.isfinite(scores).all()


def test_a_title_finds_its_abstract(lake_generation: Generation) -> None:
    """An abstract asked for by its own title comes first."""
    retriever = Retriever(lake_generation)
    embedder = HashingEmbedder()
    for abstract in lake_generation.catalogue.abstracts():
        hits = retriever.rank(abstract.title, embedder.encode([abstract.title])[0])
        assert hits[0].abstract_id == abstract.id


def test_what_the_best_share_brings_others_nearer(var: Path) -> None:
    """Without a word of the question, an abstract that is like the best comes before strangers."""
    texts = {
        "asked": "Herons wade among marsh reeds at dusk; it hides them.",
        "alike": "Among marsh reeds at dusk.",
        **{f"strange{n}": " ".join(f"word{n}{k}" for k in range(9)) for n in range(30)},
    }
    abstracts = [replace(REEDS, id=name, title=name, text=text) for name, text in texts.items()]
    built(var, [Booklet(LAKES, tuple(abstracts))])
    question = "herons wade: what hides them?"
    hits = Retriever(opened(var)).rank(question, HashingEmbedder().encode([question])[0])
    by_cosine = sorted(hits, key=lambda hit: -hit.dense)
    assert {hit.abstract_id for hit in hits if hit.lexical > 0} == {"asked"}
    assert _place("alike", hits) < _place("alike", by_cosine)


def _place(abstract_id: str, hits: Sequence[Hit]) -> int:
    return [hit.abstract_id for hit in hits].index(abstract_id)


@given(questions=st.lists(st.text(max_size=40), min_size=1, max_size=4))
def test_several_questions_at_once_are_each_by_itself(
    lake_generation: Generation, questions: list[str]
) -> None:
    """Hit by hit, with equal scores."""
    retriever, vectors = Retriever(lake_generation), HashingEmbedder().encode(questions)
    together = retriever.rank_all(questions, list(vectors))
    alone = [retriever.rank(*pair) for pair in zip(questions, vectors, strict=True)]
    assert [tuple(hits) for hits in together] == [tuple(hits) for hits in alone]
