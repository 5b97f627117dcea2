"""Every question of a set asked of a system once; what it said is kept as it came."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from shutil import rmtree

from bench.marks import CODE, files, mark
from bench.peers.protocol import Reply
from bench.peers.running import Running, read_reply, running
from bench.peers.sets import Asked
from bench.peers.systems import VAR, Compared

# Pieces asked for: enough that ten different documents are among them.
PIECES = 50
# Of the pieces only the first are kept with their text: the first of all may hold a title alone.
WITH_TEXT = 4
MARK = ".mark"


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
    """Whether there is a reply to every question of the set, made by what is here now."""
    path = run_path(system, setting, asked.name)
    if not path.exists() or _mark_beside(path) != reply_mark(system, asked):
        return False
    return len(list(read_run(path))) == len(asked.questions)


def run_quality(system: Compared, setting: str, asked: Asked) -> None:
    """Index where that was not done, ask what was not asked yet, keep each reply at once."""
    path = run_path(system, setting, asked.name)
    path.parent.mkdir(parents=True, exist_ok=True)
    begin_or_go_on(path, reply_mark(system, asked))
    done = len(list(read_run(path)))
    with running(system, setting) as peer, path.open("a", encoding="utf-8") as file:
        bring_up_to_date(peer, system, setting, asked)
        peer.open(system.index(asked.name, setting))
        for question in asked.questions[done:]:
            spent, reply = peer.ask(question.text, PIECES)
            print(json.dumps(_kept(question.id, spent.seconds, reply)), file=file, flush=True)


def begin_or_go_on(path: Path, source: str) -> None:
    """Leave the whole lines of the same source; empty the file where the source is another."""
    same = path.exists() and _mark_beside(path) == source
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True) if same else []
    path.write_text("".join(line for line in lines if line.endswith("\n")), encoding="utf-8")
    path.with_suffix(MARK).write_text(source, encoding="utf-8")


def index_mark(system: Compared, asked: Asked) -> str:
    """What an index depends on: the documents, the file that indexes, the versions."""
    return mark([asked.path, *system.sources], *(one.page for one in asked.documents))


def reply_mark(system: Compared, asked: Asked) -> str:
    """And the questions; of Shoroku all of its code too, which changes with this checkout."""
    code = files(*CODE) if system.ours else ()
    asks = (question.text for question in asked.questions)
    return mark(code, index_mark(system, asked), str(PIECES), *asks)


def _mark_beside(path: Path) -> str:
    beside = path.with_suffix(MARK)
    return beside.read_text(encoding="utf-8") if beside.exists() else ""


def index_missing(system: Compared, setting: str, asked: Asked) -> None:
    """Build an index that is not up to date, in a process of its own."""
    if not is_indexed(system, setting, asked):
        with running(system, setting) as peer:
            bring_up_to_date(peer, system, setting, asked)


def is_indexed(system: Compared, setting: str, asked: Asked) -> bool:
    """Whether the index is there and of the same mark.

    Shoroku's must always be looked at by itself: its own form changes with this checkout.
    """
    folder = system.index(asked.name, setting)
    return not system.ours and _mark_beside(folder) == index_mark(system, asked)


def bring_up_to_date(peer: Running, system: Compared, setting: str, asked: Asked) -> None:
    """Build an index that is not up to date."""
    if not is_indexed(system, setting, asked):
        folder = system.index(asked.name, setting)
        folder.with_suffix(MARK).unlink(missing_ok=True)
        if not system.ours:
            rmtree(folder, ignore_errors=True)
        folder.parent.mkdir(parents=True, exist_ok=True)
        peer.build(asked.path, folder)
        folder.with_suffix(MARK).write_text(index_mark(system, asked), encoding="utf-8")


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
