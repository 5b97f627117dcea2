"""A generation cut down to some conferences is what a build of those alone would make."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.abstract import Booklet, Conference
from index.analysis import terms
from index.generation import Generation
from index.lexical import LexicalIndex
from index.part import part_of
from index.words import Words
from tests.support.booklets import BOTH, OTHER_BOOKLET, REEDS, made_up
from tests.support.indexing import built, opened

TEXTS = st.lists(
    st.lists(st.sampled_from(["sea", "Ice", "boats", "1974", "湖の氷", "the"]), max_size=8),
    max_size=7,
).map(lambda texts: [" ".join(words) for words in texts])
QUESTIONS = ("reeds in the lake", "grass ropes", "Okada", "湖の氷", "nothing of it")

SHORT = replace(
    OTHER_BOOKLET.abstracts[0],
    id="bridges-2032/forms",
    text="A Grass Rope Society (GRS) carries four. The grs is old.",
)
THIRD = replace(REEDS, id="marsh-2033/reeds", conference_id="marsh-2033", title="Marsh Reeds (MR)")
SEVERAL = (
    BOTH[0],
    Booklet(OTHER_BOOKLET.conference, (*OTHER_BOOKLET.abstracts, SHORT)),
    Booklet(Conference("marsh-2033"), (THIRD,)),
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Generation:
    """A generation of three conferences."""
    var = tmp_path_factory.mktemp("whole") / "var"
    built(var, SEVERAL)
    return opened(var)


@pytest.mark.parametrize("booklet", SEVERAL, ids=["first", "second", "third"])
def test_a_part_is_what_a_build_of_it_makes(whole: Generation, booklet: Booklet, var: Path) -> None:
    """Records, slices, scores, stems, words, short forms and vectors are equal, to the bit."""
    built(var, [booklet])
    alone, part = opened(var), part_of(whole, [booklet.conference.id])
    assert part.catalogue == alone.catalogue
    assert part.id == whole.id
    assert part.abbreviations == alone.abbreviations
    np.testing.assert_array_equal(part.vectors.rows, alone.vectors.rows)
    for question in QUESTIONS:
        assert part.lexical.scores(question).tobytes() == alone.lexical.scores(question).tobytes()
        for word in question.split():
            assert part.words.holds(word.lower()) == alone.words.holds(word.lower())
        np.testing.assert_array_equal(
            part.stems.text.holding(terms(question), derived=True),
            alone.stems.text.holding(terms(question), derived=True),
        )


def test_all_parts_together_are_the_whole(whole: Generation) -> None:
    """Nothing is lost where every conference is asked for."""
    part = part_of(whole, [it.conference.id for it in SEVERAL])
    assert part.catalogue == whole.catalogue
    assert part.abbreviations == whole.abbreviations


@given(texts=TEXTS, kept=st.data())
def test_scores_of_a_part_are_those_of_an_index_of_it(
    texts: list[str], kept: st.DataObject
) -> None:
    """Cut down, an index scores as one that was made of these abstracts alone."""
    abstracts = made_up(["boats at sea", *texts], title="").abstracts
    rows = kept.draw(st.sets(st.sampled_from(range(len(abstracts))), min_size=1).map(sorted))
    part = LexicalIndex.of(abstracts).part(np.array(rows))
    alone = LexicalIndex.of([abstracts[row] for row in rows])
    assert part.documents == alone.documents
    for question in ("sea", "ice boats boats", "湖の氷 1974", "zeppelin"):
        assert part.scores(question).tobytes() == alone.scores(question).tobytes()
        for term in terms(question):
            assert part.document_frequency(term) == alone.document_frequency(term)


@given(texts=TEXTS, kept=st.data())
def test_words_of_a_part_are_those_that_it_writes(texts: list[str], kept: st.DataObject) -> None:
    """Held and found by their shape, whatever the other rows write."""
    rows = kept.draw(st.sets(st.sampled_from(range(len(texts) + 1))).map(sorted))
    rows = [row for row in rows if row < len(texts)]
    part, alone = Words.of(texts).part(rows), Words.of([texts[row] for row in rows])
    for word in ("sea", "ice", "boats", "the", "1974", ""):
        assert part.holds(word) == alone.holds(word)
        assert list(part.like(word[:1], len(word))) == list(alone.like(word[:1], len(word)))


def test_words_are_kept(tmp_path: Path) -> None:
    """What is loaded knows what was saved, where nothing is written too."""
    for texts in (["Reeds return", "the reeds’ roots"], ["", "湖"]):
        made = Words.of(texts)
        made.save(tmp_path)
        loaded = Words.load(tmp_path)
        for word in ("reeds", "return", "reeds’", "roots", "boats"):
            assert loaded.holds(word) == made.holds(word)
            assert loaded.part([1]).holds(word) == made.part([1]).holds(word)
