"""Sentences in, by the vectors of their word pieces; zones and aspects out."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from index.tokens import Halves
from rag.roles import Role
from rag.zoning.zones import Aspect, Rows, Zoned

if TYPE_CHECKING:
    from rag.zoning.network import ZoningNetwork


class Zoner:
    """Tells the parts of English abstracts. Safe in several threads."""

    def __init__(
        self, network: "ZoningNetwork", slope: float, offsets: Mapping[Aspect, float]
    ) -> None:
        """Odds become probabilities by one slope, and one offset an aspect: some are rarer."""
        self._network = network
        self._slope = slope
        self._offsets = offsets

    def read(self, sentences: Sequence[Halves], roles: Sequence[Role]) -> Zoned:
        """One abstract: the unit rows of the word pieces of each of its sentences, in order.

        ``roles`` are those that cue phrases tell (rag.roles).
        """
        import torch  # noqa: PLC0415 - already loaded with the model

        from rag.zoning.network import Sentences  # noqa: PLC0415

        tokens = [torch.from_numpy(np.asarray(rows, dtype=np.float32)) for rows in sentences]
        with torch.inference_mode():
            zones, aspects = self._network([Sentences(tokens, roles)])[0]
            return Zoned(zones.softmax(-1).numpy(), aspects.numpy(), tuple(roles))

    def answers(self, zoned: Zoned, aspect: Aspect) -> float:
        """The probability that an abstract tells an aspect."""
        anything = float(any_of(zoned.log_odds(aspect)))
        return float(1 / (1 + np.exp(-(self._slope * anything + self._offsets[aspect]))))


def any_of(odds: Rows) -> Rows:
    """Log odds that any sentence answers, for each column of (sentences, …)."""
    return np.asarray(np.logaddexp.reduce(odds, axis=0), dtype=np.float32)
