"""A small real assistant: it answers what its table holds, from records made up for the tests."""

from dataclasses import dataclass, field, replace
from datetime import date, time

from corpus.abstract import Abstract, Conference, Person, SourceLines, Tombstone
from rag.answer import Answer, Kind, Nearest
from rag.citation import cite_record, cite_span
from rag.conversation import Conversation

CONFERENCE = Conference(
    id="lake-2031",
    association="Society for Lake Studies",
    association_short="SLS",
    name="Annual Meeting 2031",
    session="Open Session",
    form="Online",
    date=date(2031, 5, 4),
    start=time(10),
    end=time(12, 30),
    chair=Person("Moreau", "Anne", "Nagano College"),
    chair_role="Chair",
)

REEDS = Abstract(
    id="lake-2031/reeds",
    conference_id=CONFERENCE.id,
    title="Why Reeds Return to <Shallow> Lakes & Ponds",
    authors=(Person("Okada", "Mari", "Suwa University"), Person("Lindqvist", "Bo")),
    keywords=("reeds", "water level"),
    text=(
        "Reeds vanished from many lakes after 1960. This study asks why they return.\n\n"
        "We measured the water level of 12 lakes for ten years. The reeds came back where the "
        "water level fell in spring. *No* effect of fishing was seen.\n\n"
        "Managers can lower the water in spring & wait."
    ),
    language="en",
    source=SourceLines(5, 14),
)

BOATS = Abstract(
    id="lake-2031/boats",
    conference_id=CONFERENCE.id,
    title="Wooden Boats of the Northern Shore",
    authors=(),
    keywords=(),
    text="The boats are built from cedar. Twenty builders were asked how they learned it.",
    language="en",
    source=SourceLines(16, 18),
)

FISH = Tombstone(
    id="lake-2031/fish",
    conference_id=CONFERENCE.id,
    title="Fish & <Their> Ways",
    date=date(2031, 6, 1),
    reason="At the wish of its author.",
)

FINDING = "The reeds came back where the water level fell in spring."
WHY_REEDS = "Why do the reeds return?"
HOW_MANY = "And how many lakes were measured?"
WHO_BOATS = "Who wrote about the boats?"
MOON = "Who will win the election on the moon?"


@dataclass(frozen=True, slots=True)
class Shelf:
    """Two abstracts of one conference."""

    def conferences(self) -> tuple[Conference, ...]:
        """The one."""
        return (CONFERENCE,)

    def conference(self, conference_id: str, /) -> Conference:
        """By id."""
        return {CONFERENCE.id: CONFERENCE}[conference_id]

    def abstract(self, abstract_id: str, /) -> Abstract:
        """By id."""
        return {REEDS.id: REEDS, BOATS.id: BOATS}[abstract_id]

    def abstracts(self) -> tuple[Abstract, ...]:
        """Both."""
        return (REEDS, BOATS)

    def tombstone(self, abstract_id: str, /) -> Tombstone | None:
        """What is left of a third, which was taken back."""
        return FISH if abstract_id == FISH.id else None


_NEW = Conversation()


@dataclass(frozen=True, slots=True)
class TableAssistant:
    """Answers the questions above; anything else it does not find in its abstracts.

    A follow-up ("And …") repeats the question before it, which shows whose conversation it got.
    """

    generation_id: str = "table-1"
    catalogue: Shelf = field(default_factory=Shelf)

    def ask(self, question: str, conversation: Conversation = _NEW, /) -> Answer:
        """The table's answer, whatever the thread."""
        answer = _ANSWERS.get(question, _NOTHING)
        before = conversation.last
        if question.startswith("And") and before:
            answer = replace(answer, rewritten=f"{before.question} {question}")
        return replace(answer, question=question, generation=self.generation_id)

    def examples(self, language: str, /) -> tuple[str, ...]:
        """Questions of the table."""
        return ("葦はなぜ戻るのですか",) if language == "ja" else (WHY_REEDS, WHO_BOATS)

    def within(self, _conference_id: str, /) -> "TableAssistant":
        """Itself, for there is one conference."""
        return self


def excerpt(text: str, marker: int = 1) -> Answer:
    """An answer that quotes ``text`` from the abstract on reeds."""
    start = REEDS.text.index(text)
    citation = cite_span(marker, REEDS, start, start + len(text))
    return Answer(
        question=WHY_REEDS,
        language="en",
        kind=Kind.ANSWER,
        answerable=True,
        confidence=0.9,
        text=f"Mari Okada reports:\n\n> “{text}” [{marker}]",
        citations=(citation,),
        suggestions=(HOW_MANY, WHO_BOATS),
    )


_NOTHING = Answer(
    question="",
    language="en",
    kind=Kind.ABSTENTION,
    answerable=False,
    confidence=0.02,
    text=f"The abstracts do not say. The nearest that they hold:\n\n- {BOATS.title}",
    nearest=(Nearest(BOATS.id, BOATS.title), Nearest(REEDS.id, REEDS.title)),
    suggestions=(WHY_REEDS,),
)

_ANSWERS = {
    WHY_REEDS: excerpt(FINDING),
    HOW_MANY: excerpt("We measured the water level of 12 lakes for ten years."),
    WHO_BOATS: Answer(
        question="",
        language="en",
        kind=Kind.RECORDS,
        answerable=True,
        confidence=1.0,
        text=f"The booklet names no author for “{BOATS.title}”. [1]",
        citations=(cite_record(1, BOATS),),
    ),
}
