"""« Messages »: who reads what, what is done with it, and that nothing of others is there."""

import csv
import re
from datetime import timedelta
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.contrib.forms.models import FormSubmission
from wagtail.models import ModelLogEntry

from cms.editing.messages import acts
from cms.editing.messages.models import NOTE_LENGTH, Handling, Note
from sites.accounts.privacy import erasure
from sites.councils import role_groups, roles
from sites.teams.duties import Urgency, duties_for
from sites.teams.scope import scope_for
from tests.cms import factories

pytestmark = pytest.mark.django_db

INBOX, TABLE = "/admin/messages/", "/admin/messages/tableau.csv"
SECRET = "Bruyère de Lancry"
READERS = (roles.EDITOR, roles.LEAD)
OTHERS = (roles.CONTRIBUTOR, roles.MODERATOR, roles.TOWN_HALL, roles.INTEGRATOR)
QUESTIONS = (
    ("Nom", "singleline"),
    ("Adresse", "email"),
    ("Message", "multiline"),
)


def form_of(owner):
    return factories.form(factories.home(owner), *QUESTIONS, title=f"Contact {owner}")


def sent(page, name="Marguerite", address="marguerite@exemple.fr", text="Où se garer ?"):
    data = {"nom": name, "adresse": address, "message": text}
    return FormSubmission.objects.create(page=page, form_data=data)


@pytest.fixture
def form(council):
    return form_of(council)


@pytest.fixture
def message(form):
    return sent(form)


@pytest.fixture
def foreign(other_council):
    return sent(form_of(other_council), name=SECRET)


@pytest.fixture
def editor(holder):
    return holder(roles.EDITOR, pseudonym="Lilas")


@pytest.fixture
def client(client_for, editor):
    return client_for("admin", editor)


def address(message, act: str = "") -> str:
    return f"{INBOX}{message.pk}/{act}"


class TestWhoReads:
    @pytest.mark.parametrize("role", READERS)
    def test_editors_and_leads_of_the_council(self, read, holder, message, foreign, role):
        reader = holder(role)
        assert "Marguerite" in read(reader, INBOX)
        assert "Où se garer ?" in read(reader, address(message))
        assert SECRET not in read(reader, f"{INBOX}?etat=tous")

    def test_coordination_those_of_the_portal(self, read, holder, portal, message):
        sent(form_of(portal), name="Pervenche")
        screen = read(holder(roles.COORDINATOR), INBOX)
        assert "Pervenche" in screen
        assert "Marguerite" not in screen

    @pytest.mark.parametrize("role", OTHERS)
    def test_nobody_else(self, client_for, holder, message, role):
        client = client_for("admin", holder(role))
        for path in (INBOX, TABLE, address(message), address(message, "supprimer/")):
            assert client.get(path).status_code == 404
        for act in ("traiter/", "reprendre/", "noter/", "supprimer/"):
            assert client.post(address(message, act), {"text": "Pris"}).status_code == 404
        assert FormSubmission.objects.filter(pk=message.pk).exists()
        assert not Handling.objects.exists()
        assert not Note.objects.exists()

    def test_strangers_and_residents_are_shown_the_way_in(self, client_for, resident, message):
        for user in (None, resident):
            client = client_for("admin", user)
            for path in (INBOX, TABLE, address(message)):
                response = client.get(path)
                assert response.status_code == 302
                assert b"Marguerite" not in response.content

    def test_a_role_that_is_gone_reads_no_more(self, client, editor, message):
        assert client.get(address(message)).status_code == 200
        editor.groups.clear()
        assert client.get(address(message)).status_code in (302, 404)


class TestAnotherCouncils:
    @pytest.mark.parametrize("act", ["", "supprimer/"])
    def test_is_not_there(self, client, foreign, act):
        response = client.get(address(foreign, act))
        assert response.status_code == 404
        assert SECRET not in response.content.decode()

    @pytest.mark.parametrize("act", ["traiter/", "reprendre/", "noter/", "supprimer/"])
    def test_cannot_be_changed(self, client, foreign, act):
        acts.handle(foreign, foreign.page.owner)
        before = Handling.objects.get().at
        assert client.post(address(foreign, act), {"text": "Pris"}).status_code == 404
        assert Handling.objects.get().at == before
        assert FormSubmission.objects.filter(pk=foreign.pk).exists()
        assert not Note.objects.exists()

    def test_cannot_be_asked_for_by_its_site_or_form(self, client, message, foreign):
        for query in ("conseil=cel", f"formulaire={foreign.page_id}", "etat=%27&p=9"):
            for path in (INBOX, TABLE):
                content = client.get(f"{path}?{query}").content.decode()
                assert SECRET not in content
                assert "Château" not in content

    def test_whoever_works_for_both_chooses(self, read, editor, other_council, message, foreign):
        editor.groups.add(role_groups.group_for(roles.EDITOR, other_council))
        both = read(editor, INBOX)
        assert SECRET in both
        assert "Marguerite" in both
        assert "Marguerite" not in read(editor, f"{INBOX}?conseil=cel")


