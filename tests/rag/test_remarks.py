"""What is said to remarks: never an answer from the texts, and the topic stays."""

from collections.abc import Callable

import pytest

from rag.answer import Kind
from rag.assistant import Assistant
from rag.conversation import Conversation
from rag.language import Language
from rag.phrases import phrases_in
from rag.smalltalk import Smalltalk

WHY_FLEE = "Why do Cambodian trainees flee?"
ALONE = ("more", "why?", "What is this about?", "もっと詳しく", "なぜ？")


@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_kind_has_its_words(language: Language) -> None:
    """No kind is without a reply, but the unfinished, which is told what the unclear is."""
    phrases = phrases_in(language)
    for kind in set(Smalltalk) - {Smalltalk.UNFINISHED}:
        assert getattr(phrases, kind.value)


@pytest.mark.parametrize("remark", ALONE)
def test_what_goes_on_needs_something_before(
    assistant: Assistant, conversation_of: Callable[..., Conversation], remark: str
) -> None:
    """By itself it is asked what is sought; after an answer it is a question."""
    assert assistant.ask(remark).kind is Kind.SMALLTALK
    assert assistant.ask(remark, conversation_of(WHY_FLEE)).kind is not Kind.SMALLTALK


@pytest.mark.parametrize("remark", ["Are you sure?", "Interesting!", "yes", "本当ですか", "はい"])
def test_a_remark_between_leaves_the_topic(
    assistant: Assistant, conversation_of: Callable[..., Conversation], remark: str
) -> None:
    """It quotes nothing, and what follows still asks of the answer before it."""
    assert not assistant.ask(remark, conversation_of(WHY_FLEE)).citations
    after = assistant.ask("Who wrote that?", conversation_of(WHY_FLEE, remark))
    assert "Chhour" in after.text
