"""From what was typed to what is searched: address and follow-up, spelling, gloss."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from rag.conversation import Conversation
from rag.errors import EmptyQuestionError, LongQuestionError
from rag.followup import resolve
from rag.gloss import english_gloss
from rag.language import Language, language_of
from rag.opinion import of_the_abstracts
from rag.query import tidy
from rag.resolved import Known, Resolved
from rag.smalltalk import without_address
from rag.spelling import Speller

# "I am a student and would be grateful if you could tell me how many …": the question is the end.
# What "she finds out" is part of the question.
_COURTESY = re.compile(
    r"^.{12,}?\b(?:tell me|let me know|like to know|want to know|wonder(?:ing)?|ask you"
    r"|(?:to|i|we|you|me|us|please) find out)"
    r"(?: please)?[,:]?\s+(?P<question>(?:if|whether|how|what|why|who|whom|when|where"
    r"|which)\b.{8,})$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Understood:
    """``searched`` is what the index is asked; ``corrected`` is set where spelling was mended.

    ``standing`` is the stand-alone question in its own language, spelling mended.
    """

    asked: str
    language: Language
    resolved: Resolved
    standing: str
    searched: str
    corrected: str | None


def checked(question: str, longest: int) -> str:
    """The question, tidy.

    Raises:
        EmptyQuestionError: there is nothing to read in it.
        LongQuestionError: it is longer than ``longest`` characters.

    """
    text = tidy("".join(c if c.isprintable() else " " for c in question))
    if not text:
        raise EmptyQuestionError("The question is empty. Please type what you want to know.")
    if len(text) > longest:
        raise LongQuestionError(
            f"The question has {len(text)} characters; at most {longest} can be taken. "
            "Please ask in fewer words.",
            len(text),
        )
    return text


# The way back from a correction, as it is offered: what stands in quotes is taken as typed.
_AS_TYPED = re.compile(
    r"^(?:search instead for “(?P<en>.+)”|「(?P<ja>.+)」のまま検索)$", re.IGNORECASE
)


def taken_as_typed(asked: str) -> str | None:
    """The question that is to be searched without mending its spelling, if this asks for it."""
    found = _AS_TYPED.match(asked)
    return (found["en"] or found["ja"]) if found else None


def without_courtesy(asked: str) -> str:
    """The question without a greeting and without the polite sentence that it is wrapped in."""
    bare = without_address(asked)
    found = _COURTESY.match(bare)
    if not found or re.search('[“"「『]', bare[: found.start("question")]):
        return bare
    return found["question"]


def understand(
    asked: str,
    conversation: Conversation,
    speller: Speller,
    known: Callable[[Language], Known] | None = None,
) -> Understood:
    """Resolve a follow-up, mend the spelling, gloss Japanese for an English corpus.

    ``known`` gives, for a language, what the reader of follow-ups may look up.
    """
    typed = taken_as_typed(asked)
    if typed:
        resolved = Resolved(typed, shown=typed)
        return Understood(typed, language_of(typed), resolved, typed, typed, None)
    language = language_of(asked)
    bare = without_courtesy(asked)
    said = of_the_abstracts(bare)
    resolved = resolve(said or bare, conversation, known(language) if known else None)
    if said and not resolved.shown:
        resolved = replace(resolved, shown=said)
    if language == "ja":
        gloss = english_gloss(resolved.text)
        return Understood(asked, language, resolved, resolved.text, gloss or resolved.text, None)
    spelled = speller.correct(resolved.text)
    corrected = spelled.text if spelled.changed else None
    return Understood(asked, language, resolved, spelled.text, spelled.text, corrected)
