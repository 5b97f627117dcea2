"""“How does it differ from the refugee study?”: one side was spoken of, the other is named."""

import re

_COMPARES = re.compile(
    r"\b(?:compar(?:e|ed|es|ison)|differ(?:s|ent|ences?)?|similar|contrast|in common|versus|vs)\b",
    re.IGNORECASE,
)
_IT = re.compile(
    r"\b(?:it|(?:this|that)(?: (?:one|study|paper|talk|abstract|presentation|research))?"
    r"|the (?:study|paper|talk|abstract)(?= (?:and|with|to|differ)))\b",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"^(?:and |so )?(?:what about |how about )?"
    r"(?:(?:what(?: is|['’]s) )?the (?:difference|comparison)|(?:please |can you )?compared?"
    r"|differences?)"
    r" (?:to|from|with|and) (?P<other>.{3,80}?)\W*$",
    re.IGNORECASE,
)
_JAPANESE = re.compile(
    r"^(?:それ|これ|この(?:研究|発表|論文))?(?:と|は)?、?(?P<other>[^、。？?]{2,40}?)"
    r"(?:と(?:の)?(?:違い|相違|比較)|と(?:どう|どのように)?(?:違い|違う|異なり|比べ)"
    r"|とは(?:どう|どのように)(?:違|異な))"
)
# "It" is one side in so many words: "compare it with hts", "between it and hts".
_WITH_IT = re.compile(
    r"\bcompare (?:it|this|that)(?: (?:one|study|paper|talk))? (?:to|with|and|against) \S"
    r"|\bbetween (?:it|this|that)(?: (?:one|study|paper|talk))? and \S"
    r"|\b(?:it|this|that)(?: (?:one|study|paper|talk))? (?:differ|different|compare)\w*"
    r" (?:from|to|with) \S",
    re.IGNORECASE,
)


def puts_it_beside(bare: str) -> bool:
    """Whether what was spoken of is set beside something else in so many words."""
    return _WITH_IT.search(bare) is not None


def compared_with(bare: str, title: str) -> str | None:
    """The comparison with the title of what was spoken of; None where nothing is compared."""
    if found := _JAPANESE.match(bare):
        return f"「{title}」と{found['other']}の違いは何ですか？"
    if not _COMPARES.search(bare):
        return None
    if found := _OTHER.match(bare):
        return f"Compare “{title}” with {found['other']}"
    return _IT.sub(lambda _: f"“{title}”", bare, count=1) if _IT.search(bare) else None
