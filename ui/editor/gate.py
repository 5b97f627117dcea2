"""Who may see the editor's page: one password, few tries, and sessions that end.

The session is a random word in a cookie that only ``/editor`` is sent; what it opens is kept in
this process alone. Visitors of all other pages get no cookie.
"""

import hashlib
import hmac
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from pydantic import SecretStr

from ui.limits import RateLimits

COOKIE = "shoroku_editor"
IDLE_SECONDS = 60 * 60
LONGEST_SECONDS = 8 * 60 * 60
_MOST_SESSIONS = 100
# Of one client, and of all together: a guesser may come from many addresses.
_TRIES = ("5/minute", "20/hour")
_TRIES_OF_ALL = ("200/hour",)


@dataclass(frozen=True, slots=True)
class Session:
    """An editor who gave the password; ``token`` stands in every form that changes something."""

    token: str
    began: float
    seen: float


class Gate:
    """Takes the password and knows the sessions."""

    def __init__(self, password: SecretStr, now: Callable[[], float] = time.monotonic) -> None:
        self._password = _digest(password.get_secret_value())
        self._now = now
        self._tries = RateLimits(_TRIES)
        self._tries_of_all = RateLimits(_TRIES_OF_ALL)
        self._sessions: dict[str, Session] = {}

    def wait(self, client: str) -> int:
        """Count a try: 0 where it may be made, else the seconds after which another may."""
        return self._tries.wait(client) or self._tries_of_all.wait("all")

    def enter(self, password: str) -> str | None:
        """The word for the cookie, or None where the password is wrong."""
        if not hmac.compare_digest(_digest(password), self._password):
            return None
        word, now = secrets.token_urlsafe(32), self._now()
        self._forget_old()
        self._sessions[_digest(word)] = Session(secrets.token_urlsafe(32), now, now)
        return word

    def session(self, word: str | None) -> Session | None:
        """The session that a cookie opens; None where it is none of ours or has ended."""
        self._forget_old()
        key = _digest(word or "")
        known = self._sessions.get(key)
        if known:
            self._sessions[key] = replace(known, seen=self._now())
        return known

    def leave(self, word: str | None) -> None:
        """End a session."""
        self._sessions.pop(_digest(word or ""), None)

    def _forget_old(self) -> None:
        now = self._now()
        alive = {
            key: it
            for key, it in self._sessions.items()
            if now - it.seen < IDLE_SECONDS and now - it.began < LONGEST_SECONDS
        }
        self._sessions = dict(list(alive.items())[-_MOST_SESSIONS:])


def is_genuine(session: Session, token: str) -> bool:
    """Whether a form was made for this session."""
    return hmac.compare_digest(_digest(token), _digest(session.token))


def _digest(word: str) -> str:
    return hashlib.sha256(word.encode("utf-8", "replace")).hexdigest()
