"""The HTTP API: questions, records and references for programs (docs/api.md)."""
