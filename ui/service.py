"""Asking for many visitors at once: loads the assistant aside, and lets N questions through."""

import asyncio
import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial

from corpus.errors import ShorokuError
from rag.answer import Answer
from rag.conversation import Conversation
from rag.errors import EmptyQuestionError, LongQuestionError
from rag.settings import Settings
from rag.understanding import checked
from ui.asks import Asks, Live, Shelf
from ui.editor.unanswered import UnansweredLog
from ui.i18n import ENGLISH, Texts
from ui.limits import BUSY_SECONDS, RateLimits
from ui.metrics import Metrics
from ui.refusals import (
    BusyError,
    NotOpenError,
    RateError,
    UnknownBookletError,
    reason_of,
)
from ui.replays import Replays

__all__ = ["AnswerService", "Asks", "Inquiry", "Live", "Reply", "Shelf"]

_LOG = logging.getLogger(__name__)
_RETRY_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A question with all that it is asked with.

    ``earlier`` are the questions before it, oldest first, of a client that keeps its own
    conversation; they are asked again, and ``conversation`` is that of one whose turns are kept
    here. ``booklet`` is the id of the only one to be asked; with ``exact`` one that there is not is
    refused, else it counts as none. ``texts`` is the language of the service's own sentences,
    ``client`` the address that is held to the limits, ``way`` the way in.
    """

    question: str
    conversation: Conversation = field(default_factory=Conversation)
    earlier: tuple[str, ...] | None = None
    booklet: str = ""
    exact: bool = False
    texts: Texts = ENGLISH
    client: str = ""
    way: str = "page"


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer with the records of the very generation that gave it."""

    answer: Answer
    shelf: Shelf


