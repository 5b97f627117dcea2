"""The hard conversations: true of the booklet, in two halves, and counted as they say."""

from dataclasses import replace

import pytest

from bench.chain_truth import REFUSED, TEXT, Chain, Turn, is_about, is_alike, is_right, read_chains
from corpus.abstract import Abstract
from corpus.library import read_library
from rag.answer import Answer, Citation, Kind
from rag.settings import load_settings

TURN = Turn("How many?", TEXT, frozenset({"l/reeds"}), ("ten reeds",), (), False, False, None)  # noqa: FBT003
ANSWER = Answer("How many?", "en", Kind.ANSWER, answerable=True, confidence=1.0, text="")


def citing(*cited: tuple[str, str]) -> Answer:
    """An answer with these abstracts and quotes."""
    citations = tuple(
        Citation(n, id_, "", (), 0, len(quote), quote) for n, (id_, quote) in enumerate(cited, 1)
    )
    return replace(ANSWER, citations=citations)


@pytest.fixture(scope="module")
def abstracts() -> dict[str, Abstract]:
    """The abstracts of the booklets in corpus/, by id."""
    parsed = read_library(load_settings().corpus)
    return {it.id: it for each in parsed for it in each.booklet.abstracts}


@pytest.fixture(scope="module")
def halves(abstracts: dict[str, Abstract]) -> tuple[tuple[Chain, ...], tuple[Chain, ...]]:
    """The half to look at and the half kept aside."""
    return read_chains("dev", abstracts.values()), read_chains("aside", abstracts.values())


def test_the_halves_are_alike_and_apart(halves: tuple[tuple[Chain, ...], ...]) -> None:
    """Each holds as many chains, of three to eight turns, and no chain stands in both."""
    dev, aside = halves

    assert len(dev) == len(aside) >= 20
    assert {it.name for it in dev}.isdisjoint(it.name for it in aside)
    assert all(3 <= len(it.turns) <= 8 for it in (*dev, *aside))


def test_each_truth_stands_in_the_booklet(
    halves: tuple[tuple[Chain, ...], ...], abstracts: dict[str, Abstract]
) -> None:
    """Every sentence that is to be shown stands in the text of an abstract that is meant."""
    for turn in (turn for half in halves for chain in half for turn in chain.turns):
        texts = [abstracts[id_].text for id_ in turn.ids]
        for quote in turn.quotes:
            assert any(quote in text for text in texts), (turn.says, quote)


def test_a_turn_that_asks_for_something_can_be_wrong(
    halves: tuple[tuple[Chain, ...], ...],
) -> None:
    """No turn on the texts is right whatever is shown: it names abstracts, or is to be refused."""
    turns = [turn for half in halves for chain in half for turn in chain.turns]

    assert all(turn.ids for turn in turns if turn.kind == TEXT)
    assert any(turn.kind == REFUSED for turn in turns)


def test_right_is_the_sentence_and_no_other_abstract() -> None:
    """The sentence alone is right; beside another abstract's, or another sentence, it is not."""
    right = citing(("l/reeds", "There were ten reeds."))
    beside = citing(("l/reeds", "There were ten reeds."), ("l/ice", "Ice."))
    other = citing(("l/reeds", "Reeds return."))

    assert is_right(TURN, right)
    assert (is_about(TURN, beside), is_right(TURN, beside)) == (False, False)
    assert (is_about(TURN, other), is_right(TURN, other)) == (True, False)
    assert not is_about(TURN, ANSWER)


def test_a_refusal_shows_nothing() -> None:
    """What the abstracts do not say is right to be refused, and wrong to be quoted for."""
    turn = replace(TURN, kind=REFUSED, ids=frozenset(), quotes=())

    assert is_right(turn, replace(ANSWER, kind=Kind.ABSTENTION))
    assert not is_right(turn, citing(("l/reeds", "Reeds return.")))


def test_what_is_shown_as_understood_counts_as_tied() -> None:
    """The same excerpts under another reading of the question are not the same reply."""
    answer = citing(("l/reeds", "Reeds return."))

    assert is_alike(answer, replace(answer, text="other words"))
    assert not is_alike(answer, replace(answer, rewritten="How many reeds?"))
