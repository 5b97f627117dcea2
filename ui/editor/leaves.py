"""Long lists in leaves, so that a page stays a page however much is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

LEAF = 50
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Leaf(Generic[T]):
    """One page of a list; ``page`` counts from 1 and is one that there is."""

    rows: tuple[T, ...]
    page: int
    pages: int
    total: int


def leaf(rows: Sequence[T], wanted: str) -> Leaf[T]:
    """The page that an address asks for, the nearest where there is no such page."""
    pages = max(1, -(-len(rows) // LEAF))
    number = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < _DIGITS else 1
    page = min(max(number, 1), pages)
    return Leaf(tuple(rows[(page - 1) * LEAF : page * LEAF]), page, pages, len(rows))


_DIGITS = 8
