"""An assistant whose answers are known: right from a small gold set, unless a test changes some."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from corpus.abstract import Abstract, SourceLines
from eval.gold_question import GoldQuestion, GoldSpan
from eval.run import Ranked
from rag.answer import Answer, Citation, Kind
from rag.citation import cite_record, cite_span
from rag.conversation import Conversation

WELLS = Abstract(
    id="wells",
    conference_id="water-2031",
    title="Why Wells Run Dry",
    authors=(),
    keywords=(),
    text=(
        "Many wells ran dry. The wells ran dry because four farms pumped at night. "
        "See [7] for maps."
    ),
    language="en",
    source=SourceLines(1, 3),
)
MILLS = Abstract(
    id="mills",
    conference_id="water-2031",
    title="Mills of the Upper Valley",
    authors=(),
    keywords=(),
    text="Twelve mills were visited in 1974. Each mill stood on a stream.",
    language="en",
    source=SourceLines(4, 6),
)
ABSTRACTS = (WELLS, MILLS)
START = Conversation()
TEXTS = {abstract.id: abstract for abstract in ABSTRACTS}

CAUSE = "The wells ran dry because four farms pumped at night."
AIM = "Many wells ran dry."
MAPS = "See [7] for maps."
VISITS = "Twelve mills were visited in 1974."
STREAM = "Each mill stood on a stream."


def span(text: str) -> GoldSpan:
    """The only place of ``text`` in the abstracts."""
    (owner,) = (abstract for abstract in ABSTRACTS if text in abstract.text)
    start = owner.text.index(text)
    return GoldSpan(owner.id, start, start + len(text), text)


def cite(text: str, marker: int = 1) -> Citation:
    """A sound citation of ``text``."""
    place = span(text)
    return cite_span(marker, TEXTS[place.abstract_id], place.start, place.end)


_LONE = GoldQuestion(
    id="why",
    question="Why are there dry wells?",
    language="en",
    type="why",
    difficulty="paraphrase",
    answerable=True,
    kind=Kind.ANSWER,
    unanswerable_kind=None,
    abstracts=("wells",),
    spans=((span(CAUSE),),),
    expect=(),
    chain=None,
    turn=1,
    split="test",
    note="",
)
WHY = _LONE
MILLS_SEEN = replace(
    _LONE,
    id="mills",
    question="How many mills were there?",
    type="how_many",
    abstracts=("mills",),
    spans=((span(VISITS),),),
    chain="c1",
)
FOLLOW_UP = replace(
    MILLS_SEEN, id="where", question="And where?", type="where", spans=((span(STREAM),),), turn=2
)
SEVERAL = replace(
    _LONE,
    id="several",
    question="What was seen?",
    type="several",
    abstracts=("wells", "mills"),
    spans=((span(AIM), span(CAUSE)), (span(VISITS),)),
    split="dev",
)
TALKS = replace(
    _LONE,
    id="talks",
    question="How many talks are there?",
    type="records",
    kind=Kind.RECORDS,
    abstracts=(),
    spans=(),
    expect=(("two", "2"),),
)
MOON = replace(
    TALKS,
    id="moon",
    question="Who dug wells on the moon?",
    type="who",
    answerable=False,
    kind=Kind.ABSTENTION,
    unanswerable_kind="off_topic",
    expect=(),
)
HELLO = replace(
    MOON,
    id="hello",
    question="Hello!",
    kind=Kind.SMALLTALK,
    type="smalltalk",
    unanswerable_kind=None,
)
JAPANESE = replace(
    _LONE, id="ja", question="井戸はなぜ枯れたのですか", language="ja", difficulty="crosslingual"
)
# The follow-up stands before its first turn: the order of a file is not the order of asking.
GOLD = (WHY, FOLLOW_UP, MILLS_SEEN, SEVERAL, TALKS, MOON, HELLO, JAPANESE)


def reply(kind: Kind, text: str, *citations: Citation, confidence: float = 0.9) -> Answer:
    """An answer with these citations."""
    return Answer("", "en", kind, kind in (Kind.ANSWER, Kind.RECORDS), confidence, text, citations)


def quoting(*texts: str) -> Answer:
    """A sound answer that quotes these sentences in this order."""
    citations = tuple(cite(text, marker) for marker, text in enumerate(texts, start=1))
    lines = [f"> {citation.quote} [{citation.marker}]" for citation in citations]
    return reply(Kind.ANSWER, "\n\n".join(["It says:", *lines]), *citations)


ABSTENTION = reply(Kind.ABSTENTION, "The abstracts do not say.", confidence=0.1)
RIGHT: Mapping[str, Answer] = {
    "why": quoting(CAUSE),
    "mills": quoting(VISITS),
    "where": quoting(STREAM),
    "several": quoting(AIM, VISITS),
    "talks": reply(Kind.RECORDS, "There are two talks. [1]", cite_record(1, WELLS), confidence=1.0),
    "moon": ABSTENTION,
    "hello": reply(Kind.SMALLTALK, "Good day.", confidence=1.0),
    "ja": quoting(CAUSE),
}


@dataclass(frozen=True, slots=True)
class Shelf:
    """The two abstracts."""

    def abstracts(self) -> tuple[Abstract, ...]:
        """Both, in their order."""
        return ABSTRACTS


@dataclass(frozen=True, slots=True)
class Place:
    """An abstract in a ranking."""

    abstract_id: str


@dataclass(frozen=True, slots=True)
class Oracle:
    """Answers the questions of ``GOLD``; a turn of a chain only after the turn before it.

    ``answers`` and ``rankings`` are by the id of the gold question.
    """

    answers: Mapping[str, Answer] = field(default_factory=lambda: RIGHT)
    rankings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    generation_id: str = "oracle-1"
    catalogue: Shelf = field(default_factory=Shelf)

    def ask(self, question: str, conversation: Conversation = START, /) -> Answer:
        """Give the answer of the table; to a turn out of its chain, that nothing is said."""
        gold = _meant(question, conversation)
        return replace(self.answers[gold.id] if gold else ABSTENTION, question=question)

    def retrieve(self, question: str, conversation: Conversation = START, /) -> tuple[Ranked, ...]:
        """Give the ranking of the table; where it has none, the gold abstracts first."""
        gold = _meant(question, conversation)
        ids = self.rankings.get(gold.id, gold.abstracts) if gold else ()
        return tuple(map(Place, ids))


def changed(**answers: Answer) -> Oracle:
    """An assistant that is right but for these answers."""
    return Oracle(answers={**RIGHT, **answers})


def _meant(question: str, conversation: Conversation) -> GoldQuestion | None:
    (gold,) = (each for each in GOLD if each.question == question)
    if gold.turn == 1:
        return gold
    before = conversation.last
    return gold if before and before.question == MILLS_SEEN.question else None


def write_gold(file: Path, *questions: GoldQuestion) -> Path:
    """Write a gold file, one question a line."""
    lines = [json.dumps(as_json(question), ensure_ascii=False) for question in questions]
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return file


def as_json(question: GoldQuestion) -> dict[str, Any]:
    """The object of a gold file's line."""
    return asdict(question)
