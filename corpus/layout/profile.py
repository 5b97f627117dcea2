"""The editor's word on how a booklet is set: layout.toml beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.editor_files import read_toml
from corpus.errors import CorpusError
from corpus.layout.blocks import Look

PROFILE_NAME = "layout.toml"

_TITLE_KEYS: Mapping[str, tuple[type, ...]] = {
    "size": (int, float),
    "bold": (bool,),
    "italic": (bool,),
    "capitals": (bool,),
    "font": (str,),
    "style": (str,),
}
_BOOK_KEYS: Mapping[str, tuple[type, ...]] = {
    "names": (str,),
    "first_page": (int,),
    "last_page": (int,),
}


@dataclass(frozen=True, slots=True)
class Profile:
    """What an editor states of a layout; what is None is found from the document.

    ``size`` is in points, ``style`` the document's own name of a style; pages count from 1.
    """

    size: float | None = None
    bold: bool | None = None
    italic: bool | None = None
    capitals: bool | None = None
    font: str | None = None
    style: str | None = None
    names_first: bool | None = None
    first_page: int = 1
    last_page: int | None = None

    @property
    def states_titles(self) -> bool:
        """Whether anything is said of how titles look."""
        stated = (self.size, self.bold, self.italic, self.capitals, self.font, self.style)
        return any(value is not None for value in stated)

    def is_title(self, look: Look) -> bool:
        """Whether a look has everything that is stated of titles."""
        wanted = (self.size, self.bold, self.italic, self.capitals, self.font, self.style)
        has = (look.size, look.bold, look.italic, look.capitals, look.font, look.name)
        return all(w is None or w == h for w, h in zip(wanted, has, strict=True))

    def has_page(self, page: int) -> bool:
        """Whether abstracts may stand on this page."""
        return self.first_page <= page <= (self.last_page or page)


def read_profile(path: Path) -> Profile | None:
    """The profile in a file; None where there is no such file.

    Raises CorpusError where it is no TOML, or says something that a layout does not have.
    """
    if not path.is_file():
        return None
    table = read_toml(path)
    if unknown := sorted(set(table) - {"title", "book"}):
        raise CorpusError(f"{path}: there is no part [{unknown[0]}]; write [title] and [book].")
    title = _part(path, table, "title", _TITLE_KEYS)
    book = _part(path, table, "book", _BOOK_KEYS)
    names = book.pop("names", None)
    if names not in {None, "above", "below"}:
        raise CorpusError(f'{path}: names must be "above" or "below" (the title).')
    first = None if names is None else names == "above"
    return Profile(**title, **book, names_first=first)


def _part(
    path: Path, table: dict[str, object], name: str, keys: Mapping[str, tuple[type, ...]]
) -> dict[str, Any]:
    part = table.get(name, {})
    if not isinstance(part, dict):
        raise CorpusError(f"{path}: write [{name}] on a line of its own.")
    for key, value in part.items():
        if key not in keys:
            raise CorpusError(f"{path}: [{name}] has no {key!r}; it has {', '.join(keys)}.")
        right = isinstance(value, keys[key]) and isinstance(value, bool) == (keys[key] == (bool,))
        if not right:
            raise CorpusError(f"{path}: {key} in [{name}] must be {_named(keys[key])}.")
    return dict(part)


def _named(types: tuple[type, ...]) -> str:
    return {bool: "true or false", str: "text in quotes"}.get(types[0], "a number")
