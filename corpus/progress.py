"""How far the reading of a booklet is, over all its documents."""

from collections.abc import Callable

# Is told the pages done and the pages in all.
Progress = Callable[[int, int], None]


class ReadingProgress:
    """Adds the pages of several documents up; a document without pages counts as one.

    How many pages a document has is only known when it is opened, so that the sum grows. The last
    page of a document counts when its records are found, so that the whole is told done but once.
    """

    def __init__(self, documents: int, tell: Progress | None) -> None:
        self._tell = tell
        self._left = documents
        self._before = 0
        self._pages = 1
        self._say(0)

    def page(self, done: int, pages: int) -> None:
        """So many pages of the present document are done."""
        self._pages = max(1, pages)
        self._say(min(done, self._pages - 1))

    def finish(self) -> None:
        """The present document is done."""
        self._before, self._left = self._before + self._pages, self._left - 1
        self._pages = min(1, self._left)
        self._say(0)

    def _say(self, done: int) -> None:
        if self._tell is not None:
            others = max(0, self._left - 1)
            self._tell(self._before + done, self._before + self._pages + others)
