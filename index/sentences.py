"""Where the sentences of an abstract stand.

sentencex finds the ends; pysbd was measured beside it on real abstracts and found the same ones
("et al.", "(Sano, 2012:19).", "etc. to"), but needs time that grows faster than the text. What is
added here: sentences never cross a paragraph, and pieces that nobody would quote alone are joined.
"""

import re
from collections.abc import Iterator

from corpus.abstract import PARAGRAPH_BREAK, Abstract
from index.passage import Sentence

Span = tuple[int, int]

# A Japanese quotation is followed by what the speaker does with it: 「なぜか。」と問うた。
_QUOTED = re.compile(r"[」』”]\Z")
_GOES_ON = re.compile(r"[とのをがはにでもやへ、，]")
_WORD = re.compile(r"\w")
# sentencex takes 「提案した。pfmt は」 and 「される．5 つの」 for one sentence each. A number in
# brackets at the very end is a note's mark.
_GOES_ON_IN_LATIN = re.compile(
    r"(?<=[ぁ-ゖァ-ヶ一-鿿][。．])(?=\s*[A-Za-z0-9])(?!\s*\d+[)）]\s*\Z)"
)
_ABBREVIATED = re.compile(r"(?:\b(?:al|cf|Dr|Fig|Mr|Mrs|Ms|No|p|pp|Prof|vol|vs))\.\Z")


def sentences_of(abstract: Abstract) -> tuple[Sentence, ...]:
    """The sentences of an abstract in order; together they hold all of its non-blank text."""
    spans = sentence_spans(abstract.text, abstract.language)
    return tuple(Sentence(abstract.id, i, start, end) for i, (start, end) in enumerate(spans))


def sentence_spans(text: str, language: str) -> Iterator[Span]:
    """Half-open offsets of each sentence, without the white space around it."""
    for start, end in _paragraphs(text):
        yield from _in_paragraph(text, start, end, language)


def _paragraphs(text: str) -> Iterator[Span]:
    start = 0
    for paragraph in text.split(PARAGRAPH_BREAK):
        yield start, start + len(paragraph)
        start += len(paragraph) + len(PARAGRAPH_BREAK)


def _in_paragraph(text: str, start: int, end: int, language: str) -> Iterator[Span]:
    import sentencex  # noqa: PLC0415 - only building needs it

    open_span: Span | None = None
    at = start
    found = sentencex.segment(language, text[start:end])
    for piece in (part for whole in found for part in _GOES_ON_IN_LATIN.split(whole)):
        span = _trimmed(text, at, at + len(piece))
        at += len(piece)
        if span is None:
            continue
        if open_span and _belongs_together(text, open_span, span):
            span = (open_span[0], span[1])
        elif open_span:
            yield open_span
        open_span = span
    if open_span:
        yield open_span


def _trimmed(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    stripped = piece.strip()
    if not stripped:
        return None
    first = start + len(piece) - len(piece.lstrip())
    return first, first + len(stripped)


def _belongs_together(text: str, before: Span, after: Span) -> bool:
    left, right = text[slice(*before)], text[slice(*after)]
    if not _WORD.search(right) or not _WORD.search(left):
        return True
    if _ABBREVIATED.search(left):
        return True
    return bool(_QUOTED.search(left) and _GOES_ON.match(right))
