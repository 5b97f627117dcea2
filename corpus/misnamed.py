"""Whether a document's name tells of another format than its content does."""

import re

_ENDING = re.compile(r"\.([a-z]+)$")
# What a name may end in for each kind of corpus.formats. Other endings tell nothing certain.
_ENDINGS = {
    "pdf": ("pdf",),
    "docx": ("docx", "doc"),
    "html": ("html", "htm", "xhtml", "xml"),
    "xlsx": ("xlsx", "xls", "xlsb", "ods"),
    "table": ("csv", "tsv", "tab"),
    "json": ("json", "jsonl", "ndjson"),
    "bibtex": ("bib",),
    "ris": ("ris",),
    "medline": ("nbib",),
    "pubmed": ("xml",),
    "jats": ("xml",),
    "tei": ("xml",),
}
_IN_WORDS = {
    "pdf": "a PDF",
    "docx": "a Word file",
    "html": "a web page",
    "xlsx": "a workbook",
    "table": "a table in text (CSV)",
    "json": "JSON",
    "bibtex": "BibTeX",
    "ris": "RIS",
    "medline": "MEDLINE text",
    "pubmed": "PubMed XML",
    "jats": "JATS XML",
    "tei": "TEI XML",
    "text": "plain text",
}


def misnamed(name: str, kind: str) -> str | None:
    """What to say where a name belongs to another format than ``kind``; None where it does not.

    Names that tell nothing certain (".txt", ".dat", none) are never wrong.
    """
    found = _ENDING.search(name.lower().removesuffix(".gz"))
    ending = found.group(1) if found else ""
    if ending in _ENDINGS.get(kind, ()) or not any(ending in it for it in _ENDINGS.values()):
        return None
    return f"The name ends in .{ending}, but this is {_IN_WORDS[kind]}; it was read as that."
