"""Records and references over HTTP."""

from collections.abc import Iterator

import httpx
import pytest

from tests.support.served import served, table_app, wait_ready
from tests.support.table_assistant import BOATS, CONFERENCE, FISH, REEDS
from ui.api.described import Ending
from ui.citing.formats import FORMATS


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    """A server over the table assistant."""
    with served(table_app()) as address:
        wait_ready(address)
        yield f"{address}/api"


def test_all_abstracts_are_found_page_by_page(base: str) -> None:
    """``next`` leads through all of them, each once, and ends."""
    address: str | None = f"{base}/abstracts?size=1"
    found = []
    while address:
        page = httpx.get(address).json()
        assert (page["total"], page["pages"], page["size"]) == (2, 2, 1)
        found += [it["id"] for it in page["abstracts"]]
        address = page["next"]
    assert found == [REEDS.id, BOATS.id]


def test_beyond_the_last_page_there_is_nothing(base: str) -> None:
    """An empty list, so that a program that counts up comes to an end."""
    page = httpx.get(f"{base}/abstracts?page=9").json()
    assert (page["abstracts"], page["page"], page["pages"], page["next"]) == ([], 9, 1, None)


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        ("q=cedar", [BOATS.id]),
        ("q=CEDAR+boats", [BOATS.id]),
        ("author=Okada", [REEDS.id]),
        ("year=2031", [REEDS.id, BOATS.id]),
        ("year=1999", []),
        (f"booklet={CONFERENCE.id}&language=en", [REEDS.id, BOATS.id]),
        ("language=ja", []),
        ("q=nothing+of+the+sort", []),
    ],
)
def test_search_and_filters(base: str, asked: str, ids: list[str]) -> None:
    """The same search as that of the pages."""
    page = httpx.get(f"{base}/abstracts?{asked}").json()
    assert [it["id"] for it in page["abstracts"]] == ids
    assert page["total"] == len(ids)


@pytest.mark.parametrize("asked", ["page=0", "page=x", "size=0", "size=101", "q=" + "x" * 201])
def test_a_wrong_parameter_is_named(base: str, asked: str) -> None:
    """422, and the sentence says which."""
    got = httpx.get(f"{base}/abstracts?{asked}")
    assert (got.status_code, got.json()["code"]) == (422, "invalid")
    assert asked.partition("=")[0] in got.json()["detail"]


def test_one_abstract_whole(base: str) -> None:
    """Its text is that which citations point into, to the character."""
    got = httpx.get(f"{base}/abstracts/{REEDS.id}").json()
    assert (got["title"], got["text"]) == (REEDS.title, REEDS.text)
    assert got["authors"][0] == {"name": "Mari Okada", "affiliation": "Suwa University"}
    assert got["conference"] == "SLS Annual Meeting 2031, Open Session"
    assert got["url"].endswith(f"/a/{REEDS.id}")
    assert httpx.get(got["url"]).status_code == httpx.codes.OK


@pytest.mark.parametrize("ending", FORMATS)
def test_a_reference_is_that_of_the_abstracts_page(base: str, ending: str) -> None:
    """The same bytes at both addresses."""
    got = httpx.get(f"{base}/abstracts/{REEDS.id}.{ending}")
    page = httpx.get(f"{base.removesuffix('/api')}/a/{REEDS.id}.{ending}")
    assert got.status_code == httpx.codes.OK
    assert got.content == page.content
    assert got.headers["content-type"] == page.headers["content-type"]


def test_the_description_names_every_format() -> None:
    """No ending is forgotten."""
    assert set(Ending.__args__) == set(FORMATS)  # type: ignore[attr-defined]


@pytest.mark.parametrize("ending", ["", ".bib", ".json"])
def test_what_is_gone_and_what_never_was(base: str, ending: str) -> None:
    """A withdrawn abstract says when and why; an unknown one leads to the list."""
    gone = httpx.get(f"{base}/abstracts/{FISH.id}{ending}")
    assert (gone.status_code, gone.json()["code"]) == (410, "withdrawn")
    assert FISH.reason in gone.json()["detail"]
    unknown = httpx.get(f"{base}/abstracts/nobody.2{ending}")
    assert (unknown.status_code, unknown.json()["code"]) == (404, "not_found")


def test_booklets(base: str) -> None:
    """Their ids are those that questions and lists can be limited to."""
    assert httpx.get(f"{base}/booklets").json()["booklets"] == [
        {
            "id": CONFERENCE.id,
            "name": "SLS Annual Meeting 2031, Open Session",
            "date": "2031-05-04",
            "abstracts": 2,
        }
    ]


@pytest.mark.parametrize("path", ["/abstracts", f"/abstracts/{REEDS.id}.bib", "/openapi.json"])
def test_head_is_get_without_a_body(base: str, path: str) -> None:
    """The same headers, and nothing after them."""
    head, got = httpx.head(base + path), httpx.get(base + path)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == got.headers["content-length"]
