"""What each system says, word for word, to questions that the booklet does not answer."""

from collections.abc import Iterator

from bench.peers.quality import read_run, run_path
from bench.peers.rows import ANSWERING, Row
from bench.peers.sets import Asked, Question

# The first question of each kind is shown, whatever comes of it.
KINDS = {
    "off_topic": "Off the booklet's topics",
    "near_miss": "On its topics, but the detail is not in the text",
}
DEFAULT = "default"
SHOWN = 280


def examples(asked: Asked) -> Iterator[str]:
    """A question of each kind with the replies of all systems in their own settings."""
    for kind, words in KINDS.items():
        question = next((q for q in asked.questions if q.kind == kind), None)
        if question is not None:
            yield f"{words}: “{question.text}”"
            rows = (row for row in ANSWERING if row.setting == DEFAULT)
            yield "\n".join(f"- **{row.name}**: {_said(row, asked, question)}" for row in rows)


def _said(row: Row, asked: Asked, question: Question) -> str:
    said = next(
        one
        for one in read_run(run_path(row.system, row.setting, asked.name))
        if one.question == question.id
    )
    if said.reply.text:
        return shortened(said.reply.text)
    if not said.reply.found:
        return "nothing"
    best = said.reply.found[0]
    score = "no score" if best.score is None else f"score {best.score:.3f}"
    return f"({score}) {shortened(best.text)}"


def shortened(text: str) -> str:
    """The beginning in one line, safe in Markdown."""
    line = " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")
    return line if len(line) <= SHOWN else f"{line[:SHOWN].rsplit(' ', 1)[0]} …"
