"""What is written as a reference is read back by others' libraries as what it was."""

import json
from datetime import date
from typing import Any

import pybtex.database
import rispy
from hypothesis import given
from hypothesis import strategies as st
from pylatexenc.latex2text import (
    LatexNodes2Text,
    MacroTextSpec,
    get_default_latex_context_db,
)

from corpus.abstract import Abstract, Conference, Person, SourceLines
from ui.citing.bibtex import as_bibtex
from ui.citing.csl import as_csl_json
from ui.citing.reference import Author, Reference, one_line, reference_of
from ui.citing.ris import as_ris

ODD = "{}\\&%$#_~^\"'@,=-–()[]<>|`*é ñçøßÅ漢字ひらがなカナー。、«» \t\n\r\x00\x85\u2028and AND"
TEXTS = st.one_of(
    st.text(alphabet=ODD, max_size=40),
    st.text(max_size=40),
    st.sampled_from(["{", "}", "a}b{c", "\\", "\\{", "ER  - ", "TY  - JOUR", "A and B", "TI  - x"]),
).map(one_line)
FILLED = TEXTS.filter(bool)
AUTHORS = st.tuples(FILLED, TEXTS).map(lambda parts: Author(*parts))
REFERENCES = st.builds(
    Reference,
    key=st.from_regex(r"[a-z0-9]{1,9}(-[a-z0-9]{1,9}){0,3}", fullmatch=True),
    title=FILLED,
    authors=st.lists(AUTHORS, max_size=3).map(tuple),
    year=st.one_of(st.none(), st.integers(1900, 2100)),
    day=st.one_of(st.none(), st.dates(date(1900, 1, 1), date(2100, 1, 1))),
    event=TEXTS,
    publisher=TEXTS,
    place=TEXTS,
    session=TEXTS,
    pages=st.sampled_from(["", "7", "12-13", "12–13", "S. 4"]),
    doi=st.sampled_from(["", "10.1234/abc_d(5)"]),
    address=st.sampled_from(["", "https://example.org/a/x-1?q=1&p=%7B#s"]),
    language=st.sampled_from(["en", "ja"]),
    keywords=st.lists(
        TEXTS.map(lambda it: one_line(it.replace(",", ""))).filter(bool), max_size=3
    ).map(tuple),
    abstract=TEXTS,
)
MANY = st.lists(REFERENCES, min_size=1, max_size=4, unique_by=lambda it: it.key)
# Two commands of LaTeX that the library does not know.
COMMANDS = get_default_latex_context_db()
COMMANDS.add_context_category(
    "braces",
    macros=[MacroTextSpec("textbraceleft", "{"), MacroTextSpec("textbraceright", "}")],
    prepend=True,
)
READ_TEX = LatexNodes2Text(
    latex_context=COMMANDS, math_mode="verbatim", keep_comments=True, strict_latex_spaces=True
)


def plain(tex: str) -> str:
    """What TeX would set, as a reader sees it: without what spaces alone tell apart."""
    return squeezed(READ_TEX.latex_to_text(tex))


def squeezed(text: str) -> str:
    """The text as TeX sets it: ligatures and the signs of its commands, and no spaces."""
    for written, seen in LIGATURES:
        text = text.replace(written, seen)
    return "".join(text.split())


LIGATURES = (
    *(("^", "ˆ"), ("~", "˜"), ("---", "—"), ("--", "–"), ("``", "“"), ("''", "”")),
    *(("?`", "¿"), ("!`", "¡")),
)


@given(MANY)
def test_bibtex_is_read_back_by_pybtex(references: list[Reference]) -> None:
    """However many and whatever their characters: as many entries, the same title and authors."""
    entries = pybtex.database.parse_string(as_bibtex(references), "bibtex").entries
    assert list(entries) == [reference.key for reference in references]
    for reference in references:
        fields = entries[reference.key].fields
        assert plain(fields["title"]) == squeezed(reference.title)
        for name, value in ("booktitle", reference.event), ("abstract", reference.abstract):
            assert plain(fields.get(name, "")) == squeezed(value)
        assert fields.get("year", "") == str(reference.year or "")
        assert fields.get("url", "") == reference.address
        people = entries[reference.key].persons.get("author", [])
        assert [_name(person) for person in people] == [
            (squeezed(it.family), squeezed(it.given)) for it in reference.authors
        ]


def _name(person: Any) -> tuple[str, str]:  # noqa: ANN401 - pybtex publishes no types
    family = " ".join(person.prelast_names + person.last_names)
    given = " ".join(person.first_names + person.middle_names + person.lineage_names)
    return plain(family), plain(given)


@given(MANY)
def test_ris_is_read_back_by_rispy(references: list[Reference]) -> None:
    """No text can begin a field or end an entry of its own."""
    entries = rispy.loads(as_ris(references))
    assert len(entries) == len(references)
    for reference, entry in zip(references, entries, strict=True):
        assert entry["type_of_reference"] == "CPAPER"
        assert entry["title"] == reference.title
        assert entry.get("abstract", "") == reference.abstract
        assert entry.get("secondary_title", "") == reference.event
        assert entry.get("keywords", []) == list(reference.keywords)
        assert entry.get("year", "") == str(reference.year or "")
        assert entry.get("urls", [""])[0] == reference.address
        assert list(map(_parts, entry.get("authors", []))) == list(
            filter(None, (_parts(f"{it.family}, {it.given}") for it in reference.authors))
        )


def _parts(name: str) -> str:
    return "".join(name.replace(",", " ").split())


@given(MANY)
def test_csl_json_holds_every_field(references: list[Reference]) -> None:
    """One item for each, with the text as it was."""
    items = json.loads(as_csl_json(references))
    assert [item["id"] for item in items] == [reference.key for reference in references]
    for reference, item in zip(references, items, strict=True):
        assert item["type"] == "paper-conference"
        assert item["title"] == reference.title
        assert item.get("abstract", "") == reference.abstract
        assert len(item.get("author", [])) == len(reference.authors)


@given(TEXTS, st.text(max_size=60))
def test_a_record_of_any_characters_becomes_a_reference(title: str, text: str) -> None:
    """Every field is one line without control characters, and every format can be written."""
    abstract = Abstract(
        "b-1", "b", title, (Person(text, title),), (text,), text, "en", SourceLines(1, 1),
        identifier=text, session=text, pages=text,
    )  # fmt: skip
    reference = reference_of(abstract, Conference("b", name=text, place=text))
    assert "\n" not in reference.title + reference.event + reference.abstract
    for written in as_bibtex([reference]), as_ris([reference]), as_csl_json([reference]):
        assert "\0" not in written
        assert written.encode("utf-8")
    assert len(rispy.loads(as_ris([reference]))) == 1
    assert len(pybtex.database.parse_string(as_bibtex([reference]), "bibtex").entries) == 1
