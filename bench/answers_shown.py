"""Writes docs/answers.md: what Shoroku really answers, twenty times of each kind.

    python -m bench.answers_shown

The questions stand in bench/answers_shown.toml; the answers come from the booklet in corpus/.
"""

import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

from rag.answer import Answer
from rag.assistant import Assistant
from rag.bootstrap import build_index, open_assistant
from rag.conversation import Conversation
from rag.settings import load_settings

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "answers.md"
_HEAD = """# What the answers look like

Printed by `python -m bench.answers_shown` from the booklet in `corpus/`: every answer as it is
given, with the confidence that the abstracts answer. Good ones and bad ones; nothing is chosen or
mended by hand.
"""


def main() -> None:
    """Ask all, write the page."""
    kinds = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["kind"]
    with tempfile.TemporaryDirectory() as temporary:
        settings = load_settings(corpus=ROOT / "corpus", var=Path(temporary) / "var")
        build_index(settings, lambda *_: None)
        assistant = open_assistant(settings)
        parts = [part for kind in kinds for part in _section(kind, assistant)]
    PAGE.write_text("\n".join([_HEAD, *parts]), encoding="utf-8")


def _section(kind: dict[str, list[str]], assistant: Assistant) -> Iterator[str]:
    yield f"## {kind['title']}\n"
    for number, line in enumerate(kind["questions"], start=1):
        before = Conversation()
        for turn, question in enumerate(line.split(" || ")):
            answer = assistant.ask(question, before)
            before = before.after(question, answer)
            yield _shown(f"{number}. " if turn == 0 else "then: ", answer)


def _shown(place: str, answer: Answer) -> str:
    rewritten = f"*Understood as: {answer.rewritten}*\n\n" if answer.rewritten else ""
    kind = f"`{answer.kind}`, {answer.confidence:.2f}"
    asked = "\n".join(f"- *{it}*" for it in answer.suggestions if _asks_back(answer))
    return (
        f"### {place}{answer.question}\n\n{kind}\n\n{rewritten}{answer.text}\n\n{asked}".rstrip()
        + "\n"
    )


def _asks_back(answer: Answer) -> bool:
    return answer.text.endswith(("do you mean?", "でしょうか。"))


if __name__ == "__main__":
    main()
