"""The description of the API: true, whole, and readable by people."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from bs4 import BeautifulSoup
from jsonschema import Draft202012Validator

from tests.support.served import served, table_app, wait_ready
from tests.ui.api.test_ask import CONTRACT
from ui.api.codes import CODES
from ui.api.schemas import AnswerOut, CitationOut

PROBLEMS = "application/problem+json"


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    """A server over the table assistant."""
    with served(table_app()) as address:
        wait_ready(address)
        yield address


@pytest.fixture(scope="module")
def told(base: str) -> Any:  # noqa: ANN401 - JSON
    """The description."""
    return httpx.get(f"{base}/api/openapi.json").json()


def test_every_address_is_described(told: Any) -> None:  # noqa: ANN401
    """Each with a summary, a description, and its errors as problems."""
    assert set(told["paths"]) == {
        "/api/ask",
        "/api/booklets",
        "/api/abstracts",
        "/api/abstracts/{abstract_id}",
        "/api/abstracts/{abstract_id}.{format}",
        "/healthz",
        "/readyz",
        "/metrics",
    }
    operations = [it for path in told["paths"].values() for it in path.values()]
    assert all(it["summary"] and it["description"] for it in operations)
    for path, methods in told["paths"].items():
        for it in methods.values():
            wrong = {status for status in it["responses"] if status >= "400"}
            assert not path.startswith("/api/") or {"429", "503"} <= wrong
            for status in wrong if path.startswith("/api/") else ():
                assert set(it["responses"][status]["content"]) == {PROBLEMS}


def test_every_schema_is_one_and_every_reference_leads_somewhere(told: Any) -> None:  # noqa: ANN401
    """Nothing of the framework's own error form is left over."""
    schemas = told["components"]["schemas"]
    for schema in schemas.values():
        Draft202012Validator.check_schema(schema)
    assert references(told) <= {f"#/components/schemas/{name}" for name in schemas}
    assert not {"HTTPValidationError", "ValidationError"} & set(schemas)


def references(value: Any) -> set[str]:  # noqa: ANN401
    """Every $ref within."""
    if isinstance(value, dict):
        found = {str(value["$ref"])} if "$ref" in value else set()
        return found.union(*map(references, value.values()))
    return set().union(*map(references, value)) if isinstance(value, list) else set()


def test_the_answer_is_described_as_its_contract_has_it() -> None:
    """The same members, so that neither description falls behind."""
    contract: Any = CONTRACT.schema
    assert set(AnswerOut.model_fields) == set(contract["properties"])
    assert set(CitationOut.model_fields) == set(contract["$defs"]["citation"]["properties"])


def test_the_page_shows_what_the_description_says(base: str, told: Any) -> None:  # noqa: ANN401
    """Every address and every error code has its place, and examples call this server."""
    got = httpx.get(f"{base}/api/docs")
    page = BeautifulSoup(got.text, "lxml")
    for path, methods in told["paths"].items():
        for method, it in methods.items():
            section = page.find(id=it["operationId"])
            assert section
            assert f"{method.upper()} {path}" in section.text
    assert all(page.find(id=code) for code in CODES)
    assert f"curl {base}/api/ask" in page.text
    assert "script-src 'self'" in got.headers["content-security-policy"]
    assert "unsafe" not in got.headers["content-security-policy"]


@pytest.mark.parametrize("path", ["/api", "/api/"])
def test_the_bare_address_leads_to_the_page(base: str, path: str) -> None:
    """Whoever types it sees what there is."""
    assert httpx.get(base + path, follow_redirects=True).url.path == "/api/docs"


def test_every_problem_names_a_place_on_the_page(base: str) -> None:
    """The type of a problem is a link to what it means."""
    problems = [
        httpx.post(f"{base}/api/ask", json={"question": ""}),
        httpx.get(f"{base}/api/nowhere"),
        httpx.post(f"{base}/api/ask", content=b"x" * 70_000),
    ]
    page = BeautifulSoup(httpx.get(f"{base}/api/docs").text, "lxml")
    for got in problems:
        path, _, code = got.json()["type"].partition("#")
        assert path == "/api/docs"
        assert page.find(id=code)
