"""What a value must be, where its type alone does not say it."""

import re
from ipaddress import ip_network

from pydantic import SecretStr

_ORIGIN = re.compile(r"https?://[^\s/;,'\"]+")
_LIMIT = re.compile(r"[1-9]\d{0,8}/(?:second|minute|hour|day)")
_SHORTEST_SECRET = 12
_SUB_PATH = re.compile(r"(?:/[A-Za-z0-9._~-]+)*")


def origin(value: str) -> str:
    """An origin; anything else would end up in a policy that a browser reads otherwise."""
    if not _ORIGIN.fullmatch(value):
        raise ValueError("an origin is scheme and host alone, as https://www.example.org")
    return value


def network(value: str) -> str:
    """An IP address or a network of them, as 10.0.0.0/8."""
    try:
        ip_network(value)
    except ValueError:
        raise ValueError("an IP address or network is wanted, as 127.0.0.1 or 10.0.0.0/8") from None
    return value


def limit(value: str) -> str:
    """How often in which time."""
    if not _LIMIT.fullmatch(value):
        raise ValueError("a limit is a number and second, minute, hour or day, as 60/minute")
    return value


def sub_path(value: str) -> str:
    """A path without a slash at its end; empty for none."""
    if not _SUB_PATH.fullmatch(value):
        raise ValueError("a path begins with a slash and does not end with one, as /abstracts")
    return value


def secret(value: SecretStr) -> SecretStr:
    """A password that takes longer to guess than the tries that are let through."""
    if len(value) < _SHORTEST_SECRET:
        raise ValueError(f"a password has at least {_SHORTEST_SECRET} characters")
    return value
