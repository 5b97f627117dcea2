"""The address that the server listens on: said to people, and checked before anything loads."""

import socket

from ui.errors import AddressError


def page_address(host: str, port: int) -> str:
    """What to type into a browser on this machine."""
    shown = "127.0.0.1" if host in {"", "0.0.0.0"} else host  # noqa: S104 - compared, not bound
    return f"http://[{shown}]:{port}" if ":" in shown else f"http://{shown}:{port}"


def check_free(host: str, port: int) -> None:
    """Refuse an address that cannot be listened on, with the reason.

    Raises:
        AddressError: the port is taken, or the host is none of this machine's.

    """
    try:
        with socket.create_server((host, port), family=_family(host)):
            return
    except OSError as error:
        # Python puts the address into the system's own words.
        reason = (error.strerror or str(error)).partition(" (while")[0]
        raise AddressError(
            f"Nothing can be served at {page_address(host, port)}: {reason}. Choose another port "
            "with --port (make serve PORT=...) or another address with --host."
        ) from None


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET
