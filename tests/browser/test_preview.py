"""The editor's preview: the site's own page in a frame of the admin, and across their origins."""

import pytest
from playwright.sync_api import Frame, Page, expect

from deploy.live.browser import View
from deploy.live.entering import sign_in

DESK = View(1280, "light")
WIDTHS = [1280, 768, 375]  # the last one is too narrow to show the page as a whole
EMPTY_HEADING = "document.querySelector('main').insertAdjacentHTML('afterbegin', '<h2></h2>')"


@pytest.fixture
def errors() -> list[str]:
    return []


@pytest.fixture
def editor(browser, server, errors):
    """A browser signed in to the admin as an editor, on the form of a news page."""
    context = browser.new_context(**DESK.options)
    page = context.new_page()
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda line: line.type == "error" and errors.append(line.text))
    sign_in(page, server, "admin", "editrice.lba@quartiers.example", "/admin/")
    page.goto(server.url("admin", f"/admin/pages/{news_of(server)}/edit/"))
    yield page
    context.close()


def news_of(server) -> int:
    """A published news page of the council whose editor is signed in."""
    code = (
        "from cms.pages.models import NewsPage; from sites.councils.models import Council;"
        "home = Council.objects.get(code='lba').site.root_page;"
        "print(NewsPage.objects.live().descendant_of(home).order_by('pk').first().pk)"
    )
    return int(server.run("manage.py", "shell", "--no-imports", "-c", code))


def open_panel(page: Page, name: str) -> None:
    page.locator(f"[data-side-panel-toggle={name}]").first.click()


def framed(page: Page) -> Frame:
    """The page inside the panel, once it is there."""
    expect(page.frame_locator("#w-preview-iframe").locator("h1")).to_be_visible(timeout=20_000)
    page.wait_for_timeout(1_000)  # the checks, which run when the page has loaded
    return framed_now(page)


def framed_now(page: Page) -> Frame | None:
    return page.locator("#w-preview-iframe").element_handle().content_frame()


def wait_for(page: Page, expression: str, value: int) -> None:
    """Until ``expression`` is ``value`` in the frame; Playwright's own needs eval()."""
    found = None
    for _tenth in range(100):
        frame = framed_now(page)  # None while one frame takes another's place
        found = frame.evaluate(expression) if frame else None
        if found == value:
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"{expression} is {found}, not {value}")


def test_the_panel_shows_the_site_and_keeps_its_place(editor, server, errors):
    open_panel(editor, "preview")
    frame = framed(editor)
    assert frame.url.startswith(server.url("lba", "/apercu/"))
    for width in WIDTHS:
        editor.locator(f"[name=preview-size][data-device-width='{width}']").check(force=True)
        wait_for(editor, "innerWidth", width)
    frame.evaluate("scrollTo(0, 400)")
    editor.locator("#id_title").press("End")
    editor.locator("#id_title").type(" – bis")
    heading = editor.frame_locator("#w-preview-iframe").locator("h1", has_text="bis")
    expect(heading).to_be_attached(timeout=20_000)
    wait_for(editor, "scrollY", 400)
    assert not errors


def test_scripts_of_the_site_reach_nothing_of_the_editor(editor):
    open_panel(editor, "preview")
    frame = framed(editor)
    reach = "(() => { try { return parent.document.title } catch (e) { return e.name } })()"
    assert frame.evaluate(reach) == "SecurityError"
    assert frame.evaluate("document.cookie") == ""


def test_checks_run_in_the_page_and_are_read_in_the_editor(editor, errors):
    open_panel(editor, "preview")
    frame = framed(editor)
    frame.evaluate(EMPTY_HEADING)
    frame.evaluate("wagtail.userbar.runAxe()")  # as when the page has loaded
    open_panel(editor, "checks")
    panel = editor.locator("[data-side-panel=checks]")
    expect(panel).to_contain_text("Un intertitre est vide", timeout=20_000)
    assert int(panel.locator("[data-content-word-count]").inner_text()) > 20
    assert all(line.startswith("axe.run results") for line in errors)  # Wagtail's own report


def test_a_window_holds_no_hand_on_the_editor(editor, server):
    open_panel(editor, "preview")
    framed(editor)
    with editor.context.expect_page() as opened:
        editor.locator("[data-w-preview-target=newTab]").click()
    window = opened.value
    window.wait_for_load_state()
    assert window.url.startswith(server.url("lba", "/apercu/"))
    assert window.evaluate("opener") is None
