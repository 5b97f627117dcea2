"""What was measured, one JSON object a line; a measurement that is there is not made again."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from bench.peers.systems import VAR

RESULTS = VAR / "results.jsonl"


@dataclass(frozen=True, slots=True)
class Key:
    """Which measurement: ``step`` as in the command line, ``of`` what it was made on."""

    step: str
    system: str
    setting: str
    of: str
    round: int = 1


@dataclass(frozen=True, slots=True)
class Measurement:
    """The figures, each with its name; ``source`` changes when they must be made anew."""

    key: Key
    figures: dict[str, float]
    source: str = ""


@dataclass(frozen=True, slots=True)
class Results:
    """All that was measured so far; a later line wins over an earlier one of the same key."""

    path: Path = RESULTS
    kept: dict[Key, Measurement] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path = RESULTS) -> "Results":
        """Read the file, if there is one."""
        results = cls(path)
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        for line in lines:
            row = json.loads(line)
            key = Key(**row["key"])
            results.kept[key] = Measurement(key, row["figures"], row["source"])
        return results

    def has(self, key: Key, source: str = "") -> bool:
        """Whether it was measured, from the same source."""
        return key in self.kept and self.kept[key].source == source

    def add(self, key: Key, figures: dict[str, float], source: str = "") -> None:
        """Keep a measurement at once, so that nothing is lost when the run is broken off."""
        self.kept[key] = Measurement(key, figures, source)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a", encoding="utf-8") as file:
            print(json.dumps(asdict(self.kept[key])), file=file)

    def without(self, *steps: str) -> None:
        """Forget the measurements of some steps, in the file too."""
        for key in [key for key in self.kept if key.step in steps]:
            del self.kept[key]
        lines = (json.dumps(asdict(one)) + "\n" for one in self.kept.values())
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text("".join(lines), encoding="utf-8")

    def of(self, step: str) -> list[str]:
        """What the measurements of a step were made on, each once."""
        return list(dict.fromkeys(key.of for key in self.kept if key.step == step))

    def rounds(self, step: str, system: str, setting: str, of: str) -> list[dict[str, float]]:
        """The figures of all rounds of one measurement."""
        wanted = (step, system, setting, of)
        return [
            m.figures
            for key, m in sorted(self.kept.items(), key=lambda item: item[0].round)
            if (key.step, key.system, key.setting, key.of) == wanted
        ]
