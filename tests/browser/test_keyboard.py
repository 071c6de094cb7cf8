"""Everything by keyboard: skip link first, focus always visible, no trap, menus that open."""

import pytest

from deploy.live.browser import View

PHONE, DESK = View(320, "light"), View(1280, "light")
MAX_STOPS = 300

# What the focused element is, whether it can be seen, and whether its focus shows.
FOCUSED = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const box = e.getBoundingClientRect();
  const style = getComputedStyle(e);
  const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  return {
    name: (e.textContent || e.value || e.getAttribute('aria-label') || '').trim().slice(0, 60),
    tag: e.tagName.toLowerCase(), href: e.getAttribute('href'),
    id: [...document.querySelectorAll('*')].indexOf(e),
    shown: box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight,
    ring: ring || style.boxShadow !== 'none',
  };
}"""


def stops(page) -> list[dict]:
    """What Tab reaches from the top of the page until the focus leaves it or comes round."""
    found: list[dict] = []
    for _ in range(MAX_STOPS):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused is None or (found and focused["id"] == found[0]["id"]):
            return found
        if found and focused["id"] == found[-1]["id"]:
            raise AssertionError(f"the focus is trapped on {focused['tag']} {focused['name']!r}")
        found.append(focused)
    raise AssertionError(f"more than {MAX_STOPS} stops: the focus goes round in a part of the page")


@pytest.mark.parametrize("view", [PHONE, DESK], ids=str)
@pytest.mark.parametrize("name", ["portal-home", "council-home", "contact", "topic", "sign-in"])
def test_the_skip_link_comes_first_and_every_focus_shows(open_page, name, view):
    with open_page(name, view) as seen:
        reached = stops(seen.page)
        first = reached[0]
        assert (first["href"] or "").startswith("#"), f"the first stop is no skip link: {first}"
        unseen = [f"{s['tag']} {s['name']!r}" for s in reached if not (s["shown"] and s["ring"])]
        assert not unseen, f"focus not visible on: {', '.join(unseen)}"


def test_the_skip_link_leads_to_the_content(open_page):
    with open_page("council-home", PHONE) as seen:
        page = seen.page
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        inside = page.evaluate("() => !!document.activeElement.closest('main')")
        assert inside, "after the skip link, Tab does not go on inside <main>"


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])
def test_header_disclosures_open_by_keyboard(open_page, javascript):
    """A phone's menu and the council switcher are <details>: Enter opens them."""
    with open_page("council-home", PHONE, java_script_enabled=javascript) as seen:
        folded = seen.page.locator("header details > summary").all()
        visible = [summary for summary in folded if summary.is_visible()]
        assert visible, "the header of a phone has neither a menu nor a council switcher to open"
        for summary in visible:
            links = summary.locator("xpath=..").locator("a")
            assert not links.first.is_visible()
            summary.focus()
            seen.page.keyboard.press("Enter")
            assert links.first.is_visible(), "Enter does not open it"
            seen.page.keyboard.press("Enter")


def test_the_council_switcher_names_the_six_councils(open_page):
    with open_page("council-home", DESK) as seen:
        hosts = seen.page.eval_on_selector_all(
            "header a[href]", "links => links.map(a => new URL(a.href).hostname.split('.')[0])"
        )
        assert {"cel", "fth", "gab", "lba", "psd", "svp", "quartiers"} <= set(hosts)
