"""Gold questions in, report and exit code out."""
