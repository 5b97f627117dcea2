"""Servers of ours in processes of their own, with what they wrote."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import httpx

from tests.support.command_line import ROOT, environment
from tests.support.served import free_port, wait_until


@dataclass(frozen=True, slots=True)
class ServerProcess:
    """A running server; ``log`` is the file that both its outputs go to."""

    process: "subprocess.Popen[bytes]"
    base: str
    log: Path

    @property
    def written(self) -> str:
        """All that it has written so far."""
        return self.log.read_text(encoding="utf-8")

    def is_ready(self) -> bool:
        """Whether it answers questions; fails at once where it has ended."""
        assert self.process.poll() is None, self.written
        with suppress(httpx.TransportError):
            return httpx.get(f"{self.base}/readyz").status_code == httpx.codes.OK
        return False


@contextmanager
def moody_server(
    folder: Path, stop_seconds: float = 10, mood: str = "", **settings: str
) -> Iterator[ServerProcess]:
    """Run tests.support.moody_server until the block ends, in ``folder``, which gets its files."""
    port, log = free_port(), folder / "log"
    line = [sys.executable, "-m", "tests.support.moody_server", str(port), str(stop_seconds), mood]
    given = environment(**{"SHOROKU_VAR": str(folder / "var"), **settings})
    with log.open("wb") as output:
        process = subprocess.Popen(
            line, cwd=ROOT, env=given, stdout=output, stderr=subprocess.STDOUT, bufsize=0
        )
        server = ServerProcess(process, f"http://127.0.0.1:{port}", log)
        try:
            wait_until(server.is_ready, seconds=120)
            yield server
        finally:
            process.kill()
            process.wait(timeout=40)
    assert os.path.lexists(log)
