"""A gold file is read whole and exact, or refused with the place of what is wrong."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.errors import GoldError
from eval.gold import load_gold, read_gold
from eval.gold_question import GoldQuestion
from tests.support.oracle import (
    FOLLOW_UP,
    GOLD,
    MILLS_SEEN,
    MOON,
    TALKS,
    WHY,
    as_json,
    write_gold,
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where a gold file may be written."""
    return tmp_path / "lakes.jsonl"


def line(question: GoldQuestion, changes: Mapping[str, object] = MappingProxyType({})) -> str:
    """One line of a gold file with some fields changed."""
    return json.dumps({**as_json(question), **changes})


def test_what_is_written_is_read(file: Path) -> None:
    """Every field of every question comes back, and the hash is that of the file's bytes."""
    gold = load_gold(write_gold(file, *GOLD))

    assert gold.questions == GOLD
    assert [each.place for each in gold.lines][:2] == [f"{file}:1", f"{file}:2"]
    assert [asdict(each) for each in gold.files] == [
        {"name": "lakes.jsonl", "sha256": hashlib.sha256(file.read_bytes()).hexdigest()}
    ]


def test_a_folder_is_all_its_gold_files(tmp_path: Path) -> None:
    """Files are read in the order of names; others that lie beside them are left alone."""
    write_gold(tmp_path / "b.jsonl", TALKS)
    write_gold(tmp_path / "a.jsonl", MOON)
    (tmp_path / "README.md").write_text("About them.", encoding="utf-8")
    gold = load_gold(tmp_path)

    assert gold.questions == (MOON, TALKS)
    assert [each.name for each in gold.files] == ["a.jsonl", "b.jsonl"]


def test_blank_lines_are_counted_and_left_out(file: Path) -> None:
    """The place of an error is the line that an editor shows."""
    file.write_text(f"\n{line(WHY)}\n\n{line(WHY, {'id': ''})}\n", encoding="utf-8")

    with pytest.raises(GoldError, match=r"lakes\.jsonl:4: id and question must not be empty"):
        load_gold(file)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"answerable": "true"}, "answerable: Input should be a valid boolean"),
        ({"kind": "reply"}, "kind: Input should be"),
        ({"turn": 1.5}, "turn: Input should be a valid integer"),
        ({"anwserable": True}, "anwserable: Unexpected keyword argument"),
        ({"spans": [[{"abstract_id": "wells"}]]}, "spans.0.0.start: Field required"),
        ({"question": "  "}, "id and question must not be empty"),
        ({"turn": 2}, "a lone question is turn 1"),
        ({"turn": 0, "chain": "c"}, "turns count from 1"),
        ({"answerable": False}, "answerable is False but kind is 'answer'"),
        ({"unanswerable_kind": "off_topic"}, "unanswerable_kind goes with kind 'abstention'"),
        ({"kind": "abstention", "answerable": False}, "unanswerable_kind goes with"),
        ({"spans": []}, "kind 'answer' needs abstracts and spans"),
        ({"abstracts": [], "spans": []}, "kind 'answer' needs abstracts and spans"),
        ({"kind": "records"}, "kind 'records' needs expect"),
        ({"spans": [[]]}, "a group of spans or expect is empty"),
        ({"expect": [[]]}, "a group of spans or expect is empty"),
        ({"expect": [["two", " "]]}, "expect holds an empty string"),
        ({"abstracts": ["mills"]}, "a span lies in 'wells', which is not among abstracts"),
        (
            {"spans": [[{"abstract_id": "wells", "start": 5, "end": 8, "text": "dry."}]]},
            "span 5..8 does not fit its text of 4 characters",
        ),
        (
            {"spans": [[{"abstract_id": "wells", "start": 5, "end": 5, "text": ""}]]},
            "span 5..5 does not fit",
        ),
    ],
)
def test_a_wrong_line_is_refused(file: Path, changes: Mapping[str, object], said: str) -> None:
    """The sentence names file, line, what is wrong, and what to do."""
    file.write_text(f"{line(TALKS)}\n{line(WHY, changes)}\n", encoding="utf-8")

    with pytest.raises(GoldError) as refused:
        load_gold(file)

    assert str(refused.value).startswith(f"{file}:2: ")
    assert said in str(refused.value)
    assert str(refused.value).endswith("Correct this line of the gold file.")


@pytest.mark.parametrize(
    "content", [b"{", b"[]", b"null", b'{"id": "\xff"}', b'{"id": "q"}', b"\x00"]
)
def test_what_is_no_question_is_refused(file: Path, content: bytes) -> None:
    """Cut short, another type, not UTF-8, fields missing: an error with its place, no crash."""
    file.write_bytes(line(TALKS).encode() + b"\n" + content + b"\n")

    with pytest.raises(GoldError, match=r"lakes\.jsonl:2: "):
        load_gold(file)


@given(junk=st.binary(min_size=1).filter(lambda junk: bool(junk.strip())))
def test_any_bytes_give_a_clear_error(
    tmp_path_factory: pytest.TempPathFactory, junk: bytes
) -> None:
    """No sequence of bytes makes the loader crash."""
    file = tmp_path_factory.mktemp("junk") / "junk.jsonl"
    file.write_bytes(junk)

    with pytest.raises(GoldError):
        load_gold(file)


@pytest.mark.parametrize(
    ("questions", "said"),
    [
        ((WHY, TALKS, WHY), r":3: id 'why' stands already at .*lakes\.jsonl:1"),
        ((MILLS_SEEN, replace(FOLLOW_UP, turn=3)), ":2: chain 'c1' has turn 3 at 2"),
        ((FOLLOW_UP,), ":1: chain 'c1' has turn 2 at 1"),
        ((MILLS_SEEN, replace(FOLLOW_UP, turn=1)), ":2: chain 'c1' has turn 1 at 2"),
        ((MILLS_SEEN, replace(FOLLOW_UP, split="dev")), ":2: chain 'c1' is in two splits"),
    ],
)
def test_questions_that_do_not_fit_together_are_refused(
    file: Path, questions: tuple[GoldQuestion, ...], said: str
) -> None:
    """An id used twice; a conversation with a gap, without a start, or torn over two splits."""
    with pytest.raises(GoldError, match=said):
        load_gold(write_gold(file, *questions))


def test_a_missing_or_empty_file_is_refused(file: Path) -> None:
    """The sentence names the file and what to give instead."""
    with pytest.raises(GoldError, match=r"lakes\.jsonl cannot be read: No such file"):
        load_gold(file)
    file.write_text("\n", encoding="utf-8")
    with pytest.raises(GoldError, match=r"lakes\.jsonl holds no question"):
        load_gold(file)


def test_a_folder_without_gold_is_refused(tmp_path: Path) -> None:
    """A folder that holds no gold file holds no question."""
    with pytest.raises(GoldError, match="holds no question"):
        load_gold(tmp_path)


def test_every_fault_is_named_at_once(file: Path) -> None:
    """Three wrong lines give three sentences, in their order, and the sound line is kept."""
    wrong = (line(WHY, {"turn": 0}), line(MOON, {"colour": "red"}), line(TALKS), line(TALKS))
    file.write_text("\n".join(wrong), encoding="utf-8")
    gold, faults = read_gold(file)

    assert [fault.split(": ")[0] for fault in faults] == [f"{file}:{n}" for n in (1, 2, 4)]
    assert [each.question.id for each in gold.lines] == ["talks", "talks"]
    with pytest.raises(GoldError) as refused:
        load_gold(file)
    assert str(refused.value).splitlines() == list(faults)
