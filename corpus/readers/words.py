"""Where a line has spaces: told by the gaps between its glyphs, for many files draw no space."""

from itertools import pairwise
from statistics import median

from corpus.characters import is_wide
from corpus.readers.glyphs import Glyph
from corpus.readers.rows import Segment

# TeX sets words as near as 0.12 em after an f; letters within a word are nearer than 0.1.
_WORD_GAP = 0.11
_WORD_GAP_BESIDE_SPACES = 0.18
_DRAWN_SPACE_GAP = 0.04
_WIDE_GAP = 0.6
_MIXED_GAP = 0.4
_TRACKED = 0.06
_WIDE_SPACE = "\u3000"


def spaces_before(segment: Segment) -> list[str]:
    """For each glyph that prints: the white space before it, "" for none.

    Between Chinese and Japanese characters only a drawn wide space or a wide gap counts, for their
    lines are justified by small gaps.
    """
    drawn = _drawn_spaces(segment)
    letters = segment.printed
    gaps = [after.left - before.right for before, after in pairwise(letters)]
    tracking = _tracking(letters, gaps)
    has_spaces = any(drawn)
    found = [""]
    for (before, after), gap, space in zip(pairwise(letters), gaps, drawn[1:], strict=True):
        found.append(_space(before, after, gap - tracking, space, has_spaces=has_spaces))
    return found


def _drawn_spaces(segment: Segment) -> list[str]:
    """For each glyph that prints, the white space drawn before it in the file."""
    spaces: list[str] = []
    waiting = ""
    for glyph in segment.glyphs:
        if glyph.text.isspace():
            waiting = max(waiting, glyph.text)
        else:
            spaces.append(waiting)
            waiting = ""
    return spaces or [""] * len(segment.printed)


def _tracking(letters: tuple[Glyph, ...], gaps: list[float]) -> float:
    """What a letter-spaced line adds between all its letters; 0 in common lines.

    Dot leaders are no letters: they would pass for letter-spacing.
    """
    between = [
        gap
        for (before, after), gap in zip(pairwise(letters), gaps, strict=True)
        if before.text[-1].isalnum() and after.text[0].isalnum()
    ]
    if len(between) < 4:  # noqa: PLR2004
        return 0.0
    middle = median(between)
    return middle if middle > _TRACKED * letters[0].size else 0.0


def _space(before: Glyph, after: Glyph, gap: float, drawn: str, *, has_spaces: bool) -> str:
    """The white space between two neighbours whose gap is given without tracking."""
    ems = gap / max(before.size, after.size)
    wide = is_wide(before.text[-1]) + is_wide(after.text[0])
    if wide:
        return _space_beside_wide(ems, drawn, both=wide == 2)  # noqa: PLR2004
    if drawn and ems >= _DRAWN_SPACE_GAP:
        return " "
    return " " if ems >= (_WORD_GAP_BESIDE_SPACES if has_spaces else _WORD_GAP) else ""


def _space_beside_wide(ems: float, drawn: str, *, both: bool) -> str:
    if drawn == _WIDE_SPACE and both:
        return _WIDE_SPACE
    if ems >= (_WIDE_GAP if both else _MIXED_GAP):
        return " "
    return " " if drawn and not both else ""
