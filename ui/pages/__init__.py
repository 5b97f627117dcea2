"""Pages that are rendered on the server: one abstract, and all of them to browse."""
