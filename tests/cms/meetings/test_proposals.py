"""Proposing a point: when it may be, what becomes of what was typed, who never learns of it."""

import re
from datetime import datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from cms.meetings.models import AgendaItem, MeetingPage, Proposal
from cms.meetings.models.proposing import usual_deadline
from cms.meetings.proposals import writing
from cms.meetings.proposals.calls import last_moment
from cms.pages.form_guard import STARTED, TRAP
from cms.pages.models import SiteSettings
from cms.publications.publishing import differences
from sites.accounts.privacy import erasure
from sites.notifications.models import Mail
from tests.cms import factories
from tests.cms.meetings.factories import in_days, meeting
from tests.cms.meetings.proposing import (
    ELSEWHERE,
    TYPED,
    at,
    confirm_path,
    form_of,
    open_meeting,
    opened,
    proposal,
    send,
    shown,
    words,
)

pytestmark = pytest.mark.django_db
State = Proposal.State
SECOND = timedelta(seconds=1)


@pytest.fixture
def client(client_for, council):
    return client_for(council)


@pytest.fixture
def page(council):
    return open_meeting(council)


def moment(text: str) -> datetime:
    return timezone.make_aware(datetime.fromisoformat(text))


class TestDeadline:
    def test_the_usual_one_ends_the_fifteenth_day_before(self):
        assert usual_deadline(moment("2026-12-18 19:00")) == moment("2026-12-04 00:00")

    def test_over_a_change_of_clocks_it_is_midnight_all_the_same(self):
        assert usual_deadline(moment("2026-11-05 19:00")) == moment("2026-10-22 00:00")

    @pytest.mark.parametrize(
        ("closes_at", "told"),
        [
            ("2026-12-04 00:00", "jeudi 3 décembre 2026, 23 h 59"),
            ("2026-12-04 18:00", "vendredi 4 décembre 2026, 18 h"),
            ("2026-12-03 23:59", "jeudi 3 décembre 2026, 23 h 59"),
        ],
    )
    def test_in_words(self, closes_at, told):
        with at(moment("2025-11-20 12:00")):
            assert last_moment(moment(closes_at)).replace("\u00a0", " ") == told
        with at(moment("2026-11-20 12:00")):
            known = told.replace(" 2026", "")
            assert last_moment(moment(closes_at)).replace("\u00a0", " ") == known

    @pytest.mark.parametrize(
        "fields",
        [
            {"takes_proposals": False},
            {"status": "cancelled", "status_reason": "Salle fermée"},
            {"status": "postponed", "status_reason": "Salle prise"},
        ],
    )
    def test_who_takes_none_has_none(self, council, fields):
        assert open_meeting(council, **fields).proposals_close_at is None

    def test_it_never_lies_after_a_start(self, page):
        page.proposals_until, page.starts_at = in_days(20), in_days(10)
        assert page.proposals_close_at == in_days(10)

    @pytest.mark.parametrize("hours", [0, 1])
    def test_the_form_of_the_meeting_refuses_one_at_or_after_the_start(self, page, hours):
        page.proposals_until = page.starts_at + timedelta(hours=hours)
        with pytest.raises(ValidationError) as refused:
            page.full_clean()
        assert "proposals_until" in refused.value.message_dict

    def test_so_does_the_database(self, page):
        with pytest.raises(IntegrityError), transaction.atomic():
            MeetingPage.objects.filter(pk=page.pk).update(proposals_until=page.starts_at)

    def test_a_copy_has_its_own(self, council):
        page = open_meeting(council, proposals_until=in_days(20))
        copy = page.copy(update_attrs={"title": "Autre", "slug": "autre"})
        assert copy.proposals_until is None

    def test_publications_agree(self, page):
        assert differences() == []


