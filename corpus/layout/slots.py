"""Lines above a title that place it in the programme: its number, time and room."""

import re
from dataclasses import dataclass, replace

from corpus.layout.blocks import Block
from corpus.reading import FoundRecord

_CLOCK = r"\d{1,2}[:.h]\d{2}(?:\s*[ap]\.?m\.?)?"
_TIME = re.compile(rf"(?:\w+day,?\s+)?{_CLOCK}(?:\s*(?:[-–—]|to)\s*{_CLOCK})?", re.IGNORECASE)
_ROOM = re.compile(r"(?:room|hall|aula|auditorium|raum|salle|sala|会場)\s*\w{0,12}", re.IGNORECASE)
_CODE = re.compile(
    r"(?:(?:abstract|paper|poster|talk|id|no\.?|nr\.?|#)\s*[:#.]?\s*)?"
    r"[A-Z]{0,4}[-–. ]?\d{1,4}(?:[-–.]\d{1,3})?",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*[|/,;·•–—-]\s*|\s{2,}|\s+")
_MAX_LINES = 2


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in the programme; what the lines do not say is None."""

    identifier: str | None = None
    time: str | None = None
    room: str | None = None


def take_slot(blocks: list[Block]) -> tuple[Slot, list[Block]]:
    """The slot that the last lines of ``blocks`` give to the title below them, and the rest."""
    rest = list(blocks)
    slot = Slot()
    for _ in range(_MAX_LINES):
        if not rest:
            break
        *above, last = rest[-1].lines
        found = _slot_in(last.text)
        if found is None:
            break
        slot = _both(slot, found)
        rest[-1:] = [replace(rest[-1], lines=tuple(above))] if above else []
    return slot, rest


def in_slot(record: FoundRecord, slot: Slot) -> FoundRecord:
    """The record with the slot's facts where it has none of its own."""
    return replace(
        record,
        identifier=record.identifier or slot.identifier,
        time=record.time or slot.time,
        room=record.room or slot.room,
    )


def _both(first: Slot, second: Slot) -> Slot:
    return Slot(
        first.identifier or second.identifier, first.time or second.time, first.room or second.room
    )


def _slot_in(text: str) -> Slot | None:
    """The slot that a line is; None where it holds anything else."""
    rest = " ".join(text.split())
    time, rest = _taken(_TIME, rest)
    room, rest = _taken(_ROOM, rest)
    code = rest.strip(" |/,;:·•–—-()[]")
    if code and not _CODE.fullmatch(code):
        return None
    if code and code.isdigit() and not (time or room):
        return None
    return Slot(code or None, time, room) if code or time or room else None


def _taken(pattern: re.Pattern[str], text: str) -> tuple[str | None, str]:
    found = pattern.search(text)
    if found is None:
        return None, text
    return found.group().strip(), text[: found.start()] + " " + text[found.end() :]
