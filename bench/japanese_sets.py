"""Japanese questions with their documents, and the assistant over them.

The public sets stay where they lie; what is written here are questions: paraphrased titles for a
society's meeting in Japanese, and Japanese questions over medical abstracts in English.
"""

import json
import tomllib
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from bench.question_groups import kept_aside
from bench.reader_texts import invented
from corpus.abstract import Abstract, Booklet, Conference, Person, SourceLines
from corpus.languages import text_language
from eval.beir.sets import BeirQuestion, read_set
from index.build import build
from index.embedding import MINILM_IDENTITY, Embedder
from index.generation import open_generation
from rag.assistant import Assistant
from rag.bootstrap import SECOND, assistant_over

_QUESTIONS = Path(__file__).parent / "japanese"


@dataclass(frozen=True, slots=True)
class JapaneseSet:
    """Documents and questions: to fit on, that nothing knows, and that the reader learns from."""

    name: str
    booklets: tuple[Booklet, ...]
    fitted: tuple[BeirQuestion, ...]
    kept_aside: tuple[BeirQuestion, ...]
    learnt: tuple[BeirQuestion, ...] = ()


def jsquad(data: Path) -> JapaneseSet:
    """Encyclopaedia paragraphs in Japanese; half of the articles' questions are kept aside.

    Of the other half the reader learns from five articles in six.
    """
    found = read_set(data / "beir" / "jsquad_valid_test")
    aside = {q.id for q in found.questions if zlib.crc32(_article(q).encode()) % 2}
    return JapaneseSet(
        "jsquad",
        (found.booklet,),
        tuple(q for q in found.questions if q.id not in aside and kept_aside(_article(q))),
        tuple(q for q in found.questions if q.id in aside),
        tuple(q for q in found.questions if q.id not in aside and not kept_aside(_article(q))),
    )


def known_items(data: Path) -> JapaneseSet:
    """The abstracts of a Japanese society's meeting, asked for in other words than their titles."""
    lines = (data / "books" / "anlp-2025-ja" / "abstracts.jsonl").read_text(encoding="utf-8")
    abstracts = tuple(_record(json.loads(line)) for line in lines.splitlines())
    asked = tuple(
        BeirQuestion(name, text, {name: 1}, {}) for name, text in _questions("known_items").items()
    )
    return JapaneseSet("anlp", (Booklet(Conference("anlp"), abstracts),), (), asked)


def crosslingual(data: Path) -> JapaneseSet:
    """Medical abstracts in English, asked about in Japanese."""
    found = read_set(data / "beir" / "pubmedqa")
    japanese = _questions("pubmedqa")
    asked = tuple(replace(q, text=japanese[q.id]) for q in found.questions if q.id in japanese)
    return JapaneseSet("pubmedqa", (found.booklet,), (), asked)


def mixed(data: Path) -> JapaneseSet:
    """The Japanese meeting and the English medical abstracts in one corpus."""
    japanese, english = known_items(data), crosslingual(data)
    return JapaneseSet("mixed", (*japanese.booklets, *english.booklets), (), ())


def invented_booklet(_: Path) -> JapaneseSet:
    """A small booklet in Japanese that no reader learns from; its studies are invented."""
    abstracts = tuple(invented("own-ja-aside"))
    return JapaneseSet("invented", (Booklet(Conference("set"), abstracts),), (), ())


SETS: dict[str, Callable[[Path], JapaneseSet]] = {
    "jsquad": jsquad,
    "anlp": known_items,
    "pubmedqa": crosslingual,
    "mixed": mixed,
    "invented": invented_booklet,
}


def assistant_of(asked: JapaneseSet, var: Path, embedder: Embedder) -> Assistant:
    """The assistant over a set's documents, whose index is kept in ``var``."""
    folder = var / asked.name
    folder.mkdir(parents=True, exist_ok=True)
    build(folder, asked.booklets, MINILM_IDENTITY, lambda: embedder, lambda *_: None, SECOND)
    return assistant_over(open_generation(folder, MINILM_IDENTITY), embedder)


def _article(question: BeirQuestion) -> str:
    return str(question.metadata["doc"]).split(":")[1]


def _questions(name: str) -> dict[str, str]:
    text = (_QUESTIONS / f"{name}.toml").read_text(encoding="utf-8")
    return dict(tomllib.loads(text)["questions"])


def _record(row: dict[str, object]) -> Abstract:
    text = str(row["text"])
    authors = row["authors"]
    return Abstract(
        id=str(row["id"]),
        conference_id="anlp",
        title=str(row["title"]),
        authors=tuple(Person(str(name), "") for name in authors)
        if isinstance(authors, list)
        else (),
        keywords=(),
        text=text,
        language=text_language(text),
        source=SourceLines(1, 1),
    )
