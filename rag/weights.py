"""The fitted weights, read from ``weights.json`` beside this file."""

import json
import math
from dataclasses import asdict, dataclass, fields
from functools import lru_cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class EvidenceWeights:
    """One weight a feature of :class:`rag.evidence.Features`."""

    maxsim: float
    satisfied: float
    carried: float
    weakest: float
    neighbours: float
    overlap: float
    covered: float
    role: float
    kind: float
    novelty: float
    near: float
    read: float

    def score(self, features: Any) -> float:  # noqa: ANN401 - any frozen value with these fields
        """The weighted sum over the features of the same names."""
        return float(sum(w * getattr(features, name) for name, w in asdict(self).items()))


@dataclass(frozen=True, slots=True)
class AnswerabilityWeights:
    """One weight a feature of :class:`rag.answerability.Signals`, and the intercept."""

    intercept: float
    dense: float
    unknown: float
    missing_names: float
    distant_names: float
    kind: float
    lacking: float
    read: float

    def probability(self, signals: Any) -> float:  # noqa: ANN401 - any frozen value with these fields
        """Logistic regression: 0 to 1."""
        names = [field.name for field in fields(self) if field.name != "intercept"]
        logit = self.intercept + sum(getattr(self, n) * getattr(signals, n) for n in names)
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))


@dataclass(frozen=True, slots=True)
class Weights:
    """All that was fitted."""

    evidence: EvidenceWeights
    answerability: AnswerabilityWeights


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """The weights that this version of Shoroku was fitted with."""
    values = json.loads(files("rag").joinpath("weights.json").read_text(encoding="utf-8"))
    return Weights(
        EvidenceWeights(**values["evidence"]), AnswerabilityWeights(**values["answerability"])
    )
