"""How the API's description tells each address: summary, possible errors, an example."""

from typing import Any, Literal

from ui.api.schemas import AnswerOut
from ui.citing.formats import FORMATS
from ui.problems import MEDIA_TYPE

Described = dict[str, Any]
Ending = Literal["bib", "ris", "json", "txt"]

MEANINGS = {
    400: "The body is not JSON.",
    403: "These figures are for the operator alone.",
    404: "There is no such abstract.",
    410: "The abstract was withdrawn; the sentence says when and why.",
    413: "The question, or the whole request, is too long.",
    415: "The body is not declared as JSON.",
    422: "Something in the request cannot be used; the sentence says what.",
    429: "Asked too often; try again after `retry_after` seconds.",
    503: "Many are asking, or the abstracts are not open; try again after `retry_after` seconds.",
}
_PROBLEM = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}


def _described(
    tag: str, summary: str, example: str, *statuses: int, ok: Described | None = None
) -> Described:
    """What a route is given; 429 and 503 can come from every address."""
    wrong = {it: {"description": MEANINGS[it], "content": _PROBLEM} for it in (*statuses, 429, 503)}
    return {
        "tags": [tag],
        "summary": summary,
        "response_description": "What was asked for.",
        "responses": {**({200: ok} if ok else {}), **wrong},
        "openapi_extra": {"x-codeSamples": [{"lang": "Shell", "source": example}]},
    }


ASK = _described(
    "Answers",
    "Ask a question",
    'curl {server}/api/ask --json \'{"question": "Who chaired the session?"}\'\n'
    "curl -N {server}/api/ask -H 'Accept: text/event-stream' "
    '--json \'{"question": "Which talks are there?"}\'',
    *(400, 413, 415, 422),
    ok={
        "model": AnswerOut,
        "description": "The answer.",
        "content": {"text/event-stream": {"schema": {"type": "string"}}},
    },
)
BOOKLETS = _described("Abstracts", "List the booklets", "curl {server}/api/booklets")
ABSTRACTS = _described(
    "Abstracts", "Find abstracts", "curl '{server}/api/abstracts?q=water&size=5'", 422
)
ABSTRACT = _described(
    "Abstracts", "Read an abstract", "curl {server}/api/abstracts/ID", *(404, 410, 422)
)
REFERENCE = _described(
    "Abstracts",
    "Cite an abstract",
    "curl {server}/api/abstracts/ID.bib",
    *(404, 410, 422),
    ok={
        "description": "The reference as a file.",
        "content": {it.media_type: {"schema": {"type": "string"}} for it in FORMATS.values()},
    },
)