class TestOffering:
    def test_on_the_page_the_list_and_the_home(self, client, page):
        for path in (page.publication.path, "/seances/", "/"):
            html = client.get(path).content.decode()
            assert form_of(page) in html, path
            assert "Proposer un point" in html

    def test_nowhere_once_closed(self, client, page):
        with at(page.proposals_close_at):
            for path in (page.publication.path, "/seances/", "/"):
                assert form_of(page) not in client.get(path).content.decode(), path

    def test_the_home_leads_to_a_later_meeting_when_the_next_one_is_closed(self, client, council):
        soon, later = meeting(council, "Bientôt"), open_meeting(council, "Plus tard")
        html = client.get("/").content.decode()
        assert form_of(later) in html
        assert form_of(soon) not in html
        assert "Plus tard" in html

    def test_reading_sets_no_cookie(self, client, page):
        for path in (page.publication.path, "/seances/", "/"):
            assert not client.get(path).cookies

    def test_the_home_asks_no_query_more(
        self, client, council, django_assert_max_num_queries, settings
    ):
        settings.HOST_TABLE_MAX_AGE = 3600
        meeting(council)
        open_meeting(council, "Plus tard")
        client.get("/")
        with django_assert_max_num_queries(12):
            client.get("/")


class TestForm:
    def test_shows_its_deadline_how_long_things_are_kept_and_is_not_kept_by_anybody(
        self, client, council
    ):
        page = open_meeting(council, proposals_until=in_days(20, hour=18))
        response = client.get(form_of(page))
        told = words(response)
        assert last_moment(page.proposals_until).replace("\u00a0", " ") in told
        assert "180 jours" in told
        assert "/donnees-personnelles/" in response.content.decode()
        assert "no-store" in response["Cache-Control"]

    def test_asks_for_nothing_else(self, client, page):
        visible = client.get(form_of(page)).context["form"].visible()
        assert [field.name for field in visible] == [
            *("subject", "text", "email", "name", "may_show_name")
        ]

    def test_keeps_once_what_was_typed_and_asks_to_confirm(self, client, page, council, posted):
        response = send(client, page)
        assert response.status_code == 302
        one = Proposal.objects.get()
        assert {name: getattr(one, name) for name in TYPED} == TYPED
        assert (one.state, one.council, one.meeting.pk) == (State.TO_CONFIRM, council, page.pk)
        (mail,) = posted()
        assert mail.to == [TYPED["email"]]
        assert confirm_path(one) in mail.body
        assert f"//{council.site.hostname}" in mail.body

    def test_the_mail_quotes_nothing_that_was_typed(self, client, page, posted):
        send(client, page, subject="Gagnez 1 000 €", name="http://attaque.exemple")
        (mail,) = posted()
        (html, _kind) = mail.alternatives[0]
        for text in (mail.subject, mail.body, html):
            assert "Gagnez" not in text
            assert "attaque" not in text

    def test_ends_on_a_page_that_may_be_reloaded_and_names_no_address(self, client, page):
        response = send(client, page)
        assert "exemple.fr" not in response["Location"]
        again = client.get(response["Location"])
        assert "Plus qu’à confirmer" in words(again)
        assert STARTED not in again.content.decode()
        assert Proposal.objects.count() == 1

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("subject", ""),
            ("subject", "a" * 121),
            ("text", ""),
            ("text", "a" * 1201),
            ("email", ""),
            ("email", "sureau@"),
            ("email", "a@exemple.fr, b@exemple.fr"),
            ("name", "a" * 61),
        ],
    )
    def test_what_is_wrong_is_said_and_nothing_is_lost(self, client, page, field, value):
        response = send(client, page, **{field: value})
        assert response.status_code == 422
        assert field in response.context["form"].errors
        assert (TYPED | {field: value}).items() <= shown(response).items()
        assert not Proposal.objects.exists()

    def test_a_line_end_counts_once(self, client, page):
        assert send(client, page, text="\r\n".join("a" * 600)).status_code == 302

    def test_twelve_hundred_characters_are_taken_whole(self, client, page):
        send(client, page, text="é" * 1200)
        assert len(Proposal.objects.get().text) == 1200

    def test_a_machine_is_thanked_and_not_listened_to(self, client, page):
        assert send(client, page, **{TRAP: "http://x.exemple"}).status_code == 302
        assert not Proposal.objects.exists()
        assert not Mail.objects.exists()

    def test_nobody_types_so_fast(self, client, page):
        response = send(client, page, started=opened(client, form_of(page), seconds=0))
        assert response.status_code == 422
        assert TYPED.items() <= shown(response).items()

    def test_sent_twice_is_one_proposal_and_one_mail(self, client, page):
        started = opened(client, form_of(page))
        for _turn in range(2):
            assert send(client, page, started=started).status_code == 302
        assert Proposal.objects.count() == 1
        assert Mail.objects.count() == 1

    def test_the_same_words_later_send_the_link_again(self, client, page):
        send(client, page)
        Proposal.objects.update(asked_at=timezone.now() - timedelta(hours=5))
        send(client, page)
        assert Proposal.objects.count() == 1
        assert Mail.objects.filter(kind="proposal_confirm").count() == 2
        assert Proposal.objects.get().asked_at > timezone.now() - timedelta(minutes=1)

    def test_the_same_words_once_received_change_nothing_and_tell_nobody(
        self, client, page, council
    ):
        send(client, page)
        client.post(confirm_path(Proposal.objects.get()))
        before = Mail.objects.count()
        assert send(client, page)["Location"].endswith("envoye=1")
        assert (Proposal.objects.count(), Mail.objects.count()) == (1, before)

    def test_once_is_held_by_the_database(self, council, page):
        proposal(page, council, digest="a")
        with pytest.raises(IntegrityError), transaction.atomic():
            proposal(page, council, digest="a")

    def test_no_other_councils_site_has_it(self, client_for, other_council, page):
        assert client_for(other_council).get(form_of(page)).status_code == 404

    def test_a_shared_meeting_belongs_to_the_site_of_its_page(
        self, client_for, council, other_council
    ):
        page = open_meeting(council)
        page.shared_with.add(other_council)
        page.save()
        neighbour = client_for(other_council)
        assert neighbour.get(form_of(page)).status_code == 404
        html = neighbour.get("/seances/").content.decode()
        assert f"//{council.site.hostname}:8000{form_of(page)}" in html

    @pytest.mark.parametrize("hidden", ["draft", "private"])
    def test_nobody_proposes_to_what_nobody_may_read(self, client, council, hidden):
        page = open_meeting(council, live=hidden != "draft")
        if hidden == "private":
            factories.make_private(page)
        assert client.get(form_of(page)).status_code == 404

    def test_the_portals_own_meetings_too(self, client_for, portal):
        page = open_meeting(portal)
        client = client_for(portal)
        assert send(client, page).status_code == 302
        one = Proposal.objects.get()
        assert one.council is None
        assert client.get(confirm_path(one)).status_code == 200


