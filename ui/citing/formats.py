"""The formats in which references are handed out, by the ending of their files."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from types import MappingProxyType

from ui.citing.bibtex import as_bibtex
from ui.citing.csl import as_csl_json
from ui.citing.reference import Reference
from ui.citing.ris import as_ris
from ui.citing.text import as_text


@dataclass(frozen=True, slots=True)
class Format:
    """How references are written, and what a browser is told that they are.

    ``write`` takes one reference or many. ``name`` is what people call the format.
    """

    name: str
    ending: str
    media_type: str
    write: Callable[[Iterable[Reference]], str]


FORMATS = MappingProxyType(
    {
        it.ending: it
        for it in (
            Format("BibTeX", "bib", "application/x-bibtex", as_bibtex),
            Format("RIS", "ris", "application/x-research-info-systems", as_ris),
            Format("CSL-JSON", "json", "application/vnd.citationstyles.csl+json", as_csl_json),
            Format("Text", "txt", "text/plain", as_text),
        )
    }
)
