"""From the decision to one mail each: taken back, dropped, interrupted, of several councils."""

from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageLogEntry

from cms.editing.bin.putting import bin_page
from cms.meetings.models import AgendaItem
from cms.meetings.notices import sending
from cms.meetings.notices.calling import What
from sites.accounts.entering.making import confirm_address
from sites.notifications import outbox
from sites.notifications import sending as outbox_sending
from sites.notifications.models import Mail
from sites.notifications.subscriptions import fanning, letters, subscribing
from sites.notifications.subscriptions.models import Delivery, Event, Subscriber
from tests.cms import factories
from tests.cms.meetings.factories import in_days, meeting
from tests.cms.meetings.notices.following import (
    AGENDA,
    MANAGE,
    STOP,
    change,
    decide,
    follow,
    follow_many,
    fresh,
    send_now,
    ten_minutes_pass,
    told,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(make_user, council):
    return make_user("editor", council, email="garance@exemple.fr", pseudonym="Garance")


@pytest.fixture
def page(council):
    return meeting(
        council,
        "Plénière d’hiver",
        agenda=AGENDA,
        ends_at=in_days(9, 21),
        childcare=True,
        practical="Entrée par la cour.",
        online_link="https://exemple.fr/direct",
    )


# Once -------------------------------------------------------------------------------------------


def test_each_subscriber_gets_one(page, council, other_council, editor):
    for name in ("a", "b", "c"):
        follow(f"{name}@exemple.fr", council)
    follow("ailleurs@exemple.fr", other_council)
    event = send_now(page, editor)
    for _turn in range(3):
        fanning.run()
    assert told() == ["a@exemple.fr", "b@exemple.fr", "c@exemple.fr"]
    assert (event.state, event.reached, event.by) == ("done", 3, editor)
    assert Delivery.objects.filter(event=event).count() == 3


def test_the_meeting_comes_along_for_calendars_and_is_called_off_there(page, council, editor):
    follow("a@exemple.fr", council)
    send_now(page, editor)
    first = Mail.objects.get(kind=sending.MAIL)
    assert (first.attached_name, first.attached_type) == ("seance.ics", "text/calendar")
    assert f"UID:{page.uid}" in bytes(first.attached).decode()
    send_now(change(page, status="cancelled", status_reason="Grève."), editor)
    last = Mail.objects.filter(kind=sending.MAIL).latest("pk")
    assert "STATUS:CANCELLED" in bytes(last.attached).decode()


def test_pressed_twice(page, council, editor):
    follow("a@exemple.fr", council)
    decide(page, editor)
    with pytest.raises(sending.Refused) as refusal:
        decide(page, editor)
    assert "déjà prévu" in refusal.value.message
    assert Event.objects.count() == 1


def test_nothing_leaves_within_ten_minutes(page, council, editor):
    follow("a@exemple.fr", council)
    event = decide(page, editor)
    with time_machine.travel(event.decided_at + timedelta(minutes=9, seconds=59)):
        fanning.run()
    assert told() == []
    with time_machine.travel(event.decided_at + timedelta(minutes=10)):
        call_command("tell_subscribers")
    assert told() == ["a@exemple.fr"]


def test_taken_back(page, council, editor):
    follow("a@exemple.fr", council)
    event = decide(page, editor)
    assert sending.stop(page, event, editor)
    ten_minutes_pass()
    fanning.run()
    assert told() == []
    assert not sending.stop(page, event, editor)
    send_now(page, editor)  # and decided again
    assert told() == ["a@exemple.fr"]
    acts = PageLogEntry.objects.filter(page=page.pk, action__startswith="quartiers.notice")
    assert list(acts.order_by("pk").values_list("action", "user")) == [
        (sending.QUEUED, editor.pk),
        (sending.STOPPED, editor.pk),
        (sending.QUEUED, editor.pk),
    ]


def test_once_it_has_begun_it_cannot_be_taken_back(page, council, editor):
    follow("a@exemple.fr", council)
    event = send_now(page, editor)
    assert not sending.stop(page, event, editor)


def test_who_comes_after_it_left_is_not_told(page, council, editor):
    follow("a@exemple.fr", council)
    event = send_now(page, editor)
    Event.objects.filter(pk=event.pk).update(state="sending", finished_at=None)
    follow("tard@exemple.fr", council)
    fanning.run()
    assert told() == ["a@exemple.fr"]


def test_who_leaves_in_between_is_not_told(page, council, editor, monkeypatch):
    monkeypatch.setattr(fanning, "BATCH", 1)
    rows = [follow(f"{name}@exemple.fr", council) for name in "abc"]
    made = letters.Letters.to

    def leave(self, person, subjects):
        if person == rows[0]:
            subscribing.end(rows[1].pk)
        return made(self, person, subjects)

    monkeypatch.setattr(letters.Letters, "to", leave)
    send_now(page, editor)
    assert told() == ["a@exemple.fr", "c@exemple.fr"]


def test_interrupted_anywhere_it_goes_on_where_it_was(page, council, editor, monkeypatch):
    monkeypatch.setattr(fanning, "BATCH", 3)
    follow_many(10, council)
    decide(page, editor)
    ten_minutes_pass()
    made, calls = letters.Letters.to, []

    def die(self, person, subjects):
        calls.append(person.pk)
        if len(calls) in (2, 7, 9, 13):
            raise KeyboardInterrupt
        return made(self, person, subjects)

    monkeypatch.setattr(letters.Letters, "to", die)
    for _life in range(4):
        with pytest.raises(KeyboardInterrupt):
            fanning.run()
        assert len(told()) % 3 == 0, "batches are whole or not there"
        assert Delivery.objects.count() == len(told()) == Event.objects.get().reached
    fanning.run()
    assert told() == sorted(f"p{n}@exemple.fr" for n in range(10))
    assert Event.objects.get().state == "done"


def test_told_to_end_it_ends_between_batches(page, council, editor, monkeypatch):
    monkeypatch.setattr(fanning, "BATCH", 2)
    follow_many(5, council)
    decide(page, editor)
    ten_minutes_pass()
    fanning.run(seconds=0)
    assert told() == []
    assert Event.objects.get().state == "waiting"
    fanning.run()
    assert len(told()) == 5


def test_one_that_fails_holds_up_no_other(page, council, editor, monkeypatch):
    follow("a@exemple.fr", council)
    other = meeting(council, "Commission", agenda=AGENDA)
    decide(page, editor)
    second = decide(other, editor)
    ten_minutes_pass()
    seal = sending.seal
    broken = Event.objects.exclude(pk=second.pk).get().pk
    kind = replace(sending.EVENTS, seal=lambda e: 1 / 0 if e.pk == broken else seal(e))
    monkeypatch.setattr(fanning, "event_kind", lambda key: kind)
    fanning.run()
    second.refresh_from_db()
    assert second.state == "done"


def test_one_that_fails_waits_longer_each_time_and_leaves_once_it_can(
    page, council, editor, monkeypatch
):
    follow("a@exemple.fr", council)
    event, tried = decide(page, editor), []
    ten_minutes_pass()
    kind = replace(sending.EVENTS, seal=lambda e: tried.append(e.pk) or 1 / 0)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        with monkeypatch.context() as broken:
            broken.setattr(fanning, "event_kind", lambda key: kind)
            for seconds, times in ((0, 1), (50, 1), (30, 2), (110, 2), (50, 3)):
                clock.shift(seconds)
                fanning.run()
                assert len(tried) == times
        clock.shift(300)
        fanning.run()
    event.refresh_from_db()
    assert (event.state, event.reached, event.failures) == ("done", 1, 0)


# What is not true any more ----------------------------------------------------------------------


def test_unpublished_meanwhile(page, council, editor):
    follow("a@exemple.fr", council)
    decide(page, editor)
    fresh(page).unpublish()
    ten_minutes_pass()
    fanning.run()
    assert told() == []
    assert (Event.objects.get().state, Event.objects.get().reason) == ("dropped", sending.HIDDEN)


def test_binned_meanwhile(page, council, editor):
    follow("a@exemple.fr", council)
    decide(page, editor)
    bin_page(fresh(page), editor)
    ten_minutes_pass()
    fanning.run()
    assert told() == []
    assert Event.objects.get().reason == sending.HIDDEN


def test_made_private_meanwhile(page, council, editor):
    follow("a@exemple.fr", council)
    decide(page, editor)
    factories.make_private(fresh(page))
    ten_minutes_pass()
    fanning.run()
    assert told() == []


def test_cancelled_meanwhile_and_then_there_is_nobody_to_tell(page, council, editor):
    follow("a@exemple.fr", council)
    decide(page, editor)
    change(page, status="cancelled", status_reason="Salle fermée.")
    ten_minutes_pass()
    fanning.run()
    assert told() == []
    assert Event.objects.get().reason == sending.CHANGED
    assert sending.standing_of(fresh(page)).what is None


def test_begun_meanwhile(page, council, editor):
    follow("a@exemple.fr", council)
    decide(page, editor)
    with time_machine.travel(page.starts_at + timedelta(minutes=1)):
        fanning.run()
    assert told() == []
    assert Event.objects.get().reason == sending.PAST


def test_a_slip_corrected_meanwhile_leaves_corrected(page, council, editor):
    follow("a@exemple.fr", council)
    decide(page, editor)
    change(page, practical="Entrée par la rue.")
    ten_minutes_pass()
    fanning.run()
    assert "Entrée par la rue." in Mail.objects.get().text


def test_what_was_sealed_never_changes(page, council, editor, monkeypatch):
    """The second half of the subscribers reads what the first did."""
    monkeypatch.setattr(fanning, "BATCH", 1)
    follow_many(2, council)
    decide(page, editor)
    ten_minutes_pass()
    batch, turns = fanning._batch, []

    def edit_between(pk, letter):
        if turns:
            change(page, practical="Tout autre chose.")
        turns.append(pk)
        return batch(pk, letter)

    monkeypatch.setattr(fanning, "_batch", edit_between)
    fanning.run()
    assert {"Entrée par la cour." in mail.text for mail in Mail.objects.all()} == {True}


# What may be sent -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"live": False}, "publiez-la d’abord"),
        ({"starts_at": in_days(-1)}, "passée"),
        ({"status": "cancelled", "status_reason": "x"}, "ne convoque personne"),
        ({"status": "postponed", "status_reason": "x"}, "ne convoque personne"),
    ],
)
def test_only_a_published_meeting_to_come(council, editor, values, words):
    page = meeting(council, agenda=AGENDA, **values)
    standing = sending.standing_of(fresh(page))
    assert words in standing.hindrance
    with pytest.raises(sending.Refused):
        sending.send(page, "call", standing.seen, editor)
    assert not Event.objects.exists()


