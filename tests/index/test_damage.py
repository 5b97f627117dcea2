"""Nothing damaged, foreign or old is ever opened: one sentence says which file and what to do."""

import hashlib
import json
import random
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from index import tokens
from index.errors import GenerationError
from index.generation import FILES, current_id, open_generation
from index.manifest import FILE as MANIFEST
from index.manifest import generation_id
from tests.support.booklets import BOTH, FERRIES, LAKE_BOOKLET, with_text
from tests.support.hashing_embedder import HASHING
from tests.support.indexing import answers, built, opened

ALL_FILES = (*FILES, *tokens.FILES, MANIFEST)
CHANGES = 50
# The made-up booklets introduce no short form.
WITHOUT_RECORDS = ("lexical/params.index.json", "abbreviations.json")


@pytest.fixture
def folder(lake_var: Path, var: Path) -> Path:
    """The folder of a generation of one's own, to do harm in."""
    shutil.copytree(lake_var, var)
    return var / "generations" / str(current_id(var))


def _refused(var: Path, *words: str) -> None:
    """Opening fails with one sentence that holds the words and the remedy, whatever was done."""
    with pytest.raises(GenerationError) as caught:
        opened(var)
    message = str(caught.value)
    assert message.endswith("run 'shoroku build'.")
    assert "\n" not in message
    for word in words:
        assert word in message


def _rewrite_manifest(folder: Path, change: Callable[[dict[str, object]], None]) -> None:
    """Change the manifest and make everything else fit: name, pointer, digest."""
    fields = json.loads((folder / MANIFEST).read_text())
    change(fields)
    raw = json.dumps(fields).encode()
    (folder / MANIFEST).write_bytes(raw)
    folder.rename(folder.with_name(generation_id(raw)))
    (folder.parent.parent / "CURRENT").write_text(generation_id(raw))


def test_the_list_of_files_is_complete(folder: Path) -> None:
    """Every file of a generation is in the manifest or is the manifest: none escapes the tests."""
    lying = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert lying == set(ALL_FILES)


