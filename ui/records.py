"""Records for a person or a program: found by id, and as JSON."""

from collections.abc import Iterable
from dataclasses import asdict
from difflib import get_close_matches
from typing import Any

from corpus.abstract import Abstract, Tombstone
from corpus.report import ParsedBooklet
from ui.errors import InputError

# From this likeness on an id is offered for one that nobody has.
_NEAR = 0.5


def find_abstract(booklets: Iterable[ParsedBooklet], abstract_id: str) -> Abstract:
    """The abstract with this id.

    Raises:
        InputError: no booklet holds it, or it was withdrawn; the sentence says which.

    """
    held = [parsed.booklet for parsed in booklets]
    abstracts = {abstract.id: abstract for booklet in held for abstract in booklet.abstracts}
    if abstract_id in abstracts:
        return abstracts[abstract_id]
    for stone in (stone for booklet in held for stone in booklet.withdrawn):
        if stone.id == abstract_id:
            raise InputError(_withdrawn(stone))
    raise InputError(
        f"No abstract has the id '{abstract_id}'; {_nearest(abstract_id, abstracts)}"
        "'shoroku corpus list' shows those there are."
    )


def chosen_booklets(
    booklets: Iterable[ParsedBooklet], name: str | None
) -> tuple[ParsedBooklet, ...]:
    """The booklet of this name, or all for None.

    Raises:
        InputError: there is none of this name.

    """
    held = {parsed.booklet.conference.id: parsed for parsed in booklets}
    if name is None:
        return tuple(held.values())
    if name in held:
        return (held[name],)
    raise InputError(f"There is no booklet '{name}'; the booklets are: {', '.join(held)}.")


def _withdrawn(stone: Tombstone) -> str:
    reason = " ".join(stone.reason.split())
    end = "" if reason.endswith((".", "。", "!", "?")) else "."
    return f"“{stone.title}” was withdrawn on {stone.date.isoformat()}: {reason}{end}"


def _nearest(wanted: str, known: Iterable[str]) -> str:
    near = get_close_matches(wanted, list(known), n=3, cutoff=_NEAR)
    return f"did you mean {' or '.join(near)}? " if near else ""


def record_json(abstract: Abstract) -> dict[str, Any]:
    """Every field of the record, by its own name; see docs/answer.md."""
    return asdict(abstract)
