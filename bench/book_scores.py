"""How near the records of a book are to its truth. Pure."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel
from rapidfuzz.process import cdist

from corpus.matching import bare_letters

LEAST_SIMILARITY = 0.9
_QUOTES = str.maketrans({**dict.fromkeys("“”„«»", '"'), **dict.fromkeys("‘’‚´", "'")})
_DASHES = re.compile(r"-{2,3}|[‐‑‒–—―−]")
_TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_]+")
_HEAD = 300


@dataclass(frozen=True, slots=True)
class Known:
    """A record as the truth or as we have it; names with given and family name in any order."""

    title: str
    authors: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Score:
    """Shares from 0 to 1; None where the truth does not say."""

    truth: int
    found: int
    precision: float
    recall: float
    title_exact: float | None
    authors_f1: float | None
    text_f1: float | None
    remarks: tuple[str, ...] = ()


def folded(text: str) -> str:
    """Without case, accents, white space and punctuation."""
    return "".join(it for it in bare_letters(text) if it.isalnum())


def printed(text: str) -> str:
    """With one kind of white space, quote and dash: TeX sources write them otherwise."""
    one_kind = _DASHES.sub("-", text.replace("``", '"').replace("''", '"').translate(_QUOTES))
    return " ".join(one_kind.replace("`", "'").split())


def name_key(name: str) -> str:
    """A name without case, accents and order."""
    return " ".join(sorted(re.findall(r"[^\W_]+", bare_letters(name))))


def bag_f1(truth: Iterable[str], ours: Iterable[str]) -> float:
    """F1 of two multisets; 1 where both are empty."""
    wanted, had = Counter(truth), Counter(ours)
    total = wanted.total() + had.total()
    return 2 * (wanted & had).total() / total if total else 1.0


def words(text: str) -> list[str]:
    """The words of a text, each Chinese or Japanese character one."""
    return _TOKEN.findall(unicodedata.normalize("NFKC", text).casefold())


def match(truth: Sequence[Known], ours: Sequence[Known]) -> list[tuple[int, int]]:
    """One-to-one pairs of places, the most similar titles first; texts where titles are missing."""
    if not truth or not ours:
        return []
    by_title = any(it.title for it in truth)
    keys = [[_key(it, by_title=by_title) for it in side] for side in (truth, ours)]
    scores = cdist(*keys, scorer=Indel.normalized_similarity, score_cutoff=LEAST_SIMILARITY)
    left, right = scores.nonzero()
    nearest = sorted(
        zip(left.tolist(), right.tolist(), strict=True),
        key=lambda pair: (-scores[pair], abs(pair[0] - pair[1])),
    )
    used: tuple[set[int], set[int]] = (set(), set())
    pairs = []
    for one, other in nearest:
        if one not in used[0] and other not in used[1]:
            used[0].add(one)
            used[1].add(other)
            pairs.append((one, other))
    return sorted(pairs)


def _key(record: Known, *, by_title: bool) -> str:
    return folded(record.title) if by_title else folded(record.text)[:_HEAD]


def score(
    truth: Sequence[Known],
    ours: Sequence[Known],
    *,
    first_author_only: bool = False,
    text_of: frozenset[int] | None = None,
) -> Score:
    """Compare; ``text_of`` are the places of the truth whose text is compared, None all."""
    pairs = [(truth[a], ours[b], a) for a, b in match(truth, ours)]
    titled = [it for it in pairs if it[0].title]
    authored = [it for it in pairs if it[0].authors]
    texts = [it for it in pairs if it[0].text and (text_of is None or it[2] in text_of)]
    exact = [printed(a.title) == printed(b.title) for a, b, _ in titled]
    names = [_names_f1(a, b, first_only=first_author_only) for a, b, _ in authored]
    bags = [bag_f1(words(a.text), words(b.text)) for a, b, _ in texts]
    matched = {a for a, _ in match(truth, ours)}
    remarks = [
        f"missing: {it.title or it.text[:70]}" for i, it in enumerate(truth) if i not in matched
    ]
    had = {id(it[1]) for it in pairs}
    remarks += [f"extra: {it.title or it.text[:70]}" for it in ours if id(it) not in had]
    remarks += [
        f"title: {a.title!r} ours {b.title!r}"
        for (a, b, _), ok in zip(titled, exact, strict=True)
        if not ok
    ]
    remarks += [
        f"authors {value:.2f}: {a.title[:50]!r} {a.authors} ours {b.authors}"
        for (a, b, _), value in zip(authored, names, strict=True)
        if value < 1
    ]
    remarks += [
        f"text {value:.2f}: {a.title[:60] or a.text[:60]!r}"
        for (a, _, _), value in zip(texts, bags, strict=True)
        if value < LEAST_SIMILARITY
    ]
    return Score(
        truth=len(truth),
        found=len(ours),
        precision=len(pairs) / len(ours) if ours else 0.0,
        recall=len(pairs) / len(truth) if truth else 0.0,
        title_exact=_mean(exact),
        authors_f1=_mean(names),
        text_f1=_mean(bags),
        remarks=tuple(remarks),
    )


def _names_f1(truth: Known, ours: Known, *, first_only: bool) -> float:
    had = ours.authors[:1] if first_only else ours.authors
    return bag_f1(map(name_key, truth.authors), map(name_key, had))


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
