"""Booklets on disk: one folder a booklet, with its document and the editor's corrections."""

from pathlib import Path

from corpus.booklet import parse_booklet
from corpus.corrections import apply_corrections, read_corrections
from corpus.errors import CorpusError
from corpus.pages import DOCUMENT_NAMES, find_document, read_lines
from corpus.report import ParsedBooklet

__all__ = ["ParsedBooklet", "booklet_folders", "read_booklet", "read_library"]

CORRECTIONS_NAME = "corrections.toml"


def read_booklet(path: Path) -> ParsedBooklet:
    """Read one booklet; ``path`` is its folder or the document itself.

    The booklet's id is the folder's name, for a document under another name than booklet.txt
    that name. ``corrections.toml`` beside the document is applied. Raises CorpusError.
    """
    document = _document_at(path)
    parsed = _parse(document)
    corrections = document.with_name(CORRECTIONS_NAME)
    if not corrections.is_file():
        return parsed
    return apply_corrections(parsed, read_corrections(corrections))


def read_library(root: Path) -> tuple[ParsedBooklet, ...]:
    """Every booklet under ``root``, sorted by the names of their folders."""
    return tuple(read_booklet(folder) for folder in booklet_folders(root))


def booklet_folders(root: Path) -> tuple[Path, ...]:
    """Every folder under ``root`` that holds a booklet's document, sorted by name.

    ``root`` itself where it holds a document and no such folder. Folders whose name begins with
    a dot are passed over. Raises CorpusError where there is none.
    """
    if not root.is_dir():
        raise CorpusError(f"{root} is no folder; give the folder that holds the booklets' folders.")
    folders = [it for it in sorted(root.iterdir()) if it.is_dir() and not it.name.startswith(".")]
    booklets = tuple(folder for folder in folders if find_document(folder))
    if not booklets and find_document(root):
        return (root,)
    if not booklets:
        raise CorpusError(
            f"No folder in {root} holds a {DOCUMENT_NAMES[0]}; add one and try again."
        )
    return booklets


def _document_at(path: Path) -> Path:
    if not path.is_dir():
        return path
    document = find_document(path)
    if document is None:
        raise CorpusError(f"{path} holds no {DOCUMENT_NAMES[0]}; put the booklet's text there.")
    return document


def _booklet_id(document: Path) -> str:
    if document.name in DOCUMENT_NAMES:
        return document.resolve().parent.name or document.stem
    return document.stem


def _parse(document: Path) -> ParsedBooklet:
    lines, booklet_id = read_lines(document), _booklet_id(document)
    try:
        return parse_booklet(lines, booklet_id)
    except CorpusError as error:
        problem = str(error).removeprefix(f"{booklet_id}: ")
        raise CorpusError(f"{document}: {problem}") from error
