"""A generation cut down to some of its conferences, for questions that are limited to them."""

from collections.abc import Collection
from dataclasses import replace

import numpy as np

from index.generation import Generation
from index.vectors import VectorIndex


def part_of(generation: Generation, conference_ids: Collection[str]) -> Generation:
    """The same records and vectors, of these conferences alone; nothing is embedded.

    Its id is that of the whole, for an answer from the part is one from the whole.
    """
    whole = generation.catalogue
    own = whole.rows_of(conference_ids)
    rows: list[int] = own.tolist()
    passages: list[int] = np.flatnonzero(np.isin(whole.passage_owners(), own)).tolist()
    sentences: list[int] = np.flatnonzero(np.isin(whole.sentence_owners(), own)).tolist()
    tokens, second = generation.tokens, generation.multilingual
    return replace(
        generation,
        catalogue=whole.part(conference_ids),
        lexical=generation.lexical.part(own),
        stems=generation.stems.part(rows),
        words=generation.words.part(rows),
        abbreviations=generation.abbreviations.part(rows),
        vectors=VectorIndex(generation.vectors.rows[passages]),
        tokens=tokens and tokens.part(sentences),
        multilingual=second.part(passages, sentences, rows) if second else None,
    )
