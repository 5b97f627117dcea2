"""Where the processor's time of a question goes: each part of an answer without what it calls.

Used by ``python -m bench.scale ask DIR --stages``. The parts are timed by wrapping them; what one
hands to other threads is counted to it. One question at a time.
"""

import functools
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from typing import Any

Timed = Callable[..., Any]


class Stages:
    """Seconds of the processor and calls by part; what no part has is ``rest``."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self.calls: Counter[str] = Counter()
        self._inner = [0.0]

    def wrap(self, owner: Any, name: str, part: str) -> None:  # noqa: ANN401 - class or module
        """Count the calls of ``owner.name`` to a part."""
        setattr(owner, name, self.timed(getattr(owner, name), part))

    def timed(self, function: Timed, part: str) -> Timed:
        """The function, counted to a part without what inner parts take."""

        @functools.wraps(function)
        def counted(*given: Any, **named: Any) -> Any:  # noqa: ANN401
            began = time.process_time()
            self._inner.append(0.0)
            try:
                return function(*given, **named)
            finally:
                used = time.process_time() - began
                self.seconds[part] += used - self._inner.pop()
                self.calls[part] += 1
                self._inner[-1] += used

        return counted

    def forget(self) -> None:
        """Begin to count anew."""
        self.seconds.clear()
        self.calls.clear()

    def rows(self, questions: int) -> list[str]:
        """A row of a table for each part, the dearest first: ms and calls a question."""
        return [
            f"| {part} | {1000 * seconds / questions:.1f} | {self.calls[part] / questions:.1f} |"
            for part, seconds in sorted(self.seconds.items(), key=lambda it: -it[1])
        ]


def watch() -> Stages:
    """Wrap the parts of an answer, before an assistant is opened."""
    from index import embedding, sentence_tokens  # noqa: PLC0415 - heavy
    from rag import assistant, evidence, lookup, records, retrieval, spelling, topic  # noqa: PLC0415
    from rag.languages import Languages  # noqa: PLC0415
    from rag.second_reading import SecondReading  # noqa: PLC0415

    stages = Stages()
    for owner, name, part in (
        (assistant.Assistant, "ask", "rest"),
        (embedding.MiniLM, "vectors_and_tokens", "question read"),
        (sentence_tokens.ReadTokens, "of", "sentences read"),
        (evidence.EvidenceFinder, "find", "sentences weighed"),
        (SecondReading, "of", "sentences read beside the question"),
        (retrieval.Retriever, "rank_all", "abstracts ranked"),
        (Languages, "rank", "abstracts ranked, any language"),
        (Languages, "evidence", "sentences weighed, any language"),
        (spelling.Speller, "correct", "spelling"),
        (lookup, "mentions_in", "names found"),
        (lookup.Lookup, "restricted", "limits"),
        (topic.Topics, "expanded", "abbreviations"),
        (topic.Topics, "literal", "topics found"),
        (topic.Topics, "match", "topics found"),
        (topic.Topics, "narrowed", "topics found"),
        (records.RecordsDesk, "answer", "records told"),
    ):
        stages.wrap(owner, name, part)
    return stages
