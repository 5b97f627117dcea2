"""What is kept, what is forgotten, and what is made at once."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from index.kept import Kept


def test_the_value_that_was_not_used_for_longest_is_forgotten() -> None:
    """To be read counts as being used."""
    kept: Kept[str, int] = Kept(2)
    kept.put("a", 1)
    kept.put("b", 2)
    assert kept.get("a") == 1
    kept.put("c", 3)
    assert kept.get("b") is None
    assert ("a" in kept, "b" in kept, "c" in kept) == (True, False, True)


@given(st.lists(st.lists(st.integers(0, 9))), st.integers(1, 5))
def test_what_lacks_is_made_by_one_call(asked: list[list[int]], most: int) -> None:
    """Each key gets its own value, however few are kept; nothing kept is made again."""
    kept: Kept[int, int] = Kept(most)
    for keys in asked:
        lacking = [key for key in dict.fromkeys(keys) if key not in kept]
        calls: list[list[int]] = []

        def made(some: Sequence[int], calls: list[list[int]] = calls) -> list[int]:
            calls.append(list(some))
            return [-it for it in some]

        assert kept.all(keys, made) == {key: -key for key in keys}
        assert calls == ([lacking] if lacking else [])
