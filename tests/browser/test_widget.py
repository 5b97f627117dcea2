"""The widget on another website: opening, closing, asking, and where the focus is."""

from tests.browser.conftest import GuestMaker
from tests.support.browsing import Net
from tests.support.host_site import LISTED, STRANGER, HostSite, Writer
from tests.support.table_assistant import FINDING, WHY_REEDS

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def test_a_question_is_answered_in_the_panel(guest: GuestMaker, page_with: Writer) -> None:
    """From the button to the excerpt that carries the answer, without leaving the page."""
    someone = guest().come(page_with()).open_chat()
    address = someone.page.url
    assert FINDING in someone.ask(WHY_REEDS).inner_text()
    someone.chat.locator("#live .marker").click()
    assert someone.chat.locator(".card mark").first.inner_text() == FINDING
    assert someone.page.url == address


def test_a_source_is_cited_and_opened_from_the_panel(guest: GuestMaker, page_with: Writer) -> None:
    """The reference comes as a file, and the abstract in a tab of its own; the website stays."""
    someone = guest().come(page_with()).open_chat()
    address = someone.page.url
    someone.ask(WHY_REEDS)
    someone.chat.locator("#desk .cite summary").click()
    with someone.page.expect_download() as download:
        someone.chat.locator("#desk .cite-ways a").first.click()
    assert download.value.suggested_filename == "reeds.bib"
    with someone.page.context.expect_page() as opened:
        someone.chat.locator("#desk .own-page a").click()
    assert opened.value.inner_text("mark#quote") == FINDING
    assert someone.page.url == address


def test_nothing_is_asked_of_anyone_before_the_button_is_pressed(
    guest: GuestMaker, page_with: Writer, net: Net
) -> None:
    """One file is fetched with the page; the chat comes with the first press; no one else ever."""
    someone = guest()
    asked: list[str] = []
    someone.page.on("request", lambda request: asked.append(request.url))
    before = net.caught()
    someone.come(page_with())
    ours = [url for url in asked if not url.startswith(LISTED)]
    assert ours == [f"{page_with.chat}/widget.js"]
    someone.open_chat().ask(WHY_REEDS)
    assert any("/chat/?embed=1&lang=en" in url for url in asked)
    assert [url for url in asked if not url.startswith((LISTED, page_with.chat, "data:"))] == []
    assert net.caught() == before


def test_nothing_is_stored(guest: GuestMaker, page_with: Writer) -> None:
    """No cookie of anyone, and nothing in the website's storage, after an answer."""
    someone = guest().come(page_with()).open_chat()
    someone.ask(WHY_REEDS)
    assert someone.page.context.cookies() == []
    assert someone.page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_the_focus_goes_in_and_comes_back(guest: GuestMaker, page_with: Writer) -> None:
    """Opened it is in the question box; Escape there closes, and it is on the button again."""
    someone = guest().come(page_with())
    assert someone.launcher.get_attribute("aria-expanded") == "false"
    someone.open_chat()
    assert someone.launcher.get_attribute("aria-expanded") == "true"
    assert someone.focus() == "iframe"
    assert someone.chat.locator("#question textarea:focus").count() == 1
    someone.page.keyboard.press("Escape")
    someone.panel.wait_for(state="hidden")
    assert someone.focus() == "launch"
    assert someone.launcher.get_attribute("aria-expanded") == "false"


def test_the_conversation_is_still_there_when_it_is_opened_again(
    guest: GuestMaker, page_with: Writer
) -> None:
    """Closing hides and forgets nothing; the focus goes into the box again."""
    someone = guest().come(page_with()).open_chat()
    someone.ask(WHY_REEDS)
    someone.launcher.click()
    someone.panel.wait_for(state="hidden")
    someone.launcher.click()
    assert FINDING in someone.chat.locator("#live .answer").inner_text()
    someone.chat.locator("#question textarea:focus").wait_for()


def test_the_keyboard_alone_is_enough(guest: GuestMaker, page_with: Writer) -> None:
    """Tab to the button, Enter, type, Enter, and Escape."""
    someone = guest().come(page_with())
    someone.page.focus("#mine")
    someone.page.keyboard.press("Tab")
    assert someone.focus() == "launch"
    someone.page.keyboard.press("Enter")
    someone.usable()
    someone.chat.locator("#question textarea:focus").wait_for()
    someone.page.keyboard.type(WHY_REEDS)
    someone.page.keyboard.press("Enter")
    someone.chat.locator("#live [data-finished]").wait_for()
    someone.page.keyboard.press("Escape")
    someone.panel.wait_for(state="hidden")
    assert someone.focus() == "launch"


