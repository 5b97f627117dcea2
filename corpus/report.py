"""What was repaired or looks wrong in a source, and its plain-text report for an editor."""

from dataclasses import dataclass
from typing import Literal

from corpus.abstract import SourceLines


@dataclass(frozen=True, slots=True)
class Finding:
    """One place where the records differ from the source, or may be wrong.

    A ``repair`` was made and is shown; a ``doubt`` was left as it is and wants a person's eye.
    ``before`` is the source's text, ``after`` what the record holds; either may be empty.
    """

    kind: Literal["repair", "doubt"]
    code: str
    source: SourceLines
    message: str
    before: str = ""
    after: str = ""
    abstract_id: str | None = None
