"""Abbreviations that the abstracts introduce (index.abbreviations), known both ways."""

from collections.abc import Iterable
from dataclasses import dataclass

from index.abbreviations import SHORT, Introduced, stems_key


@dataclass(frozen=True, slots=True)
class Alias:
    """``said`` stands in the question; ``others`` are what the abstracts say for it."""

    said: str
    others: tuple[str, ...]


class Abbreviations:
    """The short and long forms of one corpus."""

    def __init__(self, found: Iterable[Introduced]) -> None:
        self._long: dict[str, dict[str, str]] = {}
        self._short: dict[str, dict[str, None]] = {}
        self._written: dict[str, str] = {}
        for it in found:
            self._long.setdefault(it.short, {}).setdefault(_meaning(it.long), it.long)
            self._short.setdefault(it.key, {})[it.short] = None
            self._written.setdefault(it.key, it.long)
        self._order = {key: place for place, key in enumerate(self._short)}
        self._longest = max((key.count(" ") + 1 for key in self._short), default=0)

    def aliases(self, question: str) -> tuple[Alias, ...]:
        """What the abstracts also say for the short and long forms in a question.

        A short form is known by its capitals ("aids" is no AIDS), a long one in any case.
        """
        found = [
            Alias(word, tuple(self._long[word].values()))
            for word in dict.fromkeys(SHORT.findall(question))
            if word in self._long
        ]
        found += [Alias(self._written[it], tuple(self._short[it])) for it in self._held(question)]
        return tuple(found)

    def _held(self, question: str) -> list[str]:
        """The keys of long forms whose stems stand next to each other, as they were introduced."""
        words = stems_key(question).split(" ")
        runs = {
            " ".join(words[start:end])
            for start in range(len(words))
            for end in range(start + 1, min(start + self._longest, len(words)) + 1)
        }
        return sorted(runs & self._order.keys(), key=self._order.__getitem__)

    def same(self, topic: str) -> tuple[str, ...]:
        """What the abstracts also say for a topic that is itself a short or a long form."""
        if topic in self._long:
            return tuple(self._long[topic].values())
        return tuple(self._short.get(stems_key(topic), ()))

    def meanings(self, short: str) -> tuple[str, ...]:
        """The long forms of a short one, none but where the abstracts introduce it."""
        return tuple(self._long.get(short, {}).values())

    def in_question(self, question: str) -> tuple[str, ...]:
        """The short forms in a question that the abstracts introduce."""
        words = dict.fromkeys(SHORT.findall(question))
        return tuple(word for word in words if word in self._long)


def _meaning(long: str) -> str:
    """Equal for two writings of one thing: "retrieval-augmented" and "Retrieval augmented"."""
    return stems_key(long.replace("-", " "))
