"""How well works are asked for their aim, their method, their findings … (docs/quality.md).

    python -m bench.aspects_asked DATA [--without]

DATA has the folder books. Each abstract of two booklets kept aside is asked by its title for all
aspects; bench/zone_labels says which sentences tell them, or that none does. A question is answered
rightly if its first excerpt holds one. With ``--without`` nothing that was learnt of the parts of
abstracts is used.
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from bench.booklet_answers import indexed
from bench.booklet_sets import read_booklet_set
from bench.reader_texts import key_of
from bench.zone_sets import ASIDE, Labels, labelled_rows
from corpus.abstract import Abstract
from index.embedding import load_minilm
from index.sentences import sentence_spans
from rag.answer import Answer, Kind
from rag.assistant import Assistant
from rag.bootstrap import readers_upon
from rag.zoning.zones import Aspect

WORDINGS = {
    Aspect.AIM: "What is “{title}” about?",
    Aspect.METHOD: "Which method does “{title}” use?",
    Aspect.FINDING: "What does “{title}” find?",
    Aspect.CONCLUSION: "What does “{title}” conclude?",
    Aspect.RECOMMENDATION: "What does “{title}” recommend?",
    Aspect.LIMITATION: "What are the limitations of “{title}”?",
    Aspect.OUTLOOK: "Which future work does “{title}” name?",
    Aspect.PROBLEM: "Which problem does “{title}” address?",
    Aspect.DATA: "Which data does “{title}” use?",
}


@dataclass(frozen=True, slots=True)
class Told:
    """A question as it was answered: whether a sentence tells it, and whether it was found."""

    aspect: Aspect
    told: bool
    first: bool
    answered: bool


def asked(name: str, data: Path, *, without: bool) -> Iterator[Told]:
    """All aspects of all labelled abstracts of a booklet, each asked by itself."""
    booklet, _ = read_booklet_set(name, data)
    with indexed(booklet) as generation:
        minilm = load_minilm()
        readers = readers_upon(minilm)
        used = replace(readers, zoner=None) if without else readers
        assistant = Assistant(generation, minilm, readers=used)
        yield from asked_of(booklet.abstracts, labelled_rows(name), assistant)


def asked_of(
    abstracts: Iterable[Abstract], rows: Mapping[str, Labels], assistant: Assistant
) -> Iterator[Told]:
    """All aspects of these abstracts, as far as they were labelled."""
    for abstract in abstracts:
        if row := rows.get(key_of(abstract.text)):
            for aspect in Aspect:
                answer = assistant.ask(WORDINGS[aspect].format(title=abstract.title))
                yield _told(answer, abstract, aspect, row.aspects[aspect])


def _told(answer: Answer, abstract: Abstract, aspect: Aspect, places: Sequence[int]) -> Told:
    spans = list(sentence_spans(abstract.text, abstract.language))
    first = any(
        it.abstract_id == abstract.id and spans[place][0] < it.end and it.start < spans[place][1]
        for it in answer.citations[:1]
        for place in places
    )
    return Told(aspect, bool(places), first, answer.kind is not Kind.ABSTENTION)


def main(arguments: list[str]) -> int:
    """Ask and count."""
    parser = argparse.ArgumentParser(prog="python -m bench.aspects_asked", description=__doc__)
    parser.add_argument("data", type=Path, metavar="DATA")
    parser.add_argument("--without", action="store_true")
    options = parser.parse_args(arguments)
    found: dict[str, list[Told]] = defaultdict(list)
    for name in ASIDE:
        for it in asked(name, options.data, without=options.without):
            found[it.aspect].append(it)
            found["all"].append(it)
    print("| asked for | told + not told | first excerpt | kept | refused |\n|---|---|---|---|---|")
    for aspect in (*Aspect, "all"):
        held = found[aspect]
        told, others = [it for it in held if it.told], [it for it in held if not it.told]
        figures = (
            np.mean([it.first for it in told]),
            np.mean([it.answered for it in told]),
            np.mean([not it.answered for it in others]) if others else np.nan,
        )
        cells = " | ".join(f"{figure:.3f}" for figure in figures)
        print(f"| {aspect} | {len(told)} + {len(others)} | {cells} |")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