class TestLimits:
    def test_of_a_network(self, client, page):
        answers = [
            send(client, page, subject=f"Sujet {n}", email=f"personne{n}@exemple.fr").status_code
            for n in range(12)
        ]
        assert answers == [302] * 10 + [422] * 2
        assert send(client, page, network=ELSEWHERE).status_code == 302

    def test_of_an_address_wherever_it_is_typed(self, client, page):
        answers = [
            send(
                client, page, subject=f"Sujet {n}", network=f"192.0.2.{n}", email=email
            ).status_code
            for n, email in enumerate(["a@exemple.fr", "A@exemple.fr"] * 3)
        ]
        assert answers == [302] * 5 + [422]
        assert Mail.objects.count() == 5

    def test_what_was_typed_is_given_back(self, client, page, monkeypatch):
        monkeypatch.setattr(writing.FOR_AN_ADDRESS.__class__, "take", lambda *key: 60)
        assert TYPED.items() <= shown(send(client, page)).items()


class TestClosed:
    def test_half_open(self, client, page):
        closes_at = page.proposals_close_at
        with at(closes_at - SECOND):
            assert send(client, page).status_code == 302
        started = opened(client, form_of(page))
        with at(closes_at):
            assert send(client, page, started=started, subject="Autre").status_code == 422
        assert Proposal.objects.count() == 1

    def test_says_until_when_it_was_and_names_the_next_one(self, client, council):
        page, later = meeting(council, "Bientôt"), open_meeting(council, "Plus tard")
        open_meeting(council, "Encore plus tard", starts_at=in_days(60))
        response = client.get(form_of(page))
        told = words(response)
        assert last_moment(page.proposals_close_at).replace("\u00a0", " ") in told
        assert "« Plus tard »" in told
        assert form_of(later) in response.content.decode()
        assert "Encore plus tard" not in told

    def test_what_was_typed_stands_in_the_form_of_the_next_one(self, client, council):
        page, later = (
            open_meeting(council),
            open_meeting(council, "Plus tard", starts_at=in_days(60)),
        )
        started = opened(client, form_of(page))
        with at(page.proposals_close_at):
            response = send(client, page, started=started, email="faux@", may_show_name="on")
            assert response.status_code == 422
            assert (TYPED | {"email": "faux@"}).items() <= shown(response).items()
            assert f'action="{response.context["following"].url}"' in response.content.decode()
            assert form_of(later) in response.context["following"].url
            carried = shown(response) | {"email": TYPED["email"], "may_show_name": "on"}
            carried = {name: carried[name] for name in (*TYPED, STARTED, "may_show_name")}
            assert client.post(form_of(later), carried).status_code == 302
        one = Proposal.objects.get()
        assert one.meeting.pk == later.pk
        assert one.may_show_name

    def test_without_another_one_the_text_is_shown_to_be_copied(self, client, page):
        started = opened(client, form_of(page))
        with at(page.proposals_close_at):
            response = send(client, page, started=started)
        told = words(response)
        assert TYPED["subject"] in told
        assert "Et si on comptait ensemble" in told
        assert "Aucune autre séance" in told
        assert not Proposal.objects.exists()

    def test_a_meeting_that_takes_none_names_another_one(self, client, council):
        page = open_meeting(council, takes_proposals=False)
        open_meeting(council, "Plus tard")
        told = words(client.get(form_of(page)))
        assert "ne prend pas de propositions" in told
        assert "Plus tard" in told

    def test_another_councils_meeting_is_not_the_next_one(self, client, council, other_council):
        page = meeting(council)
        open_meeting(other_council, "Ailleurs")
        assert "Ailleurs" not in words(client.get(form_of(page)))


