"""The editor's corrections: what they change, what they refuse."""

import datetime as dt
from pathlib import Path

import pytest

from corpus.abstract import Abstract, Conference, Note, Person, SourceLines
from corpus.errors import CorpusError
from corpus.fields import ABSTRACT_FIELDS, CONFERENCE_FIELDS
from corpus.library import read_booklet
from corpus.report import ParsedBooklet

TEXT = (
    "Society of Reeds\n\n“Reeds and Rules”\n\nReeds obey no rules. We looked.\n\n"
    "“Marsh and Moor”\n\nThe moor is not the marsh. We walked.\n"
)


def corrected(root: Path, *entries: str) -> ParsedBooklet:
    """The booklet of reeds, read with these corrections beside it."""
    folder = root / "reeds"
    folder.mkdir()
    (folder / "booklet.txt").write_text(TEXT, encoding="utf-8")
    tables = [f"[[correction]]\n{entry}\n" for entry in entries]
    (folder / "corrections.toml").write_text("\n".join(tables), encoding="utf-8")
    return read_booklet(folder)


def entry(record: str, field: str, value: str) -> str:
    """One whole entry but for its head."""
    signed = 'who = "M. Okada, editor"\nwhy = "the printed booklet names her"'
    return f'{record}\nfield = "{field}"\nvalue = {value}\n{signed}'


REEDS = 'abstract = "reeds-reeds-rules"'
SOCIETY = 'conference = "reeds"'


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("title", '"Reeds  and\tLaws"', "Reeds and Laws"),
        (
            "authors",
            '["OKADA, Mari (Suwa University)"]',
            (Person("Okada", "Mari", "Suwa University"),),
        ),
        (
            "authors",
            '[{family = "Okada", given = "Mari", honorific = "Dr."}]',
            (Person("Okada", "Mari", None, "Dr."),),
        ),
        ("authors", "[]", ()),
        ("keywords", '["reeds", "rules"]', ("reeds", "rules")),
        ("text", '"One paragraph.\\n\\nAnother one."', "One paragraph.\n\nAnother one."),
        ("text", '["One paragraph.", "Another one."]', "One paragraph.\n\nAnother one."),
        ("language", '"ja"', "ja"),
        ("source", "{first = 3, last = 5}", SourceLines(3, 5)),
        ("id", '"reeds-1"', "reeds-1"),
        (
            "notes",
            '[{text = "A note.", first = 4, last = 4}]',
            (Note("A note.", SourceLines(4, 4)),),
        ),
    ],
)
def test_any_field_of_an_abstract(tmp_path: Path, field: str, value: str, expected: object) -> None:
    """Each field takes its new value, the other abstract stays, and the report tells it."""
    parsed = corrected(tmp_path, entry(REEDS, field, value))
    first, second = parsed.booklet.abstracts
    assert getattr(first, field) == expected
    assert second.title == "Marsh and Moor"
    finding = parsed.findings[-1]
    assert (finding.kind, finding.code, finding.abstract_id) == ("repair", "correction", first.id)
    assert "M. Okada, editor: the printed booklet names her" in finding.message


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("association", '"Society for Reeds"', "Society for Reeds"),
        ("association_short", '"SR"', "SR"),
        ("name", '"Meeting"', "Meeting"),
        ("session", '"Morning"', "Morning"),
        ("form", '""', None),
        ("date", "2031-05-04", dt.date(2031, 5, 4)),
        ("start", "10:30:00", dt.time(10, 30)),
        ("end", '""', None),
        ("chair", '"Anne MOREAU (Nagano)"', Person("Moreau", "Anne", "Nagano")),
        ("chair", '""', None),
        ("chair_role", '"Moderator"', "Moderator"),
    ],
)
def test_any_field_of_the_conference(
    tmp_path: Path, field: str, value: str, expected: object
) -> None:
    """Each field takes its new value; an empty text makes it unknown."""
    parsed = corrected(tmp_path, entry(SOCIETY, field, value))
    assert getattr(parsed.booklet.conference, field) == expected


