"""Booklets of other fields are answered as well as they were: what one gold set cannot see.

Floors lie well below what was measured, so that a fall shows and another processor does not.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

import pytest

from bench.aspects_asked import Told, asked_of
from bench.booklet_answers import Reply, reply_to
from bench.booklet_sets import BookletQuestion
from bench.reader_texts import TEXTS, invented, key_of
from bench.record_questions import opened_over
from bench.zone_sets import labelled_rows
from corpus.abstract import Booklet, Conference
from index.embedding import MiniLM

WORKS = 16
# One of the six small booklets that no reader learnt from, and how many of its questions are asked.
BOOKLET = "own12-"
QUESTIONS = 120


@pytest.fixture(scope="module")
def aspects(minilm: MiniLM, tmp_path_factory: pytest.TempPathFactory) -> list[Told]:
    """Some works that the learnt zones know, each asked by its title for all aspects."""
    rows = labelled_rows("own-en")
    known = (it for it in invented("own-en") if key_of(it.text) in rows)
    booklet = Booklet(Conference("set"), tuple(islice(known, WORKS)))
    assistant = opened_over(booklet, tmp_path_factory.mktemp("aspects"), minilm)
    return list(asked_of(booklet.abstracts, rows, assistant))


@pytest.fixture(scope="module")
def replies(minilm: MiniLM, tmp_path_factory: pytest.TempPathFactory) -> list[Reply]:
    """Questions over a booklet that no reader learnt from, two in five of them near misses."""
    abstracts = tuple(it for it in invented("own-en-aside") if it.id.startswith(BOOKLET))
    assistant = opened_over(
        Booklet(Conference("set"), abstracts), tmp_path_factory.mktemp("questions"), minilm
    )
    ids = {key_of(it.text): it.id for it in abstracts}
    return [reply_to(assistant, question) for question in islice(_questions(ids), QUESTIONS)]


def _questions(ids: Mapping[str, str]) -> Iterator[BookletQuestion]:
    lines = (TEXTS.parent / "own-en-aside.jsonl").read_text(encoding="utf-8").splitlines()
    for row in map(json.loads, lines):
        if row["of"] in ids:
            spans = tuple((ids[row["of"]], start, end) for start, end in row["spans"])
            nothing = None if spans else row["kind"]
            yield BookletQuestion(row["question"], row["kind"], "", (spans,), nothing)


def share(held: Sequence[bool]) -> float:
    """Of how many it is true, of 1."""
    return sum(held) / len(held)


def test_works_are_asked_for_their_parts(aspects: list[Told]) -> None:
    """What a work aims at, did and found is quoted; what it does not tell is refused.

    Measured: .85 first, .97 answered, .69 of 26 refused.
    """
    told, others = [it for it in aspects if it.told], [it for it in aspects if not it.told]
    assert share([it.first for it in told]) >= 0.78
    assert share([it.answered for it in told]) >= 0.9
    assert share([not it.answered for it in others]) >= 0.5


def test_questions_are_answered_or_refused(replies: list[Reply]) -> None:
    """The first excerpt answers; a near miss is refused.

    Measured: .63 first and .94 kept of 72, .71 of 48 refused.
    """
    answerable = [it for it in replies if not it.question.unanswerable]
    others = [it for it in replies if it.question.unanswerable]
    assert share([it.first for it in answerable]) >= 0.55
    assert share([not it.refused for it in answerable]) >= 0.88
    assert share([it.refused for it in others]) >= 0.6
