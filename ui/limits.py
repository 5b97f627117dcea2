"""How often one client may ask, and how often it may call: sliding windows, kept in memory.

A client is an address; in IPv6 its /64, for that is what one household gets. Behind proxies the
address is the one that the trusted ones forward (see ui.server).
"""

import math
import re
import secrets
import time
from collections.abc import Callable, Sequence
from hashlib import blake2b
from ipaddress import IPv6Address, ip_address, ip_network

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from starlette.types import ASGIApp, Receive, Scope, Send

from ui.i18n import ENGLISH
from ui.metrics import Metrics
from ui.paths import own_path
from ui.problems import details, problem, refused_request

# Clients are sorted into so many drawers by a keyed digest: memory is bounded whoever comes, no
# address is kept, and nobody can choose an address that shares a drawer with another's.
_DIGEST_BYTES = 2
_PREFIX = 64

# What costs work or keeps a connection; a page's own files are not counted.
_COUNTED = re.compile(r"/(?:api/|mcp|browse|cite\.|chat/gradio_api/queue/join)")

_ASKED = "/api/ask"
# A question takes well under a second, so that after this long there is room again.
BUSY_SECONDS = 1


class RateLimits:
    """Several windows that must all have room, such as 60 a minute and 1,200 an hour."""

    def __init__(self, limits: Sequence[str]) -> None:
        self._items: tuple[RateLimitItem, ...] = tuple(parse(limit) for limit in limits)
        self._windows = SlidingWindowCounterRateLimiter(MemoryStorage())
        self._key = secrets.token_bytes(16)

    def wait(self, client: str, cost: int = 1) -> int:
        """Count one use: 0 where it is allowed, else the seconds after which to try again.

        What is refused is not counted. ``cost`` above 1 counts several uses.
        """
        drawer = self._drawer(client)
        waits = [
            self._seconds_left(item, drawer)
            for item in self._items
            if not self._windows.test(item, drawer, cost=min(cost, item.amount))
        ]
        if waits:
            return max(waits)
        self.charge(client, cost)
        return 0

    def charge(self, client: str, cost: int) -> None:
        """Count uses that have been made already, as far as there is room for them."""
        drawer = self._drawer(client)
        for item in self._items:
            self._windows.hit(item, drawer, cost=min(cost, item.amount))

    def _seconds_left(self, item: RateLimitItem, drawer: str) -> int:
        reset = self._windows.get_window_stats(item, drawer).reset_time
        return max(1, math.ceil(reset - time.time()))

    def _drawer(self, client: str) -> str:
        told = client_group(client).encode("utf-8", "replace")
        return blake2b(told, key=self._key, digest_size=_DIGEST_BYTES).hexdigest()


def client_group(client: str) -> str:
    """What counts as one client: an IPv4 address, or the /64 of an IPv6 address."""
    try:
        address = ip_address(client)
    except ValueError:
        return client
    if not isinstance(address, IPv6Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ip_network((int(address), _PREFIX), strict=False))


class RequestLimits:
    """Answers 429 to a client that calls more often than it may."""

    def __init__(self, app: ASGIApp, limits: Sequence[str], metrics: Metrics) -> None:
        self._app = app
        self._limits = RateLimits(limits)
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is within the limits."""
        if scope["type"] == "http" and _COUNTED.match(own_path(scope)):
            seconds = self._limits.wait(client_of(scope))
            if seconds:
                self._metrics.refused("requests")
                sentence = f"Too many requests. Please try again in {seconds} seconds."
                told = details(429, "rate_limited", sentence, seconds)
                await refused_request(own_path(scope), told)(scope, receive, send)
                return
        await self._app(scope, receive, send)


class FullHouse:
    """Answers 503 to a question over the API while no more may wait, before it is even read.

    What a refusal costs is taken from those who wait; so it must cost next to nothing.
    """

    def __init__(self, app: ASGIApp, full: Callable[[], bool], metrics: Metrics) -> None:
        self._app = app
        self._full = full
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what there is room for."""
        if scope["type"] == "http" and own_path(scope) == _ASKED and self._full():
            self._metrics.refused("busy")
            await problem(details(503, "busy", ENGLISH.busy, BUSY_SECONDS))(scope, receive, send)
            return
        await self._app(scope, receive, send)


def client_of(scope: Scope) -> str:
    """The address that a request comes from, as the trusted proxies tell it."""
    client = scope.get("client")
    return str(client[0]) if client else ""
