"""The server as a process: how it begins, is told to stop, and ends."""

import logging
import os
import signal
import socket
import sys
from importlib.metadata import version

import uvicorn
from fastapi import FastAPI

from rag.settings import Settings
from ui.stopping import STOP_SECONDS, Traffic

_LOG = logging.getLogger(__name__)
_LAST_SECONDS = 1


def run(
    app: FastAPI, settings: Settings, traffic: Traffic, stop_seconds: float = STOP_SECONDS
) -> None:
    """Serve ``app`` until SIGTERM, which ends the process with 0, or Ctrl-C.

    Answers that run get ``stop_seconds`` to finish; what is cut off then does not hold the process.
    """
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    config = uvicorn.Config(
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
    _LOG.info("Starting", extra={"told": {"version": version("shoroku"), "pid": os.getpid()}})
    try:
        StoppingServer(config, traffic, stop_seconds).run()
    finally:
        _LOG.info("Stopped")
        if traffic.cut_off:
            # The interpreter would wait for the thread of an answer that was cut off.
            logging.shutdown()
            os._exit(0)


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
