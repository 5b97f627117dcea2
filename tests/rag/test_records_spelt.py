"""Keys that stand in a text are found without trying each."""

from hypothesis import given
from hypothesis import strategies as st

from rag.records_spelt import Keys, Spelt, key_of

TEXTS = st.lists(
    st.sampled_from(["Rossi", "de", "Ng", "Zheng", "湖", "氷の", "-"]), max_size=6
).map(" ".join)


@given(text=TEXTS, names=st.lists(TEXTS, max_size=8), start=st.integers(0, 8))
def test_keys_are_those_that_a_search_for_each_finds(
    text: str, names: list[str], start: int
) -> None:
    """Every place of the list, in its order, whose words stand next to each other in the text."""
    keys = [key_of(name) for name in names]
    spelt = Spelt(text)
    expected = [n for n, key in enumerate(keys) if n >= start and spelt.find(key)]
    assert Keys(keys).standing_in(spelt, start) == expected