class TestConfirming:
    def typed(self, client, page, **changed) -> Proposal:
        send(client, page, **changed)
        return Proposal.objects.get()

    def test_opening_the_link_changes_nothing(self, client, page):
        one = self.typed(client, page)
        response = client.get(confirm_path(one))
        assert response.status_code == 200
        assert TYPED["subject"] in words(response)
        assert len(re.findall(r"<button", response.content.decode().split("<main")[1])) == 1
        assert Proposal.objects.get().state == State.TO_CONFIRM
        assert response["Referrer-Policy"] == "strict-origin"
        assert "no-store" in response["Cache-Control"]

    def test_the_button_puts_it_into_the_queue_and_tells_its_author(self, client, page, posted):
        one = self.typed(client, page)
        posted()
        response = client.post(confirm_path(one))
        assert "C’est confirmé" in words(response)
        one.refresh_from_db()
        assert one.state == State.RECEIVED
        assert one.confirmed_at
        assert posted()[-1].subject == "Votre proposition est reçue"

    def test_twice_says_so_kindly_and_tells_nobody_again(self, client, page):
        one = self.typed(client, page)
        client.post(confirm_path(one))
        before, at_first = Mail.objects.count(), Proposal.objects.get().confirmed_at
        for response in (client.post(confirm_path(one)), client.get(confirm_path(one))):
            assert response.status_code == 200
            assert "déjà confirmé" in words(response)
        assert Mail.objects.count() == before
        assert Proposal.objects.get().confirmed_at == at_first

    def test_half_open(self, client, page):
        one = self.typed(client, page)
        with at(one.link_ends_at):
            for response in (client.get(confirm_path(one)), client.post(confirm_path(one))):
                assert response.status_code == 410
                assert "48 heures" in words(response)
        assert Proposal.objects.get().state == State.TO_CONFIRM
        with at(one.link_ends_at - SECOND):
            assert client.post(confirm_path(one)).status_code == 200
        assert Proposal.objects.get().state == State.RECEIVED

    def test_typed_before_the_deadline_and_confirmed_after_it_counts(self, client, page):
        with at(page.proposals_close_at - timedelta(minutes=5)):
            one = self.typed(client, page)
        with at(page.proposals_close_at + timedelta(hours=20)):
            assert client.post(confirm_path(one)).status_code == 200
        assert Proposal.objects.get().state == State.RECEIVED

    def test_even_when_the_meeting_is_gone(self, client, page):
        one = self.typed(client, page)
        page.unpublish()
        assert client.post(confirm_path(one)).status_code == 200

    def test_a_purged_one_is_over_not_forged(self, client, page):
        one = self.typed(client, page)
        path = confirm_path(one)
        one.delete()
        assert client.get(path).status_code == client.post(path).status_code == 410

    @pytest.mark.parametrize("spoil", ["cut", "forged", "other_key", "nonsense"])
    def test_forged(self, client, page, spoil):
        one = self.typed(client, page)
        path = {
            "cut": confirm_path(one)[:-4] + "/",
            "forged": f"/seances/proposition/{one.key.hex}:AAAA/",
            "other_key": confirm_path(one).replace(one.key.hex, "0" * 32),
            "nonsense": "/seances/proposition/abc/",
        }[spoil]
        for response in (client.get(path), client.post(path)):
            assert response.status_code == 404
            assert TYPED["subject"] not in words(response)
            assert "ne mène à aucune proposition" in words(response)
        assert Proposal.objects.get().state == State.TO_CONFIRM

    @pytest.mark.parametrize("where", ["portal", "other_council"])
    def test_on_no_other_site(self, client, client_for, page, where, request):
        one = self.typed(client, page)
        elsewhere = client_for(request.getfixturevalue(where))
        for response in (elsewhere.get(confirm_path(one)), elsewhere.post(confirm_path(one))):
            assert response.status_code == 404
            assert TYPED["subject"] not in words(response)
        assert Proposal.objects.get().state == State.TO_CONFIRM

    def test_what_was_typed_is_not_shown_any_more_once_confirmed(self, client, page):
        one = self.typed(client, page)
        assert TYPED["subject"] not in words(client.post(confirm_path(one)))
        assert TYPED["subject"] not in words(client.get(confirm_path(one)))


class TestSignedIn:
    @pytest.fixture
    def known(self, resident):
        EmailAddress.objects.create(
            user=resident, email=resident.email, verified=True, primary=True
        )
        return resident

    def test_nothing_is_left_to_confirm(self, client_for, council, page, known):
        client = client_for(council, known)
        assert shown(client.get(form_of(page)))["email"] == known.email
        response = send(client, page)
        assert "est reçue" in words(client.get(response["Location"]))
        one = Proposal.objects.get()
        assert (one.state, one.person) == (State.RECEIVED, known)
        assert [mail.kind for mail in Mail.objects.all()] == ["proposal_received"]

    def test_another_address_is_to_be_confirmed(self, client_for, council, page, known):
        send(client_for(council, known), page, email="autre@exemple.fr")
        one = Proposal.objects.get()
        assert (one.state, one.person) == (State.TO_CONFIRM, None)

    def test_an_address_that_nobody_proved_too(self, client_for, council, page, resident):
        send(client_for(council, resident), page)
        assert Proposal.objects.get().state == State.TO_CONFIRM


class TestTellingTheTeam:
    @pytest.fixture(autouse=True)
    def address(self, council):
        SiteSettings.objects.update_or_create(
            site=council.site, defaults={"contact_email": "equipe@exemple.fr"}
        )

    def test_once_while_something_waits(self, client, page):
        for n in range(3):
            send(client, page, subject=f"Sujet {n}")
        for one in Proposal.objects.all():
            client.post(confirm_path(one))
        (mail,) = Mail.objects.filter(kind="proposal_team")
        assert mail.to == "equipe@exemple.fr"
        for text in (mail.subject, mail.text, mail.html):
            assert "Sujet" not in text
            assert TYPED["email"] not in text
        Proposal.objects.update(state=State.SET_ASIDE, decided_at=timezone.now())
        send(client, page, subject="Encore", email="autre@exemple.fr")
        client.post(confirm_path(Proposal.objects.latest("pk")))
        assert Mail.objects.filter(kind="proposal_team").count() == 2


