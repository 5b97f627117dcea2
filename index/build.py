"""Records in, a new current generation out; only what is new is embedded."""

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import numpy as np

from corpus.abstract import Booklet
from index import catalogue, lexical, manifest
from index.abbreviations import IntroducedForms
from index.catalogue import Catalogue
from index.chunking import Window, load_tokenizer, passage_text, passages_of
from index.embedding import Embedder, EmbedderIdentity
from index.errors import GenerationError
from index.generation import VECTORS, files_of, load_parts
from index.lexical import LexicalIndex
from index.manifest import Manifest, Recipe, generation_id
from index.multilingual import MultilingualVectors, SecondEncoder
from index.parallel import once
from index.passage import Passage, Sentence
from index.publish import build_lock, publish, temporary_folder
from index.reading import READING_VERSION, Reading, readings_of
from index.reuse import (
    Known,
    Report,
    embed_new,
    intact_manifest,
    known_vectors,
    sentence_texts,
)
from index.sentences import sentences_of
from index.stems import AbstractStems
from index.tokens import TokenVectors
from index.unfinished import Unfinished, forget_unfinished
from index.vectors import VectorIndex
from index.words import Words, all_words

Progress = Callable[[str, int, int], None]
LoadEmbedder = Callable[[], Embedder]

STAGES = ("load model", "split", "embed passages", "embed sentences", "write")
# After "embed sentences", where there is a second encoder.
MULTILINGUAL_STAGE = "embed for any language"
_LIBRARIES = ("bm25s", "faiss-cpu", "numpy", "sentence-transformers", "sentencex", "torch")


@dataclass(frozen=True, slots=True)
class BuildReport:
    """``embedded`` and ``reused`` count passages. ``changed`` is False where nothing was to do."""

    generation_id: str
    changed: bool
    embedded: int
    reused: int
    seconds: float


@dataclass(frozen=True, slots=True)
class _Encoders:
    """What reads the texts; ``token_vectors``: whether sentences are read for the disk too."""

    first: Embedder
    second: SecondEncoder | None
    token_vectors: bool


@dataclass(frozen=True, slots=True)
class _Kept:
    """What this build, or one that was killed, has embedded so far."""

    passages: Unfinished
    sentences: Unfinished
    multilingual: Unfinished

    @classmethod
    def of(cls, var: Path, recipe: Recipe) -> "_Kept":
        first, second = recipe.embedder, recipe.multilingual or recipe.embedder
        return cls(
            Unfinished(var, "passages", first),
            Unfinished(var, f"sentences-{READING_VERSION}", first),
            Unfinished(var, "multilingual", second),
        )

    def learn(self, known: Known) -> None:
        """Add to ``known`` what it lacks."""
        known.passages.update(self.passages.known())
        known.sentences.update(self.sentences.known())
        known.multilingual.update(self.multilingual.known())


@dataclass(frozen=True, slots=True)
class _Parts:
    """What will be written."""

    catalogue: Catalogue
    lexical: LexicalIndex
    stems: AbstractStems
    words: Words
    abbreviations: IntroducedForms
    vectors: VectorIndex
    tokens: TokenVectors | None
    multilingual: MultilingualVectors | None
    embedded: int


def build(  # noqa: PLR0913, PLR0917 - what to index, the encoders, and who listens
    var: Path,
    booklets: Sequence[Booklet],
    identity: EmbedderIdentity,
    load_embedder: LoadEmbedder,
    progress: Progress,
    second: SecondEncoder | None = None,
) -> BuildReport:
    """Bring the index in ``var`` up to date with ``booklets``.

    ``load_embedder`` is called only if the index is not up to date, so that an unchanged corpus
    never costs the loading of a model; what it returns must have the given identity.
    ``second`` says which encoder reads any language; it is loaded only where its vectors pay.
    ``progress`` hears (stage, done, total) with a stage of ``STAGES``.

    Raises:
        GenerationError: there is nothing to index, another build is running, or the disk refuses.

    """
    started = time.monotonic()
    _check_records(booklets)
    second = second if second and second.identity_for(booklets) else None
    recipe = Recipe.of(booklets, identity, second.identity if second else None)
    with build_lock(var):
        current = intact_manifest(var)
        if current and current[1].recipe == recipe:
            return _report(current[0], started, total=current[1].passages)
        known, kept = known_vectors(var, identity, recipe.multilingual), _Kept.of(var, recipe)
        kept.learn(known)
        embedder = _loaded(identity, load_embedder, progress)
        encoders = _Encoders(embedder, second, recipe.token_vectors)
        parts = _make(booklets, encoders, known, kept, progress)
        progress("write", 0, 1)
        new = _write(var, parts, recipe)
        forget_unfinished(var)
        progress("write", 1, 1)
    return _report(new, started, total=len(parts.vectors), embedded=parts.embedded, changed=True)


def _report(
    generation: str, started: float, *, total: int, embedded: int = 0, changed: bool = False
) -> BuildReport:
    seconds = time.monotonic() - started
    return BuildReport(generation, changed, embedded, total - embedded, seconds)


def _check_records(booklets: Sequence[Booklet]) -> None:
    ids = [abstract.id for booklet in booklets for abstract in booklet.abstracts]
    conferences = [booklet.conference.id for booklet in booklets]
    if not ids:
        raise GenerationError(
            "The corpus holds no abstract, so there is nothing to index; add a booklet and see "
            "what 'shoroku corpus check' says of it."
        )
    for name in (*_repeated(ids), *_repeated(conferences)):
        raise GenerationError(
            f"The id '{name}' stands for two records; give one of the booklet folders another name."
        )


