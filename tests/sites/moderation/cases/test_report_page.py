"""« Signaler » and the notice of the law: for whoever reads, and nothing typed is lost."""

from datetime import timedelta

import pytest
import time_machine
from django.core import signing
from django.utils import timezone

from forum.board.forum_conversation import moderating, services
from sites.delivery.guarded import STARTED, TRAP
from sites.moderation.models import Case, Report
from sites.moderation.reports import views
from sites.notifications import composing
from sites.notifications.models import Mail

pytestmark = pytest.mark.django_db

NOTICE = "/signaler-un-contenu-illicite/"
TYPED = "C’est l’adresse de ma voisine, et elle ne veut pas."


def stamp() -> str:
    with time_machine.travel(timezone.now() - timedelta(seconds=30)):
        return signing.dumps("form", salt="quartiers.forms")


def path_of(post) -> str:
    return f"/signaler/forum.post/{post.pk}/"


def said(**more) -> dict:
    return {"motif": "privacy", "texte": TYPED, STARTED: stamp(), TRAP: ""} | more


@pytest.fixture
def browser(client_for, council):
    return client_for(council)


@pytest.fixture
def known(client_for, council, resident):
    return client_for(council, resident)


def test_every_post_of_others_leads_there(browser, known, client_for, council, post, author):
    topic = post.topic.get_absolute_url()
    for client in (browser, known):
        page = client.get(topic).content.decode()
        assert page.count("/signaler/forum.post/") == 2
        assert path_of(post) in page
    assert "/signaler/" not in client_for(council, author).get(topic).content.decode()


def test_the_page_shows_what_it_is_about_and_is_not_kept(browser, post):
    answer = browser.get(path_of(post))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Je l’ai vu." in page
    assert "no-store" in answer["Cache-Control"]
    assert 'content="noindex"' in page
    assert "Votre adresse électronique" in page
    assert Report.objects.count() == 0


def test_who_has_an_account_is_asked_for_no_address(known, post):
    assert "Votre adresse électronique" not in known.get(path_of(post)).content.decode()


def test_without_an_account(browser, post):
    answer = browser.post(path_of(post), said(courriel="Lilas@Exemple.fr"))
    assert (answer.status_code, answer["Location"]) == (302, f"{path_of(post)}?envoye=1")
    report = Report.objects.get()
    assert (report.email, report.reporter, report.text) == ("lilas@exemple.fr", None, TYPED)
    assert "Votre signalement est reçu" in browser.get(answer["Location"]).content.decode()
    assert Mail.objects.get(kind="report_received").to == "lilas@exemple.fr"


def test_with_an_account(known, post, resident):
    known.post(path_of(post), said())
    assert Report.objects.get().reporter == resident


def test_what_is_sent_twice_is_said_and_kept_once(known, post):
    known.post(path_of(post), said())
    again = known.post(path_of(post), said(texte="Encore moi."))
    page = again.content.decode()
    assert again.status_code == 409
    assert "déjà signalé" in page
    assert "Encore moi." in page
    assert Report.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"motif": ""}, "Choisissez une règle"),
        ({"motif": "faux"}, ""),
        ({"motif": "other", "texte": ""}, "Dites en quelques mots"),
        ({"courriel": "pas une adresse"}, "adresse électronique complète"),
        ({"texte": TYPED * 60}, "raccourcissez-le"),
    ],
)
def test_what_is_wrong_is_said_and_given_back(browser, post, wrong, words):
    answer = browser.post(path_of(post), said(**wrong))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page.replace("\u00a0", " ").replace("\u202f", " ")
    assert wrong.get("texte", TYPED) in page
    assert not Report.objects.exists()


def test_a_machine_fills_the_trap_and_is_told_nothing(browser, post):
    answer = browser.post(path_of(post), said(**{TRAP: "https://achetez"}))
    assert answer.status_code == 302
    assert not Report.objects.exists()


def test_too_quick_is_asked_again(browser, post):
    quick = signing.dumps("form", salt="quartiers.forms")
    answer = browser.post(path_of(post), said(**{STARTED: quick}))
    assert answer.status_code == 422
    assert TYPED in answer.content.decode()
    assert not Report.objects.exists()


def test_a_form_from_elsewhere_is_given_back(client_for, council, post, resident):
    client = client_for(council, resident, enforce_csrf_checks=True)
    answer = client.post(path_of(post), said())
    assert answer.status_code == 422
    assert TYPED in answer.content.decode()
    assert not Report.objects.exists()


def test_a_get_reports_nothing(known, post):
    known.get(path_of(post), said())
    assert not Report.objects.exists()
    assert not Case.objects.exists()


def test_a_network_without_accounts_is_slowed_and_its_neighbours_are_not(
    browser, known, forum, author
):
    for n in range(views.OF_NETWORK.allowed):
        post = services.open_topic(forum.pk, author, f"Sujet {n}", "Bonjour.")
        assert browser.post(path_of(post), said()).status_code == 302
    post = services.open_topic(forum.pk, author, "Un de trop", "Bonjour.")
    answer = browser.post(path_of(post), said())
    assert answer.status_code == 422
    assert TYPED in answer.content.decode()
    assert known.post(path_of(post), said()).status_code == 302


def test_an_account_is_slowed(known, resident, post):
    for _ in range(views.OF_ACCOUNT.allowed):
        views.OF_ACCOUNT.take(str(resident.pk))
    assert known.post(path_of(post), said()).status_code == 422


# What one may not see -----------------------------------------------------------------------------


