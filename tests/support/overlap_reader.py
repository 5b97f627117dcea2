"""A small real reader: a sentence's odds are how many words of the question it holds."""

import re
import zlib
from collections.abc import Sequence

import numpy as np

from index.together import together
from rag.reader.reader import Document, Rows, Window

# Few pieces a window, so that a short text already has several.
ROOM = 20


class OverlapReader:
    """Implements ``rag.reader.reader.Reader`` over words; ``windows_read`` lists what it read."""

    def __init__(self) -> None:
        self.windows_read: list[Window] = []

    def windows(self, document: Document) -> tuple[Window, ...]:
        """As long as ``ROOM`` words each."""
        own = [_pieces(text)[:ROOM] for text in document.sentences]
        return tuple(Window((), window) for window in together(own, ROOM))

    def logits(self, question: str, windows: Sequence[Window]) -> list[Rows]:
        """Words shared, less one."""
        self.windows_read.extend(windows)
        asked = set(_pieces(question))
        return [_shared(asked, window) for window in windows]


def _shared(asked: set[int], window: Window) -> Rows:
    own = [window.pieces.pieces[start:end] for start, end in window.pieces.places.values()]
    return np.array([len(asked & set(pieces)) - 1.0 for pieces in own], dtype=np.float32)


def _pieces(text: str) -> list[int]:
    return [zlib.crc32(word.encode()) for word in re.findall(r"\w+", text.casefold())]
