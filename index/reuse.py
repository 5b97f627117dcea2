"""Vectors by the digest of their text, so that no text is ever embedded twice."""

from collections.abc import Callable, Iterator, Mapping, Sequence
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
from index.parallel import in_parallel
from index.passage import Sentence
from index.publish import generation_folder, kept_generations, read_pointer
from index.reading import READING_VERSION, readings_of
from index.tokens import Halves

# Texts that one core reads between two reports of progress.
RUN = 16
# Texts between two parts that are kept: some seconds of work.
PART = 256

Item = TypeVar("Item")
Made = TypeVar("Made", Rows, Halves)
Report = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Known:
    """Vectors that need not be made again: passages' rows and sentences' token rows, halved.

    ``multilingual`` are the second encoder's rows of passages and sentences alike.
    """

    passages: dict[str, Rows]
    sentences: dict[str, Halves]
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
                _learn(opened, known, sentences=found.recipe.reading_version == READING_VERSION)
                if second and found.recipe.multilingual == second:
                    _learn_multilingual(opened, known)
    return known


def embed_new(  # noqa: PLR0913, PLR0917 - what to read, how, and who is told
    items: Sequence[Item],
    key: Callable[[Item], str],
    known: dict[str, Made],
    embed: Callable[[Sequence[Item]], Sequence[Made]],
    report: Report,
    keep: Callable[[Mapping[str, Made]], None],
) -> tuple[list[Made], int]:
    """The rows of each item, from ``known`` or by ``embed``, and how many items were embedded.

    ``key`` is the text that decides an item's rows; items of the same key are embedded once.
    ``embed`` is called from several threads; ``keep`` is given what is new from time to time.
    """
    digests = [digest(key(item)) for item in items]
    new = list({d: item for d, item in zip(digests, items, strict=True) if d not in known}.items())
    report(0, len(new))
    for start in range(0, len(new), PART):
        part = new[start : start + PART]
        fresh: list[Made] = []
        for rows in in_parallel(embed, [item for _, item in part], RUN):
            fresh += rows
            report(start + len(fresh), len(new))
        made = dict(zip((d for d, _ in part), fresh, strict=True))
        keep(made)
        known.update(made)
    return [known[d] for d in digests], len(new)


def _learn(previous: Generation, known: Known, *, sentences: bool) -> None:
    """Add to ``known`` the rows that it lacks; of ``sentences`` where they would be read so now."""
    passages = previous.catalogue.passages()
    for passage, row in zip(passages, previous.vectors.rows, strict=True):
        known.passages.setdefault(passage.digest, row)
    tokens = previous.tokens
    if tokens is None or not sentences:
        return
    keys = (
        reading.key
        for abstract, own in sentences_by_abstract(previous.catalogue)
        for reading in readings_of(abstract, own)
    )
    for row, key in enumerate(keys):
        if (found := digest(key)) not in known.sentences:
            known.sentences[found] = tokens.halves(row)


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