def _private(forum):
    from forum.board.forum_permission.models import ForumPermission, UserForumPermission

    permission, _new = ForumPermission.objects.get_or_create(codename="can_read_forum")
    for who in ("anonymous_user", "authenticated_user"):
        UserForumPermission.objects.create(
            forum=forum, permission=permission, has_perm=False, **{who: True}
        )


def _hide(post, moderator):
    moderating.hide(post.pk, moderator)


@pytest.mark.parametrize("how", ["private", "hidden", "hidden topic", "unknown", "odd"])
def test_nobody_reports_what_they_may_not_see(browser, known, forum, post, head, moderator, how):
    path = path_of(post)
    if how == "private":
        _private(forum)
    elif how == "hidden":
        _hide(post, moderator)
    elif how == "hidden topic":
        _hide(head, moderator)
    else:
        path = {"unknown": "/signaler/forum.post/999999/", "odd": "/signaler/idea/1/"}[how]
    for client in (browser, known):
        assert client.get(path).status_code == 404
        answer = client.post(path, said())
        page = answer.content.decode()
        assert answer.status_code == 404
        assert TYPED in page
        assert "Les pavés" not in page
        assert "rue Perdue" not in page
    assert not Report.objects.exists()


def test_ones_own_is_not_ones_to_report(client_for, council, post, author):
    client = client_for(council, author)
    assert client.get(path_of(post)).status_code == 404
    client.post(path_of(post), said())
    assert not Report.objects.exists()


def test_another_councils_site_does_not_show_it(client_for, other_council, portal, post):
    for place in (other_council, portal):
        assert client_for(place).get(path_of(post)).status_code == 404


@pytest.mark.parametrize("key", ["0", "-1", "1e3", "9" * 30, "%00", "1' OR 1=1"])
def test_odd_keys_are_nothing(browser, key):
    assert browser.get(f"/signaler/forum.post/{key}/").status_code == 404


def test_the_admin_host_has_no_such_page(client_for, post):
    assert client_for("admin").get(path_of(post)).status_code == 404


def test_what_a_person_wrote_cannot_harm_the_page(browser, forum, author):
    bad = '<script>alert(1)</script> "><img src=x onerror=alert(1)>'
    post = services.open_topic(forum.pk, author, "Titre <b>gras</b>", bad)
    page = browser.get(path_of(post)).content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "<b>gras</b>" not in page


# The notice of the law ----------------------------------------------------------------------------


def noticed(post=None, **more) -> dict:
    from sites.moderation.subjects import find

    url = find("forum.post", str(post.pk)).url if post else ""
    told = {
        "adresse": url,
        "texte": "Ce message incite à la haine.",
        "nom": "Maître Genêt",
        "courriel": "genet@exemple.fr",
        "bonne_foi": "on",
        STARTED: stamp(),
        TRAP: "",
    }
    return told | more


def test_the_notice_is_reached_from_the_report_page_with_the_address(browser, post):
    page = browser.get(path_of(post)).content.decode()
    assert f"{NOTICE}?adresse=http" in page
    from sites.moderation.subjects import find

    url = find("forum.post", str(post.pk)).url
    assert f'value="{url}"' in browser.get(NOTICE, {"adresse": url}).content.decode()


def test_a_notice_names_the_very_post(browser, post):
    answer = browser.post(NOTICE, noticed(post))
    assert answer.status_code == 302
    report = Report.objects.get()
    assert (report.is_notice, report.name, report.reason) == (True, "Maître Genêt", "law")
    assert report.case.key == str(post.pk)
    assert "reçue" in browser.get(answer["Location"]).content.decode()
    assert Mail.objects.get(kind="notice_received").to == "genet@exemple.fr"


def test_the_address_of_a_topic_names_its_first_post(browser, post, head):
    url = noticed(head)["adresse"].partition("#")[0]
    browser.post(NOTICE, noticed(adresse=url))
    assert Report.objects.get().case.key == str(head.pk)


def test_a_page_that_is_no_post_is_named_by_its_address(browser, council):
    url = f"{council.site.root_url}/actualites/"
    browser.post(NOTICE, noticed(adresse=url))
    case = Case.objects.get()
    assert (case.kind, case.key, case.council) == ("address", url, council)


def test_what_its_sender_may_not_read_is_taken_and_told_nothing(browser, forum, post):
    data = noticed(post)
    _private(forum)
    assert browser.post(NOTICE, data).status_code == 302
    case = Case.objects.get()
    assert case.kind == "address"
    mail = Mail.objects.get(kind="notice_received")
    assert composing.fill(mail)
    assert "pavés" not in mail.text


@pytest.mark.parametrize(
    "address",
    ["", "https://ailleurs.fr/x", "javascript:alert(1)", "//", "http://[", "mailto:a@b.c"],
)
def test_only_what_lies_on_our_sites(browser, address):
    assert browser.post(NOTICE, noticed(adresse=address)).status_code == 422
    assert not Report.objects.exists()


@pytest.mark.parametrize("missing", ["texte", "nom", "courriel", "bonne_foi"])
def test_what_the_law_asks_for_is_asked_for(browser, post, missing):
    answer = browser.post(NOTICE, noticed(post, **{missing: ""}))
    assert answer.status_code == 422
    assert not Report.objects.exists()


def test_about_the_abuse_of_children_one_need_not_say_who_one_is(browser, post):
    answer = browser.post(NOTICE, noticed(post, nom="", courriel="", dispense="on"))
    assert answer.status_code == 302
    assert Report.objects.get().name == ""


@pytest.mark.parametrize("place", ["council", "other_council", "portal"])
def test_every_site_has_the_notice_at_one_address(request, client_for, place):
    assert client_for(request.getfixturevalue(place)).get(NOTICE).status_code == 200
