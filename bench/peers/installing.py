"""Each system in an environment of its own; and installing it, timed and weighed."""

import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from shutil import rmtree

from bench.marks import mark
from bench.peers.results import Key, Results
from bench.peers.systems import ROOT, SYSTEMS, VAR, Compared

STEP = "install"
READY = "requirements.mark"


def install_missing() -> None:
    """The environments that the others run in, made where they are missing or of other versions."""
    for system in SYSTEMS:
        ready = system.environment / READY
        source = mark([system.requirements])
        if not system.ours and not (ready.exists() and ready.read_text("utf-8") == source):
            print(f"install {system.name}", flush=True)
            install(system, system.environment)
            ready.write_text(source, encoding="utf-8")


def time_installs(results: Results, seconds: float) -> bool:
    """Install each into an empty folder and remove it; False where ``seconds`` ended before."""
    end = time.monotonic() + seconds
    for system in SYSTEMS:
        key = Key(STEP, system.key, "", "")
        if results.has(key):
            continue
        if time.monotonic() > end:
            return False
        print(f"install {system.name}, timed", flush=True)
        folder = VAR / "scratch" / "environment"
        results.add(key, install(system, folder))
        rmtree(folder)
    return True


def install(system: Compared, folder: Path) -> dict[str, float]:
    """A new environment with the system; seconds, megabytes and packages."""
    rmtree(folder, ignore_errors=True)
    began, worked = time.perf_counter(), children_worked()
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "-qq"]
    pip.append("--disable-pip-version-check")
    subprocess.run([*pip, "--requirement", str(system.requirements)], check=True)
    if system.ours:
        subprocess.run([*pip, "--no-deps", "--editable", str(ROOT)], check=True)
    spent = {"seconds": time.perf_counter() - began, "cpu": children_worked() - worked}
    return {**spent, "size": size(folder), "packages": packages(folder)}


def children_worked() -> float:
    """Processor time of all programs that were run so far, in seconds."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def size(folder: Path) -> float:
    """Megabytes of all files; a link counts as nothing."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(path.stat().st_size for path in files) / 1e6


def packages(folder: Path) -> float:
    """How many packages are installed, pip aside."""
    return float(sum(not name.startswith(("pip-", "setuptools-")) for name in _installed(folder)))


def _installed(folder: Path) -> Iterator[str]:
    return (
        path.name for path in folder.rglob("*.dist-info") if path.parent.name == "site-packages"
    )
