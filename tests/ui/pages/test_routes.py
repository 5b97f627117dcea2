"""The pages over HTTP: what each address answers, and in which language."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

import httpx
import pybtex.database
import pytest
import rispy
from bs4 import BeautifulSoup
from fastapi import FastAPI
from fastapi.testclient import TestClient

from corpus.abstract import Booklet
from corpus.errors import ShorokuError
from rag.assistant import Assistant
from rag.settings import load_settings
from tests.support.hashing_embedder import HashingEmbedder
from tests.support.indexing import built, opened
from tests.support.served import table_app, wait_until
from tests.support.table_assistant import BOATS, CONFERENCE, FISH, REEDS
from ui.pages.routes import router
from ui.service import AnswerService, Live


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    """Someone with an English browser before the whole application."""
    with TestClient(table_app(), base_url="http://abstracts.example") as client:
        while client.get("/readyz").status_code != httpx.codes.OK:
            pass
        client.headers["accept-language"] = "en"
        yield client


class Shown(Protocol):
    """A response, whichever client got it."""

    @property
    def text(self) -> str:
        """The page."""


def page(response: Shown) -> BeautifulSoup:
    """The parsed page."""
    return BeautifulSoup(response.text, "lxml")


def test_an_abstract_has_a_page_of_its_own(client: TestClient) -> None:
    """Title, authors, affiliation, conference, keywords and every word of the text."""
    response = client.get(f"/a/{REEDS.id}")
    assert response.status_code == httpx.codes.OK
    shown = page(response)
    assert shown.select("h1")[0].get_text() == REEDS.title
    text = " ".join(shown.get_text().split())
    for told in ("Mari Okada", "Suwa University", "SLS Annual Meeting 2031", "4 May 2031", "reeds"):
        assert told in text.replace("\N{NO-BREAK SPACE}", " ")
    paragraphs = [it.get_text() for it in shown.select(".text p")]
    assert paragraphs == list(REEDS.paragraphs)


def test_a_passage_is_marked_where_the_address_names_it(client: TestClient) -> None:
    """The link from an answer opens the whole abstract with the quoted words highlighted."""
    shown = page(client.get(f"/a/{REEDS.id}?from=10&to=40"))
    assert "".join(it.get_text() for it in shown.select("mark#quote")) == REEDS.text[10:40]
    for nonsense in ("from=40&to=10", "from=0&to=99999999", "from=x&to=2", "from=-1&to=3"):
        assert not page(client.get(f"/a/{REEDS.id}?{nonsense}")).select("mark")


def test_machines_read_who_wrote_what_and_when(client: TestClient) -> None:
    """citation_* tags and schema.org data hold the record, whatever characters are in it."""
    shown = page(client.get(f"/a/{REEDS.id}"))
    tags = [(it.get("name"), it.get("content")) for it in shown.select("meta[name^=citation]")]
    assert ("citation_title", REEDS.title) in tags
    assert [told for name, told in tags if name == "citation_author"] == [
        "Okada, Mari", "Lindqvist, Bo",
    ]  # fmt: skip
    assert ("citation_publication_date", "2031/05/04") in tags
    data = json.loads(shown.select("script[type='application/ld+json']")[0].text)
    assert (data["@type"], data["headline"]) == ("ScholarlyArticle", REEDS.title)
    assert data["url"] == f"http://abstracts.example/a/{REEDS.id}"
    assert data["author"][0]["affiliation"][0]["name"] == "Suwa University"


def test_what_was_withdrawn_says_so(client: TestClient) -> None:
    """410 with title, day and reason: a link to it never becomes a riddle."""
    response = client.get(f"/a/{FISH.id}")
    assert response.status_code == httpx.codes.GONE
    text = " ".join(page(response).get_text().split()).replace("\N{NO-BREAK SPACE}", " ")
    assert "was withdrawn" in text
    assert FISH.title in text
    assert FISH.reason in text
    assert "1 June 2031" in text
    assert client.get(f"/a/{FISH.id}.bib").status_code == httpx.codes.GONE


@pytest.mark.parametrize("path", ["/a/nothing", "/a/", "/a/x.bib", "/a/%00", "/cite.bib?id=x"])
def test_an_unknown_abstract_is_a_page_of_the_site(client: TestClient, path: str) -> None:
    """404 with the way on, and nothing of what was asked for in it."""
    response = client.get(path)
    assert response.status_code == httpx.codes.NOT_FOUND
    assert page(response).select("h1")[0].text == "There is no such page"
    assert page(response).select("main a.button")


def test_references_are_files_to_download(client: TestClient) -> None:
    """One abstract or several, in each format, under a name with the right ending."""
    address = f"http://abstracts.example/a/{REEDS.id}"
    bib = client.get(f"/a/{REEDS.id}.bib")
    assert 'attachment; filename="reeds.bib"' in bib.headers["content-disposition"]
    entry = next(iter(pybtex.database.parse_string(bib.text, "bibtex").entries.values()))
    assert entry.fields["url"] == address
    assert rispy.loads(client.get(f"/a/{REEDS.id}.ris").text)[0]["title"] == REEDS.title
    assert json.loads(client.get(f"/a/{REEDS.id}.json").text)[0]["URL"] == address
    both = client.get("/cite.ris", params={"id": [BOATS.id, REEDS.id]})
    assert [it["title"] for it in rispy.loads(both.text)] == [BOATS.title, REEDS.title]


def test_the_list_shows_all_and_filters(client: TestClient) -> None:
    """Every abstract with its address; words narrow the list, and no word leaves a way out."""
    links = page(client.get("/browse")).select(".row h3 a")
    assert [it.get_text() for it in links] == [REEDS.title, BOATS.title]
    assert client.get(f"/{links[0].get('href')}").status_code == httpx.codes.OK
    narrowed = page(client.get("/browse", params={"q": "CEDAR boats"}))
    assert narrowed.select(".count")[0].text == "1 abstract"
    assert [it.text for it in narrowed.select(".snippet mark")] == ["boats", "cedar"]
    nothing = page(client.get("/browse", params={"q": "moon"}))
    assert nothing.select(".count")[0].text == "No abstract fits"
    assert nothing.select(".filters .do a")
    by_author = client.get("/browse", params={"author": "Mari Okada"})
    assert len(page(by_author).select(".row")) == 1


def test_language_follows_the_browser_and_the_switch(client: TestClient) -> None:
    """Japanese where the browser wishes it or the address asks, and then on every link."""
    japanese = client.get("/browse", headers={"accept-language": "ja,en;q=0.5"})
    assert page(japanese).select("html")[0]["lang"] == "ja"
    assert "accept-language" in japanese.headers["vary"]
    asked = page(client.get("/browse", params={"lang": "ja", "q": "reeds"}))
    assert asked.select("html")[0]["lang"] == "ja"
    links = [str(it["href"]) for it in asked.select("main a, nav a:not(.switch)")]
    assert links
    assert all("lang=ja" in link for link in links)
    switch = str(asked.select(".switch")[0]["href"])
    assert page(client.get(f"/browse{switch}")).select("html")[0]["lang"] == "en"
    assert "q=reeds" in switch


def test_no_address_makes_the_pages_fail(client: TestClient) -> None:
    """Whatever the query says, the answer is a page."""
    pages = ("page=0", "page=-1", "page=9999999999", "page=x")
    values = ("year=%00", "q=%F0%28%8C%28", "q=%ED%A0%80", "q=" + "x" * 5000, "lang=xx")
    for query in (*pages, *values, "language=<b>&author='\"&session=%26"):
        assert client.get(f"/browse?{query}").status_code == httpx.codes.OK
    assert client.head(f"/a/{REEDS.id}").status_code == httpx.codes.OK
    assert client.get("/pages/../service.py").status_code == httpx.codes.NOT_FOUND


def test_only_scripts_from_files_may_run(client: TestClient) -> None:
    """The policy of these pages allows no script within a page, and no eval."""
    for path in ("/browse", f"/a/{REEDS.id}", "/a/nothing", "/a/x?y", "/cite.bib"):
        policy = client.get(path).headers["content-security-policy"]
        assert "unsafe" not in policy, path
        assert "default-src 'none'; script-src 'self'" in policy, path


def test_the_pages_can_stand_beneath_another_path(client: TestClient) -> None:
    """Behind a proxy at /abstracts: links stay beneath it; references are whole addresses."""
    beneath = TestClient(client.app, base_url="http://www.example", root_path="/abstracts")
    response = beneath.get(f"/abstracts/a/{REEDS.id}")
    shown = page(response)
    assert f"http://www.example/abstracts/a/{REEDS.id}" in shown.select("#citation")[0].get_text()
    links = [str(it["href"]) for it in shown.select("a[href], link[href]")]
    assert not [link for link in links if link.startswith("/")]
    assert "unsafe" not in response.headers["content-security-policy"]


def test_the_files_of_the_pages_are_kept_by_browsers(client: TestClient) -> None:
    """Style and script are named by their content, and every one that a page names is there."""
    named = re.findall(
        r'(?:href|src)="(?:\.\./)*(?:\./)?(pages/[^"]+)"', client.get("/browse").text
    )
    assert len(named) == 3
    for address in named:
        assert "immutable" in client.get(f"/{address}").headers["cache-control"]
    assert client.get("/pages/chat.js").status_code == httpx.codes.NOT_FOUND


@dataclass(frozen=True, slots=True)
class Newest:
    """What always opens the newest generation."""

    var: Path

    def current(self) -> Assistant:
        """The assistant over it."""
        return Assistant(opened(self.var), HashingEmbedder())


def test_an_address_survives_a_new_generation(tmp_path: Path) -> None:
    """After a re-build the same address shows the new text, and what was withdrawn says so."""
    built(tmp_path, [Booklet(CONFERENCE, (REEDS, BOATS))])
    service = AnswerService(lambda: Newest(tmp_path), load_settings())
    app = FastAPI()
    app.include_router(router(service))
    client = TestClient(app)
    service.start()
    wait_until(lambda: service.ready)
    assert "Managers can lower" in client.get(f"/a/{REEDS.id}").text
    assert len(page(client.get("/browse")).select(".row")) == 2
    stone = replace(FISH, id=BOATS.id)
    changed = replace(REEDS, text="A new text about the same.")
    built(tmp_path, [Booklet(CONFERENCE, (changed,), (stone,))])
    assert "A new text about the same." in client.get(f"/a/{REEDS.id}").text
    assert client.get(f"/a/{BOATS.id}").status_code == httpx.codes.GONE
    assert len(page(client.get("/browse")).select(".row")) == 1
    service.stop()


def test_until_the_abstracts_are_open_the_page_says_so() -> None:
    """503 with Retry-After, and the page tries again by itself."""

    def never() -> Live:
        raise ShorokuError("There is no index yet.")

    service = AnswerService(never, load_settings(), retry_seconds=60)
    app = FastAPI()
    app.include_router(router(service))
    response = TestClient(app).get(f"/a/{REEDS.id}")
    assert response.status_code == httpx.codes.SERVICE_UNAVAILABLE
    assert response.headers["retry-after"] == "5"
    assert page(response).select("[data-retry] a[href='']")
