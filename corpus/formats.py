"""What a document is, told from its content. The name settles only what the bytes leave open.

A new format is one line in :data:`READERS`, a test in :func:`kind_of` that knows it by its bytes,
and one file in corpus/readers/.
"""

import io
import re
import zipfile

from corpus.errors import CorpusError

# Each kind with the module of corpus.readers whose ``read(data, name, mapping)`` reads it.
READERS = {
    "bibtex": "bibtex",
    "ris": "ris",
    "medline": "medline",
    "pubmed": "xml_pubmed",
    "jats": "xml_jats",
    "tei": "xml_tei",
    "table": "table",
    "xlsx": "workbook",
    "json": "json_records",
}
# Each kind that is set on paper with the module of corpus.readers that reads it in a child process.
PRINTED = ("pdf", "docx", "html")

_HEAD = 65536
_ROOTS = {
    "tei": "tei",
    "teicorpus": "tei",
    "article": "jats",
    "pmc-articleset": "jats",
    "pubmedarticleset": "pubmed",
    "pubmedarticle": "pubmed",
    "pubmedbookarticle": "pubmed",
    "pubmedbookarticleset": "pubmed",
    "medlinecitationset": "pubmed",
    "medlinecitation": "pubmed",
    "html": "html",
}
_ASIDE = re.compile(
    rb"\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE
)
_ROOT = re.compile(rb"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)")
_DOCTYPE_HTML = re.compile(rb"\s*<!DOCTYPE\s+html", re.IGNORECASE)
_RIS = re.compile(rb"^(?:\xef\xbb\xbf)?(?:\d+\.\s+)?TY[ \t]{1,2}-(?:\s|$)", re.MULTILINE)
_MEDLINE = re.compile(rb"^PMID[ ]?-[ ]", re.MULTILINE)
_BIBTEX = re.compile(
    rb"^[ \t]*@(?:article|book|booklet|conference|in\w+|manual|\w*thesis|misc|proceedings|"
    rb"techreport|unpublished|online|string|preamble|comment)\s*[{(]",
    re.MULTILINE | re.IGNORECASE,
)
_JSON = re.compile(rb'\s*(?:\{\s*["}]|\[\s*[\[{"\]])')
_TABLE_NAME = re.compile(r"\.(?:csv|tsv|tab)$", re.IGNORECASE)
_JSON_NAME = re.compile(r"\.(?:json|jsonl|ndjson)$", re.IGNORECASE)


def kind_of(data: bytes, name: str) -> str:
    """A key of :data:`READERS`, one of :data:`PRINTED`, "gzip" or "text".

    ``data`` is the whole document. Raises CorpusError for formats that are known and not read.
    """
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _kind_of_zip(data, name)
    if data.startswith(b"\x1f\x8b"):
        return "gzip"
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return _old_office(data, name)
    if data.lstrip()[:5] == b"{\\rtf":
        raise CorpusError(f"{name} is an RTF file; save it as .docx or PDF and add that.")
    head = _utf8_head(data)
    return _kind_of_markup(head, name) or _kind_of_text(head, name)


def _kind_of_zip(data: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, RuntimeError) as error:
        raise CorpusError(
            f"{name} is a damaged ZIP or Office file ({error}); get it again."
        ) from error
    if "word/document.xml" in names:
        return "docx"
    if "content.xml" in names or any(it.startswith("xl/workbook.") for it in names):
        return "xlsx"
    raise CorpusError(f"{name} is a ZIP archive; unpack it and add its documents.")


def _old_office(data: bytes, name: str) -> str:
    if "Workbook".encode("utf-16-le") in data or name.lower().endswith(".xls"):
        return "xlsx"
    raise CorpusError(f"{name} is of an old Office format; save it as .docx or .xlsx and add that.")


def _utf8_head(data: bytes) -> bytes:
    head = data[:_HEAD]
    if head[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return head.decode("utf-16", "ignore").encode("utf-8", "ignore")
    return head.removeprefix(b"\xef\xbb\xbf")


def _kind_of_markup(head: bytes, name: str) -> str | None:
    """The kind by the first element; None where the document begins with none."""
    if not head.lstrip().startswith(b"<"):
        return None
    if _DOCTYPE_HTML.match(head):
        return "html"
    at = 0
    while aside := _ASIDE.match(head, at):
        at = aside.end()
    root = _ROOT.match(head, at)
    if root is None:
        return "html" if re.search(rb"<(?:html|body)\b", head, re.IGNORECASE) else None
    element = root.group(1).decode("latin-1")
    kind = _ROOTS.get(element.lower())
    if kind is None and head.lstrip().startswith(b"<?xml"):
        raise CorpusError(
            f"{name} is XML with the root element <{element}>, which is not known; "
            "JATS, TEI, PubMed and XHTML are read."
        )
    return kind or ("html" if re.search(rb"<(?:html|body|div|p)\b", head, re.IGNORECASE) else None)


def _kind_of_text(head: bytes, name: str) -> str:
    plain = name.lower().removesuffix(".gz")
    if _JSON.match(head) or (_JSON_NAME.search(plain) and head.lstrip()[:1] in (b"{", b"[")):
        return "json"
    if _RIS.search(head):
        return "ris"
    if _MEDLINE.search(head):
        return "medline"
    if _BIBTEX.search(head):
        return "bibtex"
    return "table" if _TABLE_NAME.search(plain) or _looks_like_table(head) else "text"


def _looks_like_table(head: bytes) -> bool:
    """Whether the first line names columns that records have, with a tab, comma or semicolon."""
    from corpus.fieldnames import is_header  # noqa: PLC0415 - the table of names is read when needed

    return is_header(head.split(b"\n", 1)[0].decode("utf-8", "ignore"))
