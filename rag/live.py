"""An assistant that follows the index: a new generation is taken up between two questions."""

import logging
import threading

from corpus.errors import ShorokuError
from rag.assistant import Assistant
from rag.bootstrap import current_generation, open_assistant
from rag.settings import Settings

_LOG = logging.getLogger(__name__)


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
                self._assistant = open_assistant(self._settings)
            elif wanted not in (None, self._assistant.generation_id, self._refused):
                self._take_up(self._assistant, wanted)
            return self._assistant

    def _take_up(self, old: Assistant, wanted: str | None) -> None:
        try:
            self._assistant = open_assistant(self._settings, old.embedder)
        except ShorokuError as error:
            self._refused = wanted
            _LOG.warning("The new index is not used, the old one goes on serving: %s", error)
        else:
            told = {"generation": wanted, "before": old.generation_id}
            _LOG.info("A new index is in use", extra={"told": told})
