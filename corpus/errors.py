"""The one tree of errors that Shoroku shows to people.

ShorokuError
├── CorpusError       a document or a correction cannot be read
│   └── ScanError     its pages are pictures: text recognition may read them
├── GenerationError   (in index.errors) a generation is missing, foreign or damaged
└── QuestionError     (in rag.errors) a question cannot be taken

Each message is one plain sentence or two: what was wrong, where, and what to do.
"""


class ShorokuError(Exception):
    """Something a person can put right; its text is shown as it is, without a traceback."""


class CorpusError(ShorokuError):
    """A document or its corrections cannot be used."""


class ScanError(CorpusError):
    """A document's pages are pictures without a text layer: text recognition may read them."""
