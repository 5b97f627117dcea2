"""Which part each sentence plays, what is asked of a work, and damaged weights."""

from pathlib import Path

import numpy as np
import pytest

from index.embedding import MiniLM
from index.reading import Reading
from index.tokens import Halves
from rag.roles import roles_in
from rag.zoning.asked import aspect_asked, beside_aspect
from rag.zoning.loading import WEIGHTS, ZoningError, load_zoner
from rag.zoning.zoner import Zoner
from rag.zoning.zones import Aspect, Zone, Zoned

SENTENCES = (
    "Many nurses work at night in hospitals all over the country.",
    "Little is known about how they sleep between two shifts.",
    "In this paper we examine what helps night nurses to sleep.",
    "We asked 214 nurses in six hospitals to keep a diary for four weeks.",
    "Those who napped before a shift slept two hours longer in the following day.",
    "Future work will look at nurses with small children.",
)


@pytest.fixture(scope="module")
def zoner() -> Zoner:
    """With the weights that Shoroku carries."""
    return load_zoner()


def _tokens(minilm: MiniLM, sentences: tuple[str, ...]) -> list[Halves]:
    read = minilm.sentence_tokens([Reading(sentences, at) for at in range(len(sentences))])
    return [rows.astype(np.float16) for rows in read]


def _zoned(zoner: Zoner, minilm: MiniLM, sentences: tuple[str, ...] = SENTENCES) -> Zoned:
    return zoner.read(_tokens(minilm, sentences), roles_in(sentences))


def test_the_parts_are_told_apart(zoner: Zoner, minilm: MiniLM) -> None:
    """Aim, method and finding of a plain abstract are told as anybody would."""
    zoned = _zoned(zoner, minilm)
    assert [zoned.zone(at)[0] for at in (2, 3, 4)] == [Zone.AIM, Zone.METHOD, Zone.FINDING]


@pytest.mark.parametrize(
    ("aspect", "place"),
    [
        (Aspect.AIM, 2),
        (Aspect.PROBLEM, 1),
        (Aspect.METHOD, 3),
        (Aspect.FINDING, 4),
        (Aspect.OUTLOOK, 5),
    ],
)
def test_an_aspect_is_told_by_its_sentence(
    zoner: Zoner, minilm: MiniLM, aspect: Aspect, place: int
) -> None:
    """The best sentence for an aspect is the one that tells it."""
    assert int(_zoned(zoner, minilm).log_odds(aspect).argmax()) == place


@pytest.mark.parametrize("aspect", [Aspect.AIM, Aspect.METHOD, Aspect.FINDING, Aspect.PROBLEM])
def test_what_is_told_is_believed_to_be(zoner: Zoner, minilm: MiniLM, aspect: Aspect) -> None:
    """What most abstracts tell, and this one plainly, is likely told."""
    assert zoner.answers(_zoned(zoner, minilm), aspect) > 0.5


def test_what_is_not_told_is_believed_less(zoner: Zoner, minilm: MiniLM) -> None:
    """Without the sentence that tells it, an aspect is less likely told."""
    whole = _zoned(zoner, minilm)
    without = _zoned(zoner, minilm, SENTENCES[:-1])
    assert zoner.answers(without, Aspect.OUTLOOK) < zoner.answers(whole, Aspect.OUTLOOK)


def test_a_sentence_without_word_pieces_is_read(zoner: Zoner, minilm: MiniLM) -> None:
    """An empty sentence has zones as any other, and disturbs none."""
    tokens = _tokens(minilm, SENTENCES)
    zoned = zoner.read([*tokens, tokens[0][:0]], roles_in((*SENTENCES, "")))
    assert np.isfinite(zoned.zones).all()
    assert np.isfinite(zoned.aspects).all()


@pytest.mark.parametrize(
    ("question", "aspect"),
    [
        ("What is the aim of the study?", Aspect.AIM),
        ("What is the paper about?", Aspect.AIM),
        ("Which method does the study use?", Aspect.METHOD),
        ("How was the research done?", Aspect.METHOD),
        ("What did Chhour find?", Aspect.FINDING),
        ("What does Chhour want to find out?", Aspect.AIM),
        ("What are the limitations of the study?", Aspect.LIMITATION),
        ("What future work does it name?", Aspect.OUTLOOK),
        ("What does the study recommend?", Aspect.RECOMMENDATION),
        ("What does it conclude?", Aspect.CONCLUSION),
        ("Which problem does the study address?", Aspect.PROBLEM),
        ("Why was the study done?", Aspect.PROBLEM),
        ("Which data does the study use?", Aspect.DATA),
        ("Who was interviewed?", Aspect.DATA),
        ("研究の目的は何ですか", Aspect.AIM),
        ("この研究の限界は？", Aspect.LIMITATION),
        ("How many people were interviewed?", None),
        ("When was the survey conducted?", None),
        ("Why do trainees run away?", None),
        ("How do foreigners get into Vietnam to work illegally?", None),
        ("Where do the brokers live?", None),
    ],
)
def test_which_aspect_is_asked(question: str, aspect: Aspect | None) -> None:
    """The wording tells the aspect; what stands in one sentence whatever its part is none."""
    assert aspect_asked(question) is aspect


def test_what_is_asked_is_no_subject() -> None:
    """What is left of a question without its asking words is what it speaks of."""
    left = beside_aspect("What are the limitations of the study of brokers?", Aspect.LIMITATION)
    assert "brokers" in left
    assert "limitations" not in left


def test_damaged_weights_are_told(tmp_path: Path) -> None:
    """Missing or other weights are refused with a sentence that says what to do."""
    with pytest.raises(ZoningError, match="reinstall"):
        load_zoner(tmp_path)
    (tmp_path / WEIGHTS).write_bytes(b"something else")
    with pytest.raises(ZoningError, match="reinstall"):
        load_zoner(tmp_path)


@pytest.mark.parametrize(
    "question",
    [
        "What is the Vietnam study about?",
        "What does the Vietnam study examine?",
        "Why was the Vietnam study done?",
        "How was the Vietnam study done?",
        "Which problem does the Vietnam study address?",
    ],
)
def test_the_subject_is_left_whatever_stands_around_it(question: str) -> None:
    """Words that ask are cut out, but never what stands between them."""
    aspect = aspect_asked(question)
    assert aspect is not None
    assert "Vietnam" in beside_aspect(question, aspect)


def test_what_somebody_says_about_something_is_no_aim() -> None:
    """What is asked about a topic is not what a work is about."""
    assert aspect_asked("What did Sato (2012) say about the trainees?") is None