def _repeated(names: Sequence[str]) -> list[str]:
    return sorted(name for name, count in Counter(names).items() if count > 1)


def _loaded(
    identity: EmbedderIdentity, load_embedder: LoadEmbedder, progress: Progress
) -> Embedder:
    progress("load model", 0, 1)
    embedder = load_embedder()
    progress("load model", 1, 1)
    if embedder.identity != identity:
        raise GenerationError(
            f"The embedding model that was loaded is {embedder.identity.name}, not "
            f"{identity.name}, or has other weights; reinstall Shoroku's packages."
        )
    return embedder


def _make(
    booklets: Sequence[Booklet],
    encoders: _Encoders,
    known: Known,
    kept: _Kept,
    progress: Progress,
) -> _Parts:
    records, passage_texts, readings = _split(booklets, encoders.first, progress)
    passages, embedded = embed_new(
        passage_texts,
        str,
        known.passages,
        lambda texts: list(encoders.first.encode(texts)),
        _for_stage(progress, "embed passages"),
        kept.passages.keep,
    )
    return _Parts(
        records,
        LexicalIndex.of(records.abstracts()),
        AbstractStems.of(records.abstracts()),
        Words.of(map(all_words, records.abstracts())),
        IntroducedForms.of(it.text for it in records.abstracts()),
        VectorIndex(np.stack(passages)),
        _tokens(readings, encoders, known, kept, progress),
        _multilingual(passage_texts, records, encoders, known, kept, progress),
        embedded,
    )


def _tokens(
    readings: Sequence[Reading], encoders: _Encoders, known: Known, kept: _Kept, progress: Progress
) -> TokenVectors | None:
    if not encoders.token_vectors:
        return None
    embedder = encoders.first
    sentences, _ = embed_new(
        readings,
        lambda reading: reading.key,
        known.sentences,
        lambda some: [rows.astype(np.float16) for rows in embedder.sentence_tokens(some)],
        _for_stage(progress, "embed sentences"),
        kept.sentences.keep,
    )
    return TokenVectors.of_sentences(sentences, embedder.identity.dimension)


def _multilingual(  # noqa: PLR0913, PLR0917 - as above, and the texts
    passages: Sequence[str],
    records: Catalogue,
    encoders: _Encoders,
    known: Known,
    kept: _Kept,
    progress: Progress,
) -> MultilingualVectors | None:
    """The second encoder's rows; it is loaded at the first text that is not known."""
    if encoders.second is None:
        return None
    load = once(encoders.second.load)
    sentences = list(sentence_texts(records))
    titles = [abstract.heading for abstract in records.abstracts()]
    rows, _ = embed_new(
        [*passages, *sentences, *titles],
        str,
        known.multilingual,
        lambda texts: list(load().passages(texts)),
        _for_stage(progress, MULTILINGUAL_STAGE),
        kept.multilingual.keep,
    )
    matrix = np.stack(rows)
    own, of_sentences, of_titles = np.split(matrix, [len(passages), len(passages) + len(sentences)])
    return MultilingualVectors(VectorIndex(own), of_sentences, of_titles)


def _for_stage(progress: Progress, stage: str) -> Report:
    return lambda done, total: progress(stage, done, total)


def _split(
    booklets: Sequence[Booklet], embedder: Embedder, progress: Progress
) -> tuple[Catalogue, list[str], list[Reading]]:
    """The records with their slices, and what to embed for passages and for sentences."""
    tokenizer, window = load_tokenizer(), Window(embedder.window, embedder.count)
    abstracts = [abstract for booklet in booklets for abstract in booklet.abstracts]
    passages: list[Passage] = []
    sentences: list[Sentence] = []
    passage_texts: list[str] = []
    readings: list[Reading] = []
    for done, abstract in enumerate(abstracts, start=1):
        own_sentences = sentences_of(abstract)
        own_passages = passages_of(abstract, own_sentences, tokenizer, window)
        sentences += own_sentences
        passages += own_passages
        readings += readings_of(abstract, own_sentences)
        passage_texts += [passage_text(abstract, p, window) for p in own_passages]
        progress("split", done, len(abstracts))
    return Catalogue.of(booklets, passages, sentences), passage_texts, readings


def _write(var: Path, parts: _Parts, recipe: Recipe) -> str:
    with temporary_folder(var) as folder:
        (folder / lexical.FOLDER).mkdir()
        parts.catalogue.save(folder / catalogue.FILE)
        parts.lexical.save(folder / lexical.FOLDER)
        parts.stems.save(folder)
        parts.words.save(folder)
        parts.abbreviations.save(folder)
        parts.vectors.save(folder / VECTORS)
        if parts.tokens:
            parts.tokens.save(folder)
        if parts.multilingual:
            parts.multilingual.save(folder)
        written = _manifest(folder, parts, recipe)
        (folder / manifest.FILE).write_bytes(written.to_bytes())
        new = generation_id(written.to_bytes())
        # What cannot be opened must not be served: try it before the switch.
        load_parts(folder, new, written)
        publish(var, folder, new)
    return new


def _manifest(folder: Path, parts: _Parts, recipe: Recipe) -> Manifest:
    return Manifest(
        recipe=recipe,
        abstracts=len(parts.catalogue.abstracts()),
        passages=len(parts.vectors),
        sentences=len(parts.catalogue.sentences()),
        files=manifest.entries(folder, files_of(recipe)),
        libraries=tuple((name, version(name)) for name in _LIBRARIES),
    )
