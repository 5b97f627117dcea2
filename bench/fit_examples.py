"""What the weights are fitted to: questions with their candidates' features, signals and truth.

From the public sets only what no trained layer learnt from (see question_groups.kept_aside), so
that what they find is weighed as it is on texts that they have not seen; from the gold questions
the development split, never the test split; and questions over booklets of other associations.
"""

import random
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from itertools import groupby
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.booklet_sets import ASIDE, JAPANESE, SOURCES, Span, read_booklet_set
from bench.public_sets import SetQuestion, squad_booklets
from bench.question_groups import kept_aside
from bench.reader_groups import Row, rows_of
from bench.reader_texts import key_of, texts_of
from corpus.abstract import Booklet, Conference
from eval.beir.evidence import Labelled, labelled_questions
from eval.beir.sets import CONFERENCE, read_set
from eval.gold import load_gold
from eval.gold_question import GoldQuestion
from eval.spans import carries
from index.build import build
from index.embedding import MINILM_IDENTITY, MiniLM
from index.generation import open_generation
from rag.answer import Citation, Kind
from rag.assistant import Assistant
from rag.bootstrap import assistant_over, build_index, open_assistant
from rag.citation import cite_span
from rag.content import Considered
from rag.conversation import Conversation
from rag.evidence import Evidence
from rag.settings import load_settings

Matrix = NDArray[np.float64]

OWN = "development"
LABELLED = ("scifact", "pubmedqa")
INVENTED = "invented"
# Where the questions over these lie; no reader learns from them.
OVER_INVENTED = "own-en-aside"
BOOKLETS = tuple(name for name in SOURCES if name not in (*ASIDE, JAPANESE))
ASKED_OF_EACH = 60
FROM_ELSEWHERE = 6
# Abstracts of a booklet made from a labelled set: about as many as a conference has.
SIZE = 400


@dataclass(frozen=True, slots=True)
class Example:
    """One question: features of its candidates, which of them answer, signals, the truth.

    Shapes: ``features`` (candidates, features), ``right`` (candidates,).
    """

    set_name: str
    features: Matrix
    right: NDArray[np.bool_]
    signals: tuple[float, ...]
    answerable: bool


@dataclass(frozen=True, slots=True)
class Trial:
    """A question put to a booklet; spans, or strings in one abstract, that answer.

    ``without`` is thought away.
    """

    text: str
    answerable: bool
    abstract_id: str = ""
    answers: tuple[str, ...] = ()
    spans: frozenset[Span] = frozenset()
    without: frozenset[str] = frozenset()

    def is_answered_by(self, evidence: Evidence) -> bool:
        """Whether this candidate answers."""
        at = evidence.sentence
        own = [(start, end) for id_, start, end in self.spans if id_ == at.abstract_id]
        if any(at.start < end and start < at.end for start, end in own):
            return True
        holds = any(answer in evidence.text for answer in self.answers)
        return at.abstract_id == self.abstract_id and holds


def booklet_examples(data: Path, embedder: MiniLM) -> Iterator[Example]:
    """The questions over English booklets of other associations, but for the one kept aside."""
    for name in BOOKLETS:
        booklet, questions = read_booklet_set(name, data)
        trials = [Trial(q.text, q.unanswerable is None, spans=q.spans) for q in questions]
        yield from _asked(name, booklet, trials, embedder)


def invented_examples(data: Path, embedder: MiniLM) -> Iterator[Example]:
    """The questions over invented abstracts that no reader learns from, as six small booklets.

    Near misses are two in five: no other set has so many.
    """
    abstracts = list(texts_of(OVER_INVENTED, data))
    ids = {key_of(abstract.text): abstract.id for abstract in abstracts}
    for name, of_booklet in groupby(abstracts, key=lambda it: _origin(it.id)):
        booklet = Booklet(Conference(CONFERENCE), tuple(of_booklet))
        rows = [it for it in rows_of(OVER_INVENTED) if _origin(ids[it["of"]]) == name]
        yield from _asked(INVENTED, booklet, [_written(row, ids) for row in rows], embedder)


def _written(row: Row, ids: Mapping[str, str]) -> Trial:
    spans = frozenset((ids[row["of"]], start, end) for start, end in row["spans"])
    return Trial(row["question"], bool(spans), spans=spans)


def public_examples(folder: Path, embedder: MiniLM) -> Iterator[Example]:
    """The examples of every public set in ``folder``."""
    for booklet, trials in _squad(folder / "squad2_half"):
        yield from _asked("squad", booklet, trials, embedder)
    for name in LABELLED:
        booklet, trials = _labelled(folder / name)
        yield from _asked(name, booklet, trials, embedder)


