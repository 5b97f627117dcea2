"""BM25 over the fields of abstracts."""

import math
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from corpus.abstract import Abstract
from index.analysis import terms
from index.lexical import K1, B, LexicalIndex
from tests.support.booklets import FERRIES, ICE, REEDS, made_up

WORDS = st.sampled_from(["sea", "ice", "boat", "rope", "1974", "湖の氷"])
TEXTS = st.lists(st.lists(WORDS, max_size=8).map(" ".join), min_size=1, max_size=6)
ABSTRACTS = (REEDS, FERRIES, ICE)


def _bm25(question: str, documents: list[list[str]]) -> list[float]:
    """Lucene's BM25, written down from Kamphuis et al. 2020, doi:10.1007/978-3-030-45442-5_4."""
    mean = sum(map(len, documents)) / len(documents)
    holding = {t: sum(t in d for d in documents) for t in terms(question)}
    scores = []
    for document in documents:
        counts = Counter(document)
        norm = K1 * (1 - B + B * len(document) / mean) if mean else K1
        scores.append(
            sum(
                math.log(1 + (len(documents) - holding[t] + 0.5) / (holding[t] + 0.5))
                * counts[t]
                / (counts[t] + norm)
                for t in terms(question)
                if counts[t]
            )
        )
    return scores


@given(TEXTS, st.lists(WORDS, max_size=4).map(" ".join))
def test_scores_are_bm25(texts: list[str], question: str) -> None:
    """Over one field the scores are those of the formula, one an abstract in their order."""
    abstracts = made_up(texts, title="").abstracts
    scores = LexicalIndex.of(abstracts).scores(question)
    assert scores.shape == (len(texts),)
    np.testing.assert_allclose(scores, _bm25(question, [terms(text) for text in texts]), rtol=1e-4)


@given(TEXTS, WORDS)
def test_document_frequency_counts_abstracts(texts: list[str], word: str) -> None:
    """How often an abstract holds a term does not matter, only whether it does."""
    index = LexicalIndex.of(made_up(texts, title="").abstracts)
    for term in terms(word):
        assert index.document_frequency(term) == sum(term in terms(text) for text in texts)


def test_every_field_is_searched_and_the_title_weighs_most() -> None:
    """The same word counts in title, keywords, authors and text, most in the title."""

    def score_with(**field: object) -> float:
        empty = replace(REEDS, title="", keywords=(), text="Nothing at all of it.", authors=())
        return float(LexicalIndex.of([replace(empty, **field), FERRIES]).scores("Okada")[0])  # type: ignore[arg-type]

    title, keyword = score_with(title="Okada"), score_with(keywords=("Okada",))
    author, text = score_with(authors=REEDS.authors[:1]), score_with(text="Okada")
    assert min(title, keyword, author, text) > 0
    assert title > keyword
    assert score_with() == 0


def test_a_question_in_japanese_finds_japanese() -> None:
    """Pairs of characters find a Japanese abstract, and no other."""
    scores = LexicalIndex.of(ABSTRACTS).scores("湖の氷はなぜ凍らないのか")
    assert scores[2] > 0
    assert (scores[:2] == 0).all()


def test_unknown_words_score_nothing() -> None:
    """A question whose words stand nowhere, or that has no words, scores 0 everywhere."""
    index = LexicalIndex.of(ABSTRACTS)
    for question in ("zeppelin", "", "?!", "of the and"):
        assert index.scores(question).tolist() == [0, 0, 0]


def test_what_is_loaded_is_what_was_saved(tmp_path: Path) -> None:
    """Saved and loaded, an index scores to the byte the same and knows the same words."""
    index = LexicalIndex.of(ABSTRACTS)
    index.save(tmp_path)
    loaded = LexicalIndex.load(tmp_path)
    for question in ("reeds in the lake", "湖", "Okada 1974"):
        assert loaded.scores(question).tobytes() == index.scores(question).tobytes()
    assert loaded.document_frequency("reed") == 1
    assert loaded.documents == 3


def test_abstracts_without_a_word_can_be_indexed(tmp_path: Path) -> None:
    """A corpus of blank records is an index that finds nothing, not a crash."""
    blank: list[Abstract] = [replace(FERRIES, title="…", text="—")] * 2
    LexicalIndex.of(blank).save(tmp_path)
    assert LexicalIndex.load(tmp_path).scores("reeds").tolist() == [0, 0]
