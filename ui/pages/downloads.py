"""References to download: of one abstract, or of all that are named."""

from collections.abc import Iterable

from fastapi.responses import Response

from corpus.abstract import Abstract
from ui.citing.formats import FORMATS
from ui.citing.reference import Reference, reference_of
from ui.service import Shelf


def split_ending(path: str) -> tuple[str, str]:
    """The id of an abstract and the ending of a format: ``("x", "bib")`` for ``x.bib``.

    The ending is empty where it is none of a format.
    """
    name, _, ending = path.rpartition(".")
    return (name, ending) if name and ending in FORMATS else (path, "")


def reference(shelf: Shelf, abstract: Abstract, base: str) -> Reference:
    """The reference to an abstract whose page is under ``base``, which ends in a slash."""
    return reference_of(
        abstract, shelf.conference(abstract.conference_id), f"{base}a/{abstract.id}"
    )


def reference_file(
    shelf: Shelf, abstract_ids: Iterable[str], ending: str, base: str, name: str = "references"
) -> Response:
    """The references to these abstracts as a file called ``name.ending``, in the order given.

    ``ending`` is a key of :data:`ui.citing.formats.FORMATS`. Raises KeyError for an unknown id.
    """
    form = FORMATS[ending]
    abstracts = [shelf.abstract(it) for it in dict.fromkeys(abstract_ids)]
    text = form.write([reference(shelf, it, base) for it in abstracts])
    named = "".join(it if it.isascii() and (it.isalnum() or it in "-_") else "-" for it in name)
    disposition = f'attachment; filename="{named or "references"}.{ending}"'
    return Response(
        text.encode(),
        headers={"content-disposition": disposition},
        media_type=f"{form.media_type}; charset=utf-8",
    )
