"""What looks wrong in a text that was left as it stands: for a person's eye, never changed."""

import re
from collections.abc import Iterable, Iterator, Sequence

from corpus.abstract import SourceLines
from corpus.characters import unusual
from corpus.lines import Line, Source
from corpus.report import Code, Finding
from corpus.titles import looks_like_headline

_CONTEXT = 30
_STRAY_MARK = re.compile(r"(?<=[)\]”])['`´^](?=[\s.,;:]|$)")
_OPENING_APOSTROPHE = re.compile(r"(?:^|[\s(\[“])['`]")
_CAPITALISED = re.compile(r"\b[^\W\d_]{6,20}\b")
_MIN_TITLE_WORDS = 3


def doubts_in(lines: Sequence[Line], source: Source) -> Iterator[Finding]:
    """Unusual characters, stray marks, and lines that look like a title, in one abstract."""
    apostrophes = any(_OPENING_APOSTROPHE.search(line.text) for line in lines)
    for line in lines:
        for character in unusual(line.text):
            at = line.text.index(character)
            message = f"An unusual character, U+{ord(character):04X}, was kept."
            yield _doubt("unusual_character", line, message, _around(line.text, at))
        stray = None if apostrophes else _STRAY_MARK.search(line.text)
        if stray:
            message = "A mark that closes nothing was kept; it may point at a footnote."
            yield _doubt("stray_mark", line, message, _around(line.text, stray.start()))
    yield from _possible_titles(lines, source)


def spelling_twins(lines: Sequence[Line]) -> Iterator[Finding]:
    """Names that differ from another name of the source by one letter ("Hokkaidd", "Hokkaido").

    Only words that are always capitalised are compared, each with its letters masked one by one,
    so that the time grows linearly.
    """
    names = _names(lines)
    seen: dict[str, str] = {}
    for name, line in names.items():
        for mask in _masks(name):
            twin = seen.setdefault(mask, name)
            if twin != name:
                message = f"{name} differs from {twin} (line {names[twin].number}) by one letter."
                yield _doubt("spelling_twin", line, message, name)


def _names(lines: Iterable[Line]) -> dict[str, Line]:
    """The first line of each word that the source never writes small."""
    first: dict[str, Line] = {}
    small: set[str] = set()
    for line in lines:
        for word in _CAPITALISED.findall(line.text):
            if word[0].isupper() and word[1:].islower():
                first.setdefault(word, line)
            else:
                small.add(word.lower())
    return {word: line for word, line in first.items() if word.lower() not in small}


def _masks(name: str) -> Iterator[str]:
    for place in range(len(name)):
        yield f"{name[:place]}_{name[place + 1 :]}"


def _possible_titles(lines: Sequence[Line], source: Source) -> Iterator[Finding]:
    for before, line, after in zip(lines, lines[1:], lines[2:], strict=False):
        alone = not before.text and not after.text and not source.is_full(line.text)
        if line.text and alone and looks_like_headline(line.text, _MIN_TITLE_WORDS):
            message = "This line stands alone and looks like a title; it was read as text."
            yield _doubt("possible_title", line, message, line.text)


def _around(text: str, at: int) -> str:
    return text[max(at - _CONTEXT, 0) : at + _CONTEXT]


def _doubt(code: Code, line: Line, message: str, shown: str) -> Finding:
    return Finding("doubt", code, SourceLines(line.number, line.number), message, shown)
