"""What the data files of each book hold: a walk by regular expressions, ElementTree and json."""

import csv
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.book_scores import Known
from bench.book_truth import Book

_TEX = (
    (r"\textbar", "|"), (r"\textasciitilde", "~"), (r"\textendash", "–"),
    (r"\slash ", "/"), (r"\slash", "/"),
    (r"\textquotesingle", "'"), (r"\emph", ""), (r"\_", "_"), (r"\&", "&"), (r"\c{c}", "ç"),
    (r"\c{C}", "Ç"), (r"\'{e}", "é"), (r"\'{i}", "í"), (r"\'{o}", "ó"), (r"\'{\i}", "í"),
    (r"\=a", "ā"), (r"\^o", "ô"), (r"\'e", "é"),
)  # fmt: skip


def anlp(folder: Path) -> list[Known]:
    """One record a line."""
    rows = [json.loads(it) for it in (folder / "abstracts.jsonl").read_text("utf-8").splitlines()]
    return [Known(it["title"], tuple(it["authors"]), it["text"]) for it in rows]


def nime(folder: Path) -> list[Known]:
    """Fields in braces that end before a line with the next field or the closing brace."""
    found = []
    for path in sorted(folder.glob("*.bib")):
        for entry in re.split(r"^@(?=\w+\{)", path.read_text("utf-8"), flags=re.MULTILINE)[1:]:
            text = _bib_field(entry, "abstract")
            names = re.split(r"\s+and\s+", _bib_field(entry, "author"))
            if text:
                found.append(Known(_bib_field(entry, "title"), tuple(filter(None, names)), text))
    return found


def _bib_field(entry: str, name: str) -> str:
    match = re.search(
        rf"^\s*{name}\s*=\s*\{{(.*?)\}},?\s*$(?=\s*(?:\w+\s*=|\}}))",
        entry,
        re.MULTILINE | re.DOTALL,
    )
    value = match.group(1) if match else ""
    for command, character in _TEX:
        value = value.replace(command, character)
    return value.replace("{", "").replace("}", "")


def ris(folder: Path) -> list[Known]:
    """Entries between TY and ER with a text; tables by the names in their first line."""
    found = []
    for path in sorted(folder.glob("*")):
        if path.suffix == ".csv":
            found += list(_csv(path))
            continue
        text = path.read_text("utf-8-sig")
        for entry in re.findall(r"^TY\s+-.*?^ER\s+-", text, re.MULTILINE | re.DOTALL):
            body = _tag(entry, "AB") or _tag(entry, "N2")
            title = _tag(entry, "TI") or _tag(entry, "T1")
            names = _tag(entry, "AU") or _tag(entry, "A1")
            if body:
                found.append(Known("".join(title[:1]), tuple(names), " ".join(body)))
    return found


def _tag(entry: str, tag: str) -> list[str]:
    values = re.findall(
        rf"^{tag}\s{{1,3}}-[ \t]*(.*(?:\n(?![A-Z][A-Z0-9]\s{{1,3}}-).*)*)", entry, re.MULTILINE
    )
    return [" ".join(value.split()) for value in values if value.strip()]


def _csv(path: Path) -> Iterator[Known]:
    text = path.read_text("utf-8-sig")
    header = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=header.count)
    for row in csv.DictReader(text.splitlines(keepends=True), delimiter=delimiter):
        names = re.findall(r"'([^']*)'", row.get("authors") or row.get("first_authors") or "")
        if row.get("abstract"):
            yield Known(row["title"], tuple(names), row["abstract"])


def pubmed(folder: Path) -> list[Known]:
    """PubMed XML by ElementTree, MEDLINE text by its tags; only what has a text."""
    found = []
    for path in sorted(folder.glob("pubmed*.xml")):
        for article in ET.parse(path).getroot().iter("PubmedArticle"):  # noqa: S314 - public data, measured on purpose
            parts = article.findall(".//Article/Abstract/AbstractText")
            text = " ".join(f"{it.get('Label') or ''} {_all(it)}" for it in parts)
            names = [
                " ".join(
                    it.findtext(part) or "" for part in ("CollectiveName", "ForeName", "LastName")
                )
                for it in article.findall(".//Article/AuthorList/Author")
            ]
            if parts:
                found.append(Known(_all(article.find(".//ArticleTitle")), tuple(names), text))
    for path in sorted(folder.glob("*.txt")):
        for entry in re.split(r"^(?=PMID-)", path.read_text("utf-8"), flags=re.MULTILINE)[1:]:
            body, title = _medline(entry, "AB"), _medline(entry, "TI")
            if body:
                found.append(Known("".join(title), tuple(_medline(entry, "FAU")), "".join(body)))
    return found


