"""The editor's page: who gets in, what is seen and deleted, and gold questions made of it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from bs4 import BeautifulSoup
from pydantic import SecretStr

from eval.gold import load_gold
from rag.conversation import Conversation
from tests.support.editing_desk import PASSWORD, Editor, form_to
from tests.support.served import served, table_app, wait_ready
from tests.support.table_assistant import BOATS, FINDING, MOON, REEDS, WHY_REEDS, TableAssistant
from ui.editor import words as editor_words
from ui.editor.gate import IDLE_SECONDS, LONGEST_SECONDS, Gate
from ui.editor.gold_line import CHOICES
from ui.editor.gold_words import ENGLISH, JAPANESE, GoldWords
from ui.editor.leaves import LEAF, leaf
from ui.editor.unanswered import UnansweredLog
from ui.feedback import Feedback

NOTHING = TableAssistant().ask(MOON, Conversation())
ANSWER = TableAssistant().ask(WHY_REEDS, Conversation())
EditorMaker = Callable[..., Editor]
WORD = "Too <short>, call [number]"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A server with an editor's page, and its folder."""
    var = tmp_path_factory.mktemp("editor")
    with served(table_app(var=var, editor_password=PASSWORD, keep_unanswered=True)) as base:
        wait_ready(base)
        yield base, var


@pytest.fixture
def editor_at() -> Iterator[EditorMaker]:
    """Makes editors, who are not in yet."""
    made: list[Editor] = []

    def make(base: str, **headers: str) -> Editor:
        made.append(Editor.at(base, **headers))
        return made[-1]

    yield make
    for editor in made:
        editor.client.close()


@pytest.fixture
def desk(server: tuple[str, Path], editor_at: EditorMaker) -> Editor:
    """An editor who is in, with one unanswered question and one thumb before them."""
    base, var = server
    unanswered, feedback = UnansweredLog(var), Feedback.into(var)
    unanswered.clear()
    feedback.clear()
    (var / "gold" / "questions.jsonl").unlink(missing_ok=True)
    for _ in range(3):
        unanswered.note(NOTHING)
    feedback.add_word(feedback.judge(ANSWER, "down"), WORD)
    editor = editor_at(base)
    assert editor.enter().status_code == 200
    return editor


def test_without_a_password_there_is_no_such_page(tmp_path: Path) -> None:
    """The default: 404, whatever is asked of it."""
    with served(table_app(var=tmp_path)) as base:
        for path in ("/editor", "/editor/gold", "/editor/editor.css", "/editor/unanswered.jsonl"):
            assert httpx.get(base + path).status_code == 404
        assert httpx.post(f"{base}/editor/enter", data={"password": ""}).status_code == 404


def test_a_stranger_sees_the_door_alone(server: tuple[str, Path], editor_at: EditorMaker) -> None:
    """No page shows anything, and no form changes anything, without the password."""
    base, var = server
    UnansweredLog(var).note(NOTHING)
    stranger = editor_at(base)
    for path in ("/editor", "/editor/gold?kind=unanswered&id=x", "/editor/unanswered.jsonl"):
        got = stranger.client.get(path)
        assert MOON not in got.text
        assert 'name="password"' in got.text
        assert "set-cookie" not in got.headers
    for path in ("/editor/delete-all", "/editor/delete", "/editor/leave", "/editor/gold"):
        sent = {"kind": "unanswered", "token": "guessed"}
        assert stranger.client.post(path, data=sent).status_code == 403
    assert UnansweredLog(var).all()
    assert "This is not the password." in stranger.enter("wrong password").text


def test_the_cookie_is_for_the_editors_page_alone(
    server: tuple[str, Path], editor_at: EditorMaker
) -> None:
    """Its path, its end, closed to scripts and other sites; on https closed to plain http too."""
    plain, safe = (editor_at(server[0], **more) for more in ({}, {"x-forwarded-proto": "https"}))
    cookies = [
        it.client.post("/editor/enter", data={"password": PASSWORD}).headers["set-cookie"].lower()
        for it in (plain, safe)
    ]
    for cookie in cookies:
        for rule in ("path=/editor;", "httponly", "samesite=strict", f"max-age={LONGEST_SECONDS}"):
            assert rule in cookie
    assert ["secure" in cookie for cookie in cookies] == [False, True]


def test_pages_are_not_kept_and_run_no_scripts_but_ours(desk: Editor) -> None:
    """No cache keeps them, and their policy is that of the plain pages."""
    for path in ("/editor", "/editor/nothing"):
        headers = desk.client.get(path).headers
        assert "unsafe" not in headers["content-security-policy"]
    assert desk.client.get("/editor").headers["cache-control"] == "no-store"


