"""Which questions rise and fall together, and the short digests that tell questions apart."""

import hashlib
import json
from typing import Any

from eval.gold import GoldQuestion


def cluster_of(gold: GoldQuestion) -> str:
    """Names the conversation, else the evidence that rewordings share, else the question."""
    if gold.chain:
        return f"chain {gold.chain}"
    if gold.spans:
        return short_digest([[span.abstract_id, span.text] for span in gold.every_span])
    return gold.id


def short_digest(told: list[Any]) -> str:
    """Sixteen hexadecimal digits of the SHA-256 of what is told."""
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()[:16]
