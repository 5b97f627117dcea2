"""The systems that are compared, and where each lives."""

import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
VAR = ROOT / "var" / "peers"


@dataclass(frozen=True, slots=True)
class Compared:
    """One system with its settings, the first of which is its own default.

    ``shared_index`` says that all settings ask the same index.
    """

    key: str
    name: str
    settings: tuple[str, ...]
    shared_index: bool = False

    @property
    def ours(self) -> bool:
        """Whether this is Shoroku, which runs in the environment of this checkout."""
        return self.key == "shoroku"

    @property
    def environment(self) -> Path:
        """The virtual environment that its own requirements made."""
        return VAR / self.key

    @property
    def python(self) -> Path:
        """The interpreter that runs it."""
        return Path(sys.executable) if self.ours else self.environment / "bin" / "python"

    @property
    def requirements(self) -> Path:
        """What is installed for it."""
        return ROOT / "requirements.lock" if self.ours else Path(__file__).with_name(self.file)

    @property
    def sources(self) -> tuple[Path, ...]:
        """What its results depend on, beside the documents: its versions and its own file."""
        return (self.requirements, Path(__file__).with_name(f"with_{self.key}.py"))

    @property
    def file(self) -> str:
        """The name of its requirements file."""
        return f"{self.key}.txt"

    def index(self, documents: str, setting: str) -> Path:
        """Where its index of a set of documents is kept."""
        return (
            VAR
            / "indexes"
            / documents
            / (self.key if self.shared_index else f"{self.key}-{setting}")
        )


SYSTEMS = (
    Compared("shoroku", "Shoroku", ("default", "ranked"), shared_index=True),
    Compared("langchain", "LangChain + FAISS", ("default", "best"), shared_index=True),
    Compared("llamaindex", "LlamaIndex", ("default", "best")),
    Compared("txtai", "txtai", ("default", "best")),
    Compared("haystack", "Haystack", ("default", "best")),
)
