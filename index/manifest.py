"""What a generation is made of and from: the file that everything else is checked against.

The manifest's own check is its name: a generation's id is the beginning of the SHA-256 of its
manifest, so that no byte of either can change unseen, and equal content has an equal id.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from corpus.abstract import Booklet
from index.analysis import ANALYSIS_VERSION
from index.chunking import ENCODING, TARGET_TOKENS
from index.embedding import EmbedderIdentity
from index.reading import READING_VERSION
from index.tokens import STORED_UP_TO

FILE = "manifest.json"
# Goes up whenever files of a generation change their meaning.
FORMAT_VERSION = 6
ID_LENGTH = 16


@dataclass(frozen=True, slots=True)
class FileEntry:
    """One file of a generation; ``name`` is its path inside, with forward slashes."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything that decides what a generation holds. Equal recipes give equal generations.

    ``multilingual`` is the second encoder, or None where the generation has no vectors of one.
    ``token_vectors``: whether the vectors of word pieces are stored.
    """

    corpus_digest: str
    embedder: EmbedderIdentity
    multilingual: EmbedderIdentity | None
    token_vectors: bool
    encoding: str
    target_tokens: int
    analysis_version: int
    reading_version: int
    format_version: int

    @classmethod
    def of(
        cls,
        booklets: Sequence[Booklet],
        embedder: EmbedderIdentity,
        multilingual: EmbedderIdentity | None = None,
    ) -> "Recipe":
        """The recipe by which this version would index ``booklets``."""
        return cls(
            corpus_digest(booklets),
            embedder,
            multilingual,
            sum(len(booklet.abstracts) for booklet in booklets) <= STORED_UP_TO,
            ENCODING,
            TARGET_TOKENS,
            ANALYSIS_VERSION,
            READING_VERSION,
            FORMAT_VERSION,
        )


@dataclass(frozen=True, slots=True)
class Manifest:
    """``libraries`` names the versions that wrote the files, for whoever has to look into one."""

    recipe: Recipe
    abstracts: int
    passages: int
    sentences: int
    files: tuple[FileEntry, ...]
    libraries: tuple[tuple[str, str], ...]

    def to_bytes(self) -> bytes:
        """The JSON form; the same manifest always gives the same bytes."""
        return (json.dumps(asdict(self), indent=1, sort_keys=True) + "\n").encode()

    @classmethod
    def from_bytes(cls, raw: bytes) -> "Manifest":
        """Read the JSON form.

        Raises:
            ValueError, KeyError, TypeError: it is no manifest of this version.

        """
        fields: dict[str, Any] = json.loads(raw)
        recipe = dict(fields["recipe"])
        recipe["embedder"] = EmbedderIdentity(**recipe["embedder"])
        second = recipe["multilingual"]
        recipe["multilingual"] = None if second is None else EmbedderIdentity(**second)
        return cls(
            recipe=Recipe(**recipe),
            abstracts=fields["abstracts"],
            passages=fields["passages"],
            sentences=fields["sentences"],
            files=tuple(FileEntry(**entry) for entry in fields["files"]),
            libraries=tuple((name, version) for name, version in fields["libraries"]),
        )


def format_version_of(raw: bytes) -> int:
    """The format version that a manifest of any version names.

    Raises:
        ValueError, KeyError, TypeError: it is no manifest.

    """
    return int(json.loads(raw)["recipe"]["format_version"])


def generation_id(raw: bytes) -> str:
    """The id of the generation whose manifest has these bytes."""
    return hashlib.sha256(raw).hexdigest()[:ID_LENGTH]


def entries(folder: Path, names: Iterable[str]) -> tuple[FileEntry, ...]:
    """Size and SHA-256 of each named file in ``folder``, in the order of the names."""
    return tuple(entry(folder, name) for name in names)


def entry(folder: Path, name: str) -> FileEntry:
    """Size and SHA-256 of one file.

    Raises:
        OSError: it cannot be read.

    """
    with (folder / name).open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        return FileEntry(name, file.tell(), digest)


def corpus_digest(booklets: Sequence[Booklet]) -> str:
    """SHA-256 over every field of every record, in order; equal exactly for equal booklets."""
    canonical = json.dumps([asdict(booklet) for booklet in booklets], default=str, sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()