def test_too_late_for_a_mail(council, editor):
    page = meeting(council, agenda=AGENDA, starts_at=timezone.now() + timedelta(minutes=9))
    assert "dix minutes" in sending.standing_of(fresh(page)).hindrance


def test_what_was_read_is_what_is_decided(page, council, editor):
    seen = sending.standing_of(fresh(page)).seen
    change(page, practical="Autre chose.")
    with pytest.raises(sending.Refused) as refusal:
        sending.send(fresh(page), "call", seen, editor)
    assert "relisez" in refusal.value.message


def test_each_change_is_told_once(page, council, editor):
    follow("a@exemple.fr", council)
    send_now(page, editor)
    assert sending.standing_of(fresh(page)).what is None
    changes = [
        ({"starts_at": in_days(12), "ends_at": in_days(12, 21)}, What.MOVED),
        ({"status": "cancelled", "status_reason": "Grève."}, What.CANCELLED),
        ({"status": "planned", "status_reason": ""}, What.HELD),
        ({"status": "postponed", "status_reason": "Salle prise."}, What.POSTPONED),
        ({"starts_at": in_days(14), "ends_at": in_days(14, 21)}, What.MOVED),
    ]
    for values, what in changes:
        change(page, **values)
        assert sending.standing_of(fresh(page)).what == what
        assert send_now(page, editor).what == what
        standing = sending.standing_of(fresh(page))
        assert standing.what is None
        with pytest.raises(sending.Refused):
            sending.send(fresh(page), what, standing.seen, editor)
    assert told() == ["a@exemple.fr"] * 6


