"""A question made ready for search is the same whatever is made ready beside it."""

from collections.abc import Sequence

import numpy as np
import pytest

from index.embedding import MiniLM
from rag.query import KEPT, Query, QueryMaker, Wording
from tests.support.hashing_embedder import HashingEmbedder

WORDINGS = (
    Wording("Why do reeds return?", "Why do reeds return?"),
    Wording("And boats?", "And boats (vessels)?", "Why do reeds return?"),
    Wording("葦はなぜ戻るか", "reed return"),
    Wording("Who counted them?", "Who counted them?", "Which method does “Reeds” use?"),
)


def maker(minilm: MiniLM) -> QueryMaker:
    """A maker that keeps nothing yet."""
    return QueryMaker(minilm, lambda term: 1 / len(term))


@pytest.mark.parametrize("order", [WORDINGS, WORDINGS[::-1], (*WORDINGS, *WORDINGS[:2])])
def test_several_at_once_are_each_by_itself(minilm: MiniLM, order: Sequence[Wording]) -> None:
    """To the bit, in the order that was asked for, one that is asked twice too."""
    together = maker(minilm).make_all(order)
    for wording, query in zip(order, together, strict=True):
        alone = maker(minilm).make(wording.asked, wording.text, wording.before)
        assert _all_of(query) == _all_of(alone)
        assert query.wording == wording


def test_what_was_made_is_kept_for_a_while(minilm: MiniLM) -> None:
    """A wording is read once, and again only when many others came after it."""
    queries = maker(minilm)
    first = queries.make_all(WORDINGS)[0]
    assert queries.make("Why do reeds return?", "Why do reeds return?") is first
    queries.make_all([Wording(f"{n}?", f"{n}?") for n in range(KEPT)])
    assert queries.make("Why do reeds return?", "Why do reeds return?") is not first


def _all_of(query: Query) -> tuple[object, ...]:
    arrays = (query.vector, query.tokens, query.token_weights)
    plain = (query.asked, query.text, query.language, query.wants, query.terms, query.subject)
    return (*plain, query.before, *(np.asarray(it).tobytes() for it in arrays))


@pytest.mark.parametrize(
    ("text", "pointing", "read"),
    [
        ("What did Phengse Chhour find?", {"phengse", "chhour"}, "What did the study find?"),
        ("chhour's method?", {"chhour"}, "the study's method?"),
        ("Chhour, Phengse and Sano: why?", {"chhour", "phengse", "sano"}, "the study: why?"),
        ("What does the paper find?", {"paper"}, "What does the study find?"),
        (
            "Does the study “Reeds of the Lake” say why?",
            {"study", "reeds", "lake"},
            "Does the study say why?",
        ),
        (
            "Which problem does Sano's paper name?",
            {"sano", "paper"},
            "Which problem does the study name?",
        ),
        ("What is Sano’s finding?", {"sano"}, "What is the study’s finding?"),
        ("「湖の葦」の方法は？", {"湖の葦"}, "the studyの方法は？"),
        ("Why do reeds return?", set(), "Why do reeds return?"),
    ],
)
def test_words_that_only_point_are_read_as_the_study(
    text: str, pointing: set[str], read: str
) -> None:
    """The reader is told that a work is meant, not by which name."""
    queries = QueryMaker(HashingEmbedder(), lambda _: 1.0)
    query = queries.make(text, text)
    assert query.unpointed == text
    assert queries.aside(query, frozenset(pointing)).unpointed == read