class TestHandling:
    def test_says_who_and_when(self, client, read, editor, message):
        client.post(address(message, "traiter/"))
        assert Handling.objects.get(submission=message).by == editor
        assert "Marguerite" not in read(editor, INBOX)
        assert "Traité par Lilas" in read(editor, f"{INBOX}?etat=traites")
        assert "par Lilas" in read(editor, address(message))

    def test_who_was_first_stays(self, client, make_user, council, message):
        first = make_user(roles.LEAD, council)
        acts.handle(message, first)
        client.post(address(message, "traiter/"))
        assert Handling.objects.get().by == first
        assert ModelLogEntry.objects.filter(action=acts.HANDLED).count() == 1

    def test_can_be_taken_back(self, client, read, editor, message):
        client.post(address(message, "traiter/"))
        client.post(address(message, "reprendre/"))
        assert "Marguerite" in read(editor, INBOX)
        assert client.post(address(message, "reprendre/")).status_code == 302  # twice does no harm
        assert ModelLogEntry.objects.filter(action=acts.REOPENED).count() == 1

    @pytest.mark.parametrize("act", ["traiter/", "reprendre/", "noter/"])
    def test_looking_changes_nothing(self, client, message, act):
        assert client.get(address(message, act)).status_code == 405
        client.get(address(message))
        client.get(address(message, "supprimer/"))
        assert not Handling.objects.exists()
        assert FormSubmission.objects.filter(pk=message.pk).exists()

    def test_the_log_has_none_of_the_residents_words(self, editor, message):
        acts.handle(message, editor)
        acts.delete(message, editor)
        for entry in ModelLogEntry.objects.all():
            assert "Marguerite" not in f"{entry.label}{entry.data}"
            assert "exemple.fr" not in f"{entry.label}{entry.data}"


class TestNotes:
    def test_are_the_teams(self, client, read, editor, make_user, council, message):
        client.post(address(message, "noter/"), {"text": "J’ai appelé la <b>mairie</b>."})
        screen = read(make_user(roles.LEAD, council), address(message))
        assert "J’ai appelé la <b>mairie</b>." in screen
        assert "Lilas , " in screen  # and when

    @pytest.mark.parametrize("text", ["", "   ", "x" * (NOTE_LENGTH + 1)])
    def test_a_bad_one_says_why_and_keeps_the_words(self, client, message, text):
        response = client.post(address(message, "noter/"), {"text": text})
        assert response.status_code == 422
        assert text.strip() in response.content.decode()
        assert not Note.objects.exists()

    def test_the_database_refuses_an_empty_one(self, message):
        with pytest.raises(IntegrityError), transaction.atomic():
            Note.objects.create(submission=message, text="")


class TestAnswering:
    def link(self, client, message) -> str:
        content = client.get(address(message)).content.decode()
        found = re.search(r'href="(mailto:[^"]*)"', content)
        return unescape(found[1]) if found else ""

    def test_writes_to_the_sender_with_their_words_below(self, client, message):
        parts = urlsplit(self.link(client, message))
        words = parse_qs(parts.query)
        assert parts.path == "marguerite@exemple.fr"
        assert words["subject"][0].replace("\u00a0", " ").startswith("Votre message : Contact")
        assert "> Où se garer ?" in words["body"][0]
        assert "marguerite" not in words["body"][0]

    def test_an_address_cannot_add_recipients_or_headers(self, client, form):
        odd = sent(form, address="a?bcc=vol&subject=pris@exemple.fr", text="x\r\nBcc: y@z.fr")
        link = self.link(client, odd)
        assert "bcc" not in {name.casefold() for name in parse_qs(urlsplit(link).query)}
        assert "\n" not in link

    def test_without_an_address_there_is_none(self, client, read, editor, form):
        for nowhere in ("", "pas une adresse", '"a\nb"@exemple.fr'):
            message = sent(form, address=nowhere)
            assert self.link(client, message) == ""
            assert "n’a pas laissé d’adresse" in read(editor, address(message))

    def test_markup_of_a_message_is_words(self, client, form):
        odd = sent(form, name="<script>alert(1)</script>", text="<img src=x onerror=y>")
        for path in (INBOX, address(odd), address(odd, "supprimer/")):
            content = client.get(path).content.decode()
            assert "<script>alert" not in content
            assert "<img src=x" not in content

    def test_an_answer_to_a_question_that_is_gone_is_still_read(self, read, editor, form):
        message = sent(form)
        form.form_fields.filter(clean_name="message").delete()
        assert "Où se garer ?" in read(editor, address(message))


