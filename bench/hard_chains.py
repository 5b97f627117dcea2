"""Holds hard conversations over the 2020 booklet and counts the turns that were answered rightly.

    python -m bench.hard_chains [--set dev|aside] [--misses 100]

Chains of three to eight turns, written by hand in English and Japanese with the truth of each turn
(chain_sets/README.md). The half called *aside* is only counted: its misses are never printed.
A turn is right if its reply is of the right kind, rests on no other abstract than those that are
meant, and shows a sentence that answers. A change of topic is wrongly tied where the reply differs
from the one that the same words get with nothing said before: by its excerpts, or by what is shown
as understood. Beside the changes within the chains each opening is asked after the chain before.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bench.chain_truth import Chain, Turn, is_about, is_alike, is_right, read_chains
from rag.answer import Answer
from rag.assistant import Assistant
from rag.bootstrap import build_index, index_is_stale, open_assistant
from rag.conversation import Conversation
from rag.settings import load_settings

DEV, ASIDE = "dev", "aside"


@dataclass(frozen=True, slots=True)
class Held:
    """One turn as it was answered; ``before`` is what was said until then."""

    chain: Chain
    turn: Turn
    answer: Answer
    before: Conversation

    @property
    def follows(self) -> bool:
        """Whether it goes on from what was said before."""
        return bool(self.before.turns) and not self.turn.new


def held(assistant: Assistant, chain: Chain) -> list[Held]:
    """The conversation, each turn asked after the replies that the others really got."""
    turns: list[Held] = []
    before = Conversation()
    for turn in chain.turns:
        answer = assistant.ask(turn.says, before)
        turns.append(Held(chain, turn, answer, before))
        before = before.after(turn.says, answer)
    return turns


def changes(conversations: Sequence[Sequence[Held]]) -> Iterator[tuple[str, Conversation]]:
    """Each question on something new, with what was said before it."""
    for turns in conversations:
        yield from ((it.turn.says, it.before) for it in turns if it.turn.new)
    for earlier, later in pairwise(conversations):
        last = earlier[-1]
        yield later[0].turn.says, last.before.after(last.turn.says, last.answer)


def is_tied(assistant: Assistant, question: str, before: Conversation) -> bool:
    """Whether a new question is answered otherwise for what was said before it."""
    return not is_alike(assistant.ask(question, before), assistant.ask(question))


def main(arguments: Sequence[str] | None = None) -> int:
    """Ask, count, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--set", choices=(DEV, ASIDE), default=DEV)
    parser.add_argument("--misses", type=int, default=100, help="how many to print, of dev alone")
    given = parser.parse_args(arguments)
    settings = load_settings()
    if index_is_stale(settings):
        build_index(settings, lambda *_: None)
    assistant = open_assistant(settings)
    chains = read_chains(given.set, assistant.catalogue.abstracts())
    misses = given.misses if given.set == DEV else 0
    print("\n".join(_report(given.set, chains, assistant, misses)))
    return 0


def _report(name: str, chains: Sequence[Chain], assistant: Assistant, misses: int) -> Iterator[str]:
    conversations = [held(assistant, chain) for chain in chains]
    turns = [it for conversation in conversations for it in conversation]
    new = list(changes(conversations))
    tied = [question for question, before in new if is_tied(assistant, question, before)]
    yield f"## {name}: {len(chains)} conversations, {len(turns)} turns"
    yield _share("turns right", [is_right(it.turn, it.answer) for it in turns])
    yield _share("right in kind and abstracts", [is_about(it.turn, it.answer) for it in turns])
    yield _share("changes of topic wrongly tied", [question in tied for question, _ in new])
    yield from _follow_ups([it for it in turns if it.follows], assistant)
    yield from _by_kind(turns)
    wrong = [it for it in turns if not is_right(it.turn, it.answer)]
    for it in wrong[:misses]:
        yield from _miss(it, assistant)
    yield from (f"- tied: {question}" for question in tied[:misses])


def _follow_ups(turns: Sequence[Held], assistant: Assistant) -> Iterator[str]:
    """How often follow-ups are right, and the same questions where they are asked in full."""
    yield _share("follow-ups right", [is_right(it.turn, it.answer) for it in turns])
    yield _share("follow-ups about the right", [is_about(it.turn, it.answer) for it in turns])
    full = [it for it in turns if it.turn.whole]
    yield _share("of those that can be put in full", [is_right(it.turn, it.answer) for it in full])
    yield _share("the same, asked in full and alone", [_in_full(it, assistant) for it in full])


def _in_full(it: Held, assistant: Assistant) -> bool:
    return is_right(it.turn, assistant.ask(it.turn.whole or it.turn.says))


def _by_kind(turns: Iterable[Held]) -> Iterator[str]:
    total, right = Counter[str](), Counter[str]()
    for it in turns:
        kind = "comparison" if it.turn.every and it.turn.kind == "text" else it.turn.kind
        total[kind] += 1
        right[kind] += is_right(it.turn, it.answer)
    yield from (f"  of {kind:34} {right[kind]:4} of {number}" for kind, number in total.items())


def _share(name: str, outcomes: Sequence[bool]) -> str:
    share = sum(outcomes) / len(outcomes)
    return f"  {name:37} {sum(outcomes):4} of {len(outcomes)} ({share:.3f})"


def _miss(it: Held, assistant: Assistant) -> Iterator[str]:
    full = "" if not it.turn.whole or _in_full(it, assistant) else " (nor in full)"
    said = " || ".join(turn.question for turn in it.before.turns[-2:])
    yield f"- [{it.chain.name}] {said} || {it.turn.says}{full}"
    yield f"    wanted {it.turn.kind} {sorted(it.turn.ids)} {it.turn.holds or it.turn.quotes}"
    cited = sorted({citation.abstract_id for citation in it.answer.citations})
    yield f"    {it.answer.kind} {it.answer.confidence} {cited} as {it.answer.rewritten!r}"
    yield f"    {it.answer.text[:300]!r}"


if __name__ == "__main__":
    raise SystemExit(main())
