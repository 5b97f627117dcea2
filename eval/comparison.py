"""Two runs over the same questions, pair by pair: which measure fell, and which questions did."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from eval.kept import KeptItem, KeptRun
from eval.measures import GRADED, ITEM_MEASURES
from eval.metrics import mean
from eval.statistics import clustered_bootstrap, mcnemar

# A loss counts where chance alone would bring it about more seldom than this …
SIGNIFICANT = 0.05
# … and where it is larger than this, unless the floors' file says otherwise.
MARGIN = 0.02

Pair = tuple[KeptItem, KeptItem]


@dataclass(frozen=True, slots=True)
class Change:
    """One measure over the ``n`` questions of which both runs have a value.

    ``lost`` and ``gained`` are the ids of the questions whose value fell and rose; ``p`` is the
    chance of such a difference where none is.
    """

    measure: str
    before: float
    after: float
    n: int
    lost: tuple[str, ...]
    gained: tuple[str, ...]
    p: float
    margin: float

    @property
    def fell(self) -> bool:
        """Whether the loss is both more than chance and larger than the margin."""
        return self.p < SIGNIFICANT and self.before - self.after > self.margin

    def __str__(self) -> str:
        return (
            f"{self.measure} fell from {self.before:.3f} to {self.after:.3f} over {self.n} "
            f"questions (p = {self.p:.4f}; lost {_ids(self.lost)}; gained {_ids(self.gained)})"
        )


@dataclass(frozen=True, slots=True)
class Flip:
    """A question that was right and is wrong, or the other way round; replies where shown."""

    id: str
    right_now: bool
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """``stale`` are questions that ask or expect something else than when the first run was kept.

    They and the questions that only one run holds are named, and compared in nothing.
    """

    generation: str
    changes: tuple[Change, ...]
    flips: tuple[Flip, ...]
    stale: tuple[str, ...]
    only_before: tuple[str, ...]
    only_now: tuple[str, ...]

    @property
    def fallen(self) -> tuple[Change, ...]:
        """The measures that fell."""
        return tuple(change for change in self.changes if change.fell)


def compare(
    before: KeptRun,
    now: KeptRun,
    language: str,
    margin: float = MARGIN,
    left_out: Collection[str] = (),
) -> Comparison:
    """Hold a run against an earlier one; measures over one language, flips over all.

    ``left_out`` are questions that were not asked now since their labels fit the records no more.
    """
    old = {item.id: item for item in before.items}
    new = {item.id: item for item in now.items}
    shared = [(old[name], item) for name, item in new.items() if name in old]
    pairs = [(a, b) for a, b in shared if a.gold == b.gold]
    spoken = [(a, b) for a, b in pairs if b.language == language]
    asked = {item.split for item in now.items}
    return Comparison(
        generation=before.generation,
        changes=tuple(_changes(spoken, margin)),
        flips=tuple(Flip(b.id, b.right, a.reply, b.reply) for a, b in pairs if a.right != b.right),
        stale=tuple(b.id for a, b in shared if a.gold != b.gold),
        only_before=tuple(
            n
            for n, item in old.items()
            if n not in new and item.split in asked and n not in left_out
        ),
        only_now=tuple(name for name in new if name not in old),
    )


def _changes(pairs: Sequence[Pair], margin: float) -> Iterator[Change]:
    for name in ITEM_MEASURES:
        values = [
            (now, was, value)
            for before, now in pairs
            if (was := before.measures.get(name)) is not None
            and (value := now.measures.get(name)) is not None
        ]
        if values:
            yield _change(name, values, margin)


def _change(name: str, values: Sequence[tuple[KeptItem, float, float]], margin: float) -> Change:
    lost = tuple(item.id for item, was, value in values if value < was)
    gained = tuple(item.id for item, was, value in values if value > was)
    if name in GRADED:
        clusters = [item.cluster for item, _, _ in values]
        p = clustered_bootstrap([value - was for _, was, value in values], clusters)
    else:
        p = mcnemar(len(lost), len(gained))
    before, after = (mean([pair[at] for pair in _bare(values)]) or 0.0 for at in (0, 1))
    return Change(name, before, after, len(values), lost, gained, p, margin)


def _bare(values: Sequence[tuple[KeptItem, float, float]]) -> list[tuple[float, float]]:
    return [(was, value) for _, was, value in values]


def _ids(names: Sequence[str]) -> str:
    return ", ".join(names) or "none"
