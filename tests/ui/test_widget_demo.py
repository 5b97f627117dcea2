"""``make demo``: a made-up website beside the real server, which lets it show the chat."""

import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from tests.support.command_line import ROOT, environment
from tests.support.served import free_port, served, wait_until
from ui.widget.demo_site import demo_site

CHAT = "http://127.0.0.1:4711"


def test_the_pages_lead_to_the_server_and_nowhere_else() -> None:
    """The address in the files is replaced by the server's; what is not there is 404."""
    with served(demo_site(CHAT)) as site:
        page = httpx.get(f"{site}/")
        assert page.headers["content-type"] == "text/html; charset=utf-8"
        assert f'src="{CHAT}/widget.js"' in page.text
        assert "example.org" not in page.text
        assert httpx.get(f"{site}/style.css").headers["content-type"].startswith("text/css")
        for path in ("/nowhere.html", "/../widget.js", "/..%2fwidget.js", "/style.css/x"):
            assert httpx.get(site + path).status_code == 404


@pytest.mark.slow
def test_it_starts_both_and_lists_the_website(tmp_path: Path) -> None:
    """The server's policy names the website's origin, and the website is up beside it."""
    port = free_port()
    website = f"http://localhost:{port + 10}"
    with subprocess.Popen(
        [sys.executable, "-m", "ui.widget.demo_site"],
        cwd=ROOT,
        env=environment(PORT=str(port), SHOROKU_VAR=str(tmp_path / "var")),
        stderr=subprocess.PIPE,
        text=True,
    ) as started:
        try:
            wait_until(lambda: is_up(f"http://127.0.0.1:{port}/healthz"), seconds=60)
            policy = httpx.get(f"http://127.0.0.1:{port}/chat/").headers["content-security-policy"]
            assert policy.endswith(f"frame-ancestors 'self' {website}")
            assert f"http://127.0.0.1:{port}/widget.js" in httpx.get(f"{website}/").text
        finally:
            started.terminate()
            said = started.communicate(timeout=20)[1]
    assert f"{website}/" in said


def is_up(address: str) -> bool:
    """Whether something answers there."""
    try:
        return httpx.get(address).status_code == 200
    except httpx.TransportError:
        return False
