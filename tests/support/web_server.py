"""nginx with the samples of deploy/nginx, of which only names, ports and places are changed."""

import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import httpx

from tests.support.command_line import ROOT
from tests.support.served import free_port, wait_until

SAMPLES = ROOT / "deploy" / "nginx"
_MAIN = """
daemon off;
master_process off;
pid nginx.pid;
error_log main.log;
events {}
http {
    client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi;
    uwsgi_temp_path uwsgi; scgi_temp_path scgi; access_log off;
    include conf.d/*.conf;
}
"""


@dataclass(frozen=True, slots=True)
class WebServer:
    """A running nginx; ``folder`` has its logs."""

    port: int
    folder: Path

    @property
    def base(self) -> str:
        """Its address, with a certificate that nobody knows."""
        return f"https://127.0.0.1:{self.port}"

    def client(self, address: str = "127.0.0.2", **headers: str) -> httpx.Client:
        """A client that comes from this address of the machine."""
        transport = httpx.HTTPTransport(verify=False, local_address=address)
        return httpx.Client(base_url=self.base, transport=transport, headers=headers, timeout=20)

    def connect(self) -> ssl.SSLSocket:
        """A bare connection, to be spoken to slowly."""
        context = ssl.create_default_context()
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        return context.wrap_socket(socket.create_connection(("127.0.0.1", self.port), 5))

    def logged(self) -> str:
        """All that it has logged."""
        return "".join(it.read_text(encoding="utf-8") for it in self.folder.glob("*.log"))


def find_nginx() -> str:
    """The path of nginx.

    Raises:
        FileNotFoundError: there is none; the sentence says what to install.

    """
    found = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    if found:
        return found
    raise FileNotFoundError(
        "The samples of deploy/nginx are tried with nginx, and there is none. "
        "On Debian, as root: apt-get install nginx-light."
    )


@contextmanager
def web_server(folder: Path, site: str, upstream: str, **changes: str) -> Iterator[WebServer]:
    """Run nginx with ``deploy/nginx/<site>.conf`` before the server at ``upstream``.

    ``changes`` are further texts to replace, for controls.
    """
    port = free_port()
    _write(folder, site, port, upstream.removeprefix("http://"), changes)
    line = [find_nginx(), "-p", str(folder), "-c", "nginx.conf"]
    with (folder / "output").open("wb") as output:
        process = subprocess.Popen(line, stdout=output, stderr=output)
        server = WebServer(port, folder)
        try:
            wait_until(lambda: process.poll() is not None or _answers(server), seconds=10)
            assert process.poll() is None, (folder / "output").read_text()
            yield server
        finally:
            process.terminate()
            process.wait(timeout=10)


def _write(folder: Path, site: str, port: int, upstream: str, changes: dict[str, str]) -> None:
    places = {"shoroku.conf": "conf.d", f"{site}.conf": "conf.d"}
    places |= dict.fromkeys(("shoroku-proxy.conf", "shoroku-fences.conf"), "snippets")
    for name, place in places.items():
        text = (SAMPLES / name).read_text(encoding="utf-8")
        for old, new in (_local(folder, port, upstream) | changes).items():
            text = text.replace(old, new)
        (folder / place).mkdir(exist_ok=True)
        (folder / place / name).write_text(text, encoding="utf-8")
    (folder / "nginx.conf").write_text(_MAIN, encoding="utf-8")
    _make_certificate(folder)


def _local(folder: Path, port: int, upstream: str) -> dict[str, str]:
    """What in the samples is of a real site, and what stands for it here."""
    return {
        "127.0.0.1:7860": upstream,
        "listen 443": f"listen 127.0.0.1:{port}",
        "    listen [::]:443 ssl http2;\n": "",
        "listen 80": f"listen 127.0.0.1:{free_port()}",
        "    listen [::]:80;\n": "",
        "/var/log/nginx/": f"{folder}/",
        "/etc/letsencrypt/live/chat.example.org": str(folder),
        "/etc/letsencrypt/live/www.example.org": str(folder),
    }


def _make_certificate(folder: Path) -> None:
    line = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    line += ["-subj", "/CN=127.0.0.1", "-keyout", "privkey.pem", "-out", "fullchain.pem"]
    subprocess.run(line, cwd=folder, check=True, capture_output=True)


def _answers(server: WebServer) -> bool:
    with suppress(httpx.TransportError), server.client() as client:
        return client.get("/healthz").status_code > 0
    return False
