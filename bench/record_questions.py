"""Asks a booklet's assistant what its records say, and counts the replies that are exactly right.

    python -m bench.record_questions BOOKLET… [--wordings main|typed|other] [--number 500]

A booklet is a folder with documents, or a document. For each, as many questions are made from its
records, in English and Japanese, in equal shares of each kind that it gives occasion for. A reply
is exactly right if it comes from the records, cites the records of the truth and no others, names
each of them in a row with its marker, and holds every number and name that was asked for.
"""

import argparse
import random
import re
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.record_facts import Fact, facts_of
from bench.record_truth import Records
from corpus.abstract import Booklet
from corpus.library import read_booklet
from corpus.matching import fold
from index.build import build
from index.embedding import MINILM_IDENTITY, Embedder, load_minilm
from index.generation import open_generation
from rag.answer import Answer, Kind
from rag.assistant import Assistant
from rag.bootstrap import assistant_over

_WORDINGS = Path(__file__).parent / "record_wordings"
_QUOTED = re.compile(r"“[^”]*”|「[^」]*」|\[\d+\]|^- .*$", re.MULTILINE)
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its truth."""

    text: str
    fact: Fact


def questions_of(records: Records, wordings: str, number: int, seed: int) -> list[Question]:
    """At most ``number`` different questions over a booklet; the same seed makes the same."""
    rng = random.Random(seed)  # noqa: S311 - a draw that can be repeated
    facts = facts_of(records, rng)
    forms = tomllib.loads((_WORDINGS / f"{wordings}.toml").read_text(encoding="utf-8"))
    kinds = [kind for kind in forms if kind in facts]
    found: dict[str, Question] = {}
    for attempt in range(number * 8):
        kind = kinds[attempt % len(kinds)]
        language = rng.choice(("en", "ja"))
        fact = rng.choice(facts[kind])
        text = _filled(rng.choice(forms[kind][language]), fact, language, rng)
        found.setdefault(text, Question(text, fact))
        if len(found) == number:
            break
    return list(found.values())


def _filled(form: str, fact: Fact, language: str, rng: random.Random) -> str:
    slots = dict(fact.slots)
    if language == "ja" and "language_ja" in slots:
        slots["language"] = slots["language_ja"]
    if "title" in slots:
        slots["title"] = _as_typed(slots["title"], language, rng)
    for slot in ("author", "other"):
        if slot in slots and "author" in slots:
            slots[slot] = _name_as_typed(slots[slot], language, rng)
    return form.format(**slots)


def _as_typed(title: str, language: str, rng: random.Random) -> str:
    quotes = (
        ("「{}」", "「{}」", "『{}』", "{}") if language == "ja" else ("“{}”", '"{}"', '"{}"', "{}")
    )
    return rng.choice(quotes).format(title)


def _name_as_typed(name: str, language: str, rng: random.Random) -> str:
    """As it stands, or now and then family name first or in small letters."""
    parts = name.split()
    if not name.isascii() or len(parts) != 2 or language == "ja":  # noqa: PLR2004
        return name
    turned = f"{parts[1]} {parts[0]}"
    return rng.choice((name, name, name, turned, f"{parts[1]}, {parts[0]}", name.lower()))


def is_exact(fact: Fact, answer: Answer) -> bool:
    """Whether the reply is exactly right."""
    cited = {citation.abstract_id for citation in answer.citations}
    if fact.nothing:
        about = fact.ids or cited
        plain = answer.kind in (Kind.RECORDS, Kind.ABSTENTION) and _holds(fact, answer.text)
        return plain and cited <= about and (not answer.answerable or _says_none(answer.text))
    if answer.kind is not Kind.RECORDS:
        return False
    markers = all(f"[{citation.marker}]" in answer.text for citation in answer.citations)
    right = fact.ids is None or cited == fact.ids
    return right and markers and _holds(fact, answer.text)


def _says_none(text: str) -> bool:
    frame = _QUOTED.sub(" ", text)
    return bool(
        re.search(r"\b(no|none|not|nobody|0|only)\b|ません|ありません|0件", frame, re.IGNORECASE)
    )


def _holds(fact: Fact, text: str) -> bool:
    plain = f" {fold(text)} "
    held = re.findall(r"\d+|\w+", _QUOTED.sub(" ", text).casefold())
    numbers = {*map(str, (n for n, word in enumerate(_NUMBERS) if word in held)), *held}
    numbers |= set(re.findall(r"\d+", " ".join(held)))
    return all(fold(said) in plain for said in fact.said) and all(
        str(number) in numbers for number in fact.numbers
    )


def opened_over(booklet: Booklet, var: Path, embedder: Embedder) -> Assistant:
    """An assistant over an index of one booklet alone in ``var``."""
    folder = var / booklet.conference.id
    build(folder, [booklet], MINILM_IDENTITY, lambda: embedder, lambda *_: None)
    return assistant_over(open_generation(folder, MINILM_IDENTITY), embedder)


def main(arguments: Sequence[str] | None = None) -> int:
    """Ask, count, print; 1 where a booklet falls short of ``--least``."""
    given = _parser().parse_args(arguments)
    embedder = load_minilm()
    fine = True
    with tempfile.TemporaryDirectory() as temporary:
        var = given.keep or Path(temporary)
        for path in given.booklets:
            booklet = read_booklet(path).booklet
            assistant = opened_over(booklet, var, embedder)
            asked = questions_of(Records(booklet), given.wordings, given.number, given.seed)
            if given.kind:
                asked = [it for it in asked if it.fact.kind in given.kind]
            share = _report(path.name, asked, assistant, given.misses)
            fine = fine and share >= given.least
    return 0 if fine else 1


def not_exact(asked: Iterable[Question], assistant: Assistant) -> list[tuple[Question, Answer]]:
    """Those that are not answered exactly right, with what was replied."""
    replied = ((question, assistant.ask(question.text)) for question in asked)
    return [
        (question, answer) for question, answer in replied if not is_exact(question.fact, answer)
    ]


def _report(name: str, asked: list[Question], assistant: Assistant, misses: int) -> float:
    wrong = not_exact(asked, assistant)
    print("\n".join(_lines(name, asked, wrong, misses)))
    return 1 - len(wrong) / len(asked)


def _lines(
    name: str, asked: list[Question], wrong: list[tuple[Question, Answer]], misses: int
) -> Iterator[str]:
    total = Counter(it.fact.kind for it in asked)
    bad = Counter(it.fact.kind for it, _ in wrong)
    yield f"## {name}: {len(asked) - len(wrong)} of {len(asked)} exactly right"
    for kind, count in total.items():
        yield f"  {kind:22} {count - bad[kind]:4} of {count}"
    for question, answer in wrong[:misses]:
        fact = question.fact
        wanted = f"{len(fact.ids or ())} records {fact.numbers or ''} {fact.said or ''}"
        yield f"- [{fact.kind}] {question.text}\n    wanted {'nothing' if fact.nothing else wanted}"
        yield f"    {answer.kind}, {len(answer.citations)} cited: {answer.text[:200]!r}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("booklets", nargs="+", type=Path, help="folders or documents")
    parser.add_argument("--wordings", choices=("main", "typed", "other"), default="main")
    parser.add_argument("--number", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--misses", type=int, default=40, help="how many of them to print")
    parser.add_argument("--kind", action="append", help="only questions of this kind")
    parser.add_argument("--keep", type=Path, help="where indexes are kept for the next run")
    parser.add_argument("--least", type=float, default=0.98)
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
