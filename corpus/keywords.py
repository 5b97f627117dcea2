"""The list of keywords: where it stands in a record, and its words."""

import re

from corpus.characters import is_closed
from corpus.lines import Source
from corpus.repair import Vocabulary, seam_between

LABEL = re.compile(
    r"(?:key\s?-?words?(?:\s+and\s+phrases)?|index\s+terms|キーワード|鍵語|检索词|关键词)"
    r"(?:\s?[:：–—]\s*|\.\s+|\s-\s+|$|(?<=[ド語])\s)",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s*[,;、；，|•·]\s*|\s+/\s+")
_MAX_LINES = 8
_ENDS_OPEN = re.compile(r"[,;、；，:：/‐-]$")


def starts_keywords(source: Source, position: int) -> bool:
    """Whether a list of keywords starts here, and not a line of prose that holds the word."""
    text = source.text(position)
    return LABEL.match(text) is not None and (not text[0].islower() or source.starts_run(position))


def end_of_keywords(source: Source, start: int) -> int:
    """The position after the keywords list that starts at ``start``, its label there."""
    position = start + 1
    while position < min(start + _MAX_LINES, len(source.lines)) and _goes_on(source, position):
        position += 1
    return position


def _goes_on(source: Source, position: int) -> bool:
    """Whether the line at ``position`` still belongs to the list that ends just before it."""
    last, line = source.text(position - 1), source.text(position)
    if not line or source.lines[position].indented or is_closed(line) or is_closed(last):
        return False
    if LABEL.fullmatch(last) or _ENDS_OPEN.search(last) or line[0].islower():
        return True
    list_like = _SEPARATOR.search(line) is not None
    return list_like and source.is_full(last) and not source.text(position + 1)


def keywords_of(texts: list[str], words: Vocabulary) -> tuple[str, ...]:
    """The keywords that stand in these lines, in order, without the label."""
    joined = texts[0][label_end(texts[0]) :]
    for text in texts[1:]:
        seam = seam_between(joined, text, words)
        joined = joined[: len(joined) - seam.dropped] + seam.glue + text
    listed = [word.strip().rstrip(".。") for word in _SEPARATOR.split(joined)]
    return tuple(word for word in listed if word)


def label_end(text: str) -> int:
    """The length of the label at the start of the text; 0 where there is none."""
    found = LABEL.match(text)
    return found.end() if found else 0
