"""Deletes what has been kept for long enough: at the start, and every day."""

import asyncio
import logging
import sqlite3
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from ui.editor.unanswered import UnansweredLog
from ui.feedback import Feedback

_LOG = logging.getLogger(__name__)
_LOOK_SECONDS = 15 * 60


@dataclass(frozen=True, slots=True)
class Retention:
    """Unanswered questions and readers' words, and the days that they are kept."""

    unanswered: UnansweredLog
    feedback: Feedback
    days: int

    def purge(self, today: date) -> None:
        """Delete all that is older. A failure is logged, and it is tried again the next day."""
        before = today - timedelta(days=self.days)
        try:
            told = {
                "unanswered": self.unanswered.purge(before),
                "feedback": self.feedback.purge(before),
            }
        except (sqlite3.Error, OSError) as error:
            _LOG.warning("What was kept too long could not be deleted: %s", error)
            return
        if any(told.values()):
            _LOG.info("Deleted what was kept for long enough", extra={"told": told})

    async def daily(self) -> None:
        """Purge now and on every new day, until cancelled."""
        purged: date | None = None
        while True:
            today = datetime.now(UTC).date()
            if purged != today:
                await asyncio.to_thread(self.purge, today)
                purged = today
            await asyncio.sleep(_LOOK_SECONDS)
