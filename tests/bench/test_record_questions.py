"""What booklets record is told exactly, asked in all the wordings that the bench knows."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bench.record_questions import not_exact, opened_over, questions_of
from bench.record_truth import Records
from corpus.abstract import Booklet
from corpus.library import read_booklet
from index.embedding import MiniLM
from rag.assistant import Assistant
from rag.settings import load_settings
from tests.support.programme import programme

ASKED = 200
# A question in fifty is more than any change of the rules has ever lost without a mistake in it.
FLOOR = 0.98


def the_booklet() -> Booklet:
    """The booklet that comes with the product."""
    return read_booklet(load_settings().corpus / "jamps-2020-spring").booklet


@pytest.fixture(scope="module", params=[the_booklet, programme])
def over(
    request: pytest.FixtureRequest, minilm: MiniLM, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Records, Assistant]:
    """The records of a booklet, and an assistant over it."""
    make: Callable[[], Booklet] = request.param
    booklet, var = make(), Path(tmp_path_factory.mktemp("records"))
    return Records(booklet), opened_over(booklet, var, minilm)


@pytest.mark.parametrize("wordings", ["main", "typed"])
def test_records_are_told_exactly(over: tuple[Records, Assistant], wordings: str) -> None:
    """Of many questions, as written and as typed, hardly one is not answered exactly right."""
    records, assistant = over
    asked = questions_of(records, wordings, ASKED, seed=3)
    wrong = not_exact(asked, assistant)
    told = [f"{question.text} -> {answer.text[:120]}" for question, answer in wrong]
    assert len(wrong) <= (1 - FLOOR) * len(asked), "\n".join(told)