class TestLeaving:
    def test_deleting_takes_all_of_it(self, client, message):
        client.post(address(message, "traiter/"))
        client.post(address(message, "noter/"), {"text": "Fait"})
        assert client.post(address(message, "supprimer/")).status_code == 302
        assert not FormSubmission.objects.filter(pk=message.pk).exists()
        assert not Handling.objects.exists()
        assert not Note.objects.exists()

    def test_so_does_the_time_that_the_form_promises(self, editor, form, message):
        acts.handle(message, editor)
        acts.write_note(message, "Fait", editor)
        old = timezone.now() - timedelta(days=form.retention_days + 1)
        FormSubmission.objects.filter(pk=message.pk).update(submit_time=old)
        call_command("purge_forms")
        assert not Handling.objects.exists()
        assert not Note.objects.exists()

    def test_an_account_that_is_erased_leaves_its_work_without_a_name(
        self, read, editor, holder, message
    ):
        acts.handle(message, editor)
        acts.write_note(message, "Lilas a répondu, lilas@exemple.fr", editor)
        erasure.erase(editor)
        screen = read(holder(roles.LEAD), address(message))
        assert "Lilas" not in screen
        assert "Compte supprimé" in screen


class TestTable:
    def rows(self, client, query: str = "?etat=tous") -> list[list[str]]:
        response = client.get(f"{TABLE}{query}")
        assert "attachment" in response["Content-Disposition"]
        return list(csv.reader(response.content.decode("utf-8-sig").splitlines(), delimiter=";"))

    def test_has_a_column_for_each_question(self, client, message):
        head, line = self.rows(client)
        assert head[5:] == ["Nom", "Adresse", "Message"]
        assert line[5:] == ["Marguerite", "marguerite@exemple.fr", "Où se garer ?"]

    def test_runs_nothing(self, client, form):
        for start in ("=1+1", "+1", "-1", "@SUM(A1)"):
            sent(form, name=start)
        assert all(line[5].startswith("'") for line in self.rows(client)[1:])

    def test_runs_no_label_either(self, client, council):
        page = factories.form(factories.home(council), ("=Cmd", "singleline"))
        FormSubmission.objects.create(
            page=page, form_data={page.form_fields.get().clean_name: "Oui"}
        )
        assert "'=Cmd" in self.rows(client)[0]

    def test_has_the_state(self, client, editor, message):
        acts.handle(message, editor)
        assert self.rows(client)[1][4] == "Lilas"
        assert len(self.rows(client, "?etat=a-traiter")) == 1


class TestDuties:
    def about(self, user) -> list:
        found = duties_for(scope_for(user))
        return [duty for duty in found if "messages_" in duty.url or "/messages/" in duty.url]

    def test_say_how_many_wait_and_how_long(self, client, editor, form, message):
        old = timezone.now() - timedelta(days=4)
        FormSubmission.objects.filter(pk=message.pk).update(submit_time=old)
        sent(form)
        [duty] = self.about(editor)
        assert duty.urgency is Urgency.LATE
        assert duty.text.replace("\u00a0", " ") == "Répondre à 2 messages"
        assert duty.detail.replace("\u00a0", " ") == "le premier est arrivé il y a 4 jours"
        assert client.get(duty.url).status_code == 200

    def test_are_of_ones_own_sites_only(self, editor, make_user, council, foreign):
        assert self.about(editor) == []
        assert self.about(make_user(roles.CONTRIBUTOR, council)) == []

    def test_end_with_the_answer(self, editor, message):
        acts.handle(message, editor)
        assert self.about(editor) == []


def test_the_list_asks_the_same_whatever_its_length(
    client, editor, form, django_assert_max_num_queries
):
    def cost() -> int:
        with django_assert_max_num_queries(60) as asked:
            client.get(f"{INBOX}?etat=tous")
        return len(asked)

    acts.handle(sent(form), editor)
    cost()
    before = cost()
    for number in range(20):
        message = sent(form, name=f"Personne {number}")
        if number % 2:
            acts.handle(message, editor)
    assert cost() <= before
