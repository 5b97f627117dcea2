"""The shelf: every change is made whole or not at all, and can be taken back."""

import shutil
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from corpus.errors import CorpusError
from corpus.library import read_booklet, read_library
from corpus.shelf import Shelf
from tests.support.cutting import cut_off, cut_off_at
from tests.support.shelves import MOSS, WOOL, contents, put

# More steps than any change has.
NEVER = 10**6


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A shelf with two booklets."""
    return put(tmp_path, moss=MOSS, wool=WOOL)


@pytest.fixture
def document(tmp_path: Path) -> Path:
    """A document that is not on the shelf."""
    path = tmp_path / "given" / "booklet.txt"
    path.parent.mkdir()
    path.write_text(MOSS.replace("2019", "2021"), "utf-8")
    return path


def add(corpus: Path, document: Path, name: str, *, replacing: bool = False) -> None:
    """Put a document on the shelf."""
    shelf = Shelf(corpus)
    with (
        shelf.locked(),
        shelf.add(name, [document], replacing=replacing) as staged,
        shelf.history.applied(staged),
    ):
        pass


def remove(corpus: Path, name: str) -> None:
    """Take a booklet off the shelf."""
    shelf = Shelf(corpus)
    with shelf.locked(), shelf.remove(name) as staged, shelf.history.applied(staged):
        pass


def withdraw(corpus: Path, name: str, title: str) -> None:
    """Withdraw the abstract of a title."""
    shelf = Shelf(corpus)
    abstracts = read_booklet(corpus / name).booklet.abstracts
    chosen = next(abstract for abstract in abstracts if abstract.title == title)
    with (
        shelf.locked(),
        shelf.withdraw(chosen, 'The "author" asked.') as staged,
        shelf.history.applied(staged),
    ):
        pass


def undo(corpus: Path) -> None:
    """Take the latest change back."""
    shelf = Shelf(corpus)
    with shelf.locked(), shelf.undo() as staged, shelf.history.applied(staged):
        pass


def roll_back(corpus: Path) -> None:
    """Repair what a kill left."""
    shelf = Shelf(corpus)
    with shelf.locked():
        shelf.history.roll_back()


def test_changes_are_undone_one_by_one(corpus: Path, document: Path) -> None:
    """Each undo goes back one change more, to the very bytes; then there is nothing left."""
    states = [contents(corpus)]
    changes: tuple[Callable[[], None], ...] = (
        lambda: add(corpus, document, "moss-2021"),
        lambda: withdraw(corpus, "moss", "Ferns under Bridges"),
        lambda: add(corpus, document, "moss", replacing=True),
        lambda: remove(corpus, "wool"),
    )
    for change in changes:
        change()
        states.append(contents(corpus))
    assert all(before != after for before, after in pairwise(states))
    for state in reversed(states[:-1]):
        undo(corpus)
        assert contents(corpus) == state
    with pytest.raises(CorpusError, match="no change to take back"):
        undo(corpus)


def test_a_change_after_an_undo_is_the_next_to_be_undone(corpus: Path, document: Path) -> None:
    """Undo takes back what stands, never an undo."""
    remove(corpus, "wool")
    undo(corpus)
    before = contents(corpus)
    add(corpus, document, "moss-2021")
    undo(corpus)
    assert contents(corpus) == before


def test_a_change_that_fails_leaves_everything(corpus: Path) -> None:
    """Whatever goes wrong while a change is applied, the shelf is as it was, and so is undo."""
    shelf, before = Shelf(corpus), contents(corpus)

    def interrupted() -> None:
        with shelf.locked(), shelf.remove("wool") as staged, shelf.history.applied(staged):
            assert contents(corpus) != before
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert contents(corpus) == before
    assert shelf.history.last_undoable() is None


@pytest.mark.parametrize(
    "change",
    [
        lambda corpus, document: add(corpus, document, "moss-2021"),
        lambda corpus, document: add(corpus, document, "moss", replacing=True),
        lambda corpus, _: remove(corpus, "moss"),
        lambda corpus, _: withdraw(corpus, "moss", "Mosses on Roofs"),
    ],
)
def test_a_kill_at_any_step_leaves_the_state_before(
    corpus: Path, document: Path, change: Callable[[Path, Path], None]
) -> None:
    """Killed before each of its steps in turn, a change is taken back, or it stands whole."""
    before, step = contents(corpus), 1
    while contents(corpus) == before:
        # What an earlier kill left would be tidied away first, which makes other steps.
        shutil.rmtree(corpus / ".history", ignore_errors=True)
        assert cut_off_at(step, lambda: change(corpus, document))
        roll_back(corpus)
        step += 1
        stands = Shelf(corpus).history.last_undoable() is not None
        assert stands == (contents(corpus) != before)
    assert step > 10
    undo(corpus)
    assert contents(corpus) == before


@pytest.mark.parametrize("name", ["moss", "moss-2021"])
def test_a_kill_of_the_repair_is_repaired(corpus: Path, document: Path, name: str) -> None:
    """Taking a change back can itself be killed at any step, and is then gone on with."""
    before, step, shelf = contents(corpus), 1, Shelf(corpus)

    def half_made() -> None:
        with (
            shelf.locked(),
            shelf.add(name, [document], replacing=True) as staged,
            shelf.history.applied(staged),
        ):
            cut_off()

    killed = True
    while killed:
        assert cut_off_at(NEVER, half_made)
        assert contents(corpus) != before
        killed = cut_off_at(step, lambda: roll_back(corpus))
        roll_back(corpus)
        assert contents(corpus) == before
        step += 1
    assert step > 4


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("moss", "a booklet 'moss' already"),
        ("readers", "is no booklet"),
        ("../moss", "cannot name a booklet"),
        (".history", "cannot name a booklet"),
        ("Moss", "cannot name a booklet"),
        ("", "cannot name a booklet"),
        ("m" * 81, "cannot name a booklet"),
    ],
)
def test_a_name_must_be_free_and_a_name(corpus: Path, document: Path, name: str, said: str) -> None:
    """Nothing is written over that lies there, and nothing outside of the shelf is touched."""
    (corpus / "readers").mkdir()
    (corpus / "readers" / "code.py").write_text("kept")
    before = contents(corpus)
    with pytest.raises(CorpusError, match=said):
        add(corpus, document, name)
    assert contents(corpus) == before


def test_only_booklets_are_replaced_or_removed(corpus: Path, document: Path) -> None:
    """A folder that holds something else is never moved away."""
    (corpus / "readers").mkdir()
    (corpus / "readers" / "code.py").write_text("kept")
    with pytest.raises(CorpusError, match="is no booklet"):
        add(corpus, document, "readers", replacing=True)
    with pytest.raises(CorpusError, match="no booklet 'readers'; the booklets are: moss, wool"):
        remove(corpus, "readers")


def test_replacing_keeps_what_the_editor_wrote(corpus: Path, document: Path) -> None:
    """What was withdrawn stays withdrawn when the document is put there anew."""
    withdraw(corpus, "moss", "Ferns under Bridges")
    add(corpus, document, "moss", replacing=True)
    booklet = read_booklet(corpus / "moss").booklet
    assert [abstract.title for abstract in booklet.abstracts] == ["Mosses on Roofs"]
    assert [stone.title for stone in booklet.withdrawn] == ["Ferns under Bridges"]


def test_two_files_of_one_name_are_refused(corpus: Path, document: Path, tmp_path: Path) -> None:
    """One of them would be lost."""
    other = tmp_path / "other" / document.name
    other.parent.mkdir()
    other.write_text("other")
    with pytest.raises(CorpusError, match="have one name"):
        Shelf(corpus).add("two", [document, other])


def test_a_folder_is_copied_without_what_is_hidden(corpus: Path, document: Path) -> None:
    """Files in folders within come along; hidden files and links that lead round do not."""
    given = document.parent
    (given / "scans").mkdir()
    (given / "scans" / "page.txt").write_text("page")
    (given / ".secret").write_text("hidden")
    (given / "scans" / "round").symlink_to(given)
    add(corpus, given, "deep")
    assert {name for name in contents(corpus) if name.startswith("deep/")} == {
        "deep/booklet.txt",
        "deep/scans-page.txt",
    }


def test_two_changes_at_once_are_refused(corpus: Path) -> None:
    """While one change is made, another says so."""
    with (
        Shelf(corpus).locked(),
        pytest.raises(CorpusError, match="Another command is changing"),
        Shelf(corpus).locked(),
    ):
        pass


def test_what_is_kept_of_earlier_states_is_no_booklet(corpus: Path) -> None:
    """Reading the shelf passes the history over."""
    remove(corpus, "wool")
    assert [parsed.booklet.conference.id for parsed in read_library(corpus)] == ["moss"]


def test_a_full_disk_is_one_sentence(corpus: Path) -> None:
    """Where nothing can be written, nothing is changed, and the sentence says so."""
    (corpus / ".history").write_text("in the way")
    with pytest.raises(CorpusError, match="cannot be changed"):
        remove(corpus, "wool")


def test_documents_in_folders_of_a_folder_are_read(corpus: Path, tmp_path: Path) -> None:
    """A folder is added with all that lies in it: no document is copied and then passed over."""
    for name, text in (("first", MOSS), ("second", WOOL)):
        (tmp_path / "year" / name).mkdir(parents=True)
        (tmp_path / "year" / name / "booklet.txt").write_text(text, "utf-8")
    add(corpus, tmp_path / "year", "both")
    titles = {it.title for it in read_booklet(corpus / "both").booklet.abstracts}
    assert {"Mosses on Roofs", "Dyeing Wool with Lichens"} <= titles