def test_what_is_kept_is_seen(desk: Editor) -> None:
    """The question with its count and its nearest abstracts; the thumb with its word, escaped."""
    text = desk.page().text
    assert MOON in text
    assert "asked 3 times" in text
    assert BOATS.title in text
    assert "Of no use" in text
    assert WORD in text
    assert "<short>" not in desk.client.get("/editor").text
    lines = desk.client.get("/editor/unanswered.jsonl").text
    assert lines == f'{{"question": "{MOON}", "times": 3}}\n'


@pytest.mark.parametrize("kind", ["unanswered", "thumbs"])
def test_one_is_deleted_or_all(desk: Editor, server: tuple[str, Path], kind: str) -> None:
    """Each from its own form; the other kind stays."""
    var = server[1]
    UnansweredLog(var).note(replace(NOTHING, question="And the far side?"))
    Feedback.into(var).judge(ANSWER, "up")
    store = UnansweredLog(var) if kind == "unanswered" else Feedback.into(var)
    other = Feedback.into(var) if kind == "unanswered" else UnansweredLog(var)
    first = 0 if kind == "unanswered" else 2
    desk.send(form_to(desk.page(), "editor/delete", first))
    assert len(store.all()) == 1
    desk.send(form_to(desk.page(), "editor/delete-all", 0 if kind == "unanswered" else 1))
    assert store.all() == ()
    assert len(other.all()) == 2


@pytest.mark.parametrize(
    ("headers", "token"),
    [({"sec-fetch-site": "cross-site"}, None), ({"sec-fetch-site": "same-site"}, None), ({}, "x")],
)
def test_a_form_of_another_site_changes_nothing(
    desk: Editor, server: tuple[str, Path], headers: dict[str, str], token: str | None
) -> None:
    """Sent from elsewhere, or without the session's own word, it is refused; the control is not."""
    form = form_to(desk.page(), "editor/delete-all")
    desk.client.headers.update(headers)
    refused = desk.send(form, token=token) if token else desk.send(form)
    assert refused.status_code == 403
    assert UnansweredLog(server[1]).all()
    desk.client.headers["sec-fetch-site"] = "same-origin"
    assert desk.send(form).status_code == 200
    assert not UnansweredLog(server[1]).all()


def test_who_leaves_is_out(desk: Editor) -> None:
    """The session ends on the server, not only in the browser."""
    cookies = dict(desk.client.cookies)
    assert 'name="password"' in desk.send(form_to(desk.page(), "editor/leave")).text
    desk.client.cookies.update(cookies)
    assert 'name="password"' in desk.client.get("/editor").text


def test_guessing_is_slowed_down(tmp_path: Path, editor_at: EditorMaker) -> None:
    """After five tries a client waits, even with the right password; another does not."""
    with served(table_app(var=tmp_path, editor_password=PASSWORD)) as base:
        guesser, editor = editor_at(base), editor_at(base)
        told = [guesser.enter(f"guess number {number}").status_code for number in range(5)]
        late = guesser.enter()
        assert told == [403] * 5
        assert late.status_code == 429
        assert int(late.headers["retry-after"]) > 0
        assert editor.enter().status_code == 200


