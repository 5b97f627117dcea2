"""Many visitors, one assistant."""

import asyncio
import threading
from collections.abc import Iterator

import pytest

from corpus.errors import ShorokuError
from rag.conversation import Conversation
from rag.errors import QuestionError
from rag.settings import load_settings
from tests.support.gated import Gated
from tests.support.served import Fixed, table_live, wait_until
from tests.support.table_assistant import FINDING, WHY_REEDS
from ui.i18n import JAPANESE, preferred_language
from ui.refusals import BusyError
from ui.service import AnswerService, Inquiry

NEW = Conversation()


@pytest.fixture
def service() -> Iterator[AnswerService]:
    """A service over the table assistant, loading."""
    started = AnswerService(table_live, load_settings())
    started.start()
    yield started
    started.stop()


def test_an_answer_comes_with_the_records_of_its_generation(service: AnswerService) -> None:
    """The reply holds the answer and the shelf that its citations point into."""
    reply = asyncio.run(service.ask(Inquiry(f"  {WHY_REEDS}\n")))
    assert reply.answer.citations[0].quote == FINDING
    assert FINDING in reply.shelf.abstract(reply.answer.citations[0].abstract_id).text


@pytest.mark.parametrize("question", ["", "   \n", "\u3000"])
def test_an_empty_question_is_refused(service: AnswerService, question: str) -> None:
    """Nothing asked, nothing searched: a sentence says what to do."""
    with pytest.raises(QuestionError, match="Please type a question first"):
        asyncio.run(service.ask(Inquiry(question)))


def test_the_longest_question_is_taken_and_one_longer_is_not(service: AnswerService) -> None:
    """2,000 characters pass, 2,001 do not, and the sentence says both figures."""
    assert asyncio.run(service.ask(Inquiry("x" * 2000))).answer.question == "x" * 2000
    with pytest.raises(QuestionError, match=r"2,001 characters long; at most 2,000"):
        asyncio.run(service.ask(Inquiry("x" * 2001)))
    with pytest.raises(QuestionError, match="2,001 文字"):
        asyncio.run(service.ask(Inquiry("字" * 2001, texts=JAPANESE)))


def test_half_a_character_is_mended(service: AnswerService) -> None:
    """A lone surrogate, which no answer could be sent with, becomes a question mark."""
    assert asyncio.run(service.ask(Inquiry("why \ud800 so"))).answer.question == "why ? so"


def test_only_so_many_are_answered_at_once_and_only_so_many_wait() -> None:
    """Two inside, one waiting, and the fourth is told at once to come back."""
    counting = Gated()
    settings = load_settings(concurrent_answers=2, queue_length=1)
    service = AnswerService(lambda: Fixed(counting), settings)
    service.start()

    async def four() -> None:
        asked = [asyncio.create_task(service.ask(Inquiry(WHY_REEDS))) for _ in range(3)]
        await asyncio.to_thread(wait_until, lambda: counting.inside == 2)
        with pytest.raises(BusyError, match="in a moment"):
            await service.ask(Inquiry(WHY_REEDS))
        counting.gate.set()
        assert len(await asyncio.gather(*asked)) == 3
        assert (await service.ask(Inquiry(WHY_REEDS))).answer.answerable

    asyncio.run(four())
    service.stop()
    assert counting.most == 2


def test_a_question_waits_while_the_assistant_loads() -> None:
    """Asked before it is ready, a question is kept and answered afterwards."""
    gate = threading.Event()

    def slowly() -> Fixed:
        gate.wait(10)
        return table_live()

    service = AnswerService(slowly, load_settings())
    service.start()

    async def early() -> None:
        asked = asyncio.create_task(service.ask(Inquiry(WHY_REEDS)))
        await asyncio.sleep(0.1)
        assert not asked.done()
        assert not service.ready
        assert service.failure is None
        gate.set()
        assert (await asked).answer.answerable

    asyncio.run(early())
    service.stop()


def test_a_failure_is_told_and_a_later_index_is_picked_up() -> None:
    """While nothing opens, questions get the reason; once it opens, they get answers."""
    mended = threading.Event()

    def sometimes() -> Fixed:
        if not mended.is_set():
            raise ShorokuError("There is no index in var/. Run: shoroku build")
        return table_live()

    service = AnswerService(sometimes, load_settings(), retry_seconds=0.05)
    service.start()
    with pytest.raises(ShorokuError, match="Run: shoroku build"):
        asyncio.run(service.ask(Inquiry(WHY_REEDS)))
    assert service.failure == "There is no index in var/. Run: shoroku build"
    mended.set()
    wait_until(lambda: service.ready and service.failure is None)
    assert asyncio.run(service.ask(Inquiry(WHY_REEDS))).answer.answerable
    service.stop()


@pytest.mark.parametrize(
    ("header", "asked_for", "language"),
    [
        ("ja,en;q=0.8", None, "ja"),
        ("en-US,ja;q=0.5", None, "en"),
        ("fr;q=0.9, ja-JP;q=0.7, en;q=0.6", None, "ja"),
        ("ja;q=0, en", None, "en"),
        ("de", None, "en"),
        ("", None, "en"),
        (";;q=x,,", None, "en"),
        ("en", "ja", "ja"),
        ("ja", "xx", "ja"),
    ],
)
def test_the_page_takes_the_visitors_language(
    header: str, asked_for: str | None, language: str
) -> None:
    """The address decides, then the browser's wishes in their order, then English."""
    assert preferred_language(header, asked_for) == language