class AnswerService:
    """Answers questions of many visitors with one assistant.

    ``open_live`` is called in a background thread, for it may import a model; until it has
    answered one question of its own the service is not ready, and questions wait. While it
    fails it is tried again every few seconds: an index that is built later is picked up.
    """

    def __init__(
        self,
        open_live: Callable[[], Live],
        settings: Settings,
        retry_seconds: float = _RETRY_SECONDS,
    ) -> None:
        self.metrics = Metrics()
        self._open_live = open_live
        self._settings = settings
        self._retry_seconds = retry_seconds
        self._pool = ThreadPoolExecutor(settings.concurrent_answers, "answer")
        self._room = settings.concurrent_answers + settings.queue_length
        self._limits = RateLimits(settings.question_limits)
        self._replays = Replays()
        self._unanswered = UnansweredLog(settings.var) if settings.keep_unanswered else None
        self._inside = 0
        self._live: Live | None = None
        self._failure: str | None = None
        self._settled: Future[None] = Future()
        self._stopping = threading.Event()
        most = settings.concurrent_answers
        self.metrics.watch(
            queued=lambda: max(0, self._inside - most), answering=lambda: min(self._inside, most)
        )

    @property
    def ready(self) -> bool:
        """Whether model and index are loaded and have answered once."""
        return self._live is not None

    @property
    def full(self) -> bool:
        """Whether as many questions as may wait are waiting."""
        return self._inside >= self._room

    @property
    def failure(self) -> str | None:
        """Why the assistant cannot be opened, as a sentence for people; None while it loads."""
        return None if self.ready else self._failure

    def start(self) -> None:
        """Begin to load in a background thread."""
        threading.Thread(target=self._load, name="load", daemon=True).start()

    def stop(self) -> None:
        """Take no more questions, and stop trying to load."""
        self._stopping.set()
        self._pool.shutdown(wait=False, cancel_futures=True)

    def current(self, booklet: str = "") -> Asks:
        """The assistant that would answer now, over one booklet if it names one that there is.

        Raises:
            ShorokuError: nothing can be opened yet.

        """
        if self._live is None:
            raise NotOpenError(self._failure or ENGLISH.loading, round(_RETRY_SECONDS))
        assistant = self._live.current()
        if self.metrics.generation != assistant.generation_id:
            self.metrics.serving(assistant.generation_id, len(assistant.catalogue.abstracts()))
        return assistant.within(booklet) if booklet else assistant

    async def settled(self) -> None:
        """Wait until loading has either succeeded or failed for the first time."""
        # Shielded, for a visitor who leaves must not cancel the wait of the others.
        await asyncio.shield(asyncio.wrap_future(self._settled))

    async def ask(self, inquiry: Inquiry) -> Reply:
        """Answer in turn, after those who asked before; waits while the model loads.

        Raises:
            ShorokuError: the question cannot be taken, too many are waiting, this client has
                asked too often (see ui.refusals), or the index cannot be opened.

        """
        return await self.begin(inquiry)

    def begin(self, inquiry: Inquiry) -> "asyncio.Task[Reply]":
        """Take the question, or refuse it at once; the task gives the reply, or raises as ``ask``.

        Raises:
            ShorokuError: as ``ask``, for everything that can be said without looking for an answer.

        """
        began = time.perf_counter()
        try:
            asking = self._taken(inquiry)
        except ShorokuError as error:
            self.metrics.refused(reason_of(error))
            raise
        self._inside += 1
        task = asyncio.create_task(self._reply(asking, inquiry.way, began))
        task.add_done_callback(self._leave)
        return task

    def _leave(self, _task: "asyncio.Task[Reply]") -> None:
        self._inside -= 1

    def _taken(self, inquiry: Inquiry) -> Callable[[], Reply]:
        """The work of answering, if the question may be asked."""
        texts = inquiry.texts
        wording = self._checked(inquiry.question, texts)
        earlier = tuple(self._checked(it, texts) for it in inquiry.earlier or ())
        if self.full:
            raise BusyError(texts.busy, BUSY_SECONDS)
        seconds = self._limits.wait(inquiry.client)
        if seconds:
            raise RateError(texts.too_often.format(seconds=seconds), seconds)
        return partial(self._answer, inquiry, wording, earlier)

    async def _reply(self, asking: Callable[[], Reply], way: str, began: float) -> Reply:
        await self.settled()
        try:
            working = partial(self._noted, asking)
            reply = await asyncio.get_running_loop().run_in_executor(self._pool, working)
        except ShorokuError as error:
            self.metrics.refused(reason_of(error))
            raise
        except Exception:
            self.metrics.failed()
            raise
        self.metrics.answered(reply.answer, way, time.perf_counter() - began)
        return reply

    def _noted(self, asking: Callable[[], Reply]) -> Reply:
        reply = asking()
        if self._unanswered:
            self._unanswered.note(reply.answer)
        return reply

    def _checked(self, question: str, texts: Texts) -> str:
        # A lone surrogate can come in as JSON but can never go out as UTF-8.
        wording = question.encode("utf-8", "replace").decode("utf-8").strip()
        limit = self._settings.max_question_chars
        try:
            checked(wording, limit)
        except EmptyQuestionError:
            raise EmptyQuestionError(texts.empty_question) from None
        except LongQuestionError as error:
            told = texts.long_question.format(length=error.length, limit=limit)
            raise LongQuestionError(told, error.length) from None
        return wording

    def _answer(self, inquiry: Inquiry, question: str, earlier: tuple[str, ...]) -> Reply:
        assistant = self.current(inquiry.booklet)
        if inquiry.exact and inquiry.booklet:
            _check_booklet(assistant, inquiry.booklet)
        if inquiry.earlier is None:
            return Reply(assistant.ask(question, inquiry.conversation), assistant.catalogue)
        booklet = inquiry.booklet
        conversation, asked = self._replays.before(assistant, booklet, earlier)
        self._limits.charge(inquiry.client, asked)
        answer = assistant.ask(question, conversation)
        after = conversation.after(question, answer)
        self._replays.keep(assistant, booklet, (*earlier, question), after)
        return Reply(answer, assistant.catalogue)

    def _load(self) -> None:
        while not self._stopping.is_set() and not self._loaded():
            self._settle()
            self._stopping.wait(self._retry_seconds)
        self._settle()

    def _settle(self) -> None:
        if not self._settled.done():
            self._settled.set_result(None)

    def _loaded(self) -> bool:
        try:
            live = self._open_live()
            _warm_up(live.current())
            told = {"generation": live.current().generation_id}
            _LOG.info("Ready to answer", extra={"told": told})
        except ShorokuError as error:
            self._note_failure(str(error))
            return False
        except Exception:  # noqa: BLE001 - logged with its trace; people get a sentence
            _LOG.exception("The abstracts could not be opened")
            self._note_failure(ENGLISH.fault)
            return False
        self._live = live
        return True

    def _note_failure(self, sentence: str) -> None:
        if sentence != self._failure:
            _LOG.warning("The abstracts are not open yet: %s", sentence)
        self._failure = sentence


def _check_booklet(assistant: Asks, booklet: str) -> None:
    known = [it.id for it in assistant.catalogue.conferences()]
    if booklet not in known:
        raise UnknownBookletError(
            f"There is no booklet with the id '{booklet}'. GET /api/booklets lists those there are."
        )


def _warm_up(assistant: Asks) -> None:
    """Ask one question, for the first use of a model costs many times a later one.

    Where abstracts are Japanese, one in Japanese too: what reads it is loaded for nobody else.
    """
    japanese = any(abstract.language == "ja" for abstract in assistant.catalogue.abstracts())
    for language in ("en", "ja") if japanese else ("en",):
        for question in assistant.examples(language)[:1]:
            assistant.ask(question, Conversation())