def test_a_session_ends() -> None:
    """An hour after it was last used, and eight hours after it began, whatever comes first."""
    clock = [0.0]
    gate = Gate(SecretStr(PASSWORD), lambda: clock[0])
    idle, busy = gate.enter(PASSWORD), gate.enter(PASSWORD)
    for _ in range(LONGEST_SECONDS // IDLE_SECONDS * 2 - 1):
        clock[0] += IDLE_SECONDS / 2
        assert gate.session(busy)
    assert gate.session(idle) is None
    clock[0] += IDLE_SECONDS / 2
    assert gate.session(busy) is None


def test_a_gold_question_is_made(desk: Editor, server: tuple[str, Path]) -> None:
    """Found, marked, written: a line that eval reads, with the sentence at its offsets."""
    form = f"/editor/gold?kind=unanswered&id={UnansweredLog(server[1]).all()[0].id}"
    searched = desk.page(f"{form}&q=reeds&abstract={REEDS.id}")
    mark = next(it for it in searched.select(".sheet label") if FINDING in it.text)
    value = str(mark.select("input")[0]["value"])
    sent = form_to(searched, "editor/gold")
    asked = "Why do reeds come back?"
    written = desk.send(sent, mark=[value], question=asked, note="Asked in May.")
    assert written.status_code == 200
    (question,) = load_gold(server[1] / "gold").questions
    assert (question.question, question.note) == (asked, "Asked in May.")
    assert (question.answerable, question.abstracts) == (True, (REEDS.id,))
    (span,) = question.every_span
    assert span.text == FINDING == REEDS.text[span.start : span.end]
    assert question.id in written.text
    desk.send(form_to(_soup(written), "editor/delete"))
    assert UnansweredLog(server[1]).all() == ()


def test_a_part_of_a_sentence_is_placed(desk: Editor, server: tuple[str, Path]) -> None:
    """Copied with a line break in it, it is found; what does not stand there is said, and kept."""
    form = f"/editor/gold?kind=thumbs&id={Feedback.into(server[1]).all()[0].id}"
    page = desk.page(form)
    sent = form_to(page, "editor/gold")
    wrong = desk.send(sent, clause=["Nothing like it stands there, not at all"])
    assert wrong.status_code == 422
    assert "does not stand in" in wrong.text
    assert "Nothing like it stands there" in _soup(wrong).select("textarea[name=clause]")[0].text
    right = desk.send(form_to(_soup(wrong), "editor/gold"), clause=["where the water\n level fell"])
    assert right.status_code == 200
    assert (
        load_gold(server[1] / "gold").questions[0].every_span[0].text
        == "where the water level fell"
    )


def test_what_nothing_answers_is_gold_too(desk: Editor, server: tuple[str, Path]) -> None:
    """Without a sentence, with why; twice the same is refused in one sentence."""
    path = f"/editor/gold?kind=unanswered&id={UnansweredLog(server[1]).all()[0].id}"
    sent = form_to(desk.page(path), "editor/gold")
    assert ENGLISH.unmarked in desk.send(sent).text
    desk.client.headers["accept-language"] = "ja"
    assert JAPANESE.unmarked in desk.send(sent).text
    desk.send(sent, answered="no", unanswerable="off_topic")
    (question,) = load_gold(server[1] / "gold").questions
    assert (question.answerable, question.unanswerable_kind) == (False, "off_topic")
    again = desk.send(sent, answered="no")
    assert (again.status_code, JAPANESE.already in again.text) == (422, True)


def test_a_form_over_other_abstracts_is_asked_again(desk: Editor, server: tuple[str, Path]) -> None:
    """Offsets of an index that was replaced meanwhile are never believed."""
    path = f"/editor/gold?kind=unanswered&id={UnansweredLog(server[1]).all()[0].id}"
    got = desk.send(form_to(desk.page(path), "editor/gold"), generation="older", mark=["0:5:x"])
    assert got.status_code == 422
    assert ENGLISH.changed in got.text


@pytest.mark.parametrize("words", [ENGLISH, JAPANESE])
def test_every_choice_has_a_word(words: GoldWords) -> None:
    """Each value of each menu is told in both languages."""
    for name, values in CHOICES.items():
        assert tuple(getattr(words, name)) == values


def test_a_long_list_is_turned_leaf_by_leaf(server: tuple[str, Path], desk: Editor) -> None:
    """Each row stands on one page alone; who deletes one is led back to where they were."""
    feedback = Feedback.into(server[1])
    for number in range(LEAF + 5):
        asked = replace(ANSWER, question=f"Question number {number:02} of many?", rewritten=None)
        feedback.judge(asked, "up")
    first, second = desk.page("/editor"), desk.page("/editor?thumbs=2")
    titles = [it.text for page in (first, second) for it in page.select("#thumbs ~ ol h3")]
    assert len(titles) == len(set(titles)) == LEAF + 6
    assert [it["rel"] for it in first.select(".turning a")] == [["next"]]
    assert [it["rel"] for it in second.select(".turning a")] == [["prev"]]
    assert MOON in second.text, "the other list stays where it was"
    deleted = desk.send(form_to(second, "editor/delete", 1))
    assert (deleted.url.path, deleted.url.params["thumbs"]) == ("/editor", "2")
    assert f"Yes, delete all {LEAF + 5}" in deleted.text


@pytest.mark.parametrize(
    ("wanted", "page"), [("", 1), ("2", 2), ("3", 3), ("4", 3), ("0", 1), ("-1", 1), ("9" * 99, 1)]
)
def test_a_page_that_is_not_there_is_the_nearest(wanted: str, page: int) -> None:
    """Whatever stands in the address."""
    got = leaf(range(2 * LEAF + 1), wanted)
    assert (got.page, got.pages, got.total) == (page, 3, 2 * LEAF + 1)
    assert got.rows[0] == (page - 1) * LEAF
    assert leaf([], wanted).rows == ()


def test_the_page_speaks_japanese(server: tuple[str, Path], editor_at: EditorMaker) -> None:
    """To whom asks for it, and every link keeps the choice."""
    editor = editor_at(server[0], **{"accept-language": "ja"})
    assert editor_words.JAPANESE.password in editor.client.get("/editor").text
    assert 'action="./editor/enter?lang=en"' in editor.client.get("/editor?lang=en").text


def _soup(response: httpx.Response) -> BeautifulSoup:
    return BeautifulSoup(response.text, "lxml")
