"""A server process over an assistant that is slow, or fails, where a question says so.

``python -m tests.support.moody_server PORT STOP_SECONDS [careless]``. A careless one logs as
uvicorn and the logging library do by themselves.
"""

import logging
import re
import sys
import time
from dataclasses import dataclass, field

from rag.answer import Answer
from rag.conversation import Conversation
from rag.settings import load_settings
from tests.support.served import Fixed
from tests.support.table_assistant import Shelf, TableAssistant
from ui.logs import configure
from ui.process import run
from ui.server import create_app
from ui.service import AnswerService
from ui.stopping import Traffic

_NEW = Conversation()


@dataclass(frozen=True, slots=True)
class MoodyAssistant:
    """The table assistant; "slow 3 …" takes three seconds, "crash …" raises what was asked."""

    generation_id: str = "moody-1"
    catalogue: Shelf = field(default_factory=Shelf)

    def ask(self, question: str, conversation: Conversation = _NEW, /) -> Answer:
        """The table's answer, in its time."""
        slow = re.match(r"slow (\d+)", question)
        if slow:
            time.sleep(int(slow[1]))
        if question.startswith("crash"):
            raise ValueError(question)
        return TableAssistant().ask(question.partition(": ")[2] or question, conversation)

    def examples(self, language: str, /) -> tuple[str, ...]:
        """Those of the table."""
        return TableAssistant().examples(language)

    def within(self, _conference_id: str, /) -> "MoodyAssistant":
        """Itself."""
        return self


def main(port: str, stop_seconds: str, mood: str = "") -> None:
    """Serve until told to stop."""
    settings = load_settings(port=port)
    configure(settings)
    if mood == "careless":
        logging.basicConfig(level=logging.DEBUG, force=True)
    service, traffic = AnswerService(lambda: Fixed(MoodyAssistant()), settings), Traffic()
    app = create_app(settings, service, traffic)
    if mood == "careless":
        import uvicorn  # noqa: PLC0415 - imported late by the product too

        uvicorn.run(app, port=settings.port, log_level="debug")
        return
    run(app, settings, traffic, float(stop_seconds))


if __name__ == "__main__":
    main(*sys.argv[1:])
