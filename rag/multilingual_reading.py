"""The second reading where question and abstract are not both English (rag.second_reading)."""

from dataclasses import replace

from index.catalogue import Catalogue
from index.multilingual import FIRST_LANGUAGE
from rag.evidence import Evidence
from rag.multilingual_evidence import FLAT
from rag.query import Query
from rag.reader.reader import Reader
from rag.second_reading import Rereading, in_order, is_english
from rag.wants import Want

# What the reader's log odds weigh beside the score of the first ranking (docs/japanese.md).
READ = 1.5
# Windows that are read. More than of English: the first ranking finds less (docs/japanese.md).
MOST = 8


class MultilingualReading:
    """Ranks anew by what the reader of all languages says."""

    def __init__(self, catalogue: Catalogue, reader: Reader) -> None:
        self._catalogue = catalogue
        self._every = Rereading(catalogue, reader, lambda _: True, MOST)
        self._foreign = Rereading(catalogue, reader, lambda it: not is_english(it), MOST)

    def of(self, query: Query, ranked: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
        """The same sentences, best first, with the reader's log odds among their features.

        For a question in English, only what is not English is read and put in another order; it
        stays where it is beside what is English, whose odds come from another reader.
        """
        if query.language != FIRST_LANGUAGE:
            odds = self._every.log_odds(query.asked, ranked)
            # Where the abstract as a whole is asked for a role, the roles decide; a reason can
            # stand in sentences of many.
            by_role = query.wants[0] is not Want.REASON
            return in_order(
                _with(it, read, (FLAT if by_role and it.of_whole else 1.0) * READ * read)
                for it, read in zip(ranked, odds, strict=True)
            )
        return self._foreign_anew(query, ranked)

    def _foreign_anew(self, query: Query, ranked: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
        foreign = tuple(it for it in ranked if not self._is_english(it))
        if not foreign:
            return ranked
        odds = self._foreign.log_odds(query.unpointed, foreign)
        highest = max(odds)
        anew = (
            _with(it, read, READ * (read - highest)) for it, read in zip(foreign, odds, strict=True)
        )
        return in_order((*(it for it in ranked if self._is_english(it)), *anew))

    def _is_english(self, evidence: Evidence) -> bool:
        return is_english(self._catalogue.abstract(evidence.sentence.abstract_id))


def _with(evidence: Evidence, read: float, more: float) -> Evidence:
    features = replace(evidence.features, read=read)
    return replace(evidence, features=features, score=evidence.score + more)
