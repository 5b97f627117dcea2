"""Some questions asked at once: what is said to each stands under it, in one answer."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from rag.answer import Answer, Citation, Kind
from rag.conversation import Conversation
from rag.followup_pointers import points_plainly
from rag.phrases import phrases_in
from rag.several_questions import SeveralQuestions

# As many as beside an answer to one question.
SUGGESTED = 3
_MARKERS = re.compile(r"(?: ?\[\d{1,3}\])+$")
# A quotation has one marker; a number in brackets before it is the document's own.
_MARKER_OF_QUOTE = re.compile(r" ?\[\d{1,3}\]$")
_NUMBER = re.compile(r"\[(\d{1,3})\]")

# Answers a question in a conversation.
Ask = Callable[[str, Conversation], Answer]


def told_apart(
    whole: Answer, asked: SeveralQuestions, ask: Ask, conversation: Conversation
) -> Answer:
    """Each question asked after the one before, where that tells more than ``whole``.

    ``whole`` is the answer to all of them as one question.
    """
    said: list[Answer] = []
    for part in asked.parts:
        said.append(ask(part, conversation))
        conversation = conversation.after(part, said[-1])
    return together(whole, said) if are_told_apart(whole, asked, said) else whole


def are_told_apart(whole: Answer, asked: SeveralQuestions, said: Sequence[Answer]) -> bool:
    """Whether each should be answered for itself, and not all as one question.

    Sentences often answer two questions on one thing at once, and are found better by both
    together; what the records tell, and what are parts of one work, are not. ``whole`` is the
    answer to all as one.
    """
    answered = [it for it in said if it.answerable]
    if all(it.kind is Kind.SMALLTALK for it in said):
        return True
    if whole.comparison or len({it.text for it in said}) == 1 or any(map(_is_loose, said[1:])):
        return False
    by_records = any(it.kind is Kind.RECORDS for it in said)
    return by_records or (asked.listed and bool(answered) and not _covers(whole, answered))


def _is_loose(part: Answer) -> bool:
    """Whether its "it" was not understood: then it says again what the first asks."""
    return points_plainly(part.question) and part.rewritten is None


def _covers(whole: Answer, answered: Sequence[Answer]) -> bool:
    """Whether each is answered first with what the whole is answered with."""
    shown = {_place(it) for it in whole.citations}
    return all(_place(it.citations[0]) in shown for it in answered if it.citations)


def _place(citation: Citation) -> tuple[str, int, int]:
    return citation.abstract_id, citation.start, citation.end


def together(whole: Answer, said: Sequence[Answer]) -> Answer:
    """One answer that tells each under its question; as sure as the least sure of them."""
    if all(it.kind is Kind.SMALLTALK for it in said):
        return replace(said[-1], question=whole.question)
    answered = [it for it in said if it.answerable]
    blocks: list[str] = []
    citations: list[Citation] = []
    for part in said:
        told = _renumbered(part, len(citations))
        blocks += [_headed(part.question), told.text]
        citations += told.citations
    from_texts = any(it.kind is Kind.ANSWER for it in answered)
    understood = [it.rewritten or it.question for it in said]
    return replace(
        whole,
        kind=Kind.ANSWER if from_texts else Kind.RECORDS,
        answerable=bool(answered),
        confidence=min((it.confidence for it in answered), default=0.0),
        text="\n\n".join(blocks),
        citations=tuple(citations),
        nearest=tuple(dict.fromkeys(near for it in said for near in it.nearest)),
        suggestions=_suggested(said),
        rewritten=" ".join(understood) if any(it.rewritten for it in said) else None,
    )


def _headed(question: str) -> str:
    return question[:1].upper() + question[1:]


def _renumbered(part: Answer, before: int) -> Answer:
    """With its markers counted on; a refusal in one sentence."""
    if part.kind is Kind.ABSTENTION and "\n- " in part.text:
        # What comes near to one of them says nothing of the others.
        silent = phrases_in("ja" if part.language == "ja" else "en").abstention
        return replace(part, text=silent)

    cited = tuple(replace(it, marker=it.marker + before) for it in part.citations)
    lines = (_counted_on(line, before) for line in part.text.split("\n"))
    return replace(part, text="\n".join(lines), citations=cited)


def _counted_on(line: str, before: int) -> str:
    markers = _MARKER_OF_QUOTE if line.startswith(">") else _MARKERS
    found = markers.search(line)
    if not found:
        return line
    counted = _NUMBER.sub(lambda it: f"[{int(it[1]) + before}]", found.group())
    return line[: found.start()] + counted


def _suggested(said: Sequence[Answer]) -> tuple[str, ...]:
    asked = {it.question for it in said}
    every = dict.fromkeys(it for part in reversed(said) for it in part.suggestions)
    return tuple(it for it in every if it not in asked)[:SUGGESTED]
