"""One file a document format: bytes in, lines out."""
