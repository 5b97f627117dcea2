"""An assistant whose abstracts, answers and own words are made of given strings."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus.abstract import Abstract, Conference, Person, SourceLines, Tombstone
from rag.answer import Answer, Kind, Nearest
from rag.citation import cite_record, cite_span
from rag.conversation import Conversation

SHOW = "Show"  # "Show 3" is answered with the third handful of abstracts
A_HANDFUL = 25


@dataclass(frozen=True, slots=True)
class HostileShelf:
    """One abstract for each string, with the string in every field that is text."""

    strings: tuple[str, ...]
    held: dict[str, Abstract]
    gathering: Conference

    def conferences(self) -> tuple[Conference, ...]:
        """The one."""
        return (self.gathering,)

    def conference(self, _conference_id: str, /) -> Conference:
        """The one."""
        return self.gathering

    def abstract(self, abstract_id: str, /) -> Abstract:
        """By id."""
        return self.held[abstract_id]

    def abstracts(self) -> tuple[Abstract, ...]:
        """All, in the order of the strings."""
        return tuple(self.held.values())

    def tombstone(self, abstract_id: str, /) -> Tombstone | None:
        """Each string is also the title and the reason of something withdrawn."""
        number = abstract_id.removeprefix("withdrawn/")
        if number == abstract_id or not number.isdecimal() or int(number) >= len(self.strings):
            return None
        text = self.strings[int(number)]
        return Tombstone(abstract_id, self.gathering.id, text, date(2031, 6, 1), text)


def hostile_shelf(strings: Sequence[str]) -> HostileShelf:
    """A shelf of abstracts numbered from 0; the conference is made of every tenth string."""
    every = " ".join(strings[::10])
    person = Person(every, every, every, every)
    gathering = Conference(
        id="hostile", association=every, association_short=every, name=every, session=every,
        form=every, chair=person, chair_role=every,
    )  # fmt: skip
    held = [_abstract(number, text) for number, text in enumerate(strings)]
    return HostileShelf(tuple(strings), {abstract.id: abstract for abstract in held}, gathering)


def _abstract(number: int, text: str) -> Abstract:
    return Abstract(
        id=f"hostile/{number}",
        conference_id="hostile",
        title=text,
        authors=(Person(text, text, text, text, text), Person(text, "")),
        keywords=(text, text),
        text=f"{text}\n\nWe say {text} and no more.",
        language="en",
        source=SourceLines(number + 1, number + 1),
        session=text,
        time=text,
        room=text,
        pages=text,
        identifier=text,
        references=(text,),
    )


_NEW = Conversation()


@dataclass(frozen=True, slots=True)
class HostileAssistant:
    """Shows its abstracts a handful at a time; to all else it answers with the question itself."""

    catalogue: HostileShelf
    generation_id: str = "hostile-1"

    def ask(self, question: str, _conversation: Conversation = _NEW, /) -> Answer:
        """Every field of the answer is made of the strings or of the question."""
        if question.startswith(SHOW):
            return replace(self._shown(int(question.split()[1])), question=question)
        return Answer(
            question=question,
            language="en",
            kind=Kind.ABSTENTION,
            answerable=False,
            confidence=0.0,
            text=f"{question}\n\n> {question}\n\n- {question}\n\n[x]({question})",
            rewritten=question,
            nearest=(Nearest("hostile/0", self.catalogue.strings[0]),),
            suggestions=(question, f'"{question}'),
        )

    def examples(self, _language: str, /) -> tuple[str, ...]:
        """All strings, as questions to begin with."""
        return self.catalogue.strings

    def within(self, _conference_id: str, /) -> "HostileAssistant":
        """Itself, for there is one conference."""
        return self

    def _shown(self, handful: int) -> Answer:
        first = handful * A_HANDFUL
        texts = self.catalogue.strings[first : first + A_HANDFUL]
        quoted, recorded = [], []
        for number, text in enumerate(texts):
            abstract = self.catalogue.abstract(f"hostile/{first + number}")
            start = abstract.text.index("We say")
            quoted.append(cite_span(2 * number + 1, abstract, start, start + len(text) + 7))
            recorded.append(cite_record(2 * number + 2, abstract))
        lines = [f"> “{c.quote}” [{c.marker}]\n\n{c.title}" for c in quoted]
        return Answer(
            question="",
            language="en",
            kind=Kind.ANSWER,
            answerable=True,
            confidence=1.0,
            text="\n\n".join(lines),
            citations=tuple(quoted + recorded),
            suggestions=tuple(texts),
        )
