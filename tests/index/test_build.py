"""Building: only what is new is embedded, and what is built is what was given."""

import errno
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.abstract import Abstract, Booklet
from index.build import STAGES, build
from index.embedding import Embedder
from index.errors import GenerationError
from index.generation import current_id, is_stale
from index.manifest import corpus_digest
from index.publish import build_lock
from tests.support.booklets import BOTH, FERRIES, LAKE_BOOKLET, LAKES, REEDS, made_up, with_text
from tests.support.hashing_embedder import HASHING, HashingEmbedder
from tests.support.indexing import answers, built, opened, silent

CHANGED = (with_text(LAKE_BOOKLET, FERRIES.id, "Ferries were given up. Nobody objected."), BOTH[1])


def _never() -> Embedder:
    raise AssertionError("the embedding model was loaded")


def _generations(var: Path) -> set[str]:
    return {path.name for path in (var / "generations").iterdir()}


def test_a_generation_holds_what_was_given(var: Path, embedder: HashingEmbedder) -> None:
    """Records come back equal, every passage and sentence has its vectors, in the same rows."""
    report = built(var, BOTH, embedder)
    generation = opened(var)
    assert (generation.id, current_id(var)) == (report.generation_id, report.generation_id)
    assert generation.catalogue.abstracts() == LAKE_BOOKLET.abstracts + BOTH[1].abstracts
    assert generation.catalogue.conferences() == (LAKES, BOTH[1].conference)
    for row, passage in enumerate(generation.catalogue.passages()):
        abstract = generation.catalogue.abstract(passage.abstract_id)
        text = f"{abstract.title}\n{abstract.text[passage.start : passage.end]}"
        own = embedder.encode([text])[0]
        assert generation.vectors.search(own, 1)[1][0] == row
    for row, sentence in enumerate(generation.catalogue.sentences()):
        abstract = generation.catalogue.abstract(sentence.abstract_id)
        words = embedder.count(abstract.text[sentence.start : sentence.end]) - 2
        assert generation.tokens
        assert len(generation.tokens.of(row)) == words


def test_an_unchanged_corpus_embeds_nothing(var: Path, embedder: HashingEmbedder) -> None:
    """The second build does not even load the model."""
    first = built(var, BOTH, embedder)
    second = build(var, BOTH, HASHING, _never, silent)
    assert (second.changed, second.embedded, second.reused) == (False, 0, first.embedded)
    assert second.generation_id == first.generation_id
    assert _generations(var) == {first.generation_id}


def test_changing_one_abstract_embeds_that_one_only(var: Path) -> None:
    """The encoder reads the new passage and the new sentences, and nothing else."""
    first = built(var, BOTH)
    embedder = HashingEmbedder()
    report = built(var, CHANGED, embedder)
    assert sorted(embedder.read) == [
        "Ferries and Fishers: a Quarrel over Harbours\nFerries were given up. Nobody objected.",
        "Ferries were given up.",
        "Nobody objected.",
    ]
    assert (report.changed, report.embedded, report.reused) == (True, 1, first.embedded - 1)


def test_reused_vectors_are_those_of_a_build_from_nothing(var: Path, tmp_path: Path) -> None:
    """A generation does not depend on what was there before: it has the same id and answers."""
    built(var, BOTH)
    step_by_step = built(var, CHANGED)
    at_once = built(tmp_path / "fresh", CHANGED)
    assert step_by_step.generation_id == at_once.generation_id
    assert answers(opened(var)) == answers(opened(tmp_path / "fresh"))


def test_another_model_reuses_nothing(var: Path) -> None:
    """Vectors of other weights are not comparable, so every text is embedded again."""
    first = built(var, BOTH)
    other = HashingEmbedder(replace(HASHING, digest="0" * 64))
    second = built(var, BOTH, other)
    assert (second.embedded, second.reused) == (first.embedded, 0)


