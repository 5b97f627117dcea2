"""The editor's page in a real browser: in both languages, sizes and themes, and without scripts."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from rag.conversation import Conversation
from tests.support.browsing import VIEWS, Net, Reader, View
from tests.support.editing_desk import PASSWORD
from tests.support.hostile_markup import HITS, PROVOKE, STRAYS, WATCH, hostile_strings
from tests.support.served import served, table_app, wait_ready
from tests.support.table_assistant import BOATS, FINDING, MOON, REEDS, WHY_REEDS, TableAssistant
from ui.editor.unanswered import UnansweredLog
from ui.feedback import Feedback

ReaderMaker = Callable[..., Reader]
NOTHING = TableAssistant().ask(MOON, Conversation())
ANSWER = TableAssistant().ask(WHY_REEDS, Conversation())


def keep_some(var: Path) -> None:
    """Two questions and two thumbs, as readers leave them."""
    unanswered, feedback = UnansweredLog(var), Feedback.into(var)
    for question, times in ((MOON, 3), ("月の選挙で誰が勝ちますか", 1)):
        answer = TableAssistant().ask(question, Conversation())
        for _ in range(times):
            unanswered.note(answer)
    feedback.add_word(feedback.judge(ANSWER, "down"), "It names the lakes, but not their number.")
    feedback.judge(ANSWER, "up")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[str]:
    """A server with an editor's page."""
    app = table_app(var=tmp_path, editor_password=PASSWORD, keep_unanswered=True)
    with served(app) as address:
        wait_ready(address)
        keep_some(tmp_path)
        yield address


def enter(page: Page, address: str) -> None:
    """Give the password."""
    page.goto(f"{address}/editor")
    page.fill("#password", PASSWORD)
    page.press("#password", "Enter")
    page.wait_for_selector(".row")


@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_page_fits_and_axe_finds_nothing(
    reader: ReaderMaker, desk: str, language: str
) -> None:
    """Door, list, form, refusal and what was written: no violation in any size and theme."""
    for view in VIEWS:
        someone = reader(**view.context_options(), locale=language)
        page = someone.page

        def look(name: str, someone: Reader = someone, view: View = view) -> None:
            assert someone.page.get_attribute("html", "lang") == language
            assert not someone.overflows(), name
            someone.photograph(f"editor-{name}-{language}-{view.name}")
            assert someone.violations() == [], name

        page.goto(f"{desk}/editor")
        look("door")
        enter(page, desk)
        look("list")
        page.click(".row .ways a")
        look("gold")
        page.click(".gold .do button")
        look("refused")
        page.check(".sheet input[type=checkbox]")
        page.fill("#g-question", f"{MOON} {view.name} {language}")
        page.click(".gold .do button")
        assert page.is_visible("pre")
        look("written")


def test_all_of_it_works_without_scripts(browser: Browser, desk: str, net: Net) -> None:
    """Enter, find an abstract, mark its sentence, write, take off the list, delete all, leave."""
    before = len(net.caught())
    context = browser.new_context(java_script_enabled=False, locale="en-GB")
    page = context.new_page()
    enter(page, desk)
    page.click(".row .ways a")
    assert page.locator("legend", has_text=BOATS.title).first.is_visible()
    page.fill("#g-q", "water level reeds")
    page.click(".filters button")
    page.locator("label", has_text="Why Reeds Return").first.click()
    page.locator(".sheet label", has_text=FINDING).first.click()
    page.click(".gold .do button")
    assert REEDS.id in page.inner_text("pre")
    page.click("text=Take it off the list")
    assert MOON not in page.inner_text("main")
    for summary in page.locator("summary").all():
        summary.click()
    page.click("text=Yes, delete all 1")
    page.locator("summary").first.click()
    page.click("text=Yes, delete all 2")
    assert page.locator(".row").count() == 0
    page.click("text=Leave")
    assert page.is_visible("#password")
    assert context.cookies() == []
    assert net.caught()[before:] == []
    context.close()


def test_hostile_words_do_nothing_there(browser: Browser, tmp_path: Path) -> None:
    """What readers ask and write is text on this page too, with the browser's policy off."""
    texts = [hostile.text for hostile in hostile_strings()]
    context = browser.new_context(bypass_csp=True, reduced_motion="reduce")
    context.add_init_script(WATCH)
    page = context.new_page()
    unanswered, feedback = UnansweredLog(tmp_path), Feedback.into(tmp_path)
    for text in texts:
        answer = TableAssistant().ask(text, Conversation())
        unanswered.note(answer)
        feedback.add_word(feedback.judge(answer, "down"), text)
    app = table_app(var=tmp_path, editor_password=PASSWORD, keep_unanswered=True)
    with served(app) as address:
        wait_ready(address)
        enter(page, address)
        page.locator("html").evaluate(PROVOKE)
        strays = f"(all) => all.flatMap((one) => ({STRAYS})(one))"
        assert page.locator("main bdi").evaluate_all(strays) == []
        assert page.evaluate(HITS) == []
        for kept in unanswered.all()[::10]:
            page.goto(f"{address}/editor/gold?kind=unanswered&id={kept.id}")
            page.locator("html").evaluate(PROVOKE)
            assert page.evaluate(HITS) == []
    context.close()
