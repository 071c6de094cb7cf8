"""« Convocation »: what the team sees and does, and what nobody sees."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.meetings.notices import sending
from sites.councils.roles import ADMINISTRATOR, CONTRIBUTOR, EDITOR, INTEGRATOR, LEAD, MODERATOR
from sites.notifications.models import Mail
from sites.notifications.subscriptions import fanning
from sites.notifications.subscriptions.models import Event
from tests.cms.editing.conftest import words
from tests.cms.meetings.factories import meeting
from tests.cms.meetings.notices.following import (
    AGENDA,
    change,
    follow,
    follow_many,
    fresh,
    send_now,
    ten_minutes_pass,
    told,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(council):
    return meeting(council, "Plénière d’hiver", agenda=AGENDA)


@pytest.fixture
def editor(make_user, council):
    return make_user(EDITOR, council, email="garance@exemple.fr", pseudonym="Garance")


def path(page, act: str = "") -> str:
    return f"/admin/convocation/{page.pk}/{f'{act}/' if act else ''}"


def decision(page) -> dict[str, str]:
    standing = sending.standing_of(fresh(page))
    return {"what": standing.what or "", "seen": standing.seen}


# Who --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (CONTRIBUTOR, 404),
        (EDITOR, 200),
        (LEAD, 200),
        (ADMINISTRATOR, 200),
        (MODERATOR, 404),
        (INTEGRATOR, 404),
    ],
)
def test_for_who_publishes_there(client_for, holder, page, role, status):
    client = client_for("admin", holder(role))
    assert client.get(path(page)).status_code == status
    for act in ("envoyer", "annuler", "essai"):
        answer = client.post(path(page, act), decision(page)).status_code
        assert answer == (302 if status == 200 else 404), act


@pytest.mark.parametrize("role", [EDITOR, LEAD])
def test_another_councils_meeting_does_not_exist(client_for, make_user, page, other_council, role):
    follow("a@exemple.fr", other_council)
    page.shared_with.set([other_council])
    page.save()
    client = client_for("admin", make_user(role, other_council))
    assert client.get(path(page)).status_code == 404
    for act in ("envoyer", "annuler", "essai"):
        assert client.post(path(page, act), decision(page)).status_code == 404
    assert not Event.objects.exists()
    assert not Mail.objects.exists()


def test_looking_changes_nothing(client_for, editor, page):
    client = client_for("admin", editor)
    for act in ("envoyer", "annuler", "essai"):
        assert client.get(path(page, act)).status_code == 405
    client.get(path(page))
    assert not Event.objects.exists()


# What -------------------------------------------------------------------------------------------


def test_it_shows_the_text_and_how_many_but_nobodys_address(client_for, editor, page, council):
    follow_many(3, council, prefix="secrete")
    html = client_for("admin", editor).get(path(page)).content.decode()
    text = words(html)
    assert "3 personnes ont demandé les convocations" in text
    assert "Envoyer à 3 personnes" in text
    assert "Convocation : Plénière d’hiver" in text
    assert "1. Accueil (information, 10 min)" in html
    assert "srcdoc=" in html
    assert "À copier pour votre propre liste d’envoi" in text
    assert "secrete" not in html


def test_nobody_follows_yet(client_for, read, editor, page):
    """The team's own list can be told, and that it was is noted."""
    text = read(editor, path(page))
    assert "Envoyer à" not in text
    assert "copiez le texte ci-dessous" in text
    client_for("admin", editor).post(path(page, "envoyer"), decision(page))
    ten_minutes_pass()
    fanning.run()
    assert "envoyé 0" in read(editor, path(page))
    assert "Envoyer la convocation" not in read(editor, "/admin/a-faire/")


def test_a_draft_has_nothing_to_send(read, editor, council):
    draft = meeting(council, "Brouillon", live=False)
    text = read(editor, path(draft))
    assert "publiez-la d’abord" in text
    assert "Envoyer à" not in text


def test_without_an_agenda_it_warns(read, editor, council):
    follow("a@exemple.fr", council)
    text = read(editor, path(meeting(council)))
    assert "L’ordre du jour n’est pas encore en ligne" in text
    assert "Envoyer à une personne" in text


def test_unpublished_changes_are_told(read, editor, page, council):
    mine = fresh(page)
    mine.practical = "Autre chose"
    mine.save_revision()
    assert "modifications qui ne sont pas publiées" in read(editor, path(page))


# Sending ----------------------------------------------------------------------------------------


def test_from_the_button_to_the_list_of_what_was_sent(client_for, read, editor, page, council):
    follow_many(2, council)
    client = client_for("admin", editor)
    client.post(path(page, "envoyer"), decision(page))
    text = read(editor, path(page))
    assert "Le message part dans 10 minutes" in text
    assert "Annuler l’envoi" in text
    assert "Envoyer à" not in text
    ten_minutes_pass()
    fanning.run()
    text = read(editor, path(page))
    assert "Rien n’a changé depuis le dernier envoi" in text
    row = text.partition("Ce qui a été envoyé")[2]
    assert "convocation" in row
    assert "Garance" in row
    assert "envoyé 2" in row


