"""The server as a process: how it begins, is told to stop, and ends."""

import logging
import os
import signal
import socket
import sys
from importlib.metadata import version
from typing import NoReturn

import uvicorn
from fastapi import FastAPI

from rag.settings import Settings
from ui.address import page_address
from ui.stopping import STOP_SECONDS, Traffic

_LOG = logging.getLogger(__name__)
_LAST_SECONDS = 1
_INTERRUPTED = 130


def run(
    app: FastAPI, settings: Settings, traffic: Traffic, stop_seconds: float = STOP_SECONDS
) -> NoReturn:
    """Serve ``app`` until SIGTERM, which ends the process with 0, or Ctrl-C (130).

    Answers that run get ``stop_seconds`` to finish; what is cut off then does not hold the process.
    """
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    address = page_address(settings.host, settings.port)
    told = {"version": version("shoroku"), "address": address, "pid": os.getpid()}
    _LOG.info("Starting", extra={"told": told})
    code: object = 0
    try:
        StoppingServer(_config(app, settings), traffic, stop_seconds).run()
    except SystemExit as end:
        code = end.code
    except KeyboardInterrupt:
        code = _INTERRUPTED
    _LOG.info("Stopped")
    _end(code if isinstance(code, int) else 0)


def _end(code: int) -> NoReturn:
    """End at once: Python would wait for answers that were cut off, and then tidy for seconds."""
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _config(app: FastAPI, settings: Settings) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        root_path=settings.root_path,
        log_config=None,
        log_level="warning",
        access_log=False,  # an address line may hold what someone asked
        server_header=False,
        proxy_headers=False,  # done within the application, by the setting trusted_proxies
        timeout_graceful_shutdown=_LAST_SECONDS,
    )


class StoppingServer(uvicorn.Server):
    """A server that goes on listening, and refusing, while its last answers are finished."""

    def __init__(self, config: uvicorn.Config, traffic: Traffic, stop_seconds: float) -> None:
        super().__init__(config)
        self._traffic = traffic
        self._stop_seconds = stop_seconds

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Finish what runs, then close. A second Ctrl-C hurries it."""
        await self._traffic.finish(self._stop_seconds, lambda: self.force_exit)
        await super().shutdown(sockets)
