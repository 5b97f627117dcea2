"""Abstracts as references: plain text, BibTeX, RIS and CSL-JSON."""
