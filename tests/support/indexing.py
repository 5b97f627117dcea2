"""Building and opening an index with the small embedder."""

from collections.abc import Sequence
from pathlib import Path

from corpus.abstract import Booklet
from index.build import BuildReport, build
from index.generation import Generation, open_generation
from index.sentence_tokens import sentence_tokens
from tests.support.hashing_embedder import HASHING, HashingEmbedder


def built(
    var: Path, booklets: Sequence[Booklet], embedder: HashingEmbedder | None = None
) -> BuildReport:
    """Build ``booklets`` into ``var``, silently."""
    chosen = embedder or HashingEmbedder()
    return build(var, booklets, chosen.identity, lambda: chosen, silent)


def opened(var: Path) -> Generation:
    """The current generation, for the small embedder."""
    return open_generation(var, HASHING)


def silent(stage: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


def answers(generation: Generation) -> tuple[object, ...]:
    """Everything that a question can learn from a generation, comparable with ``==``."""
    embedder = HashingEmbedder()
    tokens = sentence_tokens(generation, embedder).of(range(len(generation.catalogue.sentences())))
    questions = ("why do reeds return", "grass ropes", "湖の氷", "number 3 of the river")
    rows = embedder.encode(questions)
    return (
        generation.catalogue.conferences(),
        generation.catalogue.abstracts(),
        generation.catalogue.passages(),
        generation.catalogue.sentences(),
        *(generation.lexical.scores(question).tobytes() for question in questions),
        *(generation.vectors.scores(row).tobytes() for row in rows),
        *(tokens[row].tobytes() for row in sorted(tokens)),
    )
