"""Words of a source and of its records, for the laws of parsing."""

import re
from collections.abc import Iterable

from corpus.characters import plain

_NOT_LETTERS = re.compile(r"[\W_]+")


def letters(texts: Iterable[str]) -> str:
    """All letters and digits in order: what no repair may add, lose or move."""
    return _NOT_LETTERS.sub("", "".join(plain(text) for text in texts))
