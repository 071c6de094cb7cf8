"""« Apparence » in the admin: a council lead chooses, adjusts and takes back."""

import struct
import threading
import zlib
from io import BytesIO

import pytest
from django.core import signing
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from sites.councils import roles
from sites.councils.stamps import bump
from sites.themes import pool, releases, switching, wardrobe
from sites.themes.models import Change, Look
from tests.sites.themes.building import theme_files

pytestmark = pytest.mark.django_db
ADJUSTABLE = {
    "palette-action": "Couleur des liens",
    "palette-enamel": "Couleur de la plaque",
    "radius": "Arrondi",
    "leading": "Interligne",
    "logo": "Logo",
}
BAD, GOOD = "#cc88aa", "#8a1c4a"


def text(answer) -> str:
    return answer.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


@pytest.fixture
def lead(make_user, lba):
    return make_user(roles.LEAD, lba, pseudonym="Lilas de l’Aqueduc")


@pytest.fixture
def client(client_for, lead):
    return client_for("admin", lead)


@pytest.fixture
def site(lba):
    return lba.site


@pytest.fixture
def quai(db):
    return releases.install(theme_files("quai", settings=ADJUSTABLE))[0]


@pytest.fixture
def worn(quai, site):
    switching.activate(site, quai)
    return quai


def at(site, screen: str = "") -> str:
    return f"/admin/apparence/{site.pk}/{screen}"


def differences(site) -> dict:
    return Look.objects.get(site=site).differences


def adjust(client, site, **values):
    data = {name.replace("__", "-"): value for name, value in values.items()}
    return client.post(at(site, "reglages/"), data)


# Another theme ------------------------------------------------------------------------------------


def test_a_lead_puts_a_theme_on_after_having_been_asked(client, lead, site, quai, client_of):
    screen = text(client.get(at(site)))
    assert f"{at(site, 'porter/')}?theme={quai.pk}" in screen
    asked = text(client.get(f"{at(site, 'porter/')}?theme={quai.pk}"))
    assert "Tout le monde verra" in asked
    assert not Look.objects.exists()
    client.post(f"{at(site, 'porter/')}?theme={quai.pk}", {"seen": "0"})
    change = Change.objects.get()
    assert (change.site, change.after, change.by, change.by_name) == (site, quai, lead, str(lead))
    assert "Socle → Quai 1.0.0" in text(client.get(at(site)))


def test_the_base_theme_can_be_chosen_again(client, site, worn):
    client.post(f"{at(site, 'porter/')}?theme=socle")
    assert Look.objects.get(site=site).release is None


def test_the_newest_version_of_each_theme_is_offered(client, site, quai):
    newer, _report = releases.install(theme_files("quai", version="1.10.0"))
    releases.install(theme_files("quai", version="1.11.0", tokens={"palette-ink": "#fcfbf8"}))
    screen = text(client.get(at(site)))
    assert f"?theme={newer.pk}" in screen
    assert f"?theme={quai.pk}" not in screen
    assert "1.11.0" not in screen


def test_a_theme_without_a_picture_is_drawn_in_its_colours(client, site):
    tokens = {"palette-enamel": "#5a1230"}
    releases.install(theme_files("quai", tokens=tokens, without=("preview.png",)))
    assert 'fill="#5a1230"' in text(client.get(at(site)))


def test_a_theme_with_a_picture_shows_it_on_the_admins_host(client, site):
    encoded = BytesIO()
    Image.new("RGB", (320, 200), "#5a1230").save(encoded, "PNG")
    data = encoded.getvalue()
    release, _report = releases.install(theme_files("quai", more={"preview.png": data}))
    assert f'src="{release.picture}"' in text(client.get(at(site)))
    assert client.get(release.picture).content == data


def test_the_last_change_is_taken_back_after_having_been_asked(client, site, worn):
    adjust(client, site, set__radius="9px")
    assert "Revenir au précédent" in text(client.get(at(site)))
    asked = text(client.get(at(site, "revenir/")))
    assert "réglages" in asked
    assert "Arrondi" in asked
    assert differences(site) == {"radius": "9px"}
    client.post(at(site, "revenir/"))
    assert differences(site) == {}
    client.post(at(site, "revenir/"))
    assert Look.objects.get(site=site).release is None


# Two at once --------------------------------------------------------------------------------------


def test_a_tab_that_has_not_seen_the_last_change_changes_nothing(client, site, worn):
    seen = switching.last_change(site)
    rue, _report = releases.install(theme_files("rue"))
    switching.activate(site, rue)
    before = Change.objects.count()
    for screen in ("porter/?theme=socle", "revenir/"):
        answer = client.post(at(site, screen), {"seen": seen}, follow=True)
        assert "a changé entre-temps" in text(answer)
    assert Change.objects.count() == before
    assert Look.objects.get(site=site).release == rue


