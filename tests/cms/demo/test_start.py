"""The start page and the mails of the demo: there in a demo, nowhere else."""

import subprocess
import sys

import pytest

from cms.demo.content.accounts import PASSWORD
from cms.demo.models import Loading
from sites.notifications import outbox, sending
from sites.notifications.models import Mail
from sites.notifications.rendering import Made

pytestmark = pytest.mark.django_db


@pytest.fixture
def start(client_for):
    return client_for("localhost")


def write(subject: str, html: str = "", text: str = "Bonjour,\n<b>à bientôt</b>") -> Mail:
    made = Made(subject, text, html)
    return outbox.write("other", "lilas@exemple.fr", made, sender="equipe@exemple.fr")


def test_the_start_page_leads_to_every_site_and_names_the_accounts(demo, sites, start):
    page = start.get("/").content.decode()
    for site in sites.values():
        assert f'href="{site.site.root_url}/"' in page
    accounts = ("editrice.lba@quartiers.example", "habitant3.lba@", "mairie@")
    for words in (PASSWORD, *accounts, "/dev/mail/"):
        assert words in page
    assert 'href="http://quartiers.localhost:8000/forum/"' in page
    assert 'href="http://admin.quartiers.localhost:8000/admin/"' in page


def test_without_the_demo_the_start_page_says_how_to_load_it(start):
    Loading.objects.all().delete()
    page = start.get("/").content.decode()
    assert "make demo" in page
    assert PASSWORD not in page


@pytest.mark.parametrize("path", ["/", "/dev/mail/", "/dev/mail/1/", "/dev/mail/1/html/"])
def test_production_has_neither_page(start, settings, path):
    settings.DEMO_ALLOWED = False
    assert start.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/dev/mail/", "/dev/mail/1/"])
def test_the_sites_do_not_show_mails(portal, council, client_for, path):
    assert client_for(portal).get(path).status_code == 404
    assert client_for(council).get(path).status_code == 404


def test_a_host_that_starts_nothing_is_refused(settings, client_for):
    settings.START_PAGE_HOSTS = []
    assert client_for("localhost").get("/").status_code == 404


def test_an_empty_mailbox_says_so(start):
    Mail.objects.all().delete()  # the demo has written some
    assert "Aucun courriel" in start.get("/dev/mail/").content.decode()


def test_mails_are_listed_the_newest_first_and_open_one_by_one(start):
    first, second = write("Premier"), write("Second <script>")
    page = start.get("/dev/mail/").content.decode()
    assert page.index("Second &lt;script&gt;") < page.index("Premier")
    assert f'href="/dev/mail/{first.pk}/"' in page
    one = start.get(f"/dev/mail/{second.pk}/").content.decode()
    assert "lilas@exemple.fr" in one
    assert "&lt;b&gt;à bientôt" in one
    assert "<iframe" not in one


def test_the_demo_goes_on_showing_what_was_sent(start, settings, council):
    settings.MAIL_KEEPS_CONTENT = True
    code = {"code": "482913", "link": f"{council.site.root_url}/x/", "minutes": 15}
    mail = outbox.post("code", "lilas@exemple.fr", code, site=council.site)
    sending.run()
    assert "482913" in start.get("/dev/mail/").content.decode()
    one = start.get(f"/dev/mail/{mail.pk}/").content.decode()
    assert council.name in one
    assert f'<a href="{code["link"]}"' in one


def test_development_keeps_what_it_sends_and_sends_nowhere():
    """In a process of its own: settings are read once."""
    code = "from cms.settings import development as d; print(d.MAIL_KEEPS_CONTENT, d.MAIL_BACKEND)"
    told = [sys.executable, "-c", code]
    done = subprocess.run(told, capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.split() == ["True", "django.core.mail.backends.dummy.EmailBackend"]


def test_the_html_of_a_mail_is_shown_in_a_frame_that_may_only_open_a_link(start):
    script = "<script>alert(1)</script>"
    mail = write("Mis en page", html=f"<html><head></head><p style='color:red'>B{script}</p>")
    one = start.get(f"/dev/mail/{mail.pk}/")
    assert f'src="/dev/mail/{mail.pk}/html/" sandbox="allow-popups' in one.content.decode()
    assert "<script>alert" not in one.content.decode()
    assert "frame-src 'self'" in one["Content-Security-Policy"]
    framed = start.get(f"/dev/mail/{mail.pk}/html/")
    assert framed["X-Frame-Options"] == "SAMEORIGIN"
    policy = framed["Content-Security-Policy"]
    assert "sandbox allow-popups" in policy
    assert "allow-scripts" not in policy
    assert "allow-same-origin" not in policy
    assert "default-src 'none'" in policy
    assert "script-src" not in policy


@pytest.mark.parametrize("key", ["absent", "0", "9" * 30, "..", "%2e%2e%2fsecret"])
def test_a_mail_that_is_not_there_is_not_found(start, key):
    write("Un")
    assert start.get(f"/dev/mail/{key}/").status_code == 404
    assert start.get(f"/dev/mail/{key}/html/").status_code == 404


def test_a_mail_whose_content_is_gone_can_be_opened(start):
    mail = write("Code")
    sending.run()
    assert "Sans objet" in start.get("/dev/mail/").content.decode()
    assert "lilas@exemple.fr" in start.get(f"/dev/mail/{mail.pk}/").content.decode()
    assert start.get(f"/dev/mail/{mail.pk}/html/").status_code == 404
