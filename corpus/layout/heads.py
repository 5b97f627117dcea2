"""Where abstracts begin: the look whose blocks part the document most regularly.

Each look that is not the running text's is tried as the look of titles. A good one parts the text
into pieces that all hold text, is followed (or led) by names, and is followed by the same looks
each time. Nothing is known of any one book.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.layout.blocks import Block, Look, commonest_look
from corpus.layout.likeness import (
    CONTACT,
    INSTITUTION,
    is_prose,
    is_title_like,
    letters_of,
    name_share,
    names_in,
)
from corpus.layout.profile import Profile

_FEWEST_HEADS = 2
_ENOUGH_WORDS = 12
_HOLDS = 0.6
_SOME_NAMES = 0.3
_NEAR = 3
_NAME_SHARE = 0.6
_REFRAIN = 3
_FEWEST_LETTERS = 4
_REGULAR_WEIGHTS = (0.45, 0.4, 0.15)


@dataclass(frozen=True, slots=True)
class Heads:
    """The blocks (by position) that begin an abstract, and how well they do.

    ``names_first`` is true where the names stand above the title. ``covered`` is the share of the
    text that belongs to an abstract, ``sound`` the share of heads with text below them, ``named``
    the share with names beside them, ``regular`` the share followed by the same look,
    ``prominent`` how far they stand out and read like titles, ``grain`` how fine they part the
    text beside the finest way that holds together.
    """

    positions: tuple[int, ...]
    look: Look
    names_first: bool
    covered: float
    sound: float
    named: float
    regular: float
    prominent: float = 1.0
    grain: float = 1.0

    @property
    def score(self) -> float:
        """How well these heads part the document, 0 to 1."""
        base, names, regular = _REGULAR_WEIGHTS
        kind = base + names * self.named + regular * self.regular
        return self.covered * self.sound * kind * self.prominent * self.grain


def find_heads(blocks: Sequence[Block], profile: Profile | None = None) -> list[Heads]:
    """All ways to part the document that hold together, the best first.

    Where the profile states how titles look, there is that one way.
    """
    body = commonest_look(blocks)
    refrains = refrains_of(blocks)
    ways = (
        _stated(blocks, profile)
        if profile and profile.states_titles
        else _candidates(blocks, body, refrains)
    )
    judged = [
        _as_stated(heads, profile)
        for look, positions in ways
        if (heads := _judged(blocks, body, look, positions))
    ]
    best: dict[tuple[int, ...], Heads] = {}
    for heads in _with_grain(judged):
        if heads.score > getattr(best.get(heads.positions), "score", 0.0):
            best[heads.positions] = heads
    return sorted(best.values(), key=lambda heads: (-heads.score, -len(heads.positions)))


def _stated(blocks: Sequence[Block], profile: Profile) -> Iterator[tuple[Look, list[int]]]:
    positions = [n for n, block in enumerate(blocks) if profile.is_title(block.look)]
    if positions:
        yield blocks[positions[0]].look.plain, positions


def _as_stated(heads: Heads, profile: Profile | None) -> Heads:
    if profile is None or profile.names_first is None:
        return heads
    return replace(heads, names_first=profile.names_first)


def _with_grain(judged: Sequence[Heads]) -> Iterator[Heads]:
    """Sections hold together as well as the abstracts in them: the finer way is the right one."""
    holding = [h for h in judged if min(h.sound, h.covered) >= _HOLDS and h.named >= _SOME_NAMES]
    finest = max((len(heads.positions) for heads in holding or judged), default=1)
    for heads in judged:
        grain = math.log(1 + len(heads.positions)) / math.log(1 + finest)
        yield replace(heads, grain=min(1.0, grain))


def refrains_of(blocks: Sequence[Block]) -> frozenset[str]:
    """Short texts that come again and again: headings inside abstracts, never titles."""
    body = commonest_look(blocks)
    counts = Counter(letters_of(block.text) for block in blocks if _stands_out(block.look, body))
    return frozenset(
        text for text, count in counts.items() if count >= _REFRAIN and len(text) >= _FEWEST_LETTERS
    )


def _candidates(
    blocks: Sequence[Block], body: Look, refrains: frozenset[str]
) -> Iterator[tuple[Look, list[int]]]:
    keys: tuple[Callable[[Block], Look], ...] = (
        lambda block: block.look.plain,
        lambda block: Look(block.look.size, block.look.bold),
        lambda block: Look(block.look.size, block.look.bold, capitals=block.look.capitals),
        lambda block: Look(block.look.size, block.look.bold, block.look.italic),
        lambda block: Look(name=block.look.name),
    )
    for key in keys:
        groups: dict[Look, list[int]] = {}
        for position, block in enumerate(blocks):
            if letters_of(block.text) not in refrains and is_title_like(block.text):
                groups.setdefault(key(block), []).append(position)
        for look, positions in groups.items():
            if look != key_of(body, key) and len(positions) >= _FEWEST_HEADS:
                yield look, positions


def key_of(body: Look, key: Callable[[Block], Look]) -> Look:
    """The running text's own key."""
    return key(Block((), body))


