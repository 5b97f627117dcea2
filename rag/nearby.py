"""Readers ask on about what they have just read: what stands beside it is likelier meant."""

from collections import defaultdict
from dataclasses import replace

from rag.evidence import Evidence

# A citation's place: the abstract, and where its quote starts and ends.
Shown = tuple[str, int, int]
# What a sentence gains at the quote, in units of the evidence score, and how fast that fades.
CLOSE = 1.0
FADES = 0.6


def beside(ranked: tuple[Evidence, ...], read: tuple[Shown, ...]) -> tuple[Evidence, ...]:
    """The evidence, best first, where sentences count for more the nearer they are to a quote."""
    if not read:
        return ranked
    places = _places(ranked)
    near = [replace(it, score=it.score + _gain(it, places, read)) for it in ranked]
    return tuple(sorted(near, key=lambda evidence: -round(evidence.score, 6)))


def _places(ranked: tuple[Evidence, ...]) -> dict[str, list[int]]:
    """For each abstract where its sentences end, in the order of the text."""
    ends = defaultdict(list)
    for evidence in ranked:
        ends[evidence.sentence.abstract_id].append(evidence.sentence.end)
    return {id_: sorted(found) for id_, found in ends.items()}


def _gain(evidence: Evidence, places: dict[str, list[int]], read: tuple[Shown, ...]) -> float:
    own = places[evidence.sentence.abstract_id]
    place = own.index(evidence.sentence.end)
    far = [
        abs(place - other)
        for id_, start, end in read
        if id_ == evidence.sentence.abstract_id
        for other, stop in enumerate(own)
        if start < stop <= end
    ]
    return float(CLOSE * FADES ** min(far)) if far else 0.0
