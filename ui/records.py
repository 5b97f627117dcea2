"""Records for a person or a program: found by id, and as JSON."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from corpus.abstract import Abstract
from corpus.booklet import ParsedBooklet
from ui.errors import InputError


def find_abstract(booklets: Iterable[ParsedBooklet], abstract_id: str) -> Abstract:
    """The abstract with this id.

    Raises:
        InputError: no booklet holds it.

    """
    for parsed in booklets:
        for abstract in parsed.booklet.abstracts:
            if abstract.id == abstract_id:
                return abstract
    raise InputError(
        f"No abstract has the id '{abstract_id}'; 'shoroku corpus list' shows those there are."
    )


def record_json(abstract: Abstract) -> dict[str, Any]:
    """Every field of the record, by its own name; see docs/answer.md."""
    return asdict(abstract)
