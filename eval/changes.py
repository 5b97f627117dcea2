"""A comparison in plain lines, for the terminal and, behind a mark, for Markdown."""

from collections.abc import Iterator, Sequence

from eval.comparison import Comparison, Flip


def change_lines(comparison: Comparison) -> Iterator[str]:
    """What fell first; then every question that changed, with both replies where shown."""
    for change in comparison.fallen:
        yield f"Fell: {change}."
    if not comparison.fallen:
        yield "No measure fell by more than chance and the margin."
    for said, names in (
        ("Stale, asked or expected anew since", comparison.stale),
        ("No longer asked", comparison.only_before),
        ("Not in the earlier run", comparison.only_now),
    ):
        if names:
            yield f"{said}: {_listed(names)}."
    for flip in comparison.flips:
        yield from _flip(flip)


def _flip(flip: Flip) -> Iterator[str]:
    yield f"{flip.id} {'is right now' if flip.right_now else 'is wrong now'}"
    for lead, reply in (("before", flip.before), ("now", flip.after)):
        if reply is not None:
            yield f"  {lead}: {reply}"


def _listed(names: Sequence[str]) -> str:
    most = 12
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more
