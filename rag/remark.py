"""What is said to a remark that asks nothing of the abstracts."""

from collections.abc import Callable, Iterable

from corpus.abstract import Conference
from rag.answer import Kind
from rag.conference_facts import conference_name
from rag.draft import Draft
from rag.language import Language
from rag.phrases import phrases_in
from rag.smalltalk import Smalltalk

# Who says so knows what to ask, or asks no more.
_WITHOUT_EXAMPLES = frozenset(
    {
        Smalltalk.GOODBYE,
        Smalltalk.SORRY,
        Smalltalk.REACTION,
        Smalltalk.PRIVACY,
        Smalltalk.DOUBT,
        Smalltalk.CONFUSED,
    }
)


def remarked(
    remark: Smalltalk,
    language: Language,
    conferences: Iterable[Conference],
    examples: Callable[[str], Iterable[str]],
) -> Draft:
    """The reply, with examples of what can be asked; an order is declined."""
    phrases = phrases_in(language)
    names = phrases.and_word.join(conference_name(it, language) for it in conferences)
    told = Smalltalk.UNCLEAR if remark is Smalltalk.UNFINISHED else remark
    text: str = getattr(phrases, told.value).format(conference=names)
    if told is Smalltalk.TASK:
        return Draft(Kind.ABSTENTION, answerable=False, confidence=0.0, text=text)
    if told not in _WITHOUT_EXAMPLES:
        listed = (f"- {example}" for example in examples(language))
        text = "\n".join([text, "", phrases.try_asking, "", *listed])
    return Draft(Kind.SMALLTALK, answerable=False, confidence=1.0, text=text)
