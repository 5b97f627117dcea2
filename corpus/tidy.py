"""Text as the records keep it: one kind of white space, nothing that cannot be stored or shown."""

import re

from corpus.characters import plain

# Control characters, and halves of character pairs, which no file can hold as UTF-8.
_UNSTORABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def tidy(text: str) -> str:
    """One line: white space is one space, ligatures are letters, control characters are gone."""
    if not text.isascii():
        text = plain(text)
    return " ".join(_UNSTORABLE.sub(" ", text).split())
