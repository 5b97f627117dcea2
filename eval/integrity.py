"""Whether an answer keeps its promise: every excerpt verbatim, every marker with its citation."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from corpus.abstract import Abstract
from eval.spans import excerpts, is_record
from rag.answer import Answer, Citation, Kind

_MARKER = re.compile(r"(?<!\\)\[(\d+)\]")
_QUOTATION = re.compile(r"^> *(.*?)(?: *\[\d+\])* *$", re.MULTILINE)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def faults(answer: Answer, abstracts: Mapping[str, Abstract]) -> tuple[str, ...]:
    """Everything that breaks the promise, one sentence each; empty for a sound answer."""
    return (
        *(fault for citation in answer.citations for fault in _quote_faults(citation, abstracts)),
        *_marker_faults(answer),
        *_quotation_faults(answer, abstracts),
        *_bare_answer(answer),
    )


def without_markers(answer: Answer) -> str:
    """The text of the answer less its markers; bracketed numbers within quotes stay."""
    wanted = {citation.marker for citation in answer.citations}
    return _MARKER.sub(lambda m: "" if int(m[1]) in wanted else m[0], answer.text)


def _quote_faults(citation: Citation, abstracts: Mapping[str, Abstract]) -> Iterator[str]:
    name = f"citation [{citation.marker}]"
    abstract = abstracts.get(citation.abstract_id)
    if abstract is None:
        yield f"{name} names '{citation.abstract_id}', which is not indexed"
        return
    if citation.title != abstract.title:
        yield f"{name} gives another title than '{abstract.id}' has"
    if not is_record(citation) and not 0 <= citation.start < citation.end <= len(abstract.text):
        yield f"{name} has no place at {citation.start}..{citation.end} of '{abstract.id}'"
    elif citation.quote != abstract.text[citation.start : citation.end]:
        yield f"{name} is not verbatim at {citation.start}..{citation.end} of '{abstract.id}'"


def _marker_faults(answer: Answer) -> Iterator[str]:
    used = _markers_in(answer)
    given = Counter(citation.marker for citation in answer.citations)
    yield from (f"marker [{n}] has no citation" for n in sorted(used - set(given)))
    yield from (f"citation [{n}] has no marker in the text" for n in sorted(set(given) - used))
    yield from (f"{count} citations share marker [{n}]" for n, count in given.items() if count > 1)


def _markers_in(answer: Answer) -> set[int]:
    """Read the markers of the frame alone: an abstract may itself hold '[3]'."""
    text = answer.text
    quotes = {citation.quote for citation in answer.citations}
    titles = {each.title for each in answer.citations} | {each.title for each in answer.nearest}
    for words in sorted((quotes | titles) - {""}, key=lambda words: (-len(words), words)):
        text = text.replace(words, " ")
    return {int(number) for number in _MARKER.findall(text)}


def _quotation_faults(answer: Answer, abstracts: Mapping[str, Abstract]) -> Iterator[str]:
    """Check the quotations that a reader sees, which might differ from those in the citations."""
    cited = {citation.abstract_id for citation in answer.citations}
    texts = [_spaced(abstracts[each].text) for each in sorted(cited & set(abstracts))]
    for line in _QUOTATION.findall(answer.text):
        shown = _spaced(_ESCAPE.sub(r"\1", line)).strip("“”「」")
        if not any(shown in text for text in texts):
            yield f"the text quotes what no cited abstract says: {shown!r}"


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _bare_answer(answer: Answer) -> Iterator[str]:
    if answer.kind is Kind.ANSWER and not excerpts(answer.citations):
        yield "an answer without an excerpt"
