"""References as CSL-JSON (Citation Style Language 1.0.2), what citation processors read."""

import json
from collections.abc import Iterable
from typing import Any

from ui.citing.reference import Author, Reference


def as_csl_json(references: Iterable[Reference]) -> str:
    """Every reference as an item of one list."""
    return json.dumps([csl_item(it) for it in references], ensure_ascii=False, indent=2) + "\n"


def csl_item(reference: Reference) -> dict[str, Any]:
    """One item; what is not known is left out."""
    item = {
        "id": reference.key,
        "type": "paper-conference",
        "title": reference.title,
        "author": [_name(author) for author in reference.authors],
        "issued": _issued(reference),
        "container-title": reference.event,
        "event-title": reference.event,
        "event-place": reference.place,
        "section": reference.session,
        "publisher": reference.publisher,
        "page": reference.pages,
        "DOI": reference.doi,
        "URL": reference.address,
        "language": reference.language,
        "keyword": ", ".join(reference.keywords),
        "abstract": reference.abstract,
    }
    return {name: value for name, value in item.items() if value}


def _name(author: Author) -> dict[str, str]:
    if author.family and author.given:
        return {"family": author.family, "given": author.given}
    return {"literal": author.family or author.given}


def _issued(reference: Reference) -> dict[str, Any]:
    if reference.day and reference.day.year == reference.year:
        return {"date-parts": [[reference.day.year, reference.day.month, reference.day.day]]}
    return {"date-parts": [[reference.year]]} if reference.year else {}