class TestShownOnTheAgenda:
    @pytest.fixture
    def taken(self, council):
        page = open_meeting(council, agenda=(("Accueil", "information", 5), ("Feu", "debate", 10)))
        AgendaItem.objects.filter(page=page, title="Feu").update(
            from_resident=True, origin="f" * 32
        )
        return page

    def mine(self, page, council, **fields):
        return proposal(
            page,
            council,
            state=State.TAKEN,
            decided_at=timezone.now(),
            item_meeting=page,
            item_key="f" * 32,
            **fields,
        )

    def test_without_a_name(self, client, taken, council):
        self.mine(taken, council)
        html = client.get(taken.publication.path).content.decode()
        assert html.count("proposé par une habitante ou un habitant") == 1
        assert "Sureau" not in html
        assert TYPED["email"] not in html
        assert "On attend trop" not in html

    def test_with_a_name_that_may_be_shown(self, client, taken, council):
        one = self.mine(taken, council, may_show_name=True)
        assert "proposé par Sureau" in client.get(taken.publication.path).content.decode()
        one.delete()  # erased: the name is nowhere else
        html = client.get(taken.publication.path).content.decode()
        assert "Sureau" not in html
        assert "proposé par une habitante" in html

    def test_a_proposal_that_waits_is_nowhere(self, client, page, council):
        proposal(page, council, subject="Secret de Bruyère", name="Bruyère")
        for path in ("/", "/seances/", page.publication.path, form_of(page), "/sitemap.xml"):
            html = client.get(path).content.decode()
            assert "Bruyère" not in html, path


class TestKeeping:
    def test_unconfirmed_ones_go_after_48_hours_sharp(self, council, page):
        now = timezone.now()
        ages = {"a": 47, "b": 48, "c": 49}
        for subject, hours in ages.items():
            moment = now - timedelta(hours=hours) + SECOND * 5
            proposal(page, council, subject=subject, state=State.TO_CONFIRM, created_at=moment)
        with at(now + SECOND * 5):
            call_command("purge_proposals")
        assert list(Proposal.objects.values_list("subject", flat=True)) == ["a"]

    @pytest.mark.parametrize(("days", "kept"), [(179, True), (180, False)])
    def test_the_others_180_days_after_the_meeting(self, council, days, kept, settings):
        page = meeting(council, starts_at=timezone.now() - timedelta(days=days, minutes=1))
        proposal(page, council, created_at=timezone.now() - timedelta(days=300))
        call_command("purge_proposals")
        assert Proposal.objects.exists() is kept

    def test_counted_from_the_meeting_that_took_it(self, council):
        old = meeting(council, starts_at=timezone.now() - timedelta(days=300))
        soon = open_meeting(council)
        proposal(
            old,
            council,
            state=State.TAKEN,
            decided_at=timezone.now(),
            item_meeting=soon,
            item_key="a" * 32,
        )
        call_command("purge_proposals")
        assert Proposal.objects.exists()

    def test_a_meeting_that_is_erased_leaves_what_was_proposed(self, council, page):
        proposal(page, council)
        page.delete()
        assert Proposal.objects.get().meeting is None

    def test_the_schedule_sees_to_it(self, council, page):
        proposal(
            page,
            council,
            state=State.TO_CONFIRM,
            created_at=timezone.now() - timedelta(days=3),
        )
        call_command("retain")
        assert not Proposal.objects.exists()


class TestPrivacy:
    def test_no_log_would_name_anybody(self, council, page):
        one = proposal(page, council)
        for told in (str(one), repr(one)):
            assert TYPED["email"] not in told
            assert TYPED["subject"] not in told

    def test_an_account_that_is_erased_takes_what_it_proposed_along(self, council, page, resident):
        proposal(page, council)
        other = proposal(page, council, email="autre@exemple.fr")
        erasure.erase(resident)
        assert list(Proposal.objects.all()) == [other]

    def test_the_export_holds_ones_own_and_no_others(self, council, page, resident):
        from cms.meetings.privacy import PROPOSALS

        proposal(page, council, subject="À moi")
        proposal(page, council, subject="À un autre", email="autre@exemple.fr")
        (table,) = PROPOSALS.export(resident)
        assert [row["subject"] for row in table.rows] == ["À moi"]

    def test_whoever_decided_gets_no_word_of_what_others_wrote(self, council, page, resident):
        from cms.meetings.privacy import DECISIONS

        proposal(
            page,
            council,
            email="autre@exemple.fr",
            state=State.SET_ASIDE,
            decided_at=timezone.now(),
            decided_by=resident,
        )
        (table,) = DECISIONS.export(resident)
        (row,) = table.rows
        assert set(row) == {"at", "state", "meeting"}
