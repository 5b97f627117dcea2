"""The words by which a program tells one error from another, each with its status and meaning."""

CODES = {
    "malformed": "400. The body is not JSON.",
    "forbidden": "403. The address is for the operator alone.",
    "not_found": "404. There is no such abstract or address.",
    "method_not_allowed": "405. The address takes other methods; the header Allow says which.",
    "withdrawn": "410. The abstract was withdrawn.",
    "question_too_long": "413. The question, or an earlier one, has too many characters.",
    "request_too_large": "413. The request is larger than 64 KiB.",
    "unsupported_media_type": "415. The body is not declared as application/json.",
    "invalid": "422. A member is missing, unknown or of another kind; errors lists each.",
    "question_empty": "422. Nothing is asked.",
    "unknown_booklet": "422. There is no booklet with this id.",
    "rate_limited": "429. This client has asked or called too often.",
    "fault": "500. A fault of the server's.",
    "busy": "503. As many questions as may wait are waiting.",
    "stopping": "503. The server is being stopped or updated.",
    "not_open": "503. The abstracts are being opened, or cannot be.",
}
