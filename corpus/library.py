"""Booklets on disk: one folder a booklet, with its documents and the editor's corrections."""

from collections.abc import Mapping
from pathlib import Path

from corpus.abstract import SourceLines
from corpus.assembly import assemble
from corpus.corrections import apply_corrections, read_corrections
from corpus.documents import parse_text, read_document
from corpus.errors import CorpusError
from corpus.formats import kind_of
from corpus.layout.profile import PROFILE_NAME, Profile, read_profile
from corpus.mapping import MAPPING_NAME, read_mapping
from corpus.pages import DOCUMENT_NAMES, find_documents, read_filled
from corpus.progress import Progress, ReadingProgress
from corpus.reading import Reading
from corpus.report import Finding, ParsedBooklet
from corpus.withdrawals import without_withdrawn

__all__ = ["ParsedBooklet", "booklet_folders", "read_booklet", "read_library"]

CORRECTIONS_NAME = "corrections.toml"


def read_booklet(path: Path, progress: Progress | None = None) -> ParsedBooklet:
    """Read one booklet; ``path`` is its folder or the one document.

    The booklet's id is the folder's name, for a document under another name than booklet.txt
    that name. ``mapping.toml``, ``layout.toml``, ``corrections.toml`` and ``withdrawn.toml`` beside
    the documents are applied. ``progress`` is told pages done and pages in all. Raises CorpusError.
    """
    return without_withdrawn(read_all(path, progress), _folder_of(path))


def read_all(path: Path, progress: Progress | None = None) -> ParsedBooklet:
    """Like :func:`read_booklet`, with what was withdrawn."""
    documents = _documents_at(path)
    folder = _folder_of(path)
    parsed = _read(documents, folder, _booklet_id(path), ReadingProgress(len(documents), progress))
    corrections = folder / CORRECTIONS_NAME
    if corrections.is_file():
        parsed = apply_corrections(parsed, read_corrections(corrections))
    return parsed


def read_library(root: Path) -> tuple[ParsedBooklet, ...]:
    """Every booklet under ``root``, sorted by the names of their folders."""
    return tuple(read_booklet(folder) for folder in booklet_folders(root))


def booklet_folders(root: Path) -> tuple[Path, ...]:
    """Every folder under ``root`` that holds a booklet's documents, sorted by name.

    ``root`` itself where it holds documents and no such folder. Folders whose name begins with
    a dot or two low lines are passed over. Raises CorpusError where there is none.
    """
    if not root.is_dir():
        raise CorpusError(f"{root} is no folder; give the folder that holds the booklets' folders.")
    folders = [it for it in sorted(root.iterdir()) if not it.name.startswith((".", "__"))]
    booklets = tuple(folder for folder in folders if find_documents(folder))
    if not booklets and find_documents(root):
        return (root,)
    if not booklets:
        raise CorpusError(
            f"No folder in {root} holds a {DOCUMENT_NAMES[0]} or another document; "
            "add one and try again."
        )
    return booklets


def _folder_of(path: Path) -> Path:
    return path if path.is_dir() else path.parent


def _documents_at(path: Path) -> tuple[Path, ...]:
    if not path.is_dir():
        return (path,)
    documents = find_documents(path)
    if not documents:
        raise CorpusError(
            f"{path} holds no {DOCUMENT_NAMES[0]} and no other document; put the booklet there."
        )
    return documents


def _booklet_id(path: Path) -> str:
    if path.is_dir():
        return path.resolve().name or "booklet"
    if path.name in DOCUMENT_NAMES:
        return path.resolve().parent.name or path.stem
    return path.stem


def _read(
    documents: tuple[Path, ...], folder: Path, booklet_id: str, progress: ReadingProgress
) -> ParsedBooklet:
    if len(documents) == 1 and documents[0].name in DOCUMENT_NAMES:
        data = read_filled(documents[0])
        if kind_of(data, documents[0].name) == "text":
            parsed = parse_text(documents[0], data, booklet_id)
            progress.finish()
            return parsed
    mapping = read_mapping(folder / MAPPING_NAME)
    profile = read_profile(folder / PROFILE_NAME)
    read = read_document if len(documents) == 1 else _read_or_say
    readings: list[tuple[str, Reading]] = []
    for document in documents:
        readings.append((document.name, read(document, mapping, profile, progress.page)))
        progress.finish()
    return assemble(readings, booklet_id)


def _read_or_say(
    document: Path, mapping: Mapping[str, str], profile: Profile | None, progress: Progress
) -> Reading:
    """What one of several documents gives; a finding where it cannot be read."""
    try:
        return read_document(document, mapping, profile, progress)
    except CorpusError as error:
        message = f"This document was left out. {error}"
        return Reading((), (Finding("doubt", "bad_record", SourceLines(1, 1), message),))
