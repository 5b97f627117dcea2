"""``eval new``: asks a person for gold questions in the terminal and writes them down."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast, get_args

from rich.console import Console
from rich.panel import Panel
from rich.prompt import Confirm, Prompt
from rich.text import Text

from corpus.abstract import Abstract
from eval.authoring import (
    TO_THE_LETTER,
    append_question,
    cut,
    existing_questions,
    find_excerpt,
    guessed_type,
    next_id,
    split_for,
)
from eval.gold import GoldQuestion, GoldSpan
from eval.gold_question import Difficulty, QuestionType, UnanswerableKind
from eval.leaks import normalised
from index.sentences import sentence_spans
from rag.answer import Kind
from rag.language import language_of

Groups = tuple[tuple[GoldSpan, ...], ...]

# Titles shown at a time.
_LISTED = 20
_KINDS = {"t": Kind.ANSWER, "p": Kind.RECORDS, "n": Kind.ABSTENTION}


@dataclass(frozen=True, slots=True)
class Asker:
    """Puts questions to the person at the terminal; EOFError where the input ends."""

    console: Console

    def line(self, lead: str) -> str:
        """A line as it was typed, without the spaces around it."""
        return Prompt.ask(Text(lead), console=self.console, default="", show_default=False).strip()

    def choice(self, lead: str, choices: Sequence[str], default: str) -> str:
        """One of several words."""
        return Prompt.ask(Text(lead), console=self.console, choices=list(choices), default=default)

    def agreed(self, lead: str) -> bool:
        """Yes or no."""
        return Confirm.ask(Text(lead), console=self.console, default=True)

    def tell(self, sentence: str) -> None:
        """Print a sentence."""
        self.console.print(Text(sentence), soft_wrap=True)


def ask_for_questions(
    file: Path, abstracts: Sequence[Abstract], logged: Iterable[str], console: Console
) -> int:
    """Ask until the person stops; return how many questions were written.

    ``logged`` are questions that visitors asked: they come first, those already there left out.

    Raises:
        GoldError: the file holds something else than gold questions, or cannot be written.

    """
    asker = Asker(console)
    known = {normalised(question.question) for question in existing_questions(file)}
    waiting = [question for question in logged if normalised(question) not in known]
    written = 0
    try:
        while question := _next_question(waiting, asker):
            written += _one(question, file, abstracts, asker)
    except (EOFError, KeyboardInterrupt):
        asker.tell("")
    asker.tell(f"{file}: {written} {'question' if written == 1 else 'questions'} added.")
    return written


def _next_question(waiting: list[str], asker: Asker) -> str:
    """The next from the log, unless it is left out; then what the person types, empty to stop."""
    while waiting:
        question = waiting.pop(0)
        asker.console.print(Panel(Text(question), title=f"From the log ({len(waiting)} more)"))
        if asker.agreed("Take it?"):
            return question
    return asker.line("Question (empty: stop)")


def _one(question: str, file: Path, abstracts: Sequence[Abstract], asker: Asker) -> bool:
    """Ask all about one question and write it; False where the person thinks better of it."""
    asker.tell("Where does the answer stand: in the texts (t), in the programme (p), nowhere (n)?")
    kind = _KINDS[asker.choice("Answer", tuple(_KINDS), "t")]
    spans = _groups(abstracts, asker) if kind is Kind.ANSWER else ()
    gold = _gold(question, kind, spans, file, asker)
    if not asker.agreed(f"Write {gold.id} ({gold.type}, {gold.split})?"):
        return False
    append_question(gold, file)
    return True


def _gold(question: str, kind: Kind, spans: Groups, file: Path, asker: Asker) -> GoldQuestion:
    existing = existing_questions(file)
    language = language_of(question)
    split, twin = split_for(question, spans, existing)
    if twin:
        asker.tell(f"It goes to '{split}' with {twin}, which asks the same or rests on the same.")
    return GoldQuestion(
        id=next_id(existing),
        question=question,
        language=language,
        type=_type(question, kind, asker),
        difficulty=_difficulty(asker, crosslingual=_crosses(language, spans)),
        answerable=kind is not Kind.ABSTENTION,
        kind=kind,
        unanswerable_kind=_why_not(asker) if kind is Kind.ABSTENTION else None,
        abstracts=tuple(dict.fromkeys(span.abstract_id for group in spans for span in group)),
        spans=spans,
        expect=_expected(asker) if kind is Kind.RECORDS else (),
        chain=None,
        turn=1,
        split=split,
        note=asker.line("A note for readers (empty: none)"),
    )


def _groups(abstracts: Sequence[Abstract], asker: Asker) -> Groups:
    """The evidence: each group a part of a full answer, met by any one of its alternatives."""
    groups: list[list[GoldSpan]] = [[_excerpt(abstracts, asker)]]
    asker.tell("Does another sentence answer as well (a), or is a further part needed (p)?")
    while (more := asker.choice("More", ("a", "p", "no"), "no")) != "no":
        found = _excerpt(abstracts, asker)
        if more == "a":
            groups[-1].append(found)
        else:
            groups.append([found])
    return tuple(map(tuple, groups))


def _excerpt(abstracts: Sequence[Abstract], asker: Asker) -> GoldSpan:
    abstract = _abstract(abstracts, asker)
    sentences = tuple(sentence_spans(abstract.text, abstract.language))
    lines = (f"{n}. {abstract.text[a:b]}" for n, (a, b) in enumerate(sentences, start=1))
    asker.console.print(Panel(Text("\n".join(lines)), title=Text(abstract.title)))
    while True:
        typed = asker.line("The sentence that answers: its number, or its words")
        if typed.isdecimal() and 1 <= int(typed) <= len(sentences):
            return cut(abstract, *sentences[int(typed) - 1])
        if found := _by_words(typed, abstract, asker):
            return found


def _by_words(typed: str, abstract: Abstract, asker: Asker) -> GoldSpan | None:
    found = find_excerpt(typed, abstract)
    if found is None:
        asker.tell(
            "That does not stand in this abstract. Copy a whole sentence, or a clause of it."
        )
        return None
    if found.likeness < TO_THE_LETTER:
        asker.tell(f"The text says: {found.span.text}")
        if not asker.agreed("Is it meant?"):
            return None
    return found.span


def _abstract(abstracts: Sequence[Abstract], asker: Asker) -> Abstract:
    """The one that is meant: by its number, or first by words of its title and authors."""
    if len(abstracts) == 1:
        return abstracts[0]
    listed = tuple(enumerate(abstracts, start=1))
    while True:
        for number, abstract in listed[:_LISTED]:
            asker.tell(f"{number:>4}. {abstract.title}")
        if len(listed) > _LISTED:
            asker.tell(f"   … and {len(listed) - _LISTED} more")
        typed = asker.line("Abstract: its number, or words of its title or authors")
        if typed.isdecimal() and 1 <= int(typed) <= len(abstracts):
            return abstracts[int(typed) - 1]
        listed = tuple(each for each in enumerate(abstracts, start=1) if _named(typed, each[1]))
        if not listed:
            asker.tell(f"No abstract has these words. Numbers go from 1 to {len(abstracts)}.")


def _named(typed: str, abstract: Abstract) -> bool:
    people = " ".join(author.name for author in abstract.authors)
    told = f"{abstract.title} {people}".casefold()
    return all(word in told for word in typed.casefold().split())


def _type(question: str, kind: Kind, asker: Asker) -> QuestionType:
    guess = "records" if kind is Kind.RECORDS else guessed_type(question)
    choices = [each for each in get_args(QuestionType) if each != "smalltalk"]
    return cast(QuestionType, asker.choice("What is asked for", choices, guess))


def _difficulty(asker: Asker, *, crosslingual: bool) -> Difficulty:
    guess = "crosslingual" if crosslingual else "literal"
    return cast(Difficulty, asker.choice("How it is put", get_args(Difficulty), guess))


def _why_not(asker: Asker) -> UnanswerableKind:
    kinds = get_args(UnanswerableKind)
    return cast(UnanswerableKind, asker.choice("Why there is no answer", kinds, "near_miss"))


def _expected(asker: Asker) -> tuple[tuple[str, ...], ...]:
    """What the reply must hold: a line a part, its alternatives parted by a bar."""
    asker.tell("What must the reply hold? One part a line, other spellings of it behind a bar: |")
    groups: list[tuple[str, ...]] = []
    while True:
        typed = asker.line("Part" if not groups else "Another part (empty: no more)")
        group = tuple(word for each in typed.split("|") if (word := each.strip()))
        if group:
            groups.append(group)
        elif groups:
            return tuple(groups)


def _crosses(language: str, spans: Groups) -> bool:
    japanese = [language_of(span.text) == "ja" for group in spans for span in group]
    return any(each != (language == "ja") for each in japanese)
