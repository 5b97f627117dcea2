"""Vectors by the digest of their text, so that no text is ever embedded twice."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TypeVar

from corpus.abstract import Abstract
from index.catalogue import Catalogue
from index.chunking import digest
from index.embedding import EmbedderIdentity, Rows
from index.errors import GenerationError
from index.generation import Generation, load_parts, verified_manifest
from index.manifest import Manifest
from index.passage import Sentence
from index.publish import generation_folder, kept_generations, read_pointer
from index.reading import readings_of

# Texts between two reports of progress.
BATCH = 16

Item = TypeVar("Item")
Report = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Known:
    """Vectors that need not be made again: passages' rows and sentences' token rows.

    ``multilingual`` are the second encoder's rows of passages and sentences alike.
    """

    passages: dict[str, Rows]
    sentences: dict[str, Rows]
    multilingual: dict[str, Rows]


def intact_manifest(var: Path) -> tuple[str, Manifest] | None:
    """Id and manifest of the current generation, or None where there is none unharmed."""
    try:
        current = read_pointer(var)
        return (current, verified_manifest(var, current)) if current else None
    except GenerationError:
        return None


def known_vectors(var: Path, of: EmbedderIdentity, second: EmbedderIdentity | None = None) -> Known:
    """The vectors of every kept generation that is unharmed and from the same models.

    The one before the current counts too: going back one change then embeds nothing.
    """
    known = Known({}, {}, {})
    for generation in kept_generations(var):
        with suppress(GenerationError):
            found = verified_manifest(var, generation)
            if found.recipe.embedder == of:
                opened = load_parts(generation_folder(var, generation), generation, found)
                _learn(opened, known)
                if second and found.recipe.multilingual == second:
                    _learn_multilingual(opened, known)
    return known


def embed_new(
    items: Sequence[Item],
    key: Callable[[Item], str],
    known: dict[str, Rows],
    embed: Callable[[Sequence[Item]], Sequence[Rows]],
    report: Report,
) -> tuple[list[Rows], int]:
    """The rows of each item, from ``known`` or by ``embed``, and how many items were embedded.

    ``key`` is the text that decides an item's rows; items of the same key are embedded once.
    """
    digests = [digest(key(item)) for item in items]
    wanted = {d: item for d, item in zip(digests, items, strict=True) if d not in known}
    rows = dict(known)
    new = list(wanted.items())
    report(0, len(new))
    for start in range(0, len(new), BATCH):
        batch = new[start : start + BATCH]
        rows.update(zip((d for d, _ in batch), embed([item for _, item in batch]), strict=True))
        report(start + len(batch), len(new))
    return [rows[d] for d in digests], len(new)


def _learn(previous: Generation, known: Known) -> None:
    """Add to ``known`` the rows that it lacks."""
    passages = previous.catalogue.passages()
    for passage, row in zip(passages, previous.vectors.rows, strict=True):
        known.passages.setdefault(passage.digest, row)
    keys = (
        reading.key
        for abstract, own in sentences_by_abstract(previous.catalogue)
        for reading in readings_of(abstract, own)
    )
    for row, key in enumerate(keys):
        if (found := digest(key)) not in known.sentences:
            known.sentences[found] = previous.tokens.of(row)


def _learn_multilingual(previous: Generation, known: Known) -> None:
    vectors = previous.multilingual
    if vectors is None:
        return
    for passage, row in zip(previous.catalogue.passages(), vectors.passages.rows, strict=True):
        known.multilingual.setdefault(passage.digest, row)
    titles = (abstract.heading for abstract in previous.catalogue.abstracts())
    texts = ((sentence_texts(previous.catalogue), vectors.sentences), (titles, vectors.titles))
    for own, rows in texts:
        for text, row in zip(own, rows, strict=True):
            known.multilingual.setdefault(digest(text), row)


def sentence_texts(catalogue: Catalogue) -> Iterator[str]:
    """The text of every sentence, in the order of the catalogue."""
    for sentence in catalogue.sentences():
        yield catalogue.abstract(sentence.abstract_id).text[sentence.start : sentence.end]


def sentences_by_abstract(catalogue: Catalogue) -> Iterator[tuple[Abstract, list[Sentence]]]:
    """Each abstract with its sentences, in the order of the catalogue's sentences."""
    for abstract_id, own in groupby(catalogue.sentences(), key=lambda s: s.abstract_id):
        yield catalogue.abstract(abstract_id), list(own)
