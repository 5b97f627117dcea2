"""For editors: what the abstracts did not answer, what readers said, and what to make of it."""