def test_pressed_twice(client_for, editor, page, council):
    follow("a@exemple.fr", council)
    client, data = client_for("admin", editor), decision(page)
    for _turn in range(2):
        client.post(path(page, "envoyer"), data)
    assert Event.objects.count() == 1


def test_taken_back(client_for, read, editor, page, council):
    follow("a@exemple.fr", council)
    client = client_for("admin", editor)
    client.post(path(page, "envoyer"), decision(page))
    answer = client.post(path(page, "annuler"), follow=True)
    assert "personne n’a rien reçu" in words(answer.content.decode())
    ten_minutes_pass()
    fanning.run()
    assert told() == []
    assert "annulé avant le départ" in read(editor, path(page))


def test_too_late_to_take_back(client_for, editor, page, council):
    follow("a@exemple.fr", council)
    send_now(page, editor)
    answer = client_for("admin", editor).post(path(page, "annuler"), follow=True)
    assert "Trop tard" in words(answer.content.decode())


def test_what_changed_while_one_was_reading_is_read_again(client_for, editor, page, council):
    follow("a@exemple.fr", council)
    data = decision(page)
    change(page, practical="Entrée par la rue.")
    answer = client_for("admin", editor).post(path(page, "envoyer"), data, follow=True)
    assert "relisez le message" in words(answer.content.decode())
    assert not Event.objects.exists()


def test_a_change_is_offered_under_its_name(client_for, read, editor, page, council):
    follow("a@exemple.fr", council)
    send_now(page, editor)
    change(page, status="cancelled", status_reason="Grève.")
    text = read(editor, path(page))
    assert "Prévenir de l’annulation" in text
    assert "Séance annulée : Plénière d’hiver" in text
    client_for("admin", editor).post(path(page, "envoyer"), decision(page))
    assert Event.objects.filter(what="cancelled").count() == 1


def test_a_test_to_oneself(client_for, editor, page, council):
    follow("a@exemple.fr", council)
    client_for("admin", editor).post(path(page, "essai"))
    assert [mail.to for mail in Mail.objects.all()] == [editor.email]
    assert not Event.objects.exists()


def test_what_was_dropped_says_why(read, editor, page, council):
    follow("a@exemple.fr", council)
    standing = sending.standing_of(fresh(page))
    sending.send(standing.page, "call", standing.seen, editor)
    fresh(page).unpublish()
    ten_minutes_pass()
    fanning.run()
    assert "la séance n’était plus en ligne" in read(editor, path(page))


# The way there ----------------------------------------------------------------------------------


def test_the_way_there(client_for, editor, page, council):
    client = client_for("admin", editor)
    for where in (f"/admin/pages/{page.pk}/edit/", f"/admin/pages/{page.get_parent().pk}/"):
        assert path(page) in client.get(where).content.decode(), where


def test_the_journal_tells_who_decided(read, make_user, council, editor, page):
    follow("a@exemple.fr", council)
    send_now(page, editor)
    lead = make_user(LEAD, council)
    told_there = read(lead, "/admin/journal/")
    assert "Garance a décidé d’envoyer la convocation à « Plénière d’hiver »" in told_there


# À faire ----------------------------------------------------------------------------------------


@pytest.fixture
def due(read, editor):
    return lambda: read(editor, "/admin/a-faire/")


def at(days: int):
    return timezone.now() + timedelta(days=days)


def test_the_desk_asks_to_call_once_the_agenda_is_online(due, page, council, editor):
    assert "Envoyer la convocation : « Plénière d’hiver »" in due()
    follow("a@exemple.fr", council)
    send_now(page, editor)
    assert "Envoyer la convocation" not in due()


@pytest.mark.parametrize(
    "values",
    [
        {"agenda": ()},
        {"starts_at": at(16)},
        {"starts_at": at(-1)},
        {"live": False},
        {"kind": "steering_team"},
        {"status": "cancelled", "status_reason": "x"},
        {"status": "postponed", "status_reason": "x"},
    ],
)
def test_it_does_not_ask_without_reason(due, council, values):
    meeting(council, "Autre", **{"agenda": AGENDA, **values})
    assert "Envoyer la convocation" not in due()


@pytest.mark.parametrize(
    ("values", "line"),
    [
        ({"status": "cancelled", "status_reason": "x"}, "Prévenir de l’annulation"),
        ({"status": "postponed", "status_reason": "x"}, "Prévenir du report"),
        ({"starts_at": at(20)}, "Prévenir du changement de date ou de lieu"),
    ],
)
def test_those_who_were_called_are_told(due, page, council, editor, values, line):
    follow("a@exemple.fr", council)
    send_now(page, editor)
    change(page, **values)
    assert f"{line} : « Plénière d’hiver »" in due()
    send_now(page, editor)
    assert line not in due()


def test_the_desk_asks_the_same_number_of_queries_for_many(
    django_assert_max_num_queries, editor, council
):
    from cms.editing.notices.duties import notices_due
    from sites.teams.scope import scope_for

    for number in range(6):
        meeting(council, f"Séance {number}", agenda=AGENDA)
    scope = scope_for(editor)
    _known = scope.owners
    with django_assert_max_num_queries(4):
        assert len(list(notices_due(scope))) == 6
