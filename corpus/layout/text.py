"""Lines of running text to paragraphs, with broken words made whole."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from corpus.characters import is_closed, plain
from corpus.layout.blocks import look_of
from corpus.layout.likeness import ABSTRACT_LABEL
from corpus.readers.printed import PrintedLine
from corpus.repair import Vocabulary, seam_between

_WIDE_GAP = 1.5
_ROOM = 0.12


def paragraphs_of(
    lines: Sequence[PrintedLine], words: Vocabulary, *, whole: bool
) -> tuple[str, ...]:
    """The paragraphs that the lines make; with ``whole``, each line is one already."""
    groups: list[list[str]] = []
    usual = _usual_gap(lines)
    before: PrintedLine | None = None
    for line in _without_label(lines):
        text = " ".join(plain(line.text).split())
        if not text:
            continue
        if before is None or whole or _begins(before, line, usual):
            groups.append([text])
        else:
            groups[-1].append(text)
        before = line
    return tuple(join_lines(group, words) for group in groups)


def join_lines(texts: Sequence[str], words: Vocabulary) -> str:
    """The lines as one text."""
    joined = ""
    for text in texts:
        seam = seam_between(joined, text, words)
        joined = joined[: len(joined) - seam.dropped] + seam.glue + text
    return joined


def _without_label(lines: Sequence[PrintedLine]) -> Sequence[PrintedLine]:
    """Without a line that only says "Abstract"."""
    if lines and ABSTRACT_LABEL.fullmatch(lines[0].text.strip()):
        return lines[1:]
    return lines


def _usual_gap(lines: Sequence[PrintedLine]) -> float:
    gaps = [
        line.top - before.top
        for before, line in pairwise(lines)
        if (before.page, before.column) == (line.page, line.column) and line.top > before.top
    ]
    return median(gaps) if gaps else 0.0


def _begins(before: PrintedLine, line: PrintedLine, usual: float) -> bool:
    """Whether a line begins a new paragraph."""
    same_column = (before.page, before.column) == (line.page, line.column)
    if line.indented and is_closed(before.text.rstrip()):
        return True
    if not same_column:
        return False
    if usual and line.top - before.top > usual * _WIDE_GAP:
        return True
    looks = look_of(before).plain, look_of(line).plain
    if looks[0].bold != looks[1].bold and (is_closed(before.text.rstrip()) or looks[0].bold):
        return len(before.text) < len(line.text) * 0.9 or is_closed(before.text.rstrip())
    width = max(before.right, line.right) - min(before.left, line.left)
    short = width > 0 and before.right < line.right - width * _ROOM
    return short and is_closed(before.text.rstrip()) and line.text[:1].isupper()
