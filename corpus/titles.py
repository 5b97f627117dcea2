"""Where a title stands: between quotes (the closing one perhaps lost), or by its look."""

import re
from collections.abc import Callable

from corpus.characters import (
    CLOSING_QUOTES,
    DAMAGED_CLOSING_QUOTES,
    OPENING_QUOTES,
    is_cjk,
    is_closed,
)
from corpus.keywords import starts_keywords
from corpus.lines import Source

MAX_TITLE_LINES = 3
_MAX_LENGTH = 400
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_CAPITAL_SHARE = 0.8
_PAIRS = dict(zip("“„«‹「『‘", "””»›」』’", strict=True))
_TRAILING_MARK = re.compile(r"(?<=[”\"」』»’])\s*(?:[*†‡§¹²³]|\d)$")
_SENTENCE_IN_QUOTES = re.compile(r"[.。,、]$")
_TITLE_END = re.compile(r"[.。,;:、；：…]$")
NUMBER = re.compile(
    r"(?:(?:abstract|presentation|paper|talk|report|報告|発表|講演)\s*(?:no\.?\s*)?\d{1,3}|"
    r"第\s?\d{1,3}\s?(?:報告|発表|講演)|[(\[]?\d{1,3}[.)\]:]|No\.\s?\d{1,3})\s*[:：.–—-]?\s*",
    re.IGNORECASE,
)
_TITLE_LABEL = re.compile(
    r"(?:title|題目|題名|演題|タイトル|論題|報告題目)\s*[:：]\s*", re.IGNORECASE
)
HEADING = re.compile(
    r"(?:(?:book of )?abstracts?|abstract of paper|summary|contents|table of contents|"
    r"program(?:me)?|introduction|background|objectives?|aims?|purpose|methods?|methodology|"
    r"materials and methods|data|results?|findings|discussion|conclusions?|references|notes|"
    r"bibliography|acknowledge?ments?|抄録|抄録集|要旨|要旨集|報告要旨|発表要旨|目次|プログラム|"
    r"はじめに|背景|目的|方法|結果|考察|結論|おわりに|参考文献|注|謝辞)\s*[:：]?$",
    re.IGNORECASE,
)


def quoted_title_end(source: Source, start: int) -> int | None:
    """The position after the quoted title that starts at ``start``, or None.

    A title fills its lines from an opening quote to a closing one. A closing quote that was
    misread, or is missing, is accepted where a blank line, an indent or keywords follow.
    """
    first = without_label(source.text(start))
    if not first or first[0] not in OPENING_QUOTES:
        return None
    return _end(source, start, _closes_title) or _end(source, start, _leaves_title_open)


def _end(source: Source, start: int, ends: Callable[[str, Source, int], bool]) -> int | None:
    text = ""
    first = without_label(source.text(start))
    for position in range(start, start + MAX_TITLE_LINES):
        line = source.text(position)
        if not line or (
            position > start and (starts_keywords(source, position) or line[0] in OPENING_QUOTES)
        ):
            return None
        text = f"{text} {line}" if text else first
        if len(text) > _MAX_LENGTH or _closes_inside(text):
            return None
        if ends(text, source, position):
            return None if _SENTENCE_IN_QUOTES.search(inner_title(text)[0]) else position + 1
    return None


def inner_title(text: str) -> tuple[str, bool]:
    """The title without its quotes, and whether the closing quote stood there undamaged."""
    text = _TRAILING_MARK.sub("", without_label(text))
    if text[-1:] in CLOSING_QUOTES and len(text) > 1:
        return text[1:-1].strip(), True
    return text[1:].rstrip(DAMAGED_CLOSING_QUOTES).strip(), False


def _closes_title(text: str, _source: Source, _position: int) -> bool:
    return _TRAILING_MARK.sub("", text)[-1] in CLOSING_QUOTES and len(text) > 1


def _leaves_title_open(text: str, source: Source, position: int) -> bool:
    if text[-1] in DAMAGED_CLOSING_QUOTES:
        return True
    return _is_left_alone(source, position) and not _TITLE_END.search(text)


def _is_left_alone(source: Source, position: int) -> bool:
    """Whether a blank line, a page end, an indented line or keywords follow."""
    after = position + 1
    if not source.text(after) or source.lines[after].opens_page or source.lines[after].indented:
        return True
    return starts_keywords(source, after)


def _closes_inside(text: str) -> bool:
    """Whether the quote that opens the text closes before the text's end."""
    opening, depth = text[0], 0
    closing = _PAIRS.get(opening)
    body = _TRAILING_MARK.sub("", text)
    for position, character in enumerate(body[:-1]):
        if closing is None:
            if position and character == opening and not body[position - 1].isspace():
                return True
        elif character == opening:
            depth += 1
        elif character == closing:
            depth -= _is_quote_end(body, position)
            if depth == 0:
                return True
    return False


def _is_quote_end(text: str, position: int) -> bool:
    """An apostrophe inside a word closes no quote."""
    return not (text[position] == "’" and text[position + 1].isalpha())


def title_lines_end(source: Source, start: int) -> int | None:
    """The position after the lines at ``start`` that look like an unquoted title, or None."""
    position = start
    limit = min(start + MAX_TITLE_LINES, len(source.lines))
    while position < limit and _is_title_line(source, position, start):
        position += 1
    return position if position > start else None


def _is_title_line(source: Source, position: int, start: int) -> bool:
    text = source.text(position)
    if (
        not text
        or len(text) > _MAX_LENGTH
        or starts_keywords(source, position)
        or HEADING.match(text)
    ):
        return False
    if position > start and (source.starts_run(position) or source.lines[position].indented):
        return False
    if _TITLE_END.search(text) and not _may_go_on(text):
        return False
    return position > start or starts_like_title(text)


def _may_go_on(text: str) -> bool:
    """A colon or a comma may end the first line of a title that runs over two."""
    return text.endswith((":", "：", ",", "、"))


def starts_like_title(text: str) -> bool:
    """Whether the text starts with a capital, a digit, a quote, or Japanese writing."""
    first = text.lstrip("(（“\"「『‘'")[:1]
    return bool(first) and (first.isupper() or first.isdigit() or is_cjk(first))


def without_label(text: str) -> str:
    """A title without "Title:" or its number in front."""
    stripped = text[label_end(text) :]
    return stripped or text


def label_end(text: str) -> int:
    """The length of "Title:", "1." or "Abstract 3:" at the start of the text; 0 without one."""
    numbered = NUMBER.match(text)
    start = numbered.end() if numbered else 0
    labelled = _TITLE_LABEL.match(text, start)
    return labelled.end() if labelled else start


def looks_like_headline(text: str, least: int) -> bool:
    """Whether the text has ``least`` words of four letters, nearly all of them with a capital."""
    words = _LONG_WORD.findall(text)
    capitals = sum(word[0].isupper() for word in words)
    return len(words) >= least and capitals >= len(words) * _CAPITAL_SHARE and looks_final(text)


def looks_final(text: str) -> bool:
    """Whether a title ends as a title does, not as a sentence."""
    return not _TITLE_END.search(text) and (not is_closed(text) or text[-1] in '?？!！)）”"」』')