def test_a_text_that_stands_twice_is_read_once(var: Path, embedder: HashingEmbedder) -> None:
    """Equal sentences of two abstracts share one run of the encoder, and both get its rows."""
    built(var, [made_up(["We thank you.", "We thank you."])], embedder)
    assert embedder.read.count("We thank you.") == 1
    tokens = opened(var).tokens
    assert tokens
    assert tokens.of(0).tobytes() == tokens.of(1).tobytes() != b""


def test_the_last_two_generations_are_kept(var: Path) -> None:
    """The one before stays for readers that are still opening it; older ones go."""
    reports = [built(var, [made_up([f"Version {number}."])]) for number in range(4)]
    assert _generations(var) == {report.generation_id for report in reports[-2:]}


def test_going_back_to_an_earlier_corpus_works(var: Path) -> None:
    """A corpus that was already built has the id it had, and is current again."""
    first, _ = built(var, BOTH), built(var, CHANGED)
    again = built(var, BOTH)
    assert again.generation_id == first.generation_id == current_id(var)
    assert opened(var).catalogue.abstract(FERRIES.id) == FERRIES


def test_going_back_one_change_embeds_nothing(var: Path) -> None:
    """The vectors of both kept generations are reused, so an undone change costs no embedding."""
    built(var, BOTH)
    built(var, BOTH[:1])
    embedder = HashingEmbedder()
    report = built(var, BOTH, embedder)
    assert (report.changed, report.embedded, embedder.read) == (True, 0, [])


def test_what_a_killed_build_left_is_cleaned(var: Path) -> None:
    """Temporary folders of builds that died are removed by the next one."""
    built(var, BOTH)
    left = var / "generations" / "tmp-abandoned"
    left.mkdir()
    (left / "vectors.npy").write_bytes(b"half")
    built(var, CHANGED)
    assert not left.exists()


@pytest.mark.parametrize("damage", ["vectors.npy", "catalogue.sqlite", "manifest.json"])
def test_a_damaged_generation_is_built_again(var: Path, damage: str, tmp_path: Path) -> None:
    """A build over damage does not believe a word of it, and mends it."""
    name = built(var, BOTH).generation_id
    file = var / "generations" / name / damage
    file.write_bytes(file.read_bytes()[:-1] + b"?")
    embedder = HashingEmbedder()
    report = built(var, BOTH, embedder)
    assert (report.changed, report.reused, report.generation_id) == (True, 0, name)
    built(tmp_path / "fresh", BOTH)
    assert answers(opened(var)) == answers(opened(tmp_path / "fresh"))


def test_a_generation_is_stale_when_a_build_would_change_it(var: Path) -> None:
    """Missing, other records, another model, damaged: stale; else not."""
    assert is_stale(var, BOTH, HASHING)
    name = built(var, BOTH).generation_id
    assert not is_stale(var, BOTH, HASHING)
    assert is_stale(var, CHANGED, HASHING)
    assert is_stale(var, BOTH, replace(HASHING, prompt="query: "))
    (var / "generations" / name / "tokens.npy").write_bytes(b"")
    assert is_stale(var, BOTH, HASHING)


def test_progress_is_told_stage_by_stage(var: Path, embedder: HashingEmbedder) -> None:
    """Every stage is heard in order, and each counts up to its total."""
    heard: list[tuple[str, int, int]] = []
    build(var, BOTH, HASHING, lambda: embedder, lambda *step: heard.append(step))
    assert tuple(dict.fromkeys(stage for stage, _, _ in heard)) == STAGES
    last = {stage: (done, total) for stage, done, total in heard}
    assert all(done == total for done, total in last.values())


def test_a_second_build_at_once_is_turned_away(var: Path) -> None:
    """While one build runs, another says so in a sentence and writes nothing."""
    with build_lock(var), pytest.raises(GenerationError, match="Another build is writing to"):
        built(var, BOTH)
    assert current_id(var) is None
    built(var, BOTH)


