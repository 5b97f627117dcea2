"""Passages are whole sentences that the encoder reads from end to end."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.abstract import Abstract
from index.chunking import (
    TARGET_TOKENS,
    Tokenizer,
    Window,
    WindowError,
    check_window,
    digest,
    encoder_text,
    load_tokenizer,
    passage_text,
    passages_of,
    travelling_title,
)
from index.embedding import MiniLM
from index.passage import Passage
from index.sentences import sentences_of
from tests.support.booklets import REEDS
from tests.support.hashing_embedder import HashingEmbedder

TOKENIZER = load_tokenizer()
WORDS = st.sampled_from(
    ["sea", "river,", "ice", "fish-net", "諏訪湖", "boats", "stop.", "Why?", "1974", "ropes\n\n"]
)
TEXTS = st.lists(WORDS, max_size=150).map(" ".join)
WINDOWS = st.integers(8, 64).map(lambda size: Window(size, HashingEmbedder().count))


def _cut(
    abstract: Abstract, window: Window, tokenizer: Tokenizer = TOKENIZER
) -> tuple[Passage, ...]:
    return passages_of(abstract, sentences_of(abstract), tokenizer, window)


@given(TEXTS, st.lists(WORDS, max_size=40).map(" ".join), WINDOWS)
def test_no_passage_is_longer_than_the_window(text: str, title: str, window: Window) -> None:
    """With its title and the special pieces, each passage fits what the encoder reads at once."""
    abstract = replace(REEDS, title=title, text=text)
    for passage in _cut(abstract, window):
        assert window.count(passage_text(abstract, passage, window)) <= window.size


@given(TEXTS, WINDOWS)
def test_passages_hold_every_sentence_in_order(text: str, window: Window) -> None:
    """Between one passage and the next lies nothing but white space: no word is lost or doubled."""
    abstract = replace(REEDS, text=text)
    passages = _cut(abstract, window)
    ends = [0, *(p.end for p in passages)]
    starts = [*(p.start for p in passages), len(text)]
    if text.strip():
        assert all(e <= s and not text[e:s].strip() for e, s in zip(ends, starts, strict=True))


@given(TEXTS, WINDOWS)
def test_only_a_sentence_beyond_the_window_is_cut(text: str, window: Window) -> None:
    """A sentence that fits together with the title lies whole in one passage."""
    abstract = replace(REEDS, text=text)
    passages = _cut(abstract, window)
    title = travelling_title(abstract.title, window)
    for sentence in sentences_of(abstract):
        if window.holds(encoder_text(title, text[sentence.start : sentence.end])):
            assert any(p.start <= sentence.start and sentence.end <= p.end for p in passages)


@given(TEXTS)
def test_passages_of_several_sentences_keep_to_the_size(text: str) -> None:
    """Only a lone sentence is beyond the size aimed at, and what fits a passage is in it."""
    abstract = replace(REEDS, text=text)
    window = Window(10_000, HashingEmbedder().count)
    sentences = sentences_of(abstract)
    passages = _cut(abstract, window)
    for passage in passages:
        inside = [s for s in sentences if passage.start <= s.start < passage.end]
        size = len(TOKENIZER.encode_ordinary(text[passage.start : passage.end]))
        assert size <= TARGET_TOKENS or len(inside) == 1
    for left, right in pairwise(passages):
        first = next(s for s in sentences if s.start == right.start)
        assert len(TOKENIZER.encode_ordinary(text[left.start : first.end])) > TARGET_TOKENS


def test_an_endless_sentence_is_cut_between_words() -> None:
    """The parts of an over-long sentence begin and end with whole words."""
    words = [f"w{number}" for number in range(500)]
    abstract = replace(REEDS, text=" ".join(words))
    parts = [
        abstract.text[p.start : p.end] for p in _cut(abstract, Window(64, HashingEmbedder().count))
    ]
    assert len(parts) > 5
    assert [word for part in parts for word in part.split()] == words


def test_a_sentence_without_spaces_is_cut_between_characters(minilm: MiniLM) -> None:
    """Japanese has no word boundary to look for; the window holds all the same."""
    abstract = replace(REEDS, title="湖", text="氷の湖に船が走り人が渡る" * 60, language="ja")
    window = Window(minilm.window, minilm.count)
    passages = _cut(abstract, window)
    assert "".join(abstract.text[p.start : p.end] for p in passages) == abstract.text
    assert max(minilm.count(passage_text(abstract, p, window)) for p in passages) <= 256


def test_a_title_beyond_the_window_leaves_room_for_the_text() -> None:
    """An absurdly long title travels cut at a word; the passages still hold whole sentences."""
    window = Window(64, HashingEmbedder().count)
    abstract = replace(REEDS, title="lake " * 200)
    title = travelling_title(abstract.title, window)
    assert title.split() == ["lake"] * 30
    assert all(passage_text(abstract, p, window).startswith(title) for p in _cut(abstract, window))


def test_an_abstract_without_text_is_found_by_its_title() -> None:
    """It gets one empty passage, and the encoder reads the title."""
    abstract = replace(REEDS, text="")
    window = Window(64, HashingEmbedder().count)
    (passage,) = _cut(abstract, window)
    assert (passage.start, passage.end) == (0, 0)
    assert passage.digest == digest(abstract.title + "\n")


def test_a_passage_that_would_be_truncated_is_an_error() -> None:
    """The check names the abstract, the length and the window."""
    whole = Passage(REEDS.id, 0, 0, len(REEDS.text), "")
    with pytest.raises(WindowError, match=r"Passage 0 of abstract lakes-2031/reeds is \d\d word"):
        check_window(REEDS, [whole], Window(40, HashingEmbedder().count))


def test_special_tokens_in_a_text_are_only_text() -> None:
    """A text that spells a control token of the tokenizer is counted like any other."""
    abstract = replace(REEDS, text="The mark <|endoftext|> ends nothing here.")
    (passage,) = _cut(abstract, Window(64, HashingEmbedder().count))
    assert passage.end == len(abstract.text)
