"""Haystack with its in-memory store.

``default`` is the first tutorial without its language model: SentenceTransformersDocumentEmbedder
over whole texts, InMemoryEmbeddingRetriever, 10 results.
``best`` is the tutorial on hybrid retrieval: DocumentSplitter with a length that suits the model
(150 words, 32 shared), BM25 and vectors joined by reciprocal rank. The tutorial's cross-encoder
is left out: it is another model, and none of these systems is given one.
"""

import sys
from pathlib import Path

from haystack import Document as Page
from haystack import Pipeline
from haystack.components.joiners import DocumentJoiner
from haystack.components.preprocessors import DocumentSplitter
from haystack.components.retrievers.in_memory import (
    InMemoryBM25Retriever,
    InMemoryEmbeddingRetriever,
)
from haystack.document_stores.in_memory import InMemoryDocumentStore
from haystack_integrations.components.embedders.sentence_transformers import (
    SentenceTransformersDocumentEmbedder,
    SentenceTransformersTextEmbedder,
)

from bench.peers.protocol import Document, Found, Reply, model_path, serve

PIECES = 10
STORE = "store.json"


class Haystack:
    """``hybrid`` splits, and asks BM25 as well."""

    def __init__(self, *, hybrid: bool) -> None:
        self.hybrid = hybrid

    def build(self, documents: list[Document], folder: Path) -> None:
        """Embed, write into the store, and save it."""
        pages = [Page(content=d.page, meta={"source": d.id}) for d in documents]
        if self.hybrid:
            splitter = DocumentSplitter(split_by="word", split_length=150, split_overlap=32)
            pages = splitter.run(pages)["documents"]
        embedder = SentenceTransformersDocumentEmbedder(model=model_path(), progress_bar=False)
        embedder.warm_up()
        store = InMemoryDocumentStore()
        store.write_documents(embedder.run(pages)["documents"])
        folder.mkdir(parents=True, exist_ok=True)
        store.save_to_disk(str(folder / STORE))

    def open(self, folder: Path) -> None:
        """Load the store and connect the pipeline."""
        store = InMemoryDocumentStore.load_from_disk(str(folder / STORE))
        self.pipeline = Pipeline()
        embedder = SentenceTransformersTextEmbedder(model=model_path(), progress_bar=False)
        self.pipeline.add_component("embedder", embedder)
        self.pipeline.add_component("dense", InMemoryEmbeddingRetriever(store))
        self.pipeline.connect("embedder.embedding", "dense.query_embedding")
        if self.hybrid:
            self.pipeline.add_component("words", InMemoryBM25Retriever(store))
            joiner = DocumentJoiner(join_mode="reciprocal_rank_fusion")
            self.pipeline.add_component("joiner", joiner)
            self.pipeline.connect("words", "joiner")
            self.pipeline.connect("dense", "joiner")
        self.pipeline.warm_up()

    def ask(self, question: str, most: int | None) -> Reply:
        """The nearest texts with their scores."""
        most = most or PIECES
        asked = {"embedder": {"text": question}, "dense": {"top_k": most}}
        if self.hybrid:
            asked["words"] = {"query": question, "top_k": most}
        found = self.pipeline.run(asked)["joiner" if self.hybrid else "dense"]["documents"]
        return Reply(tuple(Found(d.meta["source"], d.content, d.score) for d in found))


if __name__ == "__main__":
    serve(Haystack(hybrid=sys.argv[1] == "best"))
