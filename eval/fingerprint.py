"""What answered: digests of code, documents and models, so that two reports can be told apart."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from corpus.abstract import Abstract

_PROJECT = Path(__file__).resolve().parents[1]
# What decides an answer, and what decides how it is judged.
_CODE = ("corpus", "index", "rag", "eval")
_KINDS = frozenset((".py", ".json", ".safetensors", ".toml"))
_BASELINE = "baseline.json"


@dataclass(frozen=True, slots=True)
class Hashes:
    """SHA-256 of the code that answers and judges, of the records, and of the models' weights."""

    code: str
    corpus: str
    model: str


NOT_KNOWN = Hashes("", "", "")


def hashes_of(abstracts: Iterable[Abstract]) -> Hashes:
    """The digests of what runs now, over these records."""
    return Hashes(code_hash(_PROJECT), corpus_hash(abstracts), _model_hash())


def corpus_hash(abstracts: Iterable[Abstract]) -> str:
    """The same for the same records in whatever order."""
    digest = hashlib.sha256()
    for each in sorted(abstracts, key=lambda abstract: abstract.id):
        people = (f"{person.family}|{person.given}|{person.affiliation}" for person in each.authors)
        for part in (each.id, each.title, *people, *each.keywords, each.text):
            digest.update(part.encode() + b"\0")
        digest.update(b"\1")
    return digest.hexdigest()


def code_hash(project: Path) -> str:
    """Digest of code and weights; booklets and the accepted run are none."""
    digest = hashlib.sha256()
    for file in sorted(file for folder in _CODE for file in _files(project / folder)):
        digest.update(file.relative_to(project).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def _files(folder: Path) -> Iterable[Path]:
    for file in folder.rglob("*"):
        booklet = any((file.parent / name).exists() for name in ("booklet.txt", "corrections.toml"))
        if file.suffix in _KINDS and file.name != _BASELINE and not booklet:
            yield file


def _model_hash() -> str:
    # Here, so that what only reads a report need not load what models need.
    from index.e5 import E5_IDENTITY  # noqa: PLC0415
    from index.embedding import MINILM_IDENTITY  # noqa: PLC0415

    return hashlib.sha256(f"{MINILM_IDENTITY}{E5_IDENTITY}".encode()).hexdigest()
