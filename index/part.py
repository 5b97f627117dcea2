"""A generation cut down to some of its conferences, for questions that are limited to them."""

from collections.abc import Collection
from dataclasses import replace

from corpus.abstract import Booklet
from index.catalogue import Catalogue
from index.generation import Generation
from index.lexical import LexicalIndex
from index.vectors import VectorIndex


def part_of(generation: Generation, conference_ids: Collection[str]) -> Generation:
    """The same records and vectors, of these conferences alone; nothing is embedded.

    Its id is that of the whole, for an answer from the part is one from the whole.
    """
    whole = generation.catalogue
    booklets = [
        Booklet(
            conference,
            tuple(a for a in whole.abstracts() if a.conference_id == conference.id),
            tuple(stone for stone in whole.withdrawn() if stone.conference_id == conference.id),
        )
        for conference in whole.conferences()
        if conference.id in conference_ids
    ]
    ids = {abstract.id for booklet in booklets for abstract in booklet.abstracts}
    abstracts = [row for row, it in enumerate(whole.abstracts()) if it.id in ids]
    passages = [row for row, it in enumerate(whole.passages()) if it.abstract_id in ids]
    sentences = [row for row, it in enumerate(whole.sentences()) if it.abstract_id in ids]
    catalogue = Catalogue.of(
        booklets,
        [whole.passages()[row] for row in passages],
        [whole.sentences()[row] for row in sentences],
    )
    tokens = generation.tokens
    second = generation.multilingual
    return replace(
        generation,
        catalogue=catalogue,
        lexical=LexicalIndex.of(catalogue.abstracts()),
        stems=generation.stems.part(abstracts),
        vectors=VectorIndex(generation.vectors.rows[passages]),
        tokens=tokens and tokens.part(sentences),
        multilingual=second.part(passages, sentences, abstracts) if second else None,
    )
