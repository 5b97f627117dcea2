"""A searchable generation of the index, verified to the last byte before anything is parsed."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.abstract import Booklet
from index import abbreviations, catalogue, lexical, manifest, multilingual, stems, tokens, words
from index.abbreviations import IntroducedForms
from index.analysis import ANALYSIS_VERSION
from index.catalogue import Catalogue
from index.e5 import E5_IDENTITY
from index.embedding import EmbedderIdentity
from index.errors import GenerationError
from index.lexical import LexicalIndex
from index.manifest import FileEntry, Manifest, Recipe
from index.multilingual import MultilingualVectors, SecondEncoder
from index.publish import generation_folder, read_pointer
from index.stems import AbstractStems
from index.tokens import TokenVectors
from index.vectors import VectorIndex
from index.words import Words

VECTORS = "vectors.npy"
FILES = (
    catalogue.FILE,
    VECTORS,
    *stems.FILES,
    *words.FILES,
    abbreviations.FILE,
    *(f"{lexical.FOLDER}/{name}" for name in lexical.FILES),
)
_REBUILD = "run 'shoroku build'."


@dataclass(frozen=True, slots=True)
class Generation:
    """One state of the whole index. Read-only, safe in several threads.

    ``multilingual`` is None where the documents are English and too many for a second encoder,
    ``tokens`` where there are too many sentences to store their word pieces.
    """

    id: str
    manifest: Manifest
    catalogue: Catalogue
    lexical: LexicalIndex
    stems: AbstractStems
    words: Words
    abbreviations: IntroducedForms
    vectors: VectorIndex
    tokens: TokenVectors | None
    multilingual: MultilingualVectors | None = None


def files_of(recipe: Recipe) -> tuple[str, ...]:
    """The files that a generation of this recipe consists of, its manifest left out."""
    of_tokens = tokens.FILES if recipe.token_vectors else ()
    return (*FILES, *of_tokens, *(multilingual.FILES if recipe.multilingual else ()))


def current_id(var: Path) -> str | None:
    """The id that CURRENT names, or None where no index has been built."""
    return read_pointer(var)


def open_generation(
    var: Path, embedder: EmbedderIdentity, second: EmbedderIdentity = E5_IDENTITY
) -> Generation:
    """Verify the current generation and open it for questions embedded by ``embedder``.

    ``second`` reads the questions for which the multilingual vectors are there, if they are.

    Raises:
        GenerationError: one sentence that says which file is missing, damaged or foreign, and
            what to do.

    """
    while True:
        wanted = _current(var)
        try:
            return _open(var, wanted, (embedder, second))
        except GenerationError:
            # A build may have switched, and removed this generation, while it was being read.
            if read_pointer(var) == wanted:
                raise


def is_stale(
    var: Path,
    booklets: Sequence[Booklet],
    embedder: EmbedderIdentity,
    second: SecondEncoder | None = None,
) -> bool:
    """Whether a build would make a new generation; loads no model.

    It would where none is there, where it is damaged, and where it was made from other documents,
    with another model or by other rules.
    """
    try:
        found = verified_manifest(var, _current(var))
    except GenerationError:
        return True
    wanted = second.identity_for(booklets) if second else None
    return found.recipe != Recipe.of(booklets, embedder, wanted)


def verified_manifest(var: Path, generation: str) -> Manifest:
    """The manifest of a generation, after comparing every file with it.

    Raises:
        GenerationError: the manifest or a file that it names is missing, damaged or foreign.

    """
    folder = generation_folder(var, generation)
    found = _read_manifest(var, folder)
    if {file.name for file in found.files} != set(files_of(found.recipe)):
        raise GenerationError(f"The index in {folder} does not list the files it needs; {_REBUILD}")
    for expected in found.files:
        _verify(folder, expected)
    return found


def load_parts(folder: Path, generation: str, found: Manifest) -> Generation:
    """Open the files of a verified generation that lies in ``folder``.

    Raises:
        GenerationError: a file cannot be read, or the files do not belong together.

    """
    try:
        opened = Generation(
            generation,
            found,
            Catalogue.load(folder / catalogue.FILE),
            LexicalIndex.load(folder / lexical.FOLDER),
            AbstractStems.load(folder),
            Words.load(folder),
            IntroducedForms.load(folder),
            VectorIndex.load(folder / VECTORS),
            TokenVectors.load(folder) if found.recipe.token_vectors else None,
            MultilingualVectors.load(folder) if found.recipe.multilingual else None,
        )
    except (OSError, ValueError, LookupError, TypeError, sqlite3.Error) as error:
        raise GenerationError(
            f"The index in {folder} cannot be opened ({error}); {_REBUILD}"
        ) from error
    _check_fit(folder, opened)
    return opened


def _current(var: Path) -> str:
    wanted = read_pointer(var)
    if wanted is None:
        raise GenerationError(f"There is no index in {var} yet; {_REBUILD}")
    if not (len(wanted) == manifest.ID_LENGTH and wanted.isalnum()):
        raise GenerationError(f"The file {var / 'CURRENT'} is damaged; {_REBUILD}")
    return wanted


def _open(
    var: Path, wanted: str, encoders: tuple[EmbedderIdentity, EmbedderIdentity]
) -> Generation:
    found, folder = verified_manifest(var, wanted), generation_folder(var, wanted)
    _check_rules(folder, found.recipe, *encoders)
    return load_parts(folder, wanted, found)


def _read_manifest(var: Path, folder: Path) -> Manifest:
    path = folder / manifest.FILE
    if not folder.is_dir():
        raise GenerationError(
            f"{var / 'CURRENT'} names the index {folder.name}, which is not there; {_REBUILD}"
        )
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise GenerationError(
            f"The index file {path} cannot be read ({error.strerror}); {_REBUILD}"
        ) from error
    if manifest.generation_id(raw) != folder.name:
        raise GenerationError(f"The index file {path} is damaged or foreign; {_REBUILD}")
    return _parsed(path, raw)


def _parsed(path: Path, raw: bytes) -> Manifest:
    try:
        version = manifest.format_version_of(raw)
        if version == manifest.FORMAT_VERSION:
            return Manifest.from_bytes(raw)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise GenerationError(f"The index file {path} is no manifest; {_REBUILD}") from error
    raise GenerationError(
        f"The index in {path.parent} has format {version}, but this version of Shoroku reads "
        f"format {manifest.FORMAT_VERSION}; {_REBUILD}"
    )


def _verify(folder: Path, expected: FileEntry) -> None:
    try:
        found = manifest.entry(folder, expected.name)
    except OSError as error:
        raise GenerationError(
            f"The index file {folder / expected.name} cannot be read ({error.strerror}); {_REBUILD}"
        ) from error
    if found != expected:
        raise GenerationError(
            f"The index file {folder / expected.name} is damaged or foreign; {_REBUILD}"
        )


def _check_rules(
    folder: Path, recipe: Recipe, embedder: EmbedderIdentity, second: EmbedderIdentity
) -> None:
    """What a question's words and vectors must have in common with the index."""
    for made, asked in ((recipe.embedder, embedder), (recipe.multilingual or second, second)):
        if made != asked:
            raise GenerationError(
                f"The index in {folder} was made with the embedding model {_name(made)}, "
                f"but questions are read with {_name(asked)}; {_REBUILD}"
            )
    if recipe.analysis_version != ANALYSIS_VERSION:
        raise GenerationError(
            f"The index in {folder} was made with other rules for words; {_REBUILD}"
        )


