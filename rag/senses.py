"""The senses that a sentence may have: more or less of a thing, to its good or not, or nothing.

A sense is the set of outcomes that a sentence leaves open. So to negate is the complement, and two
sentences contradict one another where no outcome is left that both allow: "did not reduce" and "had
no effect" agree, "reduced" and "did not reduce" do not.
"""

from collections.abc import Iterable

Sense = frozenset[str]
MORE: Sense = frozenset({"more, good", "more, bad"})
LESS: Sense = frozenset({"less, good", "less, bad"})
GOOD: Sense = frozenset({"more, good", "less, good"})
BAD: Sense = frozenset({"more, bad", "less, bad"})
NOTHING: Sense = frozenset({"nothing"})
ALL: Sense = MORE | LESS | NOTHING

# By the row of cues/polarity.toml; where the words of two rows overlap, the first here counts.
SENSES: dict[str, Sense] = {
    "none": NOTHING,
    "down": LESS,
    "up": MORE,
    "better": GOOD,
    "worse": BAD,
    "bad": BAD | NOTHING,
    "good": GOOD,
    "with": MORE,
    "against": LESS,
    "some": ALL - NOTHING,
}
# These are said of the thing beside them, the others of the whole.
OF_A_THING = frozenset({"down", "up", "better", "worse"})

_TURNED = {
    "more, good": "less, bad",
    "more, bad": "less, good",
    "less, good": "more, bad",
    "less, bad": "more, good",
    "nothing": "nothing",
}


class UnclearError(Exception):
    """A sentence says two things at once, or turns a thing round twice."""


def both(one: Sense, other: Sense) -> Sense:
    """What is left where a sentence says both.

    Raises:
        UnclearError: nothing is left.

    """
    if not one & other:
        raise UnclearError
    return one & other


def together(senses: Iterable[Sense]) -> Sense:
    """How one thing goes with others: less of the one and more of the other is less.

    Raises:
        UnclearError: of several it is not known whether there is more or less.

    """
    known = list(senses)
    turning = [sense for sense in known if sense in (MORE, LESS)]
    others = [sense for sense in known if sense not in (MORE, LESS)]
    if len(others) > 1:
        raise UnclearError
    found = others[0] if others else turning.pop()
    for sense in turning:
        found = turned(found) if sense == LESS else found
    return found


def turned(sense: Sense) -> Sense:
    """More for less and good for bad."""
    return frozenset(_TURNED[outcome] for outcome in sense)
