"""An editor at the editor's page, without a browser: forms are filled in as they are served."""

from dataclasses import dataclass
from itertools import count

import httpx
from bs4 import BeautifulSoup, Tag

PASSWORD = "correct horse battery"  # noqa: S105 - of tests


_NUMBERS = count(1)


@dataclass(frozen=True, slots=True)
class Editor:
    """Someone with a browser that keeps cookies, and says where its requests come from."""

    client: httpx.Client

    @classmethod
    def at(cls, base: str, **headers: str) -> "Editor":
        """At this server, in English, and from an address of their own."""
        address = f"198.51.100.{next(_NUMBERS)}"
        usual = {"accept-language": "en", "sec-fetch-site": "same-origin"}
        usual["x-forwarded-for"] = address
        return cls(httpx.Client(base_url=base, headers=usual | headers, timeout=20))

    def enter(self, password: str = PASSWORD) -> httpx.Response:
        """Give the password, and follow where it leads."""
        sent = {"password": password}
        return self.client.post("/editor/enter", data=sent, follow_redirects=True)

    def page(self, path: str = "/editor") -> BeautifulSoup:
        """A page."""
        return BeautifulSoup(self.client.get(path).text, "lxml")

    def send(self, form: Tag, **filled: str | list[str]) -> httpx.Response:
        """Send a form as it stands, with these fields changed, and follow where it leads."""
        address = str(form["action"]).replace("../", "/").replace("./", "/")
        data = fields(form) | filled
        return self.client.post(address, data=data, follow_redirects=True)


def form_to(page: BeautifulSoup, ending: str, number: int = 0) -> Tag:
    """The form that posts to an address with this end."""
    forms = page.find_all("form", method="post")
    return [it for it in forms if isinstance(it, Tag) and str(it["action"]).endswith(ending)][
        number
    ]


def fields(form: Tag) -> dict[str, str | list[str]]:
    """What a browser would send of the form as it stands."""
    found: dict[str, list[str]] = {}
    for field in form.find_all(["input", "textarea", "select"]):
        assert isinstance(field, Tag)
        if field.get("type") in {"radio", "checkbox"} and field.get("checked") is None:
            continue
        found.setdefault(str(field["name"]), []).append(_value(field))
    return dict(found)


def _value(field: Tag) -> str:
    if field.name == "textarea":
        return field.text.removeprefix("\n")
    if field.name == "select":
        options = field.find_all("option")
        chosen = [it for it in options if isinstance(it, Tag) and it.get("selected") is not None]
        return str((chosen or options)[0]["value"])
    return str(field.get("value", ""))
