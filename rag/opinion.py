"""“What do you think about brokers?”: a program has no opinion; the abstracts may say something.

A work or its author is not put so: what somebody thinks of a talk, no abstract says.
"""

import re

from rag.pointing import works

_ENGLISH = re.compile(
    r"^(?:and |so )?(?:what (?:do|would|are) you(?:r)? (?:think|say|thoughts|feel)"
    r"|what(?:['’]s| is| are) your (?:\w+ )?(?:opinions?|views?|take|thoughts|stance|position)"
    r"|how do you (?:feel|see|view)|do you have (?:an? )?(?:opinions?|views?|thoughts))"
    r"(?: (?:about|of|on|regarding))? (?P<topic>[^?.!]{3,80}?)[?.! ]*$",
    re.IGNORECASE,
)
# "Quote something on brokers", "Give me a quote about low pay."
_QUOTE = re.compile(
    r"^(?:please )?(?:(?:quote|cite)(?: me)?(?: something| a (?:sentence|passage))?"
    r"|(?:give|show|find) (?:me |us )?(?:a|some|any)"
    r" (?:quotes?|quotations?|sentences?|passages?|excerpts?))"
    r" (?:about|on|of|regarding) (?P<topic>[^?.!]{3,80}?)[?.! ]*$",
    re.IGNORECASE,
)
_JAPANESE = re.compile(
    r"^(?P<topic>[^、。？?]{2,40}?)(?:について|に関して|を|は)(?:、)?(?:あなたは)?"
    r"(?:どう(?:思い|考え)ますか|どう(?:思う|考える|お考え)(?:の|ん)?(?:ですか)?"
    r"|意見を(?:聞かせて|教えて)(?:ください)?"
    r"|(?:各|この)?(?:抄録集?|予稿集|発表)(?:に|で)は(?:何|なん|どう|どのようなこと)[がとを]?"
    r"(?:書かれて|書いて|述べて|述べられて|言って|言われて)"
    r"(?:いますか|いるのですか|ありますか))[？?。 ]*$"
)


_INTERESTED = re.compile(
    r"^(?P<topic>[^、。？?]{2,40}?)(?:(?:に|について)(?:興味|関心)が(?:あります|ある)"
    r"|について(?:もっと)?(?:知りたい|調べています|調べている))"
    r"(?:の|ん)?(?:です)?(?:が|けど)?(?:と思います)?[。、 ]*$"
)


def of_the_abstracts(question: str) -> str | None:
    """What the abstracts say of it, where an opinion, a quote or anything on something is sought.

    None elsewhere.
    """
    found = _ENGLISH.match(question) or _QUOTE.match(question)
    if found and not works(found["topic"]):
        return f"What do the abstracts say about {found['topic']}?"
    found = _JAPANESE.match(question) or _INTERESTED.match(question)
    return f"{found['topic']}について教えてください" if found else None
