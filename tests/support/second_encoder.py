"""A small second encoder that reads two languages into one space, through a word list."""

import hashlib
from collections.abc import Sequence

from index.embedding import EmbedderIdentity
from index.multilingual import SecondEncoder
from tests.support.hashing_embedder import HashingEmbedder, Rows

SECOND = EmbedderIdentity("word list", hashlib.sha256(b"word list 1").hexdigest(), 32)
# What stands in Japanese and in English for the same.
SAME = {
    "湖": "lake", "氷": "ice", "葦": "reeds", "渡し船": "ferries", "漁師": "fishers",
    "気温": "temperature", "冬": "winter", "橋": "bridges", "縄": "ropes", "草": "grass",
    "凍": "freeze", "人": "people",
}  # fmt: skip


class WordList:
    """Implements ``index.multilingual.MultilingualEmbedder``; ``loads`` counts its loading."""

    def __init__(self, identity: EmbedderIdentity = SECOND) -> None:
        self.identity = identity
        self.hashing = HashingEmbedder(identity)
        self.loads = 0

    def queries(self, texts: Sequence[str]) -> Rows:
        """Unit rows."""
        return self.hashing.encode([_english(text) for text in texts])

    def passages(self, texts: Sequence[str]) -> Rows:
        """Unit rows."""
        return self.queries(texts)

    def load(self) -> "WordList":
        """The encoder itself."""
        self.loads += 1
        return self

    def encoder(self, few: int = 99) -> SecondEncoder:
        """How a build is told of it."""
        return SecondEncoder(self.identity, self.load, few)


def _english(text: str) -> str:
    """Only the words that the list knows, in English."""
    lower = text.casefold()
    return " ".join(en for ja, en in SAME.items() if ja in text or en in lower)
