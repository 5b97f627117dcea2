"""Example questions, made from the records of the corpus and asked in the visitor's language."""

import re
from collections.abc import Iterator

from corpus.abstract import Abstract
from rag.language import Language

SHOWN = 3


def examples_from(abstracts: tuple[Abstract, ...], language: Language) -> Iterator[tuple[str, str]]:
    """Candidates with the abstract each is made from, one abstract after the other in turn.

    The first of each abstract comes first, and each begins with another kind of question, so that
    three examples show three abstracts and three ways of asking.
    """
    made = [
        (_rotated(examples_about(abstract, language), place), abstract.id)
        for place, abstract in enumerate(abstracts)
    ]
    longest = max((len(questions) for questions, _ in made), default=0)
    for turn in range(longest):
        for questions, abstract_id in made:
            if turn < len(questions):
                yield questions[turn], abstract_id


def examples_about(abstract: Abstract, language: Language) -> tuple[str, ...]:
    """Questions that this abstract may answer."""
    short = _main_part(abstract.heading)
    if language == "ja":
        return (
            f"「{short}」は何を明らかにしましたか？",
            f"「{short}」の研究方法は？",
            f"「{short}」の目的は？",
        )
    asked = (abstract.title,) if abstract.title.endswith("?") else ()
    return (
        *asked,
        f"What did the study “{short}” find?",
        f"Which method does “{short}” use?",
        f"What is “{short}” about?",
    )


def _rotated(questions: tuple[str, ...], by: int) -> tuple[str, ...]:
    start = by % len(questions) if not questions[0].endswith("?") or by else 0
    return questions[start:] + questions[:start]


def _main_part(title: str) -> str:
    """A title without its subtitle."""
    return re.split(r"\s*[:：–—]\s+", title)[0].rstrip("?？… ")