def test_an_agenda_that_changes(page, council, editor):
    follow("a@exemple.fr", council)
    send_now(page, editor)
    mine = fresh(page)
    mine.agenda_items.add(AgendaItem(title="Carnaval", kind="vote", sort_order=9))
    mine.save_revision().publish()
    assert sending.standing_of(fresh(page)).what == What.AGENDA
    send_now(page, editor)
    last = Mail.objects.order_by("-pk").first()
    assert last.subject.startswith("Ordre du jour modifié")
    assert "3. Carnaval (vote)" in last.text


# Several councils -------------------------------------------------------------------------------


def test_of_two_councils_each_person_gets_one(council, other_council, editor):
    page = meeting(council, agenda=AGENDA)
    page.shared_with.set([other_council])
    page.save()
    follow("deux@exemple.fr", council, other_council)
    follow("une@exemple.fr", council)
    follow("autre@exemple.fr", other_council)
    assert sending.audience(fresh(page)) == 3
    event = send_now(page, editor)
    assert told() == ["autre@exemple.fr", "deux@exemple.fr", "une@exemple.fr"]
    assert event.reached == 3
    other = Mail.objects.get(to="autre@exemple.fr")
    both = Mail.objects.get(to="deux@exemple.fr")
    assert other_council.name in other.text
    assert council.name not in other.text.partition("demandé les convocations")[2].split(".")[0]
    assert f"{council.name}, {other_council.name}" in both.text
    assert other_council.site.hostname in other.headers["List-Id"]
    assert council.site.hostname in both.headers["List-Id"]


