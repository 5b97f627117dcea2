"""How often sentences are called opposed that are, and that are not, over what others labelled.

    python -m bench.disagreement DATA

``DATA`` holds ``beir/scifact/`` and ``beir/pubmedqa/`` in the BEIR form. Three kinds of pairs:

- *abstracts*: SciFact's claims with sentences of several abstracts that all support it, or all
  contradict it. Each pair of sentences of different abstracts agrees; none may be called opposed.
- *claims*: a claim of SciFact beside each sentence that its experts named. Opposed where they say
  it contradicts the claim, not where it supports it.
- *questions*: a question of PubMedQA, put as a statement, beside the conclusion that the authors
  drew. Opposed where the answer is "no", not where it is "yes".

SciFact has no claim that one abstract supports and another contradicts; what is found of the truly
opposed can only be counted on the latter two. Nothing is ranked, so no model is loaded.
"""

import argparse
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from eval.beir.evidence import labelled_questions
from eval.beir.sets import BeirQuestion, BeirSet, read_set
from index.sentences import sentence_spans
from rag.disagreement import Statement, about, holds_all, opposes

_ASKING = re.compile(
    r"^(?:.*[:.;,]\s*)?(?:do|does|did|is|are|was|were|has|have|can|could|will)\s+", re.IGNORECASE
)


HEAD = """| pairs | falsely called opposed | found opposed | the same, all words shared | |
|---|---|---|---|---|"""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sentences on one matter; ``opposed`` is what others say of them."""

    asked: str
    one: str
    other: str
    opposed: bool


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("data", type=Path, help="the folder that holds beir/")
    parser.add_argument("--show", action="store_true", help="every pair that is called opposed")
    arguments = parser.parse_args()
    scifact = read_set(arguments.data / "beir" / "scifact")
    pubmedqa = read_set(arguments.data / "beir" / "pubmedqa")
    print(HEAD)
    for name, pairs in (
        ("abstracts", list(abstracts(scifact))),
        ("claims", list(claims(scifact))),
        ("questions", list(questions(pubmedqa))),
    ):
        print(row(name, pairs))
        for pair in filter(called, pairs if arguments.show else ()):
            print(f"\n{pair.opposed}: {pair.asked}\n- {pair.one}\n- {pair.other}\n")


def row(name: str, pairs: Sequence[Pair]) -> str:
    """One line of the table: all pairs, then those where both sentences hold all that is asked."""
    cells = [_counted(pairs), _counted([pair for pair in pairs if comparable(pair)])]
    return f"| {name} | {' | '.join(cells)} |"


def _counted(pairs: Sequence[Pair]) -> str:
    agree = [called(pair) for pair in pairs if not pair.opposed]
    apart = [called(pair) for pair in pairs if pair.opposed]
    return f"{sum(agree)} of {len(agree)} | {sum(apart)} of {len(apart)}"


def comparable(pair: Pair) -> bool:
    """Whether both sentences hold all words of what is asked."""
    return all(holds_all(about(pair.asked), Statement(it)) for it in (pair.one, pair.other))


def called(pair: Pair) -> bool:
    """Whether the pair is called opposed."""
    return opposes(about(pair.asked), Statement(pair.one), Statement(pair.other))


def abstracts(asked: BeirSet) -> Iterator[Pair]:
    """Sentences of different abstracts that others found to speak alike of a claim."""
    for claim, named in _sentences(asked).items():
        for (one, mine), (other, theirs) in combinations(named, 2):
            if one != other:
                yield Pair(claim, mine, theirs, opposed=False)


def claims(asked: BeirSet) -> Iterator[Pair]:
    """Each claim beside each sentence that supports or contradicts it."""
    against = {q.text for q in asked.questions if q.metadata["label"] == ["CONTRADICT"]}
    for claim, named in _sentences(asked).items():
        for _, sentence in named:
            yield Pair(claim, claim, sentence, claim in against)


def questions(asked: BeirSet) -> Iterator[Pair]:
    """Each question as a statement beside the sentences of its conclusion."""
    for question in asked.questions:
        answer, stated = _decision(question), _ASKING.sub("", question.text.rstrip("?"))
        if answer in {"yes", "no"} and stated != question.text:
            text = question.metadata["long_answer"]
            for span in sentence_spans(text, "en"):
                yield Pair(question.text, stated, text[slice(*span)], answer == "no")


def _decision(question: BeirQuestion) -> str:
    return str(question.metadata.get("answer", ""))


def _sentences(asked: BeirSet) -> dict[str, list[tuple[str, str]]]:
    """By claim the abstracts and their sentences that were named for it."""
    found: dict[str, list[tuple[str, str]]] = {}
    for one in labelled_questions(asked):
        rows = [(one.document.id, one.document.text[slice(*span)]) for span in one.right]
        found.setdefault(one.question, []).extend(rows)
    return found


if __name__ == "__main__":
    main()