def test_every_field_can_be_overruled() -> None:
    """No field of a record is out of the editor's reach but the conference's id."""
    assert set(ABSTRACT_FIELDS) | {"conference_id"} == set(Abstract.__dataclass_fields__)
    assert set(CONFERENCE_FIELDS) | {"id"} == set(Conference.__dataclass_fields__)


def test_a_named_author_settles_the_doubt(tmp_path: Path) -> None:
    """The report no longer asks for an author whom the editor has named."""
    record = 'abstract = "reeds and RULES"'
    parsed = corrected(tmp_path, entry(record, "authors", '["Okada, Mari (Suwa)"]'))
    missing = [each.abstract_id for each in parsed.findings if each.code == "author_missing"]
    assert missing == ["reeds-marsh-moor"]
    assert parsed.findings[-1].after == "Mari Okada (Suwa)"


def test_a_record_may_be_named_as_it_was_read(tmp_path: Path) -> None:
    """A second correction finds its abstract though the first changed the title and the id."""
    parsed = corrected(
        tmp_path,
        entry(REEDS, "title", '"Laws"'),
        entry(REEDS, "id", '"laws"'),
        entry('abstract = "Reeds and Rules"', "keywords", '["law"]'),
    )
    assert parsed.booklet.abstracts[0].keywords == ("law",)
    assert {each.abstract_id for each in parsed.findings} >= {"laws", "reeds-marsh-moor"}


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        (entry('abstract = "Reed"', "title", '"x"'), "correction 1: 'Reed' fits no abstract"),
        (entry('conference = "jamps"', "name", '"x"'), "'jamps' fits no conference"),
        (entry(REEDS, "autors", "[]"), "no field 'autors'"),
        (entry(SOCIETY, "id", '"x"'), "no field 'id'"),
        (entry(REEDS, "title", "3"), "title must be text"),
        (entry(REEDS, "authors", '"Okada, Mari"'), "authors must be a list"),
        (entry(REEDS, "authors", '["12 monkeys"]'), "authors must be a name like"),
        (entry(REEDS, "authors", '[{given = "Mari"}]'), "authors must be a name, or a table"),
        (entry(REEDS, "keywords", '"reeds"'), "keywords must be a list"),
        (entry(REEDS, "text", "[]"), "text must be"),
        (entry(REEDS, "id", '"a b"'), "id must be"),
        (entry(REEDS, "id", '"reeds-marsh-moor"'), "another abstract has this id"),
        (entry(REEDS, "source", "{first = 9, last = 3}"), "source must be"),
        (entry(REEDS, "notes", '["x"]'), "notes must be"),
        (entry(SOCIETY, "date", '"2031-05-04"'), "date must be a date"),
        (entry(SOCIETY, "start", '"10:00"'), "start must be a time"),
        (entry(f"{REEDS}\n{SOCIETY}", "title", '"x"'), "must name one record"),
        (entry("", "title", '"x"'), "must name one record"),
        (entry(f"{REEDS}\npage = 3", "title", '"x"'), "unknown key 'page'"),
        (f'{REEDS}\nfield = "title"\nvalue = "x"\nwho = "me"', "has no why"),
        (f'{REEDS}\nfield = "title"\nwho = "me"\nwhy = "so"', "has no value"),
        (entry(f'{REEDS}\ndate = "today"', "title", '"x"'), "date must be a date"),
        ("abstract = ", "is not valid TOML"),
    ],
)
def test_corrections_that_fit_nothing(tmp_path: Path, written: str, problem: str) -> None:
    """Each correction that cannot be made is an error that names the file and the fault."""
    with pytest.raises(CorpusError) as error:
        corrected(tmp_path, written)
    assert problem in str(error.value)
    assert "corrections.toml" in str(error.value)


def test_other_tables_are_refused(tmp_path: Path) -> None:
    """A mistyped head of an entry is an error, not an entry that is silently left out."""
    folder = tmp_path / "reeds"
    folder.mkdir()
    (folder / "booklet.txt").write_text(TEXT, encoding="utf-8")
    (folder / "corrections.toml").write_text("[[corection]]\nfield = 'title'\n", encoding="utf-8")
    with pytest.raises(CorpusError, match="'corection'"):
        read_booklet(folder)
