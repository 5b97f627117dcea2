"""The zones of an abstract, and the aspects of a work that sentences answer."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from rag.roles import Role

Rows = NDArray[np.float32]


class Zone(StrEnum):
    """The part that a sentence plays (Teufel & Moens 2002, doi:10.1162/089120102762671936)."""

    BACKGROUND = "background"
    GAP = "gap"
    AIM = "aim"
    QUESTION = "question"
    METHOD = "method"
    FINDING = "finding"
    REPORTED = "reported"
    CONCLUSION = "conclusion"
    RECOMMENDATION = "recommendation"
    LIMITATION = "limitation"
    OUTLOOK = "outlook"
    PROMISE = "promise"
    OTHER = "other"


class Aspect(StrEnum):
    """What a work as a whole may be asked for."""

    AIM = "aim"
    METHOD = "method"
    FINDING = "finding"
    CONCLUSION = "conclusion"
    RECOMMENDATION = "recommendation"
    LIMITATION = "limitation"
    OUTLOOK = "outlook"
    PROBLEM = "problem"
    DATA = "data"


ZONES, ASPECTS = tuple(Zone), tuple(Aspect)
# How well a sentence of a zone suits an aspect; zones that are not named do not.
FITS: dict[Aspect, dict[Zone, float]] = {
    Aspect.AIM: {Zone.AIM: 1.0, Zone.PROMISE: 0.5, Zone.QUESTION: 0.5},
    Aspect.METHOD: {Zone.METHOD: 1.0},
    Aspect.FINDING: {Zone.FINDING: 1.0, Zone.CONCLUSION: 0.3},
    Aspect.CONCLUSION: {Zone.CONCLUSION: 1.0, Zone.RECOMMENDATION: 0.5, Zone.FINDING: 0.2},
    Aspect.RECOMMENDATION: {Zone.RECOMMENDATION: 1.0, Zone.CONCLUSION: 0.4},
    Aspect.LIMITATION: {Zone.LIMITATION: 1.0},
    Aspect.OUTLOOK: {Zone.OUTLOOK: 1.0},
    Aspect.PROBLEM: {Zone.GAP: 1.0, Zone.BACKGROUND: 0.3},
    Aspect.DATA: {Zone.METHOD: 1.0},
}


@dataclass(frozen=True, slots=True, eq=False)
class Zoned:
    """What is known of the sentences of one abstract.

    ``zones`` has a probability a sentence and zone, (sentences, zones); ``aspects`` the log odds of
    each sentence that it answers an aspect rather than that none does, (sentences, aspects).
    ``roles`` are those that cue phrases tell; ``shows_how`` the places of findings that say by what
    they were found: "Interviews with forty captains show …".
    """

    zones: Rows
    aspects: Rows
    roles: tuple[Role, ...]
    shows_how: frozenset[int] = frozenset()

    def zone(self, place: int) -> tuple[Zone, float]:
        """The likeliest zone of a sentence, and how likely it is."""
        best = int(self.zones[place].argmax())
        return ZONES[best], float(self.zones[place, best])

    def fit(self, aspect: Aspect) -> Rows:
        """For each sentence how well its zone suits an aspect, from 0 to 1."""
        suits = np.array([FITS[aspect].get(zone, 0.0) for zone in ZONES], dtype=np.float32)
        return np.asarray(self.zones @ suits, dtype=np.float32)

    def log_odds(self, aspect: Aspect) -> Rows:
        """For each sentence how much likelier it answers than none does, as a logarithm."""
        return np.asarray(self.aspects[:, ASPECTS.index(aspect)], dtype=np.float32)
