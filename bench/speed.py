"""Speed and memory against their goals; prints a Markdown table (make bench, docs/speed.md).

Whole processes where it says so. Everything happens in a temporary folder.
"""

import json
import os
import platform
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parent.parent
SHOROKU = (sys.executable, "-m", "ui")
QUESTIONS = 40
PATIENCE = 120.0


@dataclass(frozen=True, slots=True)
class Figure:
    """One row: what was measured, its goal (at most), and the values, whose median is shown."""

    name: str
    goal: float
    unit: str
    values: tuple[float, ...]

    @property
    def row(self) -> str:
        """The row of the table, with the range where there were several runs."""
        middle = statistics.median(self.values)
        verdict = "yes" if middle <= self.goal else "NO"
        spread = f"{min(self.values):.4g} to {max(self.values):.4g}" if self.values[1:] else ""
        goal, median = f"≤ {self.goal:g} {self.unit}", f"{middle:.3g} {self.unit}"
        return f"| {self.name} | {goal} | {median} | {spread} | {verdict} |"


def main() -> None:
    """Measure everything and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        var = Path(folder) / "var"
        os.environ["SHOROKU_VAR"] = str(var)
        figures = [*measure_processes(var), *measure_server(), *measure_questions()]
    print(f"{machine()}\n")
    print("| what | goal | median | runs | met |\n|---|---|---|---|---|")
    print("\n".join(figure.row for figure in figures))


def measure_processes(var: Path) -> Iterator[Figure]:
    """Commands from start to end. Leaves a built index in ``var``."""
    run("--help")
    yield Figure("`shoroku --help`", 0.5, "s", repeated(7, lambda: timed("--help")))
    yield Figure("`shoroku build` from nothing", 15, "s", build_from_nothing(var, 3))
    yield Figure("`shoroku build`, nothing changed", 3, "s", repeated(5, lambda: timed("build")))
    asked = repeated(3, lambda: timed("ask", "Who chaired the session?"))
    yield Figure("`shoroku ask`, start to end", 4, "s", asked)


def build_from_nothing(var: Path, times: int) -> tuple[float, ...]:
    """Seconds of each build, each into a folder of its own; the last is ``var``."""
    folders = [str(var.with_name(f"var-{run}")) for run in range(1, times)]
    return tuple(timed("build", SHOROKU_VAR=folder) for folder in [*folders, str(var)])


def measure_server() -> Iterator[Figure]:
    """From the start of ``shoroku serve`` to the page, to readiness, and its memory then."""
    runs = [server_run() for _ in range(3)]
    reachable, ready, memory = (tuple(values) for values in zip(*runs, strict=True))
    yield Figure("page reachable after `shoroku serve`", 4, "s", reachable)
    yield Figure("server ready for the first answer", 6, "s", ready)
    yield Figure("memory of the server when ready", 1.2, "GB", memory)


def server_run() -> tuple[float, float, float]:
    """Seconds to the page, seconds to readiness, gigabytes of memory when ready."""
    port = free_port()
    began = time.perf_counter()
    with serving(port) as process:
        wait_for(f"http://127.0.0.1:{port}/chat/")
        reachable = time.perf_counter() - began
        wait_for(f"http://127.0.0.1:{port}/readyz")
        ready = time.perf_counter() - began
        return reachable, ready, memory_of(process.pid)


def measure_questions() -> Iterator[Figure]:
    """Each question once, in this process, after a few others and a server's own warming up."""
    from rag.bootstrap import open_assistant  # noqa: PLC0415 - torch would share the cores
    from rag.settings import load_settings  # noqa: PLC0415

    assistant = open_assistant(load_settings())
    for language, name, goals in (("en", "English", (80, 200)), ("ja", "Japanese", (120, 250))):
        questions = development_questions(language)
        for question in questions[:3]:
            assistant.ask(question)
        assistant.try_out("ja" if language == "ja" else "en")
        times = repeated_over(questions, assistant.ask)
        for rank, goal in zip((50, 95), goals, strict=True):
            figure = (percentile(times, rank),)
            yield Figure(f"one {name} question in process, p{rank}", goal, "ms", figure)


def development_questions(language: str | None = None) -> list[str]:
    """Some ``QUESTIONS`` stand-alone questions of the development half, evenly spread."""
    found = []
    for file in sorted((ROOT / "eval" / "gold").glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            gold = json.loads(line)
            wanted = gold["split"] == "dev" and gold["turn"] == 1
            if wanted and language in (None, gold["language"]):
                found.append(gold["question"])
    return found[:: max(1, len(found) // QUESTIONS)][:QUESTIONS]


def repeated(times: int, measure: Callable[[], float]) -> tuple[float, ...]:
    """The results of several measurements."""
    return tuple(measure() for _ in range(times))


def repeated_over(questions: list[str], ask: Callable[[str], object]) -> list[float]:
    """Milliseconds of each question."""
    times = []
    for question in questions:
        began = time.perf_counter()
        ask(question)
        times.append(1000 * (time.perf_counter() - began))
    return times


def percentile(values: list[float], rank: int) -> float:
    """The nearest-rank percentile."""
    ordered = sorted(values)
    return ordered[max(0, -(-rank * len(ordered) // 100) - 1)]


def timed(*arguments: str, **settings: str) -> float:
    """Seconds of one command as a whole process."""
    began = time.perf_counter()
    run(*arguments, **settings)
    return time.perf_counter() - began


def run(*arguments: str, **settings: str) -> None:
    """Run one command quietly; a failure ends the benchmark with what the command said."""
    done = subprocess.run(
        [*SHOROKU, *arguments],
        cwd=ROOT,
        env={**os.environ, **settings},
        capture_output=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"shoroku {' '.join(arguments)} failed:\n{done.stderr.decode()}")


@contextmanager
def serving(port: int) -> Iterator[subprocess.Popen[bytes]]:
    """A server of its own, stopped afterwards."""
    with subprocess.Popen(
        [*SHOROKU, "serve", "--port", str(port)], cwd=ROOT, stderr=subprocess.DEVNULL
    ) as process:
        try:
            yield process
        finally:
            process.terminate()


def wait_for(address: str) -> None:
    """Return once the address answers with 200."""
    end = time.perf_counter() + PATIENCE
    while time.perf_counter() < end:
        try:
            with urllib.request.urlopen(address, timeout=PATIENCE):  # noqa: S310 - our own server
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.02)
    sys.exit(f"{address} did not answer within {PATIENCE:g} s.")


def memory_of(pid: int) -> float:
    """Resident memory of a process and its children, in gigabytes (10^9 bytes)."""
    process = psutil.Process(pid)
    everyone = [process, *process.children(recursive=True)]
    return sum(one.memory_info().rss for one in everyone) / 1e9


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def machine() -> str:
    """What the figures were measured on, and how busy it is."""
    load = ", ".join(f"{value:.1f}" for value in psutil.getloadavg())
    return f"Machine: {hardware()}; load average {load}."


def hardware() -> str:
    """Processor, cores, memory, system and Python."""
    memory = psutil.virtual_memory().total / 1e9
    return (
        f"{processor()}, {psutil.cpu_count()} cores, {memory:.0f} GB, "
        f"{platform.system()}, Python {platform.python_version()}"
    )


def processor() -> str:
    """The processor's name where the system tells it."""
    listing = Path("/proc/cpuinfo")
    lines = listing.read_text(encoding="utf-8").splitlines() if listing.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


if __name__ == "__main__":
    main()
