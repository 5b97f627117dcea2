"""Which part each sentence of an abstract plays, learnt from abstracts that were read by hand."""