def _medline(entry: str, tag: str) -> list[str]:
    found = re.findall(rf"^{tag} *- (.*(?:\n {{6}}.*)*)", entry, re.MULTILINE)
    return [" ".join(value.split()) for value in found]


def _all(element: ET.Element | None) -> str:
    return "" if element is None else "".join(element.itertext())


def jats(folder: Path) -> list[Known]:
    """The main abstract of each article (else its first), all its text but the TeX of formulas."""
    found = []
    for path in sorted(folder.glob("*.xml")):
        meta = ET.parse(path).getroot().find("./front/article-meta")  # noqa: S314 - public data, measured on purpose
        if meta is None:
            continue
        abstracts = meta.findall("abstract")
        abstracts.sort(key=lambda it: it.get("abstract-type") is not None)
        title = meta.find("./title-group/article-title")
        if abstracts and title is not None:
            people = meta.findall("./contrib-group/contrib[@contrib-type='author']")
            names = [_contributor(it) for it in people]
            texts = [_spaced(it) for it in abstracts[0].iter() if it.tag in {"p", "title"}]
            found.append(Known(_spaced(title), tuple(names), " ".join(texts)))
    return found


def _contributor(contributor: ET.Element) -> str:
    name = contributor.find("name")
    if name is not None:
        return f"{name.findtext('given-names') or ''} {name.findtext('surname') or ''}"
    group = contributor.find("collab")
    return "" if group is None else (group.text or "").strip()


def _spaced(element: ET.Element) -> str:
    """All text but footnotes, their marks and TeX."""
    text = element.text or ""
    for child in element:
        mark = child.tag == "xref" and child.get("ref-type") in {"fn", "aff", "corresp"}
        text += "" if mark or child.tag in {"fn", "tex-math"} else _spaced(child)
        text += child.tail or ""
    return text


def tei(folder: Path) -> list[Known]:
    """Title statement, and the text of the body without notes, cut by regular expressions.

    By expressions and not by a parser, so that files that are not well-formed count too.
    """
    found = []
    for path in sorted(folder.glob("*.xml")):
        source = path.read_text("utf-8")
        statement = _between(source, "titleStmt")
        names = [
            f"{_bare(_between(author, 'forename'))} {_bare(_between(author, 'surname'))}"
            for author in re.findall(r"<author\b.*?</author>", statement, re.DOTALL)
        ]
        body = re.sub(r"<note\b[^>]*?/>", "", _between(source, "body"))
        body = re.sub(r"<note\b.*?</note>", " ", body, flags=re.DOTALL)
        found.append(Known(_title(statement), tuple(names), _bare(body)))
    return found


def _title(statement: str) -> str:
    """The title, and the subtitle behind a colon."""
    titles = re.findall(r"<title\b[^>]*>([^<]*)</title>", statement)
    return ": ".join(filter(None, (" ".join(_bare(it).split()) for it in titles)))


def _between(source: str, name: str) -> str:
    match = re.search(
        rf"<{name}\b[^>]*>(.*)</{name}>" if name == "body" else rf"<{name}\b[^>]*>(.*?)</{name}>",
        source,
        re.DOTALL,
    )
    return match.group(1) if match else ""


def _bare(source: str) -> str:
    """Without tags; inline tags join, blocks part."""
    text = re.sub(r"<!--.*?-->|<\?.*?\?>", "", source, flags=re.DOTALL)
    text = re.sub(
        r"</?(?:p|head|item|div|list|cell|row|lb|table|figure|bibl|l|label|quote)\b[^>]*>",
        " ",
        text,
    )
    text = re.sub(r"<[^>]*>", "", text)
    for name, character in (("lt", "<"), ("gt", ">"), ("quot", '"'), ("apos", "'"), ("amp", "&")):
        text = text.replace(f"&{name};", character)
    return re.sub(r"&#(x?)([0-9A-Fa-f]+);", lambda it: chr(int(it[2], 16 if it[1] else 10)), text)


DATA_BOOKS: Sequence[Book] = (
    Book("anlp-2025-ja", ("abstracts.jsonl",), anlp),
    Book("dh2016-tei", ("*",), tei),
    Book("dhd-tei", ("*",), tei),
    Book("plos-jats", ("*",), jats),
    Book("elife-jats", ("*",), jats),
    Book("pubmed", ("*",), pubmed),
    Book("nime-bibtex", ("*",), nime),
    Book("ris", ("*",), ris),
)