def test_the_focus_returns_to_whatever_opened_it(guest: GuestMaker, page_with: Writer) -> None:
    """A button of the website that calls ``Shoroku.open()`` gets the focus back."""
    someone = guest().come(page_with())
    someone.page.evaluate("void (document.getElementById('mine').onclick = () => Shoroku.open())")
    someone.page.click("#mine")
    someone.usable()
    someone.chat.locator("#question textarea:focus").wait_for()
    someone.page.keyboard.press("Escape")
    someone.panel.wait_for(state="hidden")
    assert someone.focus() == "mine"


def test_escape_belongs_to_whoever_has_the_focus(guest: GuestMaker, page_with: Writer) -> None:
    """On the panel's bar it closes; on the website, or while Japanese is typed, it does not."""
    someone = guest().come(page_with()).open_chat()
    someone.page.focus("#mine")
    someone.page.keyboard.press("Escape")
    typing = "e => e.dispatchEvent(new KeyboardEvent('keydown', "
    typing += "{ key: 'Escape', isComposing: true, bubbles: true }))"
    someone.chat.locator("#question textarea").evaluate(typing)
    someone.page.wait_for_timeout(200)
    assert someone.panel.is_visible()
    someone.page.locator("shoroku-widget button.icon").focus()
    someone.page.keyboard.press("Escape")
    someone.panel.wait_for(state="hidden")


def test_only_the_chat_itself_can_close_the_panel(
    guest: GuestMaker, page_with: Writer, site: HostSite
) -> None:
    """The same words from the website or from another frame are not heard."""
    site.put("/other", "<script>parent.postMessage({ shoroku: 'close' }, '*')</script>")
    someone = guest().come(page_with()).open_chat()
    someone.page.evaluate("postMessage({ shoroku: 'close' }, '*')")
    someone.page.evaluate(f"""() => new Promise((done) => {{
        const frame = document.createElement('iframe');
        frame.src = '{STRANGER}/other';
        frame.onload = done;
        document.body.append(frame);
    }})""")
    someone.page.wait_for_timeout(200)
    assert someone.panel.is_visible()
    say = "parent.postMessage({ shoroku: 'close' }, '*')"
    someone.chat.locator("body").evaluate(say)
    someone.panel.wait_for(state="hidden")


def test_on_a_phone_it_covers_the_window(guest: GuestMaker, page_with: Writer) -> None:
    """The panel fills the window, the page behind is out of reach, and Close gives it back."""
    someone = guest(**PHONE).come(page_with())
    box = someone.launcher.bounding_box()
    assert box
    assert (box["width"], box["height"]) == (52, 52)
    someone.launcher.tap()
    someone.usable()
    panel = someone.panel.bounding_box()
    assert panel == {"x": 0, "y": 0, "width": 390, "height": 844}
    assert someone.panel.evaluate("e => e.matches(':modal')")
    wider = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not someone.page.evaluate(wider)
    assert not someone.chat.locator("body").evaluate(wider)
    assert FINDING in someone.ask(WHY_REEDS).inner_text()
    someone.page.locator("shoroku-widget button.icon").tap()
    someone.panel.wait_for(state="hidden")
    assert someone.focus() == "launch"


def test_a_link_within_the_chat_opens_beside_it(guest: GuestMaker, page_with: Writer) -> None:
    """Another page does not take the place of the conversation in the small frame."""
    someone = guest().come(page_with()).open_chat()
    someone.chat.locator("body").evaluate(
        "e => e.insertAdjacentHTML('beforeend', '<a id=away href=/healthz>More</a>')"
    )
    with someone.page.context.expect_page() as opened:
        someone.chat.locator("#away").click()
    assert opened.value.url == f"{page_with.chat}/healthz"
    assert someone.chat.locator("#question textarea").count() == 1


def test_the_chat_cannot_lead_the_website_elsewhere(guest: GuestMaker, page_with: Writer) -> None:
    """Even if it were taken over, the frame may neither navigate the page nor put up a dialog."""
    someone = guest().come(page_with()).open_chat()
    asked: list[str] = []
    someone.page.on("dialog", lambda dialog: asked.append(dialog.message))
    leave = """() => { alert('x'); try { top.location = '/healthz'; return 'went' }
        catch (error) { return error.name } }"""
    assert someone.chat.locator("body").evaluate(leave) == "SecurityError"
    someone.page.wait_for_timeout(200)
    assert someone.page.url == f"{LISTED}/"
    assert asked == []


def test_the_chat_is_compact_in_the_panel(guest: GuestMaker, page_with: Writer) -> None:
    """Its head is short, without a name of its own, and stands flush with the panel's title."""
    someone = guest().come(page_with()).open_chat()
    title = someone.page.locator("shoroku-widget .title").bounding_box()
    heading = someone.chat.locator(".masthead h1").bounding_box()
    head = someone.chat.locator(".masthead").bounding_box()
    assert title
    assert heading
    assert head
    assert abs(title["x"] - heading["x"]) <= 2
    assert head["height"] < 120
    assert not someone.chat.locator(".brand").is_visible()
