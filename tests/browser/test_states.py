"""Pages in other states than at rest: errors in a form, big text, wide spacing, no scripts."""

import pytest

from deploy.live import visit as check
from deploy.live.browser import VIEWS, View

PHONE, DESK = View(320, "light"), View(1280, "light")
MAIN_TYPES = ["portal-home", "council-home", "news", "news-list", "documents", "topic", "contact"]

# WCAG 1.4.12, set through the CSSOM: the content policy refuses <style>.
SPACING = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
    word-spacing: .16em !important } p { margin-bottom: 2em !important }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""
CLIPPED = """() => [...document.querySelectorAll('h1, h2, h3, p, a, button, label, summary')]
  .filter((e) => e.checkVisibility() && getComputedStyle(e).overflowX === 'hidden'
    && getComputedStyle(e).display !== 'inline' && e.getBoundingClientRect().width > 1
    && e.scrollWidth > e.clientWidth + 1)
  .map((e) => e.textContent.trim().slice(0, 50))"""


@pytest.mark.parametrize("name", MAIN_TYPES)
def test_text_at_200_percent_is_whole(open_page, name):
    with open_page(name, DESK) as seen:
        seen.page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert not list(check.overflow_findings(seen.page))
        assert not seen.page.evaluate(CLIPPED)


@pytest.mark.parametrize("view", [PHONE, DESK], ids=str)
@pytest.mark.parametrize("name", MAIN_TYPES)
def test_wider_text_spacing_is_whole(open_page, name, view):
    with open_page(name, view) as seen:
        seen.page.evaluate(SPACING)
        assert not list(check.overflow_findings(seen.page))
        assert not seen.page.evaluate(CLIPPED)


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_an_empty_contact_form_says_what_is_wrong(open_page, view):
    with open_page("contact", view) as seen:
        page = seen.page
        typed = "Une question sur la rue de l’Aqueduc"
        text_field = page.locator("main form textarea, main form input[type=text]").first
        text_field.fill(typed)
        name = text_field.get_attribute("name")
        with page.expect_navigation():
            page.eval_on_selector("main form", "form => { form.noValidate = true; form.submit(); }")

        assert page.locator(f"main form [name='{name}']").input_value() == typed
        invalid = page.locator("main form [aria-invalid=true]")
        assert invalid.count() > 0, "no field carries aria-invalid"
        for one in invalid.all():
            described = (one.get_attribute("aria-describedby") or "").split()
            texts = [page.locator(f"[id='{ref}']").inner_text() for ref in described]
            assert any(text.strip() for text in texts), "an error is not tied to its field"
        assert "erreur" in page.title().lower(), f"the title does not say so: {page.title()}"
        assert not list(check.axe_findings(page))
        assert not list(check.overflow_findings(page))


@pytest.mark.parametrize("name", MAIN_TYPES)
def test_pages_read_the_same_without_scripts(open_page, name):
    with open_page(name, PHONE, java_script_enabled=False) as seen:
        assert seen.status == 200
        assert seen.page.locator("main h1").first.is_visible()