def _squad(folder: Path) -> Iterator[tuple[Booklet, list[Trial]]]:
    """A booklet an article; questions of the article before are asked as well, to no avail."""
    draw = random.Random(1)  # noqa: S311 - a repeatable draw, no secret
    elsewhere: list[SetQuestion] = []
    for made in squad_booklets(folder):
        if made.questions and kept_aside(made.booklet.conference.id):
            asked = draw.sample(made.questions, min(ASKED_OF_EACH, len(made.questions)))
            own = [Trial(q.text, q.answerable, q.abstract_id, q.answers) for q in asked]
            strangers = [Trial(q.text, answerable=False) for q in elsewhere]
            yield Booklet(Conference(CONFERENCE), made.booklet.abstracts), own + strangers
            elsewhere = [q for q in asked if q.answerable][:FROM_ELSEWHERE]


def _labelled(folder: Path) -> tuple[Booklet, list[Trial]]:
    """One booklet; each question is asked with its abstract and without."""
    asked = read_set(folder)
    chosen = [one for one in labelled_questions(asked) if kept_aside(_origin(one.document.id))]
    documents = {one.document.id: one.document for one in chosen}
    origins = {_origin(name) for name in documents}
    others = [a for a in asked.booklet.abstracts if a.id not in origins]
    draw = random.Random(1)  # noqa: S311 - a repeatable draw, no secret
    fill = draw.sample(others, min(len(others), max(0, SIZE - len(documents))))
    booklet = Booklet(Conference(CONFERENCE), (*documents.values(), *fill))
    return booklet, [trial for one in chosen for trial in _with_and_without(one, chosen)]


def _with_and_without(one: Labelled, chosen: Sequence[Labelled]) -> tuple[Trial, Trial]:
    every = frozenset(c.document.id for c in chosen if c.question == one.question)
    own = one.document.id
    spans = frozenset((own, start, end) for start, end in one.right)
    return (
        Trial(one.question, answerable=True, spans=spans, without=every - {own}),
        Trial(one.question, answerable=False, without=every),
    )


def _origin(name: str) -> str:
    return name.split("-", maxsplit=1)[0]


def _asked(
    name: str, booklet: Booklet, trials: Sequence[Trial], embedder: MiniLM
) -> Iterator[Example]:
    with tempfile.TemporaryDirectory() as var:
        build(Path(var), [booklet], MINILM_IDENTITY, lambda: embedder, lambda *_: None)
        assistant = assistant_over(open_generation(Path(var), MINILM_IDENTITY), embedder)
        for trial in trials:
            considered = assistant.consider(trial.text, without=trial.without)
            right = [trial.is_answered_by(evidence) for evidence in considered.ranked]
            yield _example(name, considered, right, answerable=trial.answerable)
    print(f"{name}: {len(trials)} questions of {len(booklet.abstracts)} abstracts", flush=True)


def development_examples(embedder: MiniLM) -> Iterator[Example]:
    """The English content questions of the development split, asked in their conversations."""
    settings = load_settings()
    build_index(settings, lambda *_: None)
    assistant = open_assistant(settings, embedder)
    before: dict[str, Conversation] = {}
    for question in load_gold(Path("eval/gold")).questions:
        if question.split == "dev" and question.language == "en":
            chain = question.chain or question.id
            conversation = before.get(chain, Conversation())
            if question.kind in (Kind.ANSWER, Kind.ABSTENTION):
                yield _of_gold(assistant, question, conversation)
            answer = assistant.ask(question.question, conversation)
            before[chain] = conversation.after(question.question, answer)


def _of_gold(assistant: Assistant, question: GoldQuestion, before: Conversation) -> Example:
    considered = assistant.consider(question.question, before)
    spans = [span for group in question.spans for span in group]
    excerpts = [_as_excerpt(assistant, evidence) for evidence in considered.ranked]
    right = [any(carries(excerpt, span) for span in spans) for excerpt in excerpts]
    return _example(OWN, considered, right, answerable=question.answerable)


def _as_excerpt(assistant: Assistant, evidence: Evidence) -> Citation:
    sentence = evidence.sentence
    abstract = assistant.catalogue.abstract(sentence.abstract_id)
    return cite_span(1, abstract, sentence.start, sentence.end)


def _example(name: str, considered: Considered, right: list[bool], *, answerable: bool) -> Example:
    features = np.array([astuple(e.features) for e in considered.ranked], dtype=np.float64)
    signals = astuple(considered.signals) if considered.signals else ()
    return Example(name, features, np.array(right, dtype=bool), signals, answerable)
