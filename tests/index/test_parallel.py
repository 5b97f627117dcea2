"""Work on all cores: in order, shared evenly, never on more threads than there are cores."""

import threading
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from index.parallel import cores, in_parallel, shared


@given(st.lists(st.integers()))
def test_results_stand_in_the_order_of_the_items(items: list[int]) -> None:
    """Whichever core was quicker."""
    assert shared(lambda some: [-it for it in some], items) == [-it for it in items]


def test_each_core_gets_as_much() -> None:
    """Two cores and eleven texts: six and five, not ten and one."""
    sizes = [len(run) for run in in_parallel(lambda some: [some], list(range(7)), 2)]
    assert sizes == [1, 1, 1, 1]
    runs = shared(lambda some: [len(some)], list(range(cores() * 5 + 1)))
    assert max(runs) - min(runs) <= cores()


def test_what_is_shared_is_not_shared_again() -> None:
    """Work within such work stays on its core: there is no other that is free."""

    def inner(some: Sequence[int]) -> list[str]:
        return [threading.current_thread().name for _ in some]

    def outer(some: Sequence[int]) -> list[tuple[str, set[str]]]:
        return [(threading.current_thread().name, set(shared(inner, [1, 2, 3]))) for _ in some]

    found = [pair for run in in_parallel(outer, [1, 2], 1) for pair in run]
    assert all(inside == {outside} for outside, inside in found)
