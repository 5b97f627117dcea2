"""The public JSON of an answer: real answers keep to its schema, and quote the stored text."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from rag.assistant import Assistant
from rag.conversation import Conversation
from tests.support.command_line import ROOT, shoroku

DOCS = ROOT / "docs"
QUESTIONS = {
    "Why do Cambodian technical intern trainees flee?": "answer",
    "Who chaired the session?": "records",
    "How many talks are there?": "records",
    "What is the capital of Peru?": "abstention",
    "Hello!": "smalltalk",
}


@pytest.fixture(scope="module")
def published() -> dict[str, Any]:
    """The published schema as JSON."""
    read: dict[str, Any] = json.loads((DOCS / "answer.schema.json").read_text(encoding="utf-8"))
    return read


@pytest.fixture(scope="module")
def schema(published: dict[str, Any]) -> Draft202012Validator:
    """The published schema, itself checked."""
    Draft202012Validator.check_schema(published)
    return Draft202012Validator(published)


def page_examples() -> list[dict[str, Any]]:
    """The answers that docs/answer.md shows."""
    page = (DOCS / "answer.md").read_text(encoding="utf-8")
    return [
        json.loads(found) for found in re.findall(r"```json\n(\{.*?\n\})\n```", page, re.DOTALL)
    ]


@pytest.mark.parametrize(("question", "kind"), QUESTIONS.items())
def test_real_answers_keep_to_the_schema(
    question: str, kind: str, assistant: Assistant, schema: Draft202012Validator
) -> None:
    """Answers of every kind are what the schema says, after going through JSON."""
    answer = json.loads(json.dumps(assistant.ask(question).to_json("q1")))
    schema.validate(answer)
    assert answer["kind"] == kind


def test_follow_up_keeps_to_the_schema(assistant: Assistant, schema: Draft202012Validator) -> None:
    """A follow-up carries its stand-alone form."""
    first = "How many Cambodian trainees were interviewed?"
    before = Conversation().after(first, assistant.ask(first))
    answer = assistant.ask("And how many of them were women?", before).to_json("q2")
    schema.validate(json.loads(json.dumps(answer)))
    assert answer["rewritten"]


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "opinion"},
        {"confidence": 1.5},
        {"text": ""},
        {"citations": []},
        {"generation": None},
        {"extra": 1},
    ],
)
def test_schema_refuses_what_is_no_answer(
    change: dict[str, Any], assistant: Assistant, schema: Draft202012Validator
) -> None:
    """The schema is not so wide that anything passes: each wrong field is refused."""
    answer = json.loads(json.dumps(assistant.ask(next(iter(QUESTIONS))).to_json("q1")))
    with pytest.raises(ValidationError):
        schema.validate(answer | change)


def test_quotes_are_the_text_that_corpus_show_gives(assistant: Assistant, tmp_path: Path) -> None:
    """A quote is the stored text from start to end, as another program would look it up."""
    answer = assistant.ask(next(iter(QUESTIONS)))
    assert answer.citations
    for citation in answer.citations:
        shown = shoroku("corpus", "show", "--json", citation.abstract_id, cwd=tmp_path)
        text = json.loads(shown.stdout)["text"]
        assert citation.quote == text[citation.start : citation.end]
        assert f"[{citation.marker}]" in answer.text


def test_the_page_describes_every_field(
    published: dict[str, Any], schema: Draft202012Validator
) -> None:
    """docs/answer.md names each field of the schema, and its examples keep to the schema."""
    page = (DOCS / "answer.md").read_text(encoding="utf-8")
    fields = {*published["properties"], *published["$defs"]["citation"]["properties"]}
    assert {name for name in fields if f"| `{name}` |" not in page} == set()
    examples = page_examples()
    assert examples
    for example in examples:
        schema.validate(example)


def test_the_pages_example_is_what_is_answered(assistant: Assistant) -> None:
    """The example of docs/answer.md is what one gets (``make docs`` writes it anew)."""
    (example,) = page_examples()
    answer = json.loads(json.dumps(assistant.ask(example["question"]).to_json(example["id"])))
    # The generation changes with every weight and version, the confidence with the arithmetic.
    passing = {"generation": "", "confidence": 0}
    assert answer | passing == example | passing
