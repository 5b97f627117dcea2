"""LangChain with FAISS.

``default`` is the tutorial "Build a semantic search engine" with the FAISS store of its list:
RecursiveCharacterTextSplitter of 1,000 characters with 200 shared, similarity search, 4 pieces.
``best`` is its documented hybrid: EnsembleRetriever over BM25 and the same store, equal weights.
"""

import json
import sys
from pathlib import Path
from typing import Any

import faiss
from langchain_classic.retrievers import EnsembleRetriever
from langchain_community.docstore.in_memory import InMemoryDocstore
from langchain_community.retrievers import BM25Retriever
from langchain_community.vectorstores import FAISS
from langchain_core.documents import Document as Piece
from langchain_huggingface import HuggingFaceEmbeddings
from langchain_text_splitters import RecursiveCharacterTextSplitter

from bench.peers.protocol import Document, Found, Reply, model_path, serve

PIECES = 4


class LangChain:
    """``hybrid`` asks BM25 as well."""

    def __init__(self, *, hybrid: bool) -> None:
        self.hybrid = hybrid
        self.embeddings = HuggingFaceEmbeddings(model_name=model_path())

    def build(self, documents: list[Document], folder: Path) -> None:
        """Split, embed, store."""
        pages = [Piece(page_content=d.page, metadata={"id": d.id}) for d in documents]
        splitter = RecursiveCharacterTextSplitter(
            chunk_size=1000, chunk_overlap=200, add_start_index=True
        )
        pieces = splitter.split_documents(pages)
        dimension = len(self.embeddings.embed_query("hello world"))
        store = FAISS(
            embedding_function=self.embeddings,
            index=faiss.IndexFlatL2(dimension),
            docstore=InMemoryDocstore(),
            index_to_docstore_id={},
        )
        store.add_documents(documents=pieces)
        store.save_local(str(folder))
        rows = [[piece.page_content, piece.metadata] for piece in pieces]
        (folder / "pieces.json").write_text(json.dumps(rows), encoding="utf-8")

    def open(self, folder: Path) -> None:
        """Load the store; BM25 has no form on disk and is made again."""
        self.store = FAISS.load_local(
            str(folder), self.embeddings, allow_dangerous_deserialization=True
        )
        if self.hybrid:
            rows = json.loads((folder / "pieces.json").read_text(encoding="utf-8"))
            self.words = BM25Retriever.from_documents(
                [Piece(page_content=text, metadata=metadata) for text, metadata in rows]
            )

    def ask(self, question: str, most: int | None) -> Reply:
        """The nearest pieces; the store's score is a distance, so its negative is given."""
        if self.hybrid:
            return Reply(tuple(self._fused(question, most or PIECES)))
        found = self.store.similarity_search_with_score(question, k=most or PIECES)
        return Reply(tuple(_found(piece, -float(distance)) for piece, distance in found))

    def _fused(self, question: str, most: int) -> list[Found]:
        self.words.k = most
        dense = self.store.as_retriever(search_kwargs={"k": most})
        both = EnsembleRetriever(retrievers=[self.words, dense], weights=[0.5, 0.5])
        return [_found(piece, None) for piece in both.invoke(question)]


def _found(piece: Any, score: float | None) -> Found:  # noqa: ANN401 - no types here
    return Found(piece.metadata["id"], piece.page_content, score)


if __name__ == "__main__":
    serve(LangChain(hybrid=sys.argv[1] == "best"))