def test_a_lock_of_a_dead_build_holds_nobody_up(var: Path) -> None:
    """The lock ends with the process that held it, however it died."""
    code = (
        "import os, sys, pathlib; from index.publish import build_lock\n"
        "with build_lock(pathlib.Path(sys.argv[1])): os.kill(os.getpid(), 9)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(var)], check=False)
    assert done.returncode == -9
    assert built(var, BOTH).changed


def test_an_empty_corpus_is_an_error() -> None:
    """Nothing to index is said plainly, before anything is written."""
    with pytest.raises(GenerationError, match="holds no abstract"):
        built(Path("/nonexistent"), [Booklet(LAKES, ())])


def test_one_id_for_two_records_is_an_error(var: Path) -> None:
    """Two booklets that give the same id are named, not merged."""
    with pytest.raises(GenerationError, match="'lakes-2031/reeds' stands for two records"):
        built(var, [LAKE_BOOKLET, Booklet(BOTH[1].conference, (REEDS,))])


def test_a_loaded_model_that_is_another_is_an_error(var: Path) -> None:
    """What the loader returns must be the model that was announced."""
    with pytest.raises(GenerationError, match="The embedding model that was loaded is hashing"):
        build(var, BOTH, replace(HASHING, digest="1" * 64), HashingEmbedder, silent)
    assert current_id(var) is None


def test_a_full_disk_harms_nothing(var: Path) -> None:
    """Wherever in the files the room ends, the build says so and the old generation answers."""
    built(var, BOTH)
    before = answers(opened(var))
    code = (
        "import resource, signal, sys, pathlib\n"
        "from corpus.errors import ShorokuError\n"
        "from tests.support.indexing import built, opened\n"
        "from tests.support.booklets import made_up\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "for size in (600, 20_000, 60_000, 100_000):\n"
        "    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))\n"
        "    try: built(pathlib.Path(sys.argv[1]), [made_up(['A new text here.'] * 400)])\n"
        "    except ShorokuError as error: print(error)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(var)], capture_output=True, text=True, check=True
    )
    assert done.stdout.count("cannot be written") == 4
    assert done.stdout.count("run 'shoroku build'.\n") == 4
    assert answers(opened(var)) == before
    assert len(_generations(var)) == 1


def test_a_folder_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    """A file where the folder should be is said in one sentence, with the system's reason."""
    (tmp_path / "var").write_text("in the way")
    with pytest.raises(GenerationError, match=os.strerror(errno.ENOTDIR)):
        built(tmp_path / "var", BOTH)


TEXT = st.text(max_size=4)
RECORDS = st.lists(
    st.builds(
        lambda number, title, text: replace(REEDS, id=f"r{number}", title=title, text=text),
        st.integers(0, 3), TEXT, TEXT,
    ),
    max_size=3,
)  # fmt: skip


@given(RECORDS, RECORDS)
def test_digests_are_equal_exactly_for_equal_corpora(
    left: list[Abstract], right: list[Abstract]
) -> None:
    """Any difference in any record or in their order is seen, and nothing else is."""
    one, other = [Booklet(LAKES, tuple(left))], [Booklet(LAKES, tuple(right))]
    assert (corpus_digest(one) == corpus_digest(other)) == (left == right)
    assert corpus_digest(one) == corpus_digest([Booklet(LAKES, tuple(left))])


def test_every_field_counts_in_the_digest() -> None:
    """An unknown field differs from an empty one, and an author's name from an affiliation."""
    author = REEDS.authors[0]
    variants = [
        REEDS,
        replace(REEDS, keywords=()),
        replace(REEDS, notes=()),
        replace(REEDS, language="ja"),
        replace(REEDS, authors=(replace(author, affiliation=None),)),
        replace(REEDS, authors=(replace(author, affiliation=""),)),
        replace(REEDS, authors=(replace(author, family=author.given, given=author.family),)),
    ]
    assert len({corpus_digest([Booklet(LAKES, (v,))]) for v in variants}) == len(variants)
