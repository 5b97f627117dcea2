"""Records in, searchable generation out."""
