"""The composition root: settings in, a built index or a ready assistant out."""

import threading
from functools import lru_cache, partial
from pathlib import Path

from corpus.parsed import read_kept_library
from corpus.progress import Progress as Reading
from corpus.report import ParsedBooklet
from index.build import BuildReport, Progress, build
from index.e5 import E5, E5_IDENTITY, load_e5
from index.embedding import (
    MINILM_IDENTITY,
    Embedder,
    MiniLM,
    load_minilm,
    load_minilm_for_building,
)
from index.generation import Generation, current_id, is_stale, open_generation
from index.multilingual import SecondEncoder
from rag.assistant import Assistant
from rag.reader.loading import load_multilingual_reader, load_reader
from rag.reader.reader import LateReader, Readers
from rag.settings import Settings
from rag.zoning.loading import load_zoner

SECOND = SecondEncoder(E5_IDENTITY, load_e5)
_LOADING = threading.Lock()
_load_once = lru_cache(maxsize=1)(load_e5)


def load_second() -> E5:
    """The encoder for all languages, loaded at the first call of the process."""
    with _LOADING:
        return _load_once()


# One for the process, as its encoder is.
_MULTILINGUAL = LateReader(lambda: load_multilingual_reader(load_second()))


def build_index(settings: Settings, progress: Progress) -> BuildReport:
    """Read the corpus and bring the index up to date; embeds only what is new."""
    booklets = [parsed.booklet for parsed in read_booklets(settings, partial(progress, "read"))]
    return build(
        settings.var, booklets, MINILM_IDENTITY, load_minilm_for_building, progress, SECOND
    )


def read_booklets(settings: Settings, progress: Reading | None = None) -> tuple[ParsedBooklet, ...]:
    """Every booklet of the corpus folder, corrections applied; read anew only where it changed."""
    return read_kept_library(settings.corpus, kept_readings(settings), progress)


def kept_readings(settings: Settings) -> Path:
    """Where the readings of documents are kept."""
    return settings.var / "parsed"


def index_is_stale(settings: Settings) -> bool:
    """Whether the index is missing or was made from other documents, models or rules."""
    booklets = [parsed.booklet for parsed in read_booklets(settings)]
    return is_stale(settings.var, booklets, MINILM_IDENTITY, SECOND)


def open_assistant(settings: Settings, embedder: Embedder | None = None) -> Assistant:
    """The assistant over the current generation. ``embedder`` saves loading the model again."""
    generation = open_generation(settings.var, MINILM_IDENTITY)
    return assistant_over(generation, embedder or load_minilm(), settings.max_question_chars)


def assistant_over(
    generation: Generation, embedder: Embedder, max_question_chars: int = 2000
) -> Assistant:
    """The assistant over a generation, with the readers that were trained upon these encoders."""
    return Assistant(generation, embedder, max_question_chars, load_second, readers_upon(embedder))


def readers_upon(embedder: Embedder) -> Readers:
    """All readers that were trained upon an encoder and the one for all languages."""
    if not isinstance(embedder, MiniLM):
        return Readers(multilingual=_MULTILINGUAL)
    english = LateReader(partial(load_reader, embedder))
    return Readers(english, _MULTILINGUAL, load_zoner())


def current_generation(settings: Settings) -> str | None:
    """The id of the generation that an assistant opened now would serve."""
    return current_id(settings.var)
