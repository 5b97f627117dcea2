"""Asking for many visitors at once: loads the assistant aside, and lets N questions through."""

import asyncio
import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from corpus.abstract import Abstract, Conference, Tombstone
from corpus.errors import ShorokuError
from rag.answer import Answer
from rag.conversation import Conversation
from rag.errors import QuestionError
from rag.settings import Settings
from ui.i18n import ENGLISH, Texts

_LOG = logging.getLogger(__name__)
_RETRY_SECONDS = 5.0


class Shelf(Protocol):
    """The records that an answer's citations point into."""

    def conferences(self) -> tuple[Conference, ...]:
        """Every conference."""

    def conference(self, conference_id: str, /) -> Conference:
        """One conference."""

    def abstract(self, abstract_id: str, /) -> Abstract:
        """One abstract; raises KeyError where there is none of this id."""

    def abstracts(self) -> tuple[Abstract, ...]:
        """Every abstract, in the order of the booklets."""

    def tombstone(self, abstract_id: str, /) -> Tombstone | None:
        """What is left of a withdrawn abstract; None where it was not withdrawn."""


class Asks(Protocol):
    """What answers: the assistant over one generation of the index."""

    @property
    def catalogue(self) -> Shelf:
        """The records of this generation."""

    @property
    def generation_id(self) -> str:
        """Which generation this is."""

    def ask(self, question: str, conversation: Conversation = ..., /) -> Answer:
        """The answer to a question; safe to call from several threads."""

    def examples(self, language: str, /) -> tuple[str, ...]:
        """Questions that the corpus answers."""

    def within(self, conference_id: str, /) -> "Asks":
        """The same over one conference alone; itself where there is none of this id."""


class Live(Protocol):
    """What follows the index (see rag.live)."""

    def current(self) -> Asks:
        """The assistant over the newest generation that opens; raises ShorokuError if none."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer with the records of the very generation that gave it."""

    answer: Answer
    shelf: Shelf


class BusyError(ShorokuError):
    """As many questions as may wait are waiting already."""


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
        self._open_live = open_live
        self._settings = settings
        self._retry_seconds = retry_seconds
        self._pool = ThreadPoolExecutor(settings.concurrent_answers, "answer")
        self._room = settings.concurrent_answers + settings.queue_length
        self._inside = 0
        self._live: Live | None = None
        self._failure: str | None = None
        self._settled: Future[None] = Future()
        self._stopping = threading.Event()

    @property
    def ready(self) -> bool:
        """Whether model and index are loaded and have answered once."""
        return self._live is not None

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
            raise ShorokuError(self._failure or ENGLISH.loading)
        assistant = self._live.current()
        return assistant.within(booklet) if booklet else assistant

    async def settled(self) -> None:
        """Wait until loading has either succeeded or failed for the first time."""
        # Shielded, for a visitor who leaves must not cancel the wait of the others.
        await asyncio.shield(asyncio.wrap_future(self._settled))

    async def ask(
        self,
        question: str,
        conversation: Conversation,
        texts: Texts = ENGLISH,
        booklet: str = "",
    ) -> Reply:
        """Answer in turn, after those who asked before; waits while the model loads.

        Raises:
            ShorokuError: the question cannot be taken, too many are waiting, or the index
                cannot be opened; ``texts`` is the language of the service's own sentences.

        """
        wording = self._checked(question, texts)
        if self._inside >= self._room:
            raise BusyError(texts.busy)
        self._inside += 1
        try:
            await self.settled()
            loop = asyncio.get_running_loop()
            asking = partial(self._answer, wording, conversation, booklet)
            return await loop.run_in_executor(self._pool, asking)
        finally:
            self._inside -= 1

    def _checked(self, question: str, texts: Texts) -> str:
        # A lone surrogate can come in as JSON but can never go out as UTF-8.
        wording = question.encode("utf-8", "replace").decode("utf-8").strip()
        if not wording:
            raise QuestionError(texts.empty_question)
        limit = self._settings.max_question_chars
        if len(wording) > limit:
            raise QuestionError(texts.long_question.format(length=len(wording), limit=limit))
        return wording

    def _answer(self, question: str, conversation: Conversation, booklet: str) -> Reply:
        assistant = self.current(booklet)
        return Reply(assistant.ask(question, conversation), assistant.catalogue)

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


def _warm_up(assistant: Asks) -> None:
    """Ask one question, for the first use of a model costs many times a later one.

    Where abstracts are Japanese, one in Japanese too: what reads it is loaded for nobody else.
    """
    japanese = any(abstract.language == "ja" for abstract in assistant.catalogue.abstracts())
    for language in ("en", "ja") if japanese else ("en",):
        for question in assistant.examples(language)[:1]:
            assistant.ask(question, Conversation())