def _judged(
    blocks: Sequence[Block], body: Look, look: Look, positions: Sequence[int]
) -> Heads | None:
    ends = [*positions[1:], len(blocks)]
    words = [_text_words(blocks[s + 1 : e], body) for s, e in zip(positions, ends, strict=True)]
    kept = [
        (s, e)
        for (s, e), n in zip(zip(positions, ends, strict=True), words, strict=True)
        if n >= _ENOUGH_WORDS
    ]
    if len(kept) < _FEWEST_HEADS:
        return None
    after = [_named_after(blocks, start, end) for start, end in kept]
    before = [_named_before(blocks, start) for start, _ in kept]
    names_first = sum(before) > sum(after) * 1.3
    named = before if names_first else after
    first, last = _trimmed(named)
    total = _text_words(blocks, body) or 1
    titles = [blocks[start] for start, _ in kept]
    inside = sum(n for n in words if n >= _ENOUGH_WORDS)
    nexts = Counter(blocks[s + 1].look.plain for s, e in kept if s + 1 < e)
    return Heads(
        tuple(start for start, _ in kept[first:last]),
        look,
        names_first,
        covered=inside / total,
        sound=len(kept) / len(positions),
        named=sum(named[first:last]) / max(1, last - first),
        regular=max(nexts.values(), default=0) / len(kept),
        prominent=_prominence(look, body) * _share_of_titles(titles),
    )


def _prominence(look: Look, body: Look) -> float:
    """Titles are set larger, heavier or in capitals; seldom as the text, hardly ever smaller."""
    if look.size and look.size < body.size:
        return 0.5
    return 1.0 if _stands_out(look, body) or look.name else 0.7


def _stands_out(look: Look, body: Look) -> bool:
    return look.size > body.size or look.bold > body.bold or look.capitals


def _share_of_titles(blocks: Sequence[Block]) -> float:
    """The share that is neither an institution nor an address nor a list of names."""
    odd = sum(
        (INSTITUTION.search(block.text) is not None and block.words < 12)  # noqa: PLR2004
        or CONTACT.search(block.text) is not None
        or (name_share(block.text) == 1.0 and block.words <= 3 * len(names_in(block.text)))
        for block in blocks
    )
    return 1 - odd / len(blocks)


def is_text(block: Block, body: Look) -> bool:
    """Whether a block is set as the running text; mathematics may change its font."""
    return block.look.size == body.size and block.look.bold == body.bold


def _trimmed(named: Sequence[bool]) -> tuple[int, int]:
    """Without the heads before the first and after the last that names stand beside.

    A book's own front and back matter ("Welcome Address") has titles too.
    """
    if sum(named) < len(named) * _NAME_SHARE:
        return 0, len(named)
    return named.index(True), len(named) - list(reversed(named)).index(True)


def _text_words(blocks: Sequence[Block], body: Look) -> int:
    return sum(block.words for block in blocks if is_text(block, body))


def _named_after(blocks: Sequence[Block], start: int, end: int) -> bool:
    for block in blocks[start + 1 : min(start + 1 + _NEAR, end)]:
        if _is_names(block):
            return True
        if is_prose(block.text):
            return False
    return False


def _named_before(blocks: Sequence[Block], start: int) -> bool:
    return start > 0 and _is_names(blocks[start - 1])


def _is_names(block: Block) -> bool:
    """Whether names of people, with or without their institutions, begin the block."""
    for line in block.lines[:_NEAR]:
        text = line.text
        if name_share(text) >= _NAME_SHARE or (
            name_share(text.split(",")[0].split("(")[0]) == 1.0 and INSTITUTION.search(text)
        ):
            return True
        if is_prose(text):
            return False
    return False
