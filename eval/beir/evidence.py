"""Which sentences answer, the right document given.

Four kinds of label are known: sentences that the set names (``evidence``, as in SciFact), strings
that the answering sentence holds (``answers``, as in SQuAD), excerpts of documents (``snippets``,
as in BioASQ), and a conclusion that the set keeps apart from the abstract (``long_answer``, as in
PubMedQA). The conclusion's sentences are put among the others at places drawn at random, so that
nothing can be won by position. Where every sentence of a document answers, nothing is to be found,
and it is left out.
"""

import random
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.abstract import Abstract, Booklet, Conference
from eval.beir.measures import Interval, mean_interval
from eval.beir.sets import CONFERENCE, BeirQuestion, BeirSet
from index.build import build
from index.embedding import MINILM_IDENTITY, MiniLM
from index.generation import open_generation
from index.multilingual import SecondEncoder
from index.sentences import sentence_spans
from rag.bootstrap import assistant_over

Span = tuple[int, int]
# A candidate counts as a labelled sentence where it covers so much of the shorter of the two.
SAME = 0.5
SEED = 7


@dataclass(frozen=True, slots=True)
class Labelled:
    """A question, the document that answers, and where in its text the answer stands."""

    question: str
    document: Abstract
    right: tuple[Span, ...]


def evidence_rows(
    asked: BeirSet, embedder: MiniLM, second: SecondEncoder | None = None
) -> Iterator[tuple[str, Interval, int]]:
    """hit@1 and hit@3 of the sentences that answer; nothing where the set has no such labels."""
    labelled = list(labelled_questions(asked))
    if not labelled:
        return
    documents = {one.document.id: one.document for one in labelled}
    with tempfile.TemporaryDirectory() as scratch:
        booklet = Booklet(Conference(CONFERENCE), tuple(documents.values()))
        build(Path(scratch), [booklet], MINILM_IDENTITY, lambda: embedder, lambda *_: None, second)
        assistant = assistant_over(open_generation(Path(scratch), MINILM_IDENTITY), embedder)
        ranks = []
        for one in labelled:
            others = frozenset(documents) - {one.document.id}
            ranked = assistant.consider(one.question, without=others).ranked
            spans = [(e.sentence.start, e.sentence.end) for e in ranked]
            ranks.append([any(same(span, right) for right in one.right) for span in spans])
    for k in (1, 3):
        yield f"evidence hit@{k}", mean_interval([float(any(r[:k])) for r in ranks]), len(ranks)


def labelled_questions(asked: BeirSet) -> Iterator[Labelled]:
    """Every question whose answering sentences are known, with each document that holds some."""
    documents = {abstract.id: abstract for abstract in asked.booklet.abstracts}
    draw = random.Random(SEED)  # noqa: S311 - a repeatable draw, no secret
    for question in asked.questions:
        metadata = question.metadata
        if metadata.get("evidence"):
            yield from _by_number(question, documents, asked.sentences)
        elif metadata.get("answers") and metadata.get("doc") in documents:
            yield from _by_string(question, documents[metadata["doc"]])
        elif metadata.get("snippets"):
            yield from _by_excerpt(question, documents)
        elif metadata.get("long_answer"):
            yield _by_conclusion(question, documents, draw)


def _by_number(
    question: BeirQuestion, documents: dict[str, Abstract], sentences: dict[str, tuple[str, ...]]
) -> Iterator[Labelled]:
    numbers: dict[str, set[int]] = {}
    for name, listed in question.metadata["evidence"]:
        numbers.setdefault(name, set()).update(map(int, re.findall(r"\d+", str(listed))))
    for name, wanted in numbers.items():
        if name in documents:
            document, spans = _of_sentences(documents[name], sentences[name])
            right = tuple(spans[n] for n in sorted(wanted) if n < len(spans))
            yield Labelled(question.text, document, right)


def _by_string(question: BeirQuestion, document: Abstract) -> Iterator[Labelled]:
    answers = [" ".join(answer.split()) for answer in question.metadata["answers"]]
    spans = sentence_spans(document.text, document.language)
    right = tuple(s for s in spans if any(a in document.text[slice(*s)] for a in answers))
    if right:
        yield Labelled(question.text, document, right)


def _by_excerpt(question: BeirQuestion, documents: dict[str, Abstract]) -> Iterator[Labelled]:
    excerpts: dict[str, list[Span]] = {}
    for name, excerpt in question.metadata["snippets"]:
        clean = " ".join(excerpt.split())
        at = documents[name].text.find(clean) if name in documents and clean else -1
        if at >= 0:
            excerpts.setdefault(name, []).append((at, at + len(clean)))
    for name, places in excerpts.items():
        spans = list(sentence_spans(documents[name].text, documents[name].language))
        right = tuple(span for span in spans if any(same(span, place) for place in places))
        if 0 < len(right) < len(spans):
            yield Labelled(question.text, documents[name], right)


def _by_conclusion(
    question: BeirQuestion, documents: dict[str, Abstract], draw: random.Random
) -> Labelled:
    document = documents[next(iter(question.relevant))]
    text = " ".join(question.metadata["long_answer"].split())
    concluding = [text[slice(*s)] for s in sentence_spans(text, document.language)]
    spans = sentence_spans(document.text, document.language)
    mixed = [(document.text[slice(*s)], False) for s in spans] + [(s, True) for s in concluding]
    draw.shuffle(mixed)
    whole, places = _of_sentences(document, tuple(sentence for sentence, _ in mixed))
    right = tuple(span for span, (_, answers) in zip(places, mixed, strict=True) if answers)
    return Labelled(question.text, replace(whole, id=f"{whole.id}-{question.id}"), right)


def _of_sentences(document: Abstract, sentences: tuple[str, ...]) -> tuple[Abstract, list[Span]]:
    """The document with these sentences for its text, and where each stands."""
    clean = [" ".join(sentence.split()) for sentence in sentences]
    spans, at = [], 0
    for sentence in clean:
        spans.append((at, at + len(sentence)))
        at += len(sentence) + 1
    return replace(document, text=" ".join(clean)), spans


def same(one: Span, other: Span) -> bool:
    """Whether the two cover mostly the same text."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared > SAME * min(one[1] - one[0], other[1] - other[0])