def test_settings_typed_in_an_old_tab_are_kept_on_the_screen(client, site, worn):
    seen = switching.last_change(site)
    switching.set_differences(site, {"radius": "4px"})
    answer = text(adjust(client, site, set__radius="9px", seen=seen))
    assert "a changé entre-temps" in answer
    assert 'value="9px"' in answer
    assert differences(site) == {"radius": "4px"}


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_tabs_that_switch_at_the_same_time_one_wins(portal, council):
    site = council.site
    themes = [releases.install(theme_files(slug))[0] for slug in ("un", "deux", "trois", "quatre")]
    start, told = threading.Barrier(len(themes)), []

    def switch(release) -> None:
        try:
            start.wait()
            switching.activate(site, release, seen=0)
            told.append("done")
        except switching.Outdated:
            told.append("outdated")
        finally:
            connection.close()

    threads = [threading.Thread(target=switch, args=(release,)) for release in themes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["done", "outdated", "outdated", "outdated"]
    assert Change.objects.count() == 1


# Settings -----------------------------------------------------------------------------------------


def test_what_a_council_types_is_kept_as_a_difference(client, site, worn):
    adjust(client, site, set__radius="9px", set__leading="1.7", set__palette__action="8A1C4A")
    assert differences(site) == {"palette-action": GOOD, "radius": "9px", "leading": "1.7"}
    assert wardrobe.stack_of(site.pk).tokens["palette-action"].value == GOOD


def test_what_equals_the_theme_follows_the_theme(client, site, worn):
    own = wardrobe.stack_of(site.pk).own_tokens["radius"].value
    adjust(client, site, set__radius="9px")
    adjust(client, site, set__radius=own)
    assert differences(site) == {}


def test_a_value_is_taken_back_and_the_others_stay(client, site, worn):
    adjust(client, site, set__radius="9px", set__leading="1.7")
    adjust(client, site, set__radius="9px", set__leading="1.8", reset="radius")
    assert differences(site) == {"leading": "1.8"}


def test_nothing_changed_writes_nothing(client, site, worn):
    before = Change.objects.count()
    adjust(client, site, set__palette__action="#1b4a9b")
    assert Change.objects.count() == before


def test_a_colour_that_reads_badly_is_refused_and_the_nearest_is_one_click_away(client, site, worn):
    answer = text(adjust(client, site, set__palette__action=BAD, set__radius="9px"))
    assert "contraste 2," in answer
    assert f'value="{BAD}"' in answer
    assert 'value="9px"' in answer
    assert differences(site) == {}
    better = answer.split('name="take" value="')[1].split('"')[0]
    assert better.startswith("palette-action=#")
    adjust(client, site, set__palette__action=BAD, set__radius="9px", take=better)
    assert differences(site) == {"palette-action": better.split("=")[1], "radius": "9px"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("set__palette__action", "red; } body { display: none"),
        ("set__palette__action", "#12"),
        ("set__palette__action", ""),
        ("set__radius", "9px; x"),
        ("set__leading", "beaucoup"),
        ("take", "palette-action=url(x)"),
    ],
)
def test_what_does_not_fit_is_refused_and_given_back(client, site, worn, name, value):
    before = Change.objects.count()
    answer = adjust(client, site, **{name: value})
    assert answer.status_code == 200
    assert 'aria-invalid="true"' in text(answer)
    assert Change.objects.count() == before


def test_what_the_theme_does_not_offer_is_not_changed(client, site, worn):
    adjust(client, site, set__color__text="#ff0000", reset="color-text", take="color-text=#ff0000")
    assert differences(site) == {}


def test_without_a_script_the_field_that_was_changed_counts(client, site, worn):
    unchanged = {"was__palette__action": "#1b4a9b", "set__palette__action": "#1b4a9b"}
    adjust(client, site, **unchanged, pick__palette__action=GOOD)
    assert differences(site) == {"palette-action": GOOD}


def test_settings_of_another_theme_wait_for_it(client, site, worn):
    adjust(client, site, set__radius="9px")
    rue, _report = releases.install(
        theme_files("rue", settings={"palette-action": "Couleur des liens"})
    )
    asked = text(client.get(f"{at(site, 'porter/')}?theme={rue.pk}"))
    assert "Arrondi" in asked
    client.post(f"{at(site, 'porter/')}?theme={rue.pk}")
    adjust(client, site, set__palette__action=GOOD)
    assert differences(site) == {"radius": "9px", "palette-action": GOOD}


def test_a_theme_that_cannot_be_read_leaves_the_screen_open(client, site, worn):
    storages["files"].delete(wardrobe.package_name(worn.digest))
    wardrobe.layer.cache_clear()
    bump(wardrobe.THEMES)
    assert client.get(at(site)).status_code == 200
    answer = adjust(client, site, set__palette__action=GOOD)
    assert "ne peut plus être lu" in text(client.get(answer["Location"]))
    refused = adjust(client, site, file__logo=sent(b"x"), set__palette__action=GOOD)
    assert refused.status_code == 200
    client.post(f"{at(site, 'porter/')}?theme=socle")
    assert Look.objects.get(site=site).release is None


def test_the_screen_asks_the_same_of_the_database_however_long_the_log(
    client, site, worn, settings, django_assert_max_num_queries
):
    settings.HOST_TABLE_MAX_AGE = 3600  # as in production: not at each look at the stamps
    for number in range(1, 25):
        switching.set_differences(site, {"radius": f"{number}px"})
    client.get(at(site))
    with django_assert_max_num_queries(28):  # with the menu: what waits, whose things these are
        client.get(at(site))


