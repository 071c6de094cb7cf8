"""The gallery's own pages: on every site, in what it wears, and not in production."""

import pytest
from csp.constants import HEADER
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.gallery.material import pictures
from cms.gallery.registry import Group
from cms.gallery.specimens import gallery
from sites.themes import previewing, releases, switching
from tests.sites.themes.building import theme_files

ROOT = "/dev/galerie/"


@pytest.fixture
def reader(client_for, council):
    return client_for(council)


def test_it_is_there_on_every_site(client_for, portal, council, other_council):
    for place in (portal, council, other_council):
        client = client_for(place)
        for path in ("", "pages/", "pages/news-page/", "composants/card/320/"):
            answer = client.get(ROOT + path)
            assert answer.status_code == 200, path
            assert answer["X-Robots-Tag"] == "noindex"
            assert "no-store" in answer["Cache-Control"]


def test_it_is_not_on_hosts_without_a_site(client_for, portal):
    assert client_for("admin").get(ROOT).status_code == 404
    assert client_for("localhost").get(ROOT).status_code == 404


def test_it_is_not_there_where_settings_forbid_it(reader, settings):
    settings.GALLERY = False
    for path in (ROOT, f"{ROOT}pages/", f"{ROOT}pages/news-page/", f"{ROOT}jetons.css"):
        assert reader.get(path).status_code == 404


def test_the_contents_name_every_specimen(reader):
    html = reader.get(ROOT).content.decode()
    for group in Group:
        assert f'href="{ROOT}{group.value}/"' in html
    for specimen in gallery():
        assert specimen.template in html


def test_a_group_shows_all_of_its_specimens_in_frames(reader):
    for group in Group:
        html = reader.get(f"{ROOT}{group.value}/").content.decode()
        for specimen in gallery().of(group):
            assert f'src="{specimen.url}?cadre"' in html
            for width in (320, 768, 1280):
                assert f'href="{specimen.url}{width}/"' in html


def test_every_specimen_is_shown_on_a_site(reader):
    for specimen in gallery():
        assert reader.get(specimen.url).status_code == 200, specimen


def test_looking_writes_nothing(reader):
    with CaptureQueriesContext(connection) as queries:
        for specimen in gallery().of(Group.PAGES):
            reader.get(specimen.url)
    asked = {query["sql"].split()[0] for query in queries}
    assert asked <= {"SELECT"}


def test_only_the_gallery_itself_may_frame_a_specimen(reader):
    alone = reader.get(f"{ROOT}composants/card/")
    assert "frame-ancestors 'self'" in alone[HEADER]
    assert alone["X-Frame-Options"] == "SAMEORIGIN"
    around = reader.get(f"{ROOT}composants/")
    assert "frame-ancestors 'none'" in around[HEADER]
    assert "frame-src 'self'" in around[HEADER]
    assert "frame-ancestors 'none'" in reader.get("/")[HEADER]


def test_a_mail_carries_its_look_and_its_page_allows_it(reader):
    mail = reader.get(f"{ROOT}courriels/code/")
    assert 'class="mail-code" style="' in mail.content.decode()
    assert "style-src 'unsafe-inline'" in mail[HEADER]
    for path in ("courriels/code-texte/", "pages/news-page/"):
        assert "unsafe" not in reader.get(ROOT + path)[HEADER]


@pytest.mark.parametrize("path", ["nulle-part/", "pages/nulle-part/", "composants/card/321/",
                                  "images/canal-9999x9999.webp", "images/../x"])  # fmt: skip
def test_what_is_not_in_it_is_not_found(reader, path):
    assert reader.get(ROOT + path).status_code == 404


def test_pictures_are_drawn(reader):
    name = sorted(pictures.names())[0]
    answer = reader.get(f"{ROOT}images/{name}")
    assert answer["Content-Type"] in pictures.KINDS.values()


def test_a_frame_takes_no_focus(reader):
    url = gallery().find("formulaires", "form-page-wrong").url
    assert b" autofocus" in reader.get(url).content
    assert b" autofocus" not in reader.get(f"{url}?cadre").content


def test_it_shows_what_the_site_wears_and_says_what_that_replaces(reader, council):
    card = "components/card.html"
    release, _report = releases.install(theme_files(templates={card: "<li>Au bord du canal</li>"}))
    switching.activate(council.site, release)
    assert "Au bord du canal" in reader.get(f"{ROOT}composants/card/").content.decode()
    contents = reader.get(ROOT).content.decode()
    assert "Quai 1.0.0" in contents
    assert "remplacé" in contents


def test_it_shows_a_theme_that_is_tried(reader, council, client_for):
    card = "components/card.html"
    release, _report = releases.install(theme_files(templates={card: "<li>À l’essai</li>"}))
    reader.get(previewing.link(council.site, release).removeprefix(council.site.root_url))
    assert "À l’essai" in reader.get(f"{ROOT}composants/card/").content.decode()
    assert "theme-preview" in reader.get(f"{ROOT}composants/card/").content.decode()
    assert "theme-preview" not in reader.get(f"{ROOT}composants/card/?cadre").content.decode()
    assert "À l’essai" not in client_for(council).get(f"{ROOT}composants/card/").content.decode()
