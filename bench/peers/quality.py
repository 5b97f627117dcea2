"""Every question of a set asked of a system once; what it said is kept as it came."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.peers.protocol import Reply
from bench.peers.running import read_reply, running
from bench.peers.sets import Asked
from bench.peers.systems import VAR, Compared

# Pieces asked for: enough that ten different documents are among them.
PIECES = 50
# Of the pieces only the first are kept with their text: the first of all may hold a title alone.
WITH_TEXT = 4
DONE = "ready"


@dataclass(frozen=True, slots=True)
class Said:
    """What a system said to one question."""

    question: str
    seconds: float
    reply: Reply

    @property
    def ranking(self) -> list[str]:
        """The documents in the order of their best pieces, each once."""
        return list(dict.fromkeys(found.document for found in self.reply.found))


def run_path(system: Compared, setting: str, asked: str) -> Path:
    """Where the replies are kept."""
    return VAR / "replies" / asked / f"{system.key}-{setting}.jsonl"


def is_kept(system: Compared, setting: str, asked: Asked) -> bool:
    """Whether there is a reply to every question of the set, and to no other."""
    path = run_path(system, setting, asked.name)
    said = [one.question for one in read_run(path)] if path.exists() else []
    return bool(said) and said == [question.id for question in asked.questions]


def run_quality(system: Compared, setting: str, asked: Asked) -> None:
    """Index where that was not done, ask every question, keep the replies."""
    path = run_path(system, setting, asked.name)
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part")
    folder = index_of(system, setting, asked)
    with running(system, setting) as peer, unfinished.open("w", encoding="utf-8") as file:
        peer.open(folder)
        for question in asked.questions:
            spent, reply = peer.ask(question.text, PIECES)
            print(json.dumps(_kept(question.id, spent.seconds, reply)), file=file)
    unfinished.replace(path)


def index_of(system: Compared, setting: str, asked: Asked) -> Path:
    """The folder of the index, built where it is missing.

    Shoroku's is brought up to date each time: its own form changes with this checkout.
    """
    folder = system.index(asked.name, setting)
    finished = folder.with_suffix(f".{DONE}")
    if system.ours or not finished.exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        with running(system, setting) as peer:
            peer.build(asked.path, folder)
        finished.touch()
    return folder


def read_run(path: Path) -> Iterator[Said]:
    """The replies that were kept."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            yield Said(row["question"], row["seconds"], read_reply(row["reply"]))


def _kept(question: str, seconds: float, reply: Reply) -> dict[str, object]:
    row = asdict(reply)
    for found in row["found"][WITH_TEXT:]:
        found["text"] = ""
    return {"question": question, "seconds": seconds, "reply": row}
