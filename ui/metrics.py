"""What an operator's Prometheus reads: counts and times, never a word of what was asked."""

from collections.abc import Callable, Sequence
from importlib.metadata import version
from ipaddress import ip_address, ip_network

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    Info,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from rag.answer import Answer

MEDIA_TYPE = CONTENT_TYPE_LATEST
_SECONDS = (0.025, 0.05, 0.075, 0.1, 0.15, 0.25, 0.5, 0.75, 1.0, 2.0, 5.0, 10.0)

_QUESTIONS = (
    "Questions answered, by the kind of reply, its language, and the way in.",
    "kind",
    "language",
    "way",
)


class Metrics:
    """The figures of one server, in a registry of its own."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self._questions = self._counter("shoroku_questions", *_QUESTIONS)
        self._refusals = self._counter(
            "shoroku_refusals", "What was not taken, by the reason.", "reason"
        )
        self._faults = self._counter("shoroku_faults", "Faults of the server.")
        self._seconds = Histogram(
            "shoroku_answer_seconds",
            "From the question's arrival to its answer, waiting included.",
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._ready = self._gauge("shoroku_ready", "1 when questions can be answered.")
        self._abstracts = self._gauge("shoroku_abstracts", "Abstracts that can be asked about.")
        self._switches = self._counter("shoroku_generation_switches", "New indexes taken up.")
        self._generation = self._info("shoroku_generation", "The index that answers.")
        self.generation = ""
        self._info("shoroku_build", "The program.").info({"version": version("shoroku")})

    def text(self) -> bytes:
        """All of it, in the text form that Prometheus reads."""
        return generate_latest(self._registry)

    def watch(self, queued: Callable[[], int], answering: Callable[[], int]) -> None:
        """Ask these for the questions that wait, and for those being answered, when read."""
        self._gauge("shoroku_queue_depth", "Questions that wait for their turn.").set_function(
            queued
        )
        self._gauge("shoroku_answering", "Questions being answered.").set_function(answering)

    def answered(self, answer: Answer, way: str, seconds: float) -> None:
        """An answer was given, so long after its question had come."""
        self._questions.labels(str(answer.kind), answer.language, way).inc()
        self._seconds.observe(seconds)

    def refused(self, reason: str) -> None:
        """Something was not taken; ``reason`` is one of a few words."""
        self._refusals.labels(reason).inc()

    def failed(self) -> None:
        """Something went wrong on our side."""
        self._faults.inc()

    def serving(self, generation: str, abstracts: int) -> None:
        """From now on this generation answers, over so many abstracts."""
        if self.generation:
            self._switches.inc()
        self.generation = generation
        self._generation.info({"id": generation})
        self._abstracts.set(abstracts)
        self._ready.set(1)

    def _counter(self, name: str, told: str, *labels: str) -> Counter:
        return Counter(name, told, labels, registry=self._registry)

    def _info(self, name: str, told: str) -> Info:
        return Info(name, told, registry=self._registry)

    def _gauge(self, name: str, told: str) -> Gauge:
        return Gauge(name, told, registry=self._registry)


def may_read(client: str, allowed: Sequence[str]) -> bool:
    """Whether an address is one of those, or within one of the networks, that may read them."""
    try:
        address = ip_address(client)
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None) or address
    return any(mapped in ip_network(network) for network in allowed)
