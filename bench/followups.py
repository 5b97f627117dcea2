"""Goes on asking as people do, and counts the turns that were understood.

    python -m bench.followups BOOKLET… [--number 150] [--misses 20]

Chains are made from a booklet's records: an opening question, then "who wrote it?", "the second
one", "what about …?" in English and Japanese. A turn is right if its answer rests on the abstracts
that a person would mean, and on no others. Then every opening is asked after a chain on something
else: it has to be answered as if nothing had been said before.
"""

import argparse
import random
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from bench.record_facts import Fact, facts_of
from bench.record_questions import opened_over
from bench.record_truth import Records
from corpus.library import read_booklet
from index.embedding import load_minilm
from rag.answer import Answer, Kind
from rag.assistant import Assistant
from rag.conversation import Conversation

_WORDINGS = Path(__file__).parent / "record_wordings" / "followups.toml"
_ORDINALS = ("first", "second", "third", "fourth")
_CONTENT = frozenset({"it", "place"})
# A list that a person would count down.
LONGEST_LIST = 8


@dataclass(frozen=True, slots=True)
class Chain:
    """An opening and what follows; ``ids`` are the abstracts that the last turn is about.

    ``nth`` instead: the place in the opening's answer that it points at.
    """

    kind: str
    turns: tuple[str, ...]
    ids: frozenset[str]
    nth: int | None = None


def chains_of(records: Records, number: int, seed: int) -> list[Chain]:
    """So many chains in equal shares of each kind that the booklet gives occasion for."""
    rng = random.Random(seed)  # noqa: S311 - a draw that can be repeated
    forms = tomllib.loads(_WORDINGS.read_text(encoding="utf-8"))
    made = _Maker(facts_of(records, rng), forms, rng)
    found: list[Chain] = []
    for attempt in range(number * 4):
        maker = made.kinds[attempt % len(made.kinds)]
        found.extend(maker("en" if rng.random() < 0.6 else "ja"))  # noqa: PLR2004 - more English
        if len(found) >= number:
            break
    return found[:number]


class _Maker:
    """Makes chains from facts."""

    def __init__(
        self,
        facts: dict[str, list[Fact]],
        forms: dict[str, dict[str, list[str]]],
        rng: random.Random,
    ) -> None:
        self._facts = {kind: [f for f in all_ if f.ids] for kind, all_ in facts.items()}
        self._forms = forms
        self._rng = rng
        self.kinds = [
            self._it,
            self._place,
            self._topics,
            self._authors,
            self._same,
            self._sessions,
        ]

    def _say(self, form: str, language: str, **slots: object) -> str:
        return self._rng.choice(self._forms[form][language]).format(**slots)

    def _two(self, kind: str, slot: str) -> tuple[tuple[str, Fact], tuple[str, Fact]] | None:
        facts = self._facts.get(kind, [])
        if len(facts) < 2:  # noqa: PLR2004 - one and another
            return None
        one, other = self._rng.sample(facts, 2)
        return (dict(one.slots)[slot], one), (dict(other.slots)[slot], other)

    def _it(self, language: str) -> Iterator[Chain]:
        fact = self._rng.choice(self._facts["author_of"])
        title = ("「{}」" if language == "ja" else "“{}”").format(dict(fact.slots)["title"])
        opening = self._say("opening_content", language, title=title)
        yield Chain("it", (opening, self._say("it", language)), fact.ids or frozenset())

    def _place(self, language: str) -> Iterator[Chain]:
        fits = [f for f in self._facts["topic_list"] if 1 < len(f.ids or ()) <= LONGEST_LIST]
        if fits:
            fact = self._rng.choice(fits)
            n = self._rng.randint(1, min(len(fact.ids or ()), len(_ORDINALS)))
            opening = self._say("opening_list", language, topic=dict(fact.slots)["topic"])
            follow = self._say("place", language, n=n, ordinal=_ORDINALS[n - 1])
            yield Chain("place", (opening, follow), fact.ids or frozenset(), n - 1)

    def _topics(self, language: str) -> Iterator[Chain]:
        yield from self._pair("topic_count", "topic", ("opening_count", "other_topic"), language)

    def _authors(self, language: str) -> Iterator[Chain]:
        forms = ("opening_author", "other_author")
        yield from self._pair("by_author", "author", forms, language)

    def _sessions(self, language: str) -> Iterator[Chain]:
        forms = ("opening_session", "other_session")
        yield from self._pair("session_list", "session", forms, language)

    def _pair(self, kind: str, slot: str, forms: tuple[str, str], language: str) -> Iterator[Chain]:
        if two := self._two(kind, slot):
            (said, _), (other, fact) = two
            opening = self._say(forms[0], language, **{slot: said})
            follow = self._say(forms[1], language, other=other)
            yield Chain(forms[1], (opening, follow), fact.ids or frozenset())

    def _same(self, language: str) -> Iterator[Chain]:
        fact = self._rng.choice(self._facts["by_author"] or [Fact("", ())])
        if fact.ids:
            opening = self._say("opening_author", language, author=dict(fact.slots)["author"])
            yield Chain("same_author", (opening, self._say("same_author", language)), fact.ids)


