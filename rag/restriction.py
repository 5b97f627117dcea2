"""What a question about the texts is limited to: “What did Chhour say of brokers?”."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.catalogue import Catalogue
from rag.language import Language, language_of
from rag.query import tidy
from rag.records_mentions import Mention, Mentions, Sort
from rag.records_phrases import record_phrases
from rag.records_selection import limit_in_words, limited_to

# A name is part of what is asked; the rest only says where to look.
_LIMITING = (Sort.AUTHOR, Sort.PLACE, Sort.SESSION, Sort.YEAR)
_WHERE = re.compile(
    r"[,\s]*(?:\b(?:in|at|from|of|by|during)\s+)?(?:the\s+)?(?:session\s+)?[“\"「]?"
    r"_(?:place|session|year)_[”\"」]?(?:’s|'s)?(?:\s+session\b)?(?:の(?:セッション)?(?:では?|で)?|では?|、)?",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"\b(?:say|says|said|writes?|wrote|tells?|told|reports?|reported|argues?|argued|thinks?|states?"
    r"|claims?|finds?|found|concludes?|concluded|explains?)\b[^?]{0,12}?"
    r"\b(?:about|on|of|regarding|concerning)\s+(?P<en>[^?]{2,80})"
    r"|(?:_[はがの、]?|^)(?P<ja>[^_、？?]{1,40}?)について[^。]{0,10}(?:述べ|言っ|言い|書い|主張|指摘|説明|話し)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Restriction:
    """The abstracts that are meant, by ``limits``.

    ``question`` is what is asked of them; ``topic`` what somebody is to have spoken of, or empty;
    ``anywhere`` the question without any limit, or empty where it then makes no sentence.
    """

    ids: tuple[str, ...]
    limits: tuple[Mention, ...]
    question: str
    topic: str
    anywhere: str

    def in_words(self, language: Language) -> str:
        """The limits as a part of a sentence."""
        joined = record_phrases(language).joined
        return joined.join(limit_in_words(it, language) for it in self.limits)

    @property
    def is_of_author(self) -> bool:
        """Whether nothing but a name limits it, which any answer shows by itself."""
        return all(it.sort is Sort.AUTHOR for it in self.limits)


def restriction(
    named: Mentions, limits: Sequence[Mention], catalogue: Catalogue
) -> Restriction | None:
    """What the question is limited to, or None where it names no limit, or one that all meet."""
    held = tuple(it for it in limits if it.sort in _LIMITING and it.ids)
    if not held:
        return None
    ids = tuple(it.id for it in limited_to(held, catalogue))
    if not ids or len(ids) == len(catalogue.abstracts()):
        return None
    bare = _WHERE.sub(" ", named.masked)
    topic = _topic(bare)
    anywhere = _anywhere(bare, topic)
    return Restriction(ids, held, _with_names(bare, named), topic, anywhere)


def _topic(bare: str) -> str:
    """What stands behind "say about"; empty where the question is not of that form."""
    found = _SAYS.search(bare)
    topic = tidy((found["en"] or found["ja"]) if found else "").strip(" ?!.,、")
    return "" if "_" in topic else topic


def _anywhere(bare: str, topic: str) -> str:
    if topic:
        japanese = language_of(bare) == "ja"
        return (
            f"{topic}について何が述べられていますか。"
            if japanese
            else f"What is said about {topic}?"
        )
    return "" if "_" in bare else re.sub(r"\s+([?.!,])", r"\1", tidy(bare))


def _with_names(masked: str, named: Mentions) -> str:
    for sort in Sort:
        for mention in named.of(sort):
            masked = masked.replace(f"_{sort}_", mention.said, 1)
    return re.sub(r"\s+([?.!,])", r"\1", tidy(masked))
