"""The rows of the tables: each system in each of its settings."""

from dataclasses import dataclass

from bench.peers.systems import SYSTEMS, Compared

# What Shoroku ranks is the same in both of its settings; only times differ.
RANKED = "ranked"
NAMES = {
    "shoroku-default": "Shoroku, answering",
    "shoroku-ranked": "Shoroku, ranking alone",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A system in one setting."""

    system: Compared
    setting: str

    @property
    def name(self) -> str:
        """As the tables name it."""
        other = f"{self.system.name}, {self.setting}"
        return NAMES.get(f"{self.system.key}-{self.setting}", other)


ROWS = tuple(Row(system, setting) for system in SYSTEMS for setting in system.settings)
ANSWERING = tuple(row for row in ROWS if row.setting != RANKED)