def is_right(chain: Chain, answers: Sequence[Answer]) -> bool:
    """Whether the last answer is about what was meant."""
    last = answers[-1]
    cited = {citation.abstract_id for citation in last.citations}
    wanted = set(chain.ids)
    if chain.nth is not None:
        shown = list(dict.fromkeys(it.abstract_id for it in answers[-2].citations))
        if chain.nth >= len(shown):
            return False
        wanted = {shown[chain.nth]}
    if chain.kind in _CONTENT:
        near = {it.abstract_id for it in last.nearest[:1]}
        return (
            bool(cited) and cited <= wanted
            if cited
            else near <= wanted and last.rewritten is not None
        )
    return cited == wanted and last.kind is Kind.RECORDS


def asked(assistant: Assistant, turns: Sequence[str], before: Conversation) -> list[Answer]:
    """The answers to these questions, one after the other."""
    answers = []
    for turn in turns:
        answer = assistant.ask(turn, before)
        before = before.after(turn, answer)
        answers.append(answer)
    return answers


def main(arguments: Sequence[str] | None = None) -> int:
    """Ask, count, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("booklets", nargs="+", type=Path)
    parser.add_argument("--number", type=int, default=150)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--misses", type=int, default=20)
    parser.add_argument("--keep", type=Path, help="where indexes are kept for the next run")
    given = parser.parse_args(arguments)
    embedder = load_minilm()
    with tempfile.TemporaryDirectory() as temporary:
        for path in given.booklets:
            booklet = read_booklet(path).booklet
            assistant = opened_over(booklet, given.keep or Path(temporary), embedder)
            chains = chains_of(Records(booklet), given.number, given.seed)
            print("\n".join(_report(path.name, chains, assistant, given.misses)))
    return 0


def _report(name: str, chains: list[Chain], assistant: Assistant, misses: int) -> Iterator[str]:
    wrong, total, bad = [], Counter(it.kind for it in chains), Counter[str]()
    for chain in chains:
        answers = asked(assistant, chain.turns, Conversation())
        if not is_right(chain, answers):
            wrong.append((chain, answers[-1]))
            bad[chain.kind] += 1
    yield f"## {name}: {len(chains) - len(wrong)} of {len(chains)} follow-ups right"
    yield from (f"  {kind:15} {n - bad[kind]:4} of {n}" for kind, n in total.items())
    tied = [pair for pair in pairwise(chains) if _is_tied(*pair, assistant)]
    yield f"  {len(tied)} of {len(chains) - 1} changes of topic tied to what was said before"
    for chain, answer in wrong[:misses]:
        yield f"- [{chain.kind}] {' || '.join(chain.turns)}\n    {answer.rewritten!r}"
        yield f"    {answer.kind}, {len(answer.citations)} cited: {answer.text[:160]!r}"
    for before, after in tied[:misses]:
        yield f"- tied: {' || '.join(before.turns)} || {after.turns[0]}"


def _is_tied(before: Chain, after: Chain, assistant: Assistant) -> bool:
    """Whether an opening is answered otherwise after a chain on something else than alone."""
    answers = asked(assistant, (*before.turns, after.turns[0]), Conversation())
    alone = assistant.ask(after.turns[0])
    return [c.abstract_id for c in answers[-1].citations] != [
        c.abstract_id for c in alone.citations
    ]


if __name__ == "__main__":
    raise SystemExit(main())