def test_of_the_portal_reaches_every_council(portal, council, other_council, make_user):
    page = meeting(portal, agenda=AGENDA)
    follow("a@exemple.fr", council)
    follow("b@exemple.fr", other_council)
    send_now(page, make_user("coordinator"))
    assert told() == ["a@exemple.fr", "b@exemple.fr"]


# The mail ---------------------------------------------------------------------------------------


@pytest.fixture
def mail(page, council, editor) -> Mail:
    follow("lilas@exemple.fr", council)
    send_now(page, editor)
    return Mail.objects.get()


def test_what_it_says(mail, page, council):
    text = mail.text.replace("\u00a0", " ")
    assert mail.subject.replace("\u00a0", " ").startswith("Convocation : Plénière d’hiver, ")
    for words in (
        "1. Accueil (information, 10 min)",
        "2. Propreté (débat, 35 min)",
        "Entrée par la cour.",
        "https://exemple.fr/direct",
        "Garde d’enfants",
        "de 19 h à 21 h",
        fresh(page).full_url,
        "ordre-du-jour.pdf",
        "affiche.pdf",
        ".ics",
        f"vous avez demandé les convocations de : {council.name}",
    ):
        assert words in text, words
    assert council.name in mail.sender
    assert mail.site == council.site


def test_its_links_are_its_readers_own(mail, page, council, client_for):
    other = follow("genet@exemple.fr", council)
    assert STOP.search(mail.text)[0] in mail.html
    assert MANAGE.search(mail.text)[0] in mail.html
    for pattern in (STOP, MANAGE):
        for text in (mail.text, mail.html):
            assert len(set(pattern.findall(text))) == 1
    client_for(council).post(f"/abonnements/arreter/{STOP.search(mail.html)[1]}/")
    assert list(Subscriber.objects.all()) == [other]


