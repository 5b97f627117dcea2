"""Finds the abstracts of a printed document by its own regularities."""

from corpus.layout.read import read_printed

__all__ = ["read_printed"]
