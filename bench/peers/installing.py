"""Each system installed into an environment of its own, timed and weighed."""

import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from shutil import rmtree

from bench.peers.results import Key, Results
from bench.peers.systems import ROOT, SYSTEMS, VAR, Compared

STEP = "install"


def install_all(results: Results, seconds: float) -> bool:
    """Install what is missing; False where ``seconds`` ended before."""
    end = time.monotonic() + seconds
    for system in SYSTEMS:
        key = Key(STEP, system.key, "", "")
        if results.has(key):
            continue
        if time.monotonic() > end:
            return False
        print(f"install {system.name}", flush=True)
        results.add(key, install(system))
    return True


def install(system: Compared) -> dict[str, float]:
    """Wall and processor time of making the environment, its megabytes and its packages.

    Shoroku's is made like the others, beside the environment that runs this, and removed.
    """
    folder = VAR / "scratch" / "environment" if system.ours else system.environment
    rmtree(folder, ignore_errors=True)
    began, worked = time.perf_counter(), children_worked()
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet"]
    pip.append("--disable-pip-version-check")
    subprocess.run([*pip, "--requirement", str(system.requirements)], check=True)
    if system.ours:
        subprocess.run([*pip, "--no-deps", "--editable", str(ROOT)], check=True)
    spent = {"seconds": time.perf_counter() - began, "cpu": children_worked() - worked}
    weighed = {**spent, "size": size(folder), "packages": packages(folder)}
    if system.ours:
        rmtree(folder)
    return weighed


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