# Pictures -----------------------------------------------------------------------------------------


def picture(kind: str = "PNG", size=(40, 20), **options) -> bytes:
    encoded = BytesIO()
    Image.new("RGB", size, "#225588").save(encoded, kind, **options)
    return encoded.getvalue()


def sent(data: bytes, name: str = "logo.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, "image/png")


def kept(site) -> bytes:
    return pool.get(differences(site)["logo"].removeprefix(pool.PREFIX)) or b""


@pytest.mark.parametrize(("kind", "suffix"), [("PNG", ".png"), ("JPEG", ".jpg"), ("WEBP", ".webp")])
def test_a_picture_is_encoded_anew_small_and_without_metadata(client, site, worn, kind, suffix):
    exif = Image.Exif()
    exif[0x010E] = "secret"
    options = {"exif": exif}
    if kind == "PNG":
        options["pnginfo"] = PngInfo()
        options["pnginfo"].add_text("Comment", "secret")
    data = picture(kind, (2000, 100), **options)
    assert b"secret" in data
    adjust(client, site, file__logo=sent(data + b"<script>secret</script>"))
    assert differences(site)["logo"].endswith(suffix)
    assert b"secret" not in kept(site)
    with Image.open(BytesIO(kept(site))) as made:
        assert made.format == kind
        assert made.size == (1600, 80)


def test_a_transparent_logo_stays_transparent(client, site, worn):
    encoded = BytesIO()
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(encoded, "PNG")
    adjust(client, site, file__logo=sent(encoded.getvalue()))
    with Image.open(BytesIO(kept(site))) as made:
        assert made.getpixel((0, 0)) == (0, 0, 0, 0)


def test_a_picture_is_shown_on_the_site_and_in_the_admin_and_taken_away(
    client, site, worn, client_of
):
    adjust(client, site, file__logo=sent(picture()))
    address = differences(site)["logo"]
    assert client_of("lba").get(address)["Content-Type"] == "image/png"
    assert f'src="{address}"' in text(client.get(at(site)))
    assert client.get(address).status_code == 200
    adjust(client, site, reset="logo")
    assert differences(site) == {}


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def huge() -> bytes:
    """A kilobyte that claims to be 2.5 billion pixels."""
    head = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


def text_bomb() -> bytes:
    """A PNG with a compressed comment of a hundred megabytes."""
    data = picture()
    comment = b"Comment\0\0" + zlib.compress(b"\0" * 100_000_000)
    return data[:33] + chunk(b"zTXt", comment) + data[33:]


HOSTILE = {
    "svg": (b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "logo.svg", "SVG"),
    "svg called png": (b"<?xml version='1.0'?><svg onload='x()'/>", "logo.png", "SVG"),
    "script": (b"<script>alert(1)</script>", "logo.png", "PNG, JPEG ou WebP"),
    "gif": (picture("GIF"), "logo.gif", "PNG, JPEG ou WebP"),
    "tiff": (picture("TIFF"), "logo.png", "PNG, JPEG ou WebP"),
    "cut": (picture("PNG", (300, 300))[:150], "logo.png", "PNG, JPEG ou WebP"),
    "huge": (huge(), "logo.png", "trop grande"),
    "text bomb": (text_bomb(), "logo.png", "PNG, JPEG ou WebP"),
    "heavy": (b"\x89PNG" + b"\0" * (5 * 2**20), "logo.png", "5 Mo"),
    "empty name": (b"\0", "x", "PNG, JPEG ou WebP"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_what_is_no_safe_picture_is_refused_in_words(client, site, worn, what):
    data, name, words = HOSTILE[what]
    answer = adjust(client, site, file__logo=sent(data, name), set__radius="9px")
    assert answer.status_code == 200
    assert words in text(answer)
    assert 'value="9px"' in text(answer)
    assert differences(site) == {}


def test_a_picture_waits_while_the_rest_is_mended(client, site, worn):
    answer = text(adjust(client, site, file__logo=sent(picture()), set__palette__action=BAD))
    token = answer.split('name="kept-logo" value="')[1].split('"')[0]
    adjust(client, site, kept__logo=token, set__palette__action=GOOD)
    assert set(differences(site)) == {"logo", "palette-action"}


def test_a_picture_of_another_form_is_not_taken(client, site, worn, other_council):
    address = pool.put("ailleurs.png", picture())
    salt = "quartiers.themes.picture"
    for token in (
        address,
        signing.dumps([other_council.site.pk, "logo", address], salt=salt),
        signing.dumps([site.pk, "image-home", address], salt=salt),
    ):
        adjust(client, site, kept__logo=token)
    adjust(client, site, set__logo=address)
    assert differences(site) == {}


def test_a_form_that_is_too_long_is_refused_in_words(client, site, worn):
    big = sent(b"\0" * (21 * 2**20))
    answer = client.post(at(site, "reglages/"), {"file-logo": big}, follow=True)
    assert "trop lourd : 20 Mo" in text(answer)
