"""The abstracts made ready to be searched, for the pages and the API."""

from ui.asks import Asks
from ui.pages.listing import Entry, entries_of


class Entries:
    """The abstracts made ready to be searched, once for each generation."""

    def __init__(self) -> None:
        self._kept: tuple[str, tuple[Entry, ...]] = ("", ())

    def of(self, assistant: Asks) -> tuple[Entry, ...]:
        """The entries of the generation that this assistant answers over."""
        generation, entries = self._kept
        if generation != assistant.generation_id:
            shelf = assistant.catalogue
            entries = entries_of(shelf.abstracts(), shelf.conference)
            self._kept = (assistant.generation_id, entries)
        return entries
