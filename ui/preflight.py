"""Checks that the five folders are ours before anything is imported from them.

Their names are generic: a foreign package called ``index`` on the import path would be imported in
place of ours, and fail far from the cause.
"""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

PACKAGES = ("corpus", "index", "rag", "eval", "ui")
ROOT = Path(__file__).resolve().parent.parent


def obstacle() -> str | None:
    """The sentence to show when a package is missing or foreign; None when all lie beside us."""
    for name in PACKAGES:
        places = tuple(_places(name))
        if not places:
            return (
                f"Shoroku's package '{name}' is missing: it should be at {ROOT / name}. "
                "Install Shoroku again."
            )
        if places != (ROOT / name,):
            return (
                f"A foreign package named '{name}' is in the way: {places[0]}. Shoroku needs its "
                f"own at {ROOT / name}; take the other off the import path (PYTHONPATH)."
            )
    return None


def _places(name: str) -> Iterator[Path]:
    """Where an import of ``name`` would look, without importing it."""
    spec = find_spec(name)
    if spec is None:
        return
    if spec.submodule_search_locations is None:
        yield Path(spec.origin or name).resolve()
        return
    for place in spec.submodule_search_locations:
        yield Path(place).resolve()
