"""What may be asked next: questions about the abstracts in hand, of which each will be answered."""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from index.catalogue import Catalogue
from rag.draft import Draft
from rag.examples import FEW, SHOWN, Tried, examples_about, examples_from, is_alike
from rag.language import Language

# Whether a question is answered with a sentence of the abstract of this id.
Answered = Callable[[str, str], bool]


class Suggester:
    """Suggests over one generation. Safe in several threads.

    ``prepare`` makes questions ready that ``answered`` is about to be asked for.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        answered: Answered,
        prepare: Callable[[Sequence[str]], None],
    ) -> None:
        self._catalogue = catalogue
        self._answered = answered
        self._prepare = prepare
        self.examples = lru_cache(maxsize=4)(self._find_examples)
        self._askable = lru_cache(maxsize=1024)(self._find_askable)

    def beside(self, draft: Draft, language: Language, asked: str) -> tuple[str, ...]:
        """The draft's own suggestions; where they only lead on or back, others beside them."""
        own = draft.suggestions
        if len(own) > 1:
            return own
        more = self._more(draft, language, asked)
        return tuple(dict.fromkeys((*own, *more)))[:SHOWN]

    def try_out(self, language: Language) -> None:
        """Find, of few abstracts, what may be suggested of each."""
        abstracts = self._catalogue.abstracts()
        for abstract in abstracts if len(abstracts) <= FEW else ():
            self._askable(abstract.id, language).at(SHOWN)

    def _more(self, draft: Draft, language: Language, asked: str) -> tuple[str, ...]:
        spoken_of = [c.abstract_id for c in draft.citations] or [
            n.abstract_id for n in draft.nearest
        ]
        if not spoken_of:
            return self.examples(language)
        tried = [self._askable(i, language) for i in dict.fromkeys(spoken_of)]
        waiting = (made.waiting(turn) for turn in range(SHOWN) for made in tried)
        self._prepare(list(filter(None, waiting))[:SHOWN])
        return _first_unlike(_in_turn(tried), asked)

    def _find_askable(self, abstract_id: str, language: Language) -> Tried:
        made = examples_about(self._catalogue.abstract(abstract_id), language)
        return Tried(made, lambda question: self._answered(question, abstract_id))

    def _find_examples(self, language: Language) -> tuple[str, ...]:
        found: list[str] = []
        for question, abstract_id in examples_from(self._catalogue.abstracts(), language):
            if len(found) == SHOWN:
                break
            if self._answered(question, abstract_id):
                found.append(question)
        return tuple(found)


def _in_turn(tried: Sequence[Tried]) -> Iterator[str]:
    """The first of each, then the second of each …; each is tried out when it is asked for."""
    for turn in range(SHOWN):
        yield from filter(None, (made.at(turn) for made in tried))


def _first_unlike(questions: Iterator[str], asked: str) -> tuple[str, ...]:
    """As many as are shown of those that do not ask again what was asked."""
    found: dict[str, None] = {}
    for question in questions:
        if not is_alike(question, asked):
            found[question] = None
        if len(found) == SHOWN:
            break
    return tuple(found)
