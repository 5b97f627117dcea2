"""Sentences are exact slices that hold all of the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.abstract import PARAGRAPH_BREAK
from index.sentences import sentence_spans, sentences_of
from tests.support.booklets import ICE, REEDS

WRITING = st.text(alphabet=st.sampled_from("aB.é?! \n\t(),:;“”「」。と日1-"), max_size=120)


def _cut(text: str, language: str = "en") -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text, language)]


@given(st.one_of(WRITING, st.text(max_size=80)), st.sampled_from(["en", "ja", "xx"]))
def test_sentences_hold_all_non_blank_text_in_order(text: str, language: str) -> None:
    """No character but white space lies outside a sentence, and none lies in two."""
    spans = list(sentence_spans(text, language))
    ends = [0, *(end for _, end in spans)]
    starts = [*(start for start, _ in spans), len(text)]
    assert all(not text[end:start].strip() for end, start in zip(ends, starts, strict=True))
    assert all(end <= start for end, start in zip(ends, starts, strict=True))
    assert all(text[start:end].strip() == text[start:end] != "" for start, end in spans)


@given(st.lists(WRITING, max_size=5))
def test_sentences_never_cross_a_paragraph(paragraphs: list[str]) -> None:
    """A sentence holds no paragraph break, wherever one is put."""
    text = PARAGRAPH_BREAK.join(paragraphs)
    assert not any(PARAGRAPH_BREAK in sentence for sentence in _cut(text))


@pytest.mark.parametrize(
    "sentence",
    [
        "The effectiveness of the system is a main issue (Sano, 2012:19).",
        "Costs rose to 9,052 by 2018 (~$950 to $3200) for each of the 3.5 members.",
        "Dr. Saeki et al. found it.",
        "It is known (eg. Miyazaki 1963, Honma 1974, 1990).",
        "Books, articles, news, etc. were read, e.g. those of the U.S. Department of State.",
        "The city pays (Hida City Office for Commerce and Tourism 2018).",
        "See pp. 3-4 and No. 5 of Prof. Ueda vs. Mr. Kim.",
        "“Is it so?” he asked.",
    ],
)
def test_scholarly_english_is_not_cut_inside(sentence: str) -> None:
    """Citations, abbreviations, figures and quoted questions end no sentence; a stop does."""
    assert _cut(f"First one. {sentence} In Tokyo it rained.") == [
        "First one.",
        sentence,
        "In Tokyo it rained.",
    ]


def test_japanese_ends_at_its_full_stop_before_latin_letters_and_numbers_too() -> None:
    """A sentence may begin with the name of a system or a number; a note's mark begins none."""
    text = "尺度を提案した。pfmt は新しい。五種からなる．5 つを比べた．配布する．1）"
    assert _cut(text, "ja") == [
        "尺度を提案した。",
        "pfmt は新しい。",
        "五種からなる．",
        "5 つを比べた．",
        "配布する．1）",
    ]


def test_japanese_ends_at_its_full_stop_and_not_inside_a_quotation() -> None:
    """。 ends a sentence; 「…。」と does not, for the sentence goes on after the quotation."""
    sentences = sentences_of(ICE)
    assert [ICE.text[s.start : s.end] for s in sentences] == [
        "本研究は湖の氷を扱う。",
        "「なぜ凍らないのか。」と人々は問う。",
        "冬の気温は2度上がった。",
    ]


def test_sentences_are_numbered_within_their_abstract() -> None:
    """Ordinals count from 0 through all paragraphs."""
    sentences = sentences_of(REEDS)
    assert [s.ordinal for s in sentences] == list(range(6))
    assert {s.abstract_id for s in sentences} == {REEDS.id}
    assert REEDS.text[sentences[3].start :].startswith("We counted 312")


def test_a_stray_mark_is_not_a_sentence() -> None:
    """A piece without a letter or figure stays with its neighbour."""
    assert _cut("He left. ! She stayed.") == ["He left. !", "She stayed."]
