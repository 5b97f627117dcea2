"""A dictionary that an operator installs is read into a small file, and the gloss uses it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from rag import gloss
from rag.dictionary import Dictionary
from rag.edict import entries, main, read_edict, selected, write_dictionary
from rag.gloss import english_gloss, glosses, known_share, load_glossary, whole_gloss
from rag.shared_words import wanted_in_english

LINES = (
    "　？？？ /EDICT, a heading/Created: 2021-02-03/",
    "家主 [いえあるじ] /(ok) (n) head of a house in an old book/",
    "家主 [やぬし] /(n) (1) landlord/landlady/(n) (2) house owner/(P)/EntL1191760X/",
    "逃げる [にげる] /(v1,vi) to escape/to run away (from home)/(P)/",
    "急性膵炎 [きゅうせいすいえん] /(n) {med} acute pancreatitis/",
    "膵炎 [すいえん] /(n) {med} pancreatitis/",
    "アル /(n) al/",
    "アルコール /(n) alcohol/(P)/",
    "木 [き] /(n) (1) tree/shrub/(P)/",
    "難民 [なんみん] /(n) a person who had to leave their country and cannot go back/",
)


@pytest.fixture
def dictionary(tmp_path: Path) -> Dictionary:
    """A dictionary of the lines above."""
    path = tmp_path / "dictionary.sqlite"
    write_dictionary(selected(entries(LINES)), path)
    return Dictionary(path)


@pytest.fixture
def installed(dictionary: Dictionary, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The gloss with that dictionary, and nothing of it kept."""
    monkeypatch.setattr(gloss, "installed_dictionary", lambda: dictionary)
    gloss.forget()
    yield
    gloss.forget()


def test_entries_are_read_without_what_explains(dictionary: Dictionary) -> None:
    """Alternatives stand alone: no part of speech, no brackets, nothing long, nothing obsolete."""
    assert dictionary.words("家主") == ("landlord", "landlady", "house owner")
    assert dictionary.words("逃げる") == ("escape", "run away")
    assert dictionary.words("急性膵炎") == ("acute pancreatitis",)
    assert dictionary.words("難民") == ()


def test_a_verb_is_found_by_its_stem(dictionary: Dictionary) -> None:
    """逃げた and 逃げて hold the stem only."""
    assert dictionary.words("逃げ") == ("escape", "run away")


def test_an_empty_dictionary_knows_nothing() -> None:
    """Where none was made, the gloss is the glossary's."""
    assert Dictionary(None).words("家主") == ()
    assert Dictionary(None).longest == 0


@pytest.mark.usefixtures("installed")
def test_the_gloss_takes_the_longest_term() -> None:
    """A compound counts as a whole, and its English must be met as a whole."""
    (found,) = glosses("急性膵炎")
    assert found.alternatives == ("acute pancreatitis",)
    wanted = wanted_in_english("急性膵炎", lambda _: 1.0)
    assert wanted.share("Acute pancreatitis was seen.") == 1
    assert wanted.share("An acute problem.") == 0


@pytest.mark.usefixtures("installed")
def test_any_alternative_will_do() -> None:
    """A landlady is a landlord."""
    wanted = wanted_in_english("膵炎", lambda _: 1.0)
    assert wanted.share("pancreatitis") == 1


@pytest.mark.usefixtures("installed")
def test_the_glossary_comes_before_the_dictionary() -> None:
    """An editor has the last word."""
    assert english_gloss("家主") == load_glossary()["家主"]


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize("question", ["アルコーラ", "木綿豆"])
def test_a_part_of_a_longer_word_is_no_term(question: str) -> None:
    """Neither a beginning in katakana nor one character of a compound."""
    assert english_gloss(question) == ""
    assert known_share(question) == 0


def test_a_file_in_the_old_encoding_is_made_into_a_dictionary(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command says how many terms there are, and where."""
    monkeypatch.setenv("SHOROKU_VAR", str(tmp_path / "var"))
    source = tmp_path / "edict"
    source.write_bytes("\n".join(LINES).encode("euc_jp", "ignore"))
    assert main([str(source)]) == 0
    path = tmp_path / "var" / "dictionary.sqlite"
    assert str(path) in capsys.readouterr().out
    assert Dictionary(path).words("アルコール") == ("alcohol",)


def test_another_file_is_refused_with_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The message names the file and where a right one is to be had."""
    source = tmp_path / "letter.txt"
    source.write_text("Dear editor,\nhello\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"letter\.txt holds no entries"):
        read_edict(source)
    assert main([str(source)]) == 1
    assert "package edict" in capsys.readouterr().err


@pytest.mark.usefixtures("installed")
def test_records_are_counted_by_the_glossary_alone() -> None:
    """What a dictionary knows finds texts, but is no word that all abstracts on it would hold."""
    assert whole_gloss("膵炎") == ""
    assert whole_gloss("家主") == load_glossary()["家主"]
