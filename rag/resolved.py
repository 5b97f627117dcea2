"""What a follow-up was read as, and what its reader may look up."""

from collections.abc import Callable
from dataclasses import dataclass

from rag.nearby import Shown
from rag.pointing import NamedWork
from rag.records_followup import Read


@dataclass(frozen=True, slots=True)
class Resolved:
    """A question that stands alone.

    ``text`` is what is searched for, ``focus`` the abstracts it points at (none: all), ``before``
    the earlier question that it continues, ``shown`` the stand-alone form for the visitor;
    ``only`` where the visitor pointed at the focus, and nothing else is meant; ``loose`` where
    nothing points back but the question's shortness, so that it may be a new one. ``of_texts``
    where it asks on of what a text says, and not of the records; ``past`` are the quotes that are
    not to be shown again, ``read`` those that it asks on from; ``one_of`` where one of the focus is
    sought.
    """

    text: str
    focus: tuple[str, ...] = ()
    before: str = ""
    shown: str | None = None
    only: bool = False
    loose: bool = False
    of_texts: bool = False
    past: tuple[Shown, ...] = ()
    read: tuple[Shown, ...] = ()
    one_of: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """What the reader of follow-ups may look up.

    ``read`` finds what of the records a text names, ``work_in`` the one work that it names by its
    subject, ``title_of`` the title of an abstract.
    """

    read: Read
    work_in: Callable[[str], NamedWork | None]
    title_of: Callable[[str], str]
