"""An assistant that follows the index: a new generation is taken up between two questions."""

import logging
import threading
from typing import get_args

from corpus.errors import ShorokuError
from index.embedding import Embedder
from rag.assistant import Assistant
from rag.bootstrap import current_generation, open_assistant
from rag.language import Language
from rag.settings import Settings

_LOG = logging.getLogger(__name__)
# Seconds that a new assistant is left to whoever waits for its first answer.
_TRIED_AFTER = 2.0


class LiveAssistant:
    """Holds one assistant and replaces it whole, so that no answer mixes two generations.

    When a new generation cannot be opened the old one goes on serving; the reason is logged once.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._assistant: Assistant | None = None
        self._refused: str | None = None

    def current(self) -> Assistant:
        """The assistant over the newest generation that can be opened.

        Raises:
            ShorokuError: nothing has been opened yet and the current generation cannot be.

        """
        with self._lock:
            wanted = current_generation(self._settings)
            if self._assistant is None:
                self._assistant = self._opened(None)
            elif wanted not in (None, self._assistant.generation_id, self._refused):
                self._take_up(self._assistant, wanted)
            return self._assistant

    def _take_up(self, old: Assistant, wanted: str | None) -> None:
        try:
            self._assistant = self._opened(old.embedder)
        except ShorokuError as error:
            self._refused = wanted
            _LOG.warning("The new index is not used, the old one goes on serving: %s", error)
        else:
            told = {"generation": wanted, "before": old.generation_id}
            _LOG.info("A new index is in use", extra={"told": told})

    def _opened(self, embedder: Embedder | None) -> Assistant:
        """A new assistant, which tries its suggestions out when it has answered a first question.

        Else visitors would wait for that whenever an abstract is shown for the first time.
        """
        assistant = open_assistant(self._settings, embedder)
        spoken = {it.language for it in assistant.catalogue.abstracts()}
        for language in get_args(Language):
            if language in spoken:
                timer = threading.Timer(_TRIED_AFTER, assistant.try_out, (language,))
                timer.daemon = True
                timer.start()
        return assistant
