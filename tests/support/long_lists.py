"""A shelf with many abstracts, and a reply that lists them all."""

from dataclasses import dataclass, field, replace

from corpus.abstract import Abstract, Conference, Tombstone
from rag.answer import Answer, Kind
from rag.citation import cite_record
from rag.conversation import Conversation
from tests.support.table_assistant import CONFERENCE, REEDS, WHY_REEDS, TableAssistant

_NEW = Conversation()
_ANSWER = TableAssistant().ask(WHY_REEDS, _NEW)


@dataclass(frozen=True, slots=True)
class Many:
    """A shelf with so many abstracts."""

    count: int

    def abstracts(self) -> tuple[Abstract, ...]:
        """Alike but for title and id."""
        return tuple(
            replace(REEDS, id=f"{REEDS.id}-{n}", title=f"Talk number {n}")
            for n in range(1, self.count + 1)
        )

    def abstract(self, abstract_id: str, /) -> Abstract:
        """One of them."""
        return next(it for it in self.abstracts() if it.id == abstract_id)

    def conferences(self) -> tuple[Conference, ...]:
        """The only one."""
        return (CONFERENCE,)

    def conference(self, _conference_id: str, /) -> Conference:
        """The only one."""
        return CONFERENCE

    def tombstone(self, _abstract_id: str, /) -> Tombstone | None:
        """Nothing was withdrawn."""
        return None


def listed(count: int) -> Answer:
    """A reply with so many rows, each with its record."""
    cited = tuple(cite_record(n, it) for n, it in enumerate(Many(count).abstracts(), 1))
    rows = "\n".join(f"- “{it.title}” – A, B [{it.marker}]" for it in cited)
    text = f"There are {count}.\n\n{rows}\n\nThat is all."
    return replace(_ANSWER, kind=Kind.RECORDS, text=text, citations=cited, nearest=())


@dataclass(frozen=True, slots=True)
class LongAssistant:
    """Answers everything with a list of thirty abstracts."""

    generation_id: str = "long-1"
    catalogue: Many = field(default_factory=lambda: Many(30))

    def ask(self, question: str, _conversation: Conversation = _NEW, /) -> Answer:
        """The list."""
        return replace(listed(self.catalogue.count), question=question)

    def examples(self, _language: str, /) -> tuple[str, ...]:
        """One."""
        return ("Which talks are there?",)

    def within(self, _conference_id: str, /) -> "LongAssistant":
        """Itself."""
        return self
