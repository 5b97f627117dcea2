"""LlamaIndex with its in-memory vector store.

``default`` is the starter tutorial for local models without its language model: VectorStoreIndex
from documents (pieces of 1,024 tokens, 20 shared), a retriever, 2 pieces.
``best`` is its documented hybrid: pieces of 256 tokens, which MiniLM reads whole, and
QueryFusionRetriever over the store and BM25 by reciprocal rank, without made-up queries.
"""

import sys
from pathlib import Path

from llama_index.core import (
    Document as Page,
)
from llama_index.core import (
    Settings,
    StorageContext,
    VectorStoreIndex,
    load_index_from_storage,
)
from llama_index.core.llms import MockLLM
from llama_index.core.node_parser import SentenceSplitter
from llama_index.core.retrievers import QueryFusionRetriever
from llama_index.core.schema import NodeWithScore
from llama_index.embeddings.huggingface import HuggingFaceEmbedding
from llama_index.retrievers.bm25 import BM25Retriever

from bench.peers.protocol import Document, Found, Reply, model_path, serve

PIECES = 2


class LlamaIndex:
    """``hybrid`` asks BM25 as well."""

    def __init__(self, *, hybrid: bool) -> None:
        self.hybrid = hybrid
        Settings.embed_model = HuggingFaceEmbedding(model_name=model_path())

    def build(self, documents: list[Document], folder: Path) -> None:
        """Embed and persist, with the splitter of the setting."""
        pages = [Page(text=d.page, id_=d.id) for d in documents]
        if self.hybrid:
            splitter = SentenceSplitter(chunk_size=256, chunk_overlap=20)
            index = VectorStoreIndex.from_documents(pages, transformations=[splitter])
        else:
            index = VectorStoreIndex.from_documents(pages)
        index.storage_context.persist(persist_dir=str(folder))

    def open(self, folder: Path) -> None:
        """Load the index; BM25 is made again from its pieces."""
        storage = StorageContext.from_defaults(persist_dir=str(folder))
        self.index = load_index_from_storage(storage)
        self.dense = self.index.as_retriever()
        if self.hybrid:
            self.words = BM25Retriever.from_defaults(docstore=self.index.docstore)

    def ask(self, question: str, most: int | None) -> Reply:
        """The nearest pieces with their scores."""
        most = most or PIECES
        found = self._fused(question, most) if self.hybrid else self._nearest(question, most)
        return Reply(tuple(Found(n.node.ref_doc_id, n.node.text, n.score) for n in found))

    def _nearest(self, question: str, most: int) -> list[NodeWithScore]:
        self.dense.similarity_top_k = most
        return list(self.dense.retrieve(question))

    def _fused(self, question: str, most: int) -> list[NodeWithScore]:
        # BM25 refuses to be asked for more pieces than there are.
        self.words.similarity_top_k = min(most, len(self.index.docstore.docs))
        self.dense.similarity_top_k = most
        both = QueryFusionRetriever(
            [self.dense, self.words],
            llm=MockLLM(),
            similarity_top_k=most,
            num_queries=1,
            mode="reciprocal_rerank",
            use_async=False,
        )
        return list(both.retrieve(question))


if __name__ == "__main__":
    serve(LlamaIndex(hybrid=sys.argv[1] == "best"))
