"""The start page and the saved mails: there in a demo, nowhere else."""

from email.message import EmailMessage as Raw

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection

from cms.demo.content.accounts import PASSWORD
from cms.demo.models import Loading

pytestmark = pytest.mark.django_db

FILES = "django.core.mail.backends.filebased.EmailBackend"


@pytest.fixture
def start(client_for):
    return client_for("localhost")


@pytest.fixture
def mailbox(settings, tmp_path):
    """A folder that mails are saved to."""
    settings.EMAIL_FILE_PATH = tmp_path
    return tmp_path


def send(subject: str, html: str = "", text: str = "Bonjour,\n<b>à bientôt</b>") -> None:
    message = EmailMultiAlternatives(subject, text, "equipe@exemple.fr", ["lilas@exemple.fr"])
    if html:
        message.attach_alternative(html, "text/html")
    message.connection = get_connection(FILES)
    message.send()


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


@pytest.mark.parametrize("path", ["/", "/dev/mail/", "/dev/mail/x/", "/dev/mail/x/html/"])
def test_production_has_neither_page(start, settings, path):
    settings.DEMO_ALLOWED = False
    assert start.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/dev/mail/", "/dev/mail/x/"])
def test_the_sites_do_not_show_mails(portal, council, client_for, path):
    assert client_for(portal).get(path).status_code == 404
    assert client_for(council).get(path).status_code == 404


def test_a_host_that_starts_nothing_is_refused(settings, client_for):
    settings.START_PAGE_HOSTS = []
    assert client_for("localhost").get("/").status_code == 404


def test_an_empty_mailbox_says_so(start, mailbox):
    assert "Aucun courriel" in start.get("/dev/mail/").content.decode()


def test_saved_mails_are_listed_and_open_one_by_one(start, mailbox):
    send("Premier")
    send("Second <script>")
    page = start.get("/dev/mail/").content.decode()
    assert "Premier" in page
    assert "Second &lt;script&gt;" in page
    assert page.count("/dev/mail/2") == 2
    key = page.split('href="/dev/mail/2')[1].split("/")[0]
    one = start.get(f"/dev/mail/2{key}/").content.decode()
    assert "lilas@exemple.fr" in one
    assert "&lt;b&gt;à bientôt" in one
    assert "<iframe" not in one


def test_several_mails_of_one_connection_are_told_apart(start, mailbox):
    with get_connection(FILES) as connection:
        for subject in ("Un", "Deux"):
            message = EmailMultiAlternatives(subject, "x", "a@exemple.fr", ["b@exemple.fr"])
            message.connection = connection
            message.send()
    page = start.get("/dev/mail/").content.decode()
    assert page.index("Deux") < page.index("Un</a>")


def test_the_html_of_a_mail_is_shown_in_a_frame_that_may_do_nothing(start, mailbox):
    send("Mis en page", html="<p style='color:red'>Bonjour<script>alert(1)</script></p>")
    key = start.get("/dev/mail/").content.decode().split('href="/dev/mail/')[1].split("/")[0]
    one = start.get(f"/dev/mail/{key}/")
    assert f'src="/dev/mail/{key}/html/" sandbox' in one.content.decode()
    assert "<script>alert" not in one.content.decode()
    assert "frame-src 'self'" in one["Content-Security-Policy"]
    framed = start.get(f"/dev/mail/{key}/html/")
    assert framed["X-Frame-Options"] == "SAMEORIGIN"
    policy = framed["Content-Security-Policy"]
    assert "sandbox" in policy
    assert "default-src 'none'" in policy
    assert "script-src" not in policy


@pytest.mark.parametrize("key", ["absent", "20260101-000000-1-0", "..", "%2e%2e%2fsecret"])
def test_a_mail_that_is_not_there_is_not_found(start, mailbox, key):
    send("Un")
    assert start.get(f"/dev/mail/{key}/").status_code == 404
    assert start.get(f"/dev/mail/{key}/html/").status_code == 404


def test_a_mail_without_date_or_subject_can_be_read(start, mailbox):
    raw = Raw()
    raw.set_content("Sans rien autour")
    (mailbox / "20260101-000000-1.log").write_bytes(raw.as_bytes() + b"\n" + b"-" * 79 + b"\n")
    assert "Sans objet" in start.get("/dev/mail/").content.decode()
    assert "Sans rien autour" in start.get("/dev/mail/20260101-000000-1-0/").content.decode()