def test_its_headers(mail, council):
    """RFC 2369, 2919, 8058, as a server gets them."""
    sent = message_from_bytes(outbox_sending.as_message(mail).message().as_bytes(), policy=default)
    url = STOP.search(mail.text)[0]
    assert sent["List-Unsubscribe"].strip() == f"<{url}>"  # folded before a long address
    assert sent["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert sent["List-Id"] == f"<convocations.{council.site.hostname}>"
    assert sent["Auto-Submitted"] == "auto-generated"
    assert sent["Message-ID"] == mail.message_id


def test_nothing_in_it_follows_its_reader(mail):
    assert "<img" not in mail.html
    assert "utm_" not in mail.html


def test_once_sent_its_links_are_gone(mail, posted):
    assert len(posted()) == 1
    mail.refresh_from_db()
    assert (mail.text, mail.headers) == ("", {})


def test_after_the_meeting_it_is_not_sent_any_more(mail, page, posted):
    assert mail.expires_at is not None
    with time_machine.travel(page.starts_at + timedelta(seconds=1)):
        assert posted() == []


def test_a_code_goes_before_thousands(page, council, editor):
    follow_many(5, council)
    send_now(page, editor)
    code = {"code": "1", "link": "http://p.fr/", "minutes": 5, "is_new": False}
    first = outbox.post("code", "presse@exemple.fr", code)
    assert outbox_sending.take() == first


def test_in_the_readers_language(page, council, editor, resident):
    resident.language = "en"
    resident.save()
    confirm_address(resident)
    follow(resident.email, council)
    follow("lilas@exemple.fr", council)
    send_now(page, editor)
    english, french = Mail.objects.get(person=resident), Mail.objects.get(person=None)
    assert 'lang="en"' in english.html
    assert 'lang="fr"' in french.html
    assert " PM" not in french.text


def test_an_address_that_no_mail_goes_to_stops_nobody(page, council, editor):
    follow("a@exemple.fr", council)
    bad = follow("b@exemple.fr", council)
    Subscriber.objects.filter(pk=bad.pk).update(address="b@exemple.fr, c@exemple.fr")
    follow("d@exemple.fr", council)
    event = send_now(page, editor)
    assert told() == ["a@exemple.fr", "d@exemple.fr"]
    assert event.reached == event.deliveries.count() == 2


# The page, and what it costs --------------------------------------------------------------------


def test_the_meetings_page_says_so(page, council, editor, client_for):
    path = fresh(page).url.partition(str(council.site.port))[2]
    assert "a été envoyée" not in client_for(council).get(path).content.decode()
    follow("a@exemple.fr", council)
    send_now(page, editor)
    assert "La convocation a été envoyée" in client_for(council).get(path).content.decode()


def test_the_number_of_queries_does_not_grow_with_subscribers(page, council, editor):
    def queries(count: int, prefix: str) -> int:
        other = meeting(council, f"Séance {prefix}", agenda=AGENDA)
        follow_many(count, council, prefix=prefix)
        decide(other, editor)
        ten_minutes_pass()
        with CaptureQueriesContext(connection) as captured:
            fanning.run()
        return len(captured)

    few, many = queries(2, "x"), queries(150, "y")
    assert many <= few + 5  # SQLite takes so many values in one statement


def test_a_test_goes_to_whoever_asks_and_counts_for_nobody(page, council, editor):
    follow("a@exemple.fr", council)
    sending.try_out(sending.standing_of(fresh(page)), "call", editor)
    mail = Mail.objects.get()
    assert (mail.to, mail.subject[:7]) == (editor.email, "[Essai]")
    assert not mail.headers
    assert not Event.objects.exists()


def test_the_text_to_copy_has_nobodys_links(page):
    made = sending.text_of(sending.standing_of(fresh(page)), "call")
    plain = sending.plain_text(made)
    assert "Accueil" in plain
    assert "abonnements" not in plain
