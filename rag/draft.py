"""What one part of the assistant hands to the next: an answer without its outer fields."""

from dataclasses import dataclass

from rag.answer import Citation, Comparison, Kind, Nearest


@dataclass(frozen=True, slots=True)
class Draft:
    """The reply itself; question, language and generation are added by the assistant."""

    kind: Kind
    answerable: bool
    confidence: float
    text: str
    citations: tuple[Citation, ...] = ()
    nearest: tuple[Nearest, ...] = ()
    suggestions: tuple[str, ...] = ()
    comparison: Comparison | None = None

    @property
    def is_final(self) -> bool:
        """Whether it is a refusal for which no text was weighed: nothing else may answer."""
        return self.kind is Kind.ABSTENTION and not self.confidence
