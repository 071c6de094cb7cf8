"""J7: a volunteer puts four photos of an event online, on a phone and on a laptop, counted."""

from io import BytesIO
from urllib.parse import urlsplit, urlunsplit
from urllib.request import Request, urlopen

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Page, expect

from deploy.live import visit as check
from deploy.live.browser import VIEWS, View
from deploy.live.entering import sign_in
from deploy.live.server import Server

PHONE, DESK = View(390, "light", 844), View(1280, "light")
MOST_CLICKS = 8
HEAVIEST = 200_000  # bytes
PATIENCE = 120_000  # milliseconds: four photos are encoded 24 times, beside other tests
TITLE = "Le vide-grenier d’essai"
# What the camera writes → what it does to the upright picture, which its reader undoes.
TAKEN = {
    1: None,
    3: Image.Transpose.ROTATE_180,
    6: Image.Transpose.ROTATE_90,
    8: Image.Transpose.ROTATE_270,
}
DESCRIPTIONS = [f"Un étal de livres, côté {side}" for side in ("cour", "rue", "jardin", "canal")]


def phone_photo(orientation: int) -> bytes:
    """A grainy JPEG with a place; upright, it is high and its top left corner is red."""
    grain = Image.merge("RGB", [Image.effect_noise((1800, 2400), 60) for _band in range(3)])
    upright = ImageChops.overlay(grain, Image.new("RGB", (1800, 2400), (90, 110, 140)))
    upright.paste("red", (0, 0, 900, 1200))
    lying = upright.transpose(TAKEN[orientation]) if TAKEN[orientation] else upright
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Téléphone de Sureau"
    exif.get_ifd(0x8825)[2] = (48.0, 52.0, 30.0)
    exif.get_ifd(0x8769)[0x9003] = f"2026:03:1{orientation} 18:00:00"
    target = BytesIO()
    lying.save(target, "JPEG", quality=92, exif=exif)
    return target.getvalue()


@pytest.fixture(scope="module")
def photos() -> list[dict]:
    return [
        {
            "name": f"IMG_{orientation}.jpg",
            "mimeType": "image/jpeg",
            "buffer": phone_photo(orientation),
        }
        for orientation in TAKEN
    ]


@pytest.fixture
def errors() -> list[str]:
    return []


