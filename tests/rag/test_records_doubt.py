"""Where a question may mean several people or things, it is asked back, with whole questions."""

import pytest

from corpus.abstract import Person
from index.abbreviations import IntroducedForms
from rag.abbreviations import Abbreviations
from rag.authors import KnownPerson
from rag.records_doubt import doubt_of, doubt_of_meaning
from rag.records_mentions import Mention, Mentions, Sort

MARI = KnownPerson(Person("Sato", "Mari", "Suwa University"), ("b/1",))
SHOZO = KnownPerson(Person("Sato", "Shozo"), ("b/2",))
BOTH_OF_THEM = Mentions("_author_", (Mention(Sort.AUTHOR, "Sato", ("b/1", "b/2"), (MARI, SHOZO)),))
ONE_OF_THEM = Mentions("_author_", (Mention(Sort.AUTHOR, "Mari Sato", ("b/1",), (MARI,)),))
TEXTS = ("a cluster model (CM)", "a conceptual map (CM)", "a linear map (LM)")
MODELS = Abbreviations(IntroducedForms.of(TEXTS).found)


def test_two_of_one_family_name() -> None:
    """Both are named, and each button asks the same question of one of them."""
    doubt = doubt_of("What did Sato present?", BOTH_OF_THEM, "", "en")

    assert doubt is not None
    assert "Mari Sato (Suwa University), Shozo Sato" in doubt.text
    assert doubt.suggestions == ("What did Mari Sato present?", "What did Shozo Sato present?")
    assert not doubt.answerable


@pytest.mark.parametrize(
    ("question", "named", "topic"),
    [
        ("What did Mari Sato present?", ONE_OF_THEM, ""),
        ("What did Mari Sato present?", BOTH_OF_THEM, ""),
        ("What did Sato say of reeds in cold lakes?", BOTH_OF_THEM, "reeds in cold lakes"),
        ("What grows?", Mentions("What grows?"), "grows"),
    ],
)
def test_no_doubt(question: str, named: Mentions, topic: str) -> None:
    """A given name, or enough of what is wanted, leaves nothing to ask back."""
    assert doubt_of(question, named, topic, "en") is None


def test_two_meanings() -> None:
    """A short form with two long ones is asked back; one with a single meaning is not."""
    question = "Which talks use CM?"
    doubt = doubt_of_meaning(question, Mentions(question), "CM", MODELS, "en")

    assert doubt is not None
    assert doubt.suggestions == (
        "Which talks use cluster model?",
        "Which talks use conceptual map?",
    )
    question = "Which talks use LM?"
    assert doubt_of_meaning(question, Mentions(question), "LM", MODELS, "en") is None


def test_a_short_form_in_a_title_is_not_asked_about() -> None:
    """Whoever quotes a title knows what is meant."""
    named = Mentions("What did “_title_” find?", (Mention(Sort.TITLE, "CM in R", ("b/1",)),))

    assert doubt_of_meaning("What did “CM in R” find?", named, "", MODELS, "en") is None