@pytest.mark.parametrize("name", ALL_FILES)
def test_a_truncated_file_is_refused(folder: Path, var: Path, name: str) -> None:
    """Empty, half, and without its last byte: refused by name each time."""
    whole = (folder / name).read_bytes()
    for length in (0, 1, len(whole) // 2, len(whole) - 1):
        (folder / name).write_bytes(whole[:length])
        _refused(var, name)
    (folder / name).write_bytes(whole + b"\0")
    _refused(var, name)
    (folder / name).write_bytes(whole)
    assert opened(var).id == folder.name


@pytest.mark.parametrize("name", ALL_FILES)
def test_a_changed_byte_is_refused(folder: Path, var: Path, name: str) -> None:
    """Fifty random single bytes of each file, each changed to another value: none gets through."""
    chosen = random.Random(name)  # noqa: S311 - repeatable, not secret
    whole = (folder / name).read_bytes()
    for _ in range(CHANGES):
        changed = bytearray(whole)
        changed[chosen.randrange(len(whole))] ^= chosen.randrange(1, 256)
        (folder / name).write_bytes(changed)
        _refused(var, name)


@pytest.mark.parametrize("name", ALL_FILES)
def test_a_missing_file_is_refused(folder: Path, var: Path, name: str) -> None:
    """A file that is not there is named."""
    (folder / name).unlink()
    _refused(var, name, "cannot be read")


@pytest.mark.parametrize("name", ALL_FILES)
def test_a_file_of_another_generation_is_refused(folder: Path, var: Path, name: str) -> None:
    """Whole and readable, but from other documents: refused where its content differs."""
    other_text = "Ferries were given up. Nobody objected."
    built(var, [with_text(LAKE_BOOKLET, FERRIES.id, other_text)])
    foreign = (var / "generations" / str(current_id(var)) / name).read_bytes()
    (var / "CURRENT").write_text(folder.name)
    same = foreign == (folder / name).read_bytes()
    (folder / name).write_bytes(foreign)
    if same:
        assert name in WITHOUT_RECORDS
    else:
        _refused(var, name)


def test_every_changed_byte_of_the_pointer_is_seen(folder: Path, var: Path) -> None:
    """CURRENT with any byte changed names no generation; blank and binary ones neither."""
    right = f"{folder.name}\n".encode()
    chosen = random.Random(1)  # noqa: S311
    for place in range(len(folder.name)):
        changed = bytearray(right)
        changed[place] ^= chosen.randrange(1, 256)
        (var / "CURRENT").write_bytes(changed)
        _refused(var, "CURRENT")
    for content in (b"", b"\n", b"\xff\xfe", b"../../etc", b"0" * 10_000):
        (var / "CURRENT").write_bytes(content)
        _refused(var, "CURRENT")


def test_a_missing_pointer_says_that_nothing_is_built(folder: Path, var: Path) -> None:
    """Without CURRENT there is no index, even if generations lie about."""
    assert folder.exists()
    (var / "CURRENT").unlink()
    _refused(var, "There is no index in")
    assert current_id(var) is None


def test_a_pointer_at_nothing_is_refused(folder: Path, var: Path) -> None:
    """CURRENT may outlive its generation; the sentence names both."""
    shutil.rmtree(folder)
    _refused(var, "CURRENT", folder.name, "not there")


@pytest.mark.parametrize(
    "change",
    [
        {"digest": "f" * 64},
        {"name": "another"},
        {"dimension": 384},
        {"normalised": False},
        {"prompt": "passage: "},
    ],
)
def test_another_model_is_refused(lake_var: Path, change: dict[str, object]) -> None:
    """Other weights, name, dimension, normalisation or prompt: vectors would not compare."""
    other = replace(HASHING, **change)  # type: ignore[arg-type]
    with pytest.raises(GenerationError, match=r"made with the embedding model hashing.*build'\.$"):
        open_generation(lake_var, other)


def test_rows_of_another_length_are_refused(folder: Path, var: Path) -> None:
    """A manifest that tells another dimension than its files have is not believed."""
    other = replace(HASHING, dimension=16)

    def claim(fields: dict[str, object]) -> None:
        recipe = fields["recipe"]
        assert isinstance(recipe, dict)
        recipe["embedder"]["dimension"] = 16

    _rewrite_manifest(folder, claim)
    with pytest.raises(GenerationError, match=r"vectors.npy has 32 rows or columns where 16"):
        open_generation(var, other)


def test_files_that_do_not_belong_together_are_refused(folder: Path, var: Path) -> None:
    """Each file whole, the manifest in order, but one vector too few: refused all the same."""
    rows = np.load(folder / "vectors.npy")
    np.save(folder / "vectors.npy", rows[:-1])
    raw = (folder / "vectors.npy").read_bytes()

    def accept(fields: dict[str, object]) -> None:
        for entry in fields["files"]:  # type: ignore[attr-defined]
            if entry["name"] == "vectors.npy":
                entry.update(size=len(raw), sha256=hashlib.sha256(raw).hexdigest())

    _rewrite_manifest(folder, accept)
    _refused(var, f"has {len(rows) - 1} rows or columns where {len(rows)} belong")


@pytest.mark.parametrize(("key", "value", "words"), [
    ("format_version", 0, "has format 0"),
    ("format_version", 99, "has format 99"),
    ("analysis_version", 0, "other rules for words"),
])  # fmt: skip
def test_other_versions_are_refused(
    folder: Path, var: Path, key: str, value: int, words: str
) -> None:
    """A generation of an older or newer Shoroku is named as such, however whole it is."""

    def age(fields: dict[str, object]) -> None:
        fields["recipe"][key] = value  # type: ignore[index]

    _rewrite_manifest(folder, age)
    _refused(var, words)


@pytest.mark.parametrize(
    "raw", [b"", b"{}", b"[]", b"null", b'{"recipe": 1}', b"\xff", b"[" * 99_999]
)
def test_a_manifest_that_is_none_is_refused(folder: Path, var: Path, raw: bytes) -> None:
    """Even one whose digest fits its folder: anything but a manifest is refused, not crashed on."""
    (folder / MANIFEST).write_bytes(raw)
    folder.rename(folder.with_name(generation_id(raw)))
    (var / "CURRENT").write_text(generation_id(raw))
    _refused(var, MANIFEST)


def test_a_manifest_that_leaves_a_file_out_is_refused(folder: Path, var: Path) -> None:
    """What is not listed would not be checked."""

    def drop(fields: dict[str, object]) -> None:
        fields["files"].pop()  # type: ignore[attr-defined]

    _rewrite_manifest(folder, drop)
    _refused(var, "does not list the files")


def test_an_opened_generation_outlives_the_next_ones(var: Path) -> None:
    """A process that serves goes on serving, to the byte, while newer generations replace it."""
    built(var, BOTH)
    serving = opened(var)
    before = answers(serving)
    for number in range(3):
        built(var, [with_text(LAKE_BOOKLET, FERRIES.id, f"Version {number} of it.")])
    assert not (var / "generations" / serving.id).exists()
    assert answers(serving) == before


def test_readers_never_meet_a_half_made_switch(var: Path) -> None:
    """Opened over and over while builds replace it, the index is always one whole version."""
    versions = [with_text(LAKE_BOOKLET, FERRIES.id, f"Version {n} of it.") for n in range(12)]
    built(var, versions[:1])
    texts = {abstract.text for booklet in versions for abstract in booklet.abstracts}
    seen = set()
    with ThreadPoolExecutor(1) as other:
        building = other.submit(lambda: [built(var, [version]) for version in versions])
        while not building.done():
            seen.add(opened(var).catalogue.abstract(FERRIES.id).text)
        building.result()
    seen.add(opened(var).catalogue.abstract(FERRIES.id).text)
    assert len(seen) > 1
    assert seen <= texts


def test_the_control_shows_what_the_check_is_for(folder: Path) -> None:
    """Without the digests most damaged vector files load: the refusals above are the check's."""
    file, chosen = folder / "vectors.npy", random.Random(7)  # noqa: S311
    whole, loaded = file.read_bytes(), 0
    for _ in range(CHANGES):
        changed = bytearray(whole)
        changed[chosen.randrange(len(whole))] ^= chosen.randrange(1, 256)
        file.write_bytes(changed)
        with suppress(Exception):  # whatever numpy makes of a damaged file
            loaded += np.load(file, allow_pickle=False).shape[1] == HASHING.dimension
    assert loaded > CHANGES / 2