def _name(embedder: EmbedderIdentity) -> str:
    return f"{embedder.name} ({embedder.dimension} dimensions, weights {embedder.digest[:8]})"


def _check_fit(folder: Path, opened: Generation) -> None:
    """The parts count the same records, and their rows are as long as the model's."""
    wanted = opened.manifest.recipe.embedder.dimension
    pairs = (
        (catalogue.FILE, len(opened.catalogue.abstracts()), opened.manifest.abstracts),
        (lexical.FOLDER, opened.lexical.documents, opened.manifest.abstracts),
        (VECTORS, len(opened.vectors), len(opened.catalogue.passages())),
        (VECTORS, opened.vectors.dimension, wanted),
        *_token_fit(opened, wanted),
        *_multilingual_fit(opened),
    )
    for name, found, expected in pairs:
        if found != expected:
            raise GenerationError(
                f"The index file {folder / name} has {found} rows or columns where {expected} "
                f"belong; {_REBUILD}"
            )


def _token_fit(opened: Generation, wanted: int) -> tuple[tuple[str, int, int], ...]:
    if opened.tokens is None:
        return ()
    return (
        (tokens.VECTORS, len(opened.tokens), len(opened.catalogue.sentences())),
        (tokens.VECTORS, opened.tokens.dimension, wanted),
    )


def _multilingual_fit(opened: Generation) -> tuple[tuple[str, int, int], ...]:
    vectors, encoder = opened.multilingual, opened.manifest.recipe.multilingual
    if vectors is None or encoder is None:
        return ()
    return (
        (multilingual.PASSAGES, len(vectors.passages), len(opened.catalogue.passages())),
        (multilingual.PASSAGES, vectors.passages.dimension, encoder.dimension),
        (multilingual.SENTENCES, len(vectors.sentences), len(opened.catalogue.sentences())),
        (multilingual.SENTENCES, vectors.sentences.shape[1], encoder.dimension),
        (multilingual.TITLES, len(vectors.titles), len(opened.catalogue.abstracts())),
        (multilingual.TITLES, vectors.titles.shape[1], encoder.dimension),
    )
