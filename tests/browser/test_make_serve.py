"""``make serve``, as the README has it: one command from a checkout to the page."""

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.support.command_line import ROOT, environment

pytestmark = pytest.mark.slow
PATIENCE = 120.0


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def page_at(address: str) -> str:
    """The page, once it answers."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(address, timeout=PATIENCE) as answer:  # noqa: S310 - ours
                return str(answer.read().decode())
        except (urllib.error.URLError, ConnectionError):
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


def test_make_serve_builds_the_index_and_serves(tmp_path: Path) -> None:
    """With no index, ``make serve PORT=…`` builds one, says so, serves, and ends at Ctrl-C."""
    port = free_port()
    with subprocess.Popen(
        ["make", "serve", f"PORT={port}"],
        cwd=ROOT,
        env=environment(SHOROKU_VAR=str(tmp_path / "var"), MAKEFLAGS=""),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as made:
        try:
            assert "Shoroku" in page_at(f"http://127.0.0.1:{port}/chat/")
        finally:
            os.killpg(made.pid, signal.SIGINT)
            said, _ = made.communicate(timeout=60)
    assert "The index is built" in said
    assert f"http://127.0.0.1:{port}" in said
    assert "Traceback" not in said
