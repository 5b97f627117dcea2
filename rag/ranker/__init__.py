"""Our own small ranker: how well each sentence of an abstract answers a question."""
