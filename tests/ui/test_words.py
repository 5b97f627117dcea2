"""The words of every page: both languages say the same things, and nothing is said nowhere."""

import dataclasses
import re
from string import Formatter

import pytest

from tests.support.command_line import ROOT
from ui import i18n
from ui.editor import gold_words
from ui.editor import words as editor_words
from ui.pages import words as page_words

Table = i18n.Texts | page_words.Words | editor_words.EditorWords | gold_words.GoldWords
TABLES: list[tuple[Table, Table]] = [
    (i18n.ENGLISH, i18n.JAPANESE),
    (page_words.ENGLISH, page_words.JAPANESE),
    (editor_words.ENGLISH, editor_words.JAPANESE),
    (gold_words.ENGLISH, gold_words.JAPANESE),
]
SOURCES = [*(ROOT / "ui").rglob("*.py"), *(ROOT / "ui" / "templates").rglob("*.html")]
# Sentences of the gold form that are found by the reason of a refusal.
_BY_REASON = {"unmarked", "not_there", "already"}


def places(text: str) -> set[str]:
    """The names of what is filled in."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize(("english", "japanese"), TABLES, ids=lambda it: type(it).__name__)
def test_both_languages_take_the_same_values(english: Table, japanese: Table) -> None:
    """No sentence leaves out, or waits for, what the other one is given; none is empty."""
    for field in dataclasses.fields(english):
        here, there = getattr(english, field.name), getattr(japanese, field.name)
        assert here, field.name
        assert there, field.name
        if isinstance(here, str):
            assert places(here) == places(there), field.name
        else:
            assert [it[0] for it in here] == [it[0] for it in there], field.name


@pytest.mark.parametrize("english", [it[0] for it in TABLES], ids=lambda it: type(it).__name__)
def test_every_text_is_used(english: Table) -> None:
    """A text that no page shows would be kept true for nobody."""
    written = "\n".join(it.read_text(encoding="utf-8") for it in SOURCES)
    named = set(re.findall(r"\.(\w+)", written)) | _BY_REASON
    assert {it.name for it in dataclasses.fields(english)} <= named
