"""txtai.

``default`` is the README's example: Embeddings over whole texts, one search, 3 results.
``best`` adds ``hybrid=True``, its documented sum of BM25 and vectors.
"""

import json
import sys
from pathlib import Path

from txtai import Embeddings

from bench.peers.protocol import Document, Found, Reply, model_path, serve

PIECES = 3


class Txtai:
    """``hybrid`` asks BM25 as well."""

    def __init__(self, *, hybrid: bool) -> None:
        self.embeddings = Embeddings(path=model_path(), hybrid=hybrid)

    def build(self, documents: list[Document], folder: Path) -> None:
        """Embed and save; the texts are kept beside, as in the example."""
        self.embeddings.index([d.page for d in documents])
        self.embeddings.save(str(folder))
        rows = [[d.id, d.page] for d in documents]
        (folder / "texts.json").write_text(json.dumps(rows), encoding="utf-8")

    def open(self, folder: Path) -> None:
        """Load the index and the texts."""
        self.embeddings.load(str(folder))
        self.texts: list[list[str]] = json.loads(
            (folder / "texts.json").read_text(encoding="utf-8")
        )

    def ask(self, question: str, most: int | None) -> Reply:
        """The nearest texts with their scores."""
        found = self.embeddings.search(question, most or PIECES)
        return Reply(tuple(_found(self.texts[number], score) for number, score in found))


def _found(text: list[str], score: float) -> Found:
    return Found(text[0], text[1], score)


if __name__ == "__main__":
    serve(Txtai(hybrid=sys.argv[1] == "best"))
