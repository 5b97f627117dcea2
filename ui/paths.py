"""Which of our pages a request is for, wherever a web server in front shows them."""

from starlette.types import Scope


def own_path(scope: Scope) -> str:
    """The request's path without ``root_path``, under which all may be shown (ASGI).

    Whatever decides by a path must use this one: the other begins with what an operator has set.
    """
    return str(scope.get("path", "")).removeprefix(scope.get("root_path", ""))