@pytest.fixture
def at_desk(browser, server, errors):
    """``at_desk(view)``: a browser of an editor, on the admin's first screen."""
    contexts = []

    def make(view: View, **options) -> Page:
        context = browser.new_context(**view.options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        sign_in(page, server, "admin", "editrice.lba@quartiers.example", "/admin/")
        if options:
            kept = context.storage_state()
            context = browser.new_context(**view.options, **options, storage_state=kept)
            context.set_default_timeout(PATIENCE)
            contexts.append(context)
            page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(server.url("admin", "/admin/"))
        return page

    yield make
    for context in contexts:
        context.close()
    shell(
        server,
        "from wagtail.models import Page; from cms.editing.photos.models import PhotoSet;"
        f"[p.specific.delete() for p in Page.objects.filter(title__startswith={TITLE!r})];"
        "PhotoSet.objects.all().delete()",
    )


def shell(server: Server, code: str) -> str:
    return server.run("manage.py", "shell", "--no-imports", "-c", code)


@pytest.fixture(scope="module")
def address(server) -> str:
    """The screen's address for the council whose editor is signed in."""
    code = (
        "from django.urls import reverse; from sites.councils.models import Council;"
        "print(reverse('photos:choose', args=[Council.objects.get(code='lba').site_id]))"
    )
    return shell(server, code).split()[-1]


class Counted:
    """Clicks, by a page's user."""

    def __init__(self, page: Page):
        self.page, self.clicks = page, 0

    def click(self, selector: str, **options) -> None:
        self.clicks += 1
        self.page.locator(selector).first.click(**options)

    def begin(self, server: Server, address: str) -> None:
        """The big action of the first screen; by its address where there is none."""
        if self.page.locator(f"main a[href='{address}']").count():
            self.click(f"main a[href='{address}']")
        else:
            self.clicks += 1
            self.page.goto(server.url("admin", address))

    def pick(self, photos: list[dict]) -> None:
        with self.page.expect_file_chooser() as chooser:
            self.click("label[for=photos-files]")
        self.clicks += 1  # « Ajouter », in the phone's own list of photos
        chooser.value.set_files(photos)


def describe(page: Page) -> None:
    for field, words in zip(page.locator("[name$=-alt]").all(), DESCRIPTIONS, strict=True):
        field.fill(words)
    page.fill("#id_title", TITLE)


def bytes_of(address: str) -> bytes:
    """What is served there; not every resolver knows *.localhost."""
    parts = urlsplit(address)
    local = urlunsplit(parts._replace(netloc=f"127.0.0.1:{parts.port}"))
    with urlopen(Request(local, headers={"Host": parts.netloc}), timeout=60) as answer:
        return answer.read()


def check_public_page(page: Page) -> None:
    """What J7 promises, on the page as readers get it."""
    shown = page.locator(".gallery img")
    expect(shown).to_have_count(len(DESCRIPTIONS))
    assert [image.get_attribute("alt") for image in shown.all()] == DESCRIPTIONS
    for image, link in zip(shown.all(), page.locator(".gallery a").all(), strict=True):
        image.scroll_into_view_if_needed()
        page.wait_for_timeout(300)
        check_file(image.evaluate("image => image.currentSrc"), is_whole=False)
        check_file(link.evaluate("link => link.href"), is_whole=True)


def check_file(address: str, is_whole: bool) -> None:
    content = bytes_of(address)
    assert len(content) <= HEAVIEST, f"{address}: {len(content)} bytes"
    assert b"Sureau" not in content
    with Image.open(BytesIO(content)) as picture:
        assert not picture.getexif()
        red, green, _blue = picture.convert("RGB").getpixel((12, 12))
        assert red > 180 > 90 > green, f"{address} does not stand upright"
        assert not is_whole or picture.height > picture.width


@pytest.mark.parametrize("view", [PHONE, DESK], ids=str)
def test_four_photos_are_online_in_few_clicks(at_desk, server, address, photos, view, errors):
    page = at_desk(view)
    person = Counted(page)
    person.begin(server, address)
    person.pick(photos)
    expect(page.locator("[data-photo]")).to_have_count(4, timeout=60_000)
    assert page.input_value("#id_date") == "2026-03-11", "the day of the first photo"
    describe(page)
    person.click("#id_people_agreed")
    person.click("button[value=publier]")
    page.wait_for_url("**/admin/")
    person.click(".messages a:has-text('Voir la page')")
    expect(page.locator("h1")).to_have_text(TITLE, timeout=PATIENCE)
    assert person.clicks <= MOST_CLICKS, f"{person.clicks} clicks"
    check_public_page(page)
    assert not errors


def test_the_same_without_a_script(at_desk, server, address, photos):
    page = at_desk(PHONE, java_script_enabled=False)
    page.goto(server.url("admin", address))
    page.set_input_files("#photos-files", photos[:2])
    page.click("button[value=ajouter]")
    page.set_input_files("#photos-files", photos[2:])
    page.click("button[value=ajouter]")
    describe(page)
    page.locator("button[value^=monter-]").nth(3).click()
    page.locator("button[value^=descendre-]").nth(2).click()
    page.check("#id_people_agreed")
    page.click("button[value=publier]")
    # Wagtail's own words about scripts lie over the message of its first screen.
    page.goto(page.locator(".messages a:has-text('Voir la page')").get_attribute("href"))
    check_public_page(page)


def test_one_photo_that_does_not_get_through_loses_none(at_desk, server, address, photos):
    page = at_desk(PHONE)
    page.goto(server.url("admin", address))
    page.route("**/envoi/", lambda route: route.abort())
    page.set_input_files("#photos-files", photos[:1])
    wrong = page.locator(".quick-sending__wrong")
    expect(wrong).to_be_visible(timeout=30_000)
    page.unroute("**/envoi/")
    page.set_input_files("#photos-files", photos[1:2])
    expect(page.locator("[data-photo]")).to_have_count(1, timeout=30_000)
    page.locator("[data-sending] button", has_text="Réessayer").click()
    expect(page.locator("[data-photo]")).to_have_count(2, timeout=30_000)
    expect(wrong).to_have_count(0)


def test_what_is_typed_is_there_again_after_the_phone_went_to_sleep(
    at_desk, server, address, photos
):
    page = at_desk(PHONE)
    page.goto(server.url("admin", address))
    page.set_input_files("#photos-files", photos[:2])
    expect(page.locator("[data-photo]")).to_have_count(2, timeout=30_000)
    with page.expect_response(lambda answer: answer.url.endswith(address)):
        page.locator("[name$=-alt]").first.fill("Un étal de livres")
    page.locator("button[value^=descendre-]").first.focus()
    with page.expect_response(lambda answer: answer.url.endswith(address)):
        page.keyboard.press("Enter")
    page.reload()
    assert page.locator("[name$=-alt]").nth(1).input_value() == "Un étal de livres"


def test_a_photo_is_shrunk_before_it_is_sent(at_desk, server, address, photos):
    page = at_desk(PHONE)
    page.goto(server.url("admin", address))
    with page.expect_request("**/envoi/") as sent:
        page.set_input_files("#photos-files", photos[:1])
    assert "multipart/form-data" in sent.value.headers["content-type"]
    expect(page.locator("[data-photo]")).to_have_count(1, timeout=30_000)
    body = sent.value.post_data_buffer
    assert body is None or b"Sureau" not in body, "the place stays on the phone"
    assert body is None or len(body) < len(photos[0]["buffer"])


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_the_screen_is_within_reach_of_everybody(at_desk, server, address, photos, view):
    page = at_desk(view)
    page.goto(server.url("admin", address))
    page.set_input_files("#photos-files", photos[:2])
    expect(page.locator("[data-photo]")).to_have_count(2, timeout=30_000)
    found = [*check.axe_findings(page), *check.overflow_findings(page)]
    page.click("button[value=publier]")
    expect(page.locator("[data-errors]")).to_be_focused()
    found += [*check.axe_findings(page), *check.overflow_findings(page)]
    assert not found


def test_a_chosen_picture_proposes_its_description(at_desk, server):
    page = at_desk(DESK)
    news = (
        "from cms.pages.models import NewsPage; from sites.councils.models import Council;"
        "home = Council.objects.get(code='lba').site.root_page;"
        "print(NewsPage.objects.live().descendant_of(home).order_by('pk').first().pk)"
    )
    page.goto(server.url("admin", f"/admin/pages/{shell(server, news).split()[-1]}/edit/"))
    field = page.locator("#id_lead_image_alt")
    field.fill("")

    def choose(words: str) -> None:
        page.locator("#id_lead_image-chooser [data-chooser-image]").evaluate(
            "(image, words) => image.setAttribute('data-default-alt-text', words)", words
        )

    choose("Un banc")
    expect(field).to_have_value("Un banc")
    choose("Un tilleul")
    expect(field).to_have_value("Un tilleul")
    field.fill("Le mien")
    choose("Un étal")
    expect(field).to_have_value("Le mien")
