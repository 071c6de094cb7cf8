"""« Publier plus tard »: one step, said everywhere, changed or called off in one press."""

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from cms.editing.scheduling.states import brief, lines_of
from sites.councils.roles import ADMINISTRATOR, CONTRIBUTOR, COORDINATOR, EDITOR, LEAD, MODERATOR
from tests.cms import factories
from tests.cms.page_forms import posted as filled_in

pytestmark = pytest.mark.django_db

PARIS = ZoneInfo("Europe/Paris")
AT = datetime(2030, 12, 1, 19, tzinfo=PARIS)
LATER = {"action-publish": "plus-tard", "go_live_at": "2030-12-01T19:00"}
WORDS = "sera publiée le dimanche 1er décembre 2030 à 19 h"


def plain(text) -> str:
    return str(text).replace("\u00a0", " ")


def fresh(page: Page) -> Page:
    return Page.objects.get(pk=page.pk)


def text_page(council, **fields) -> Page:
    """A page whose form is complete as it stands."""
    return factories.standard(factories.section(council, "le-conseil"), "Le banc", **fields)


def read(response) -> str:
    return plain(response.content.decode())


@pytest.fixture
def editor(make_user, council):
    return make_user(EDITOR, council)


@pytest.fixture
def draft(council, editor):
    page = text_page(council, live=False)
    page.save_revision(user=editor)
    return page


@pytest.fixture
def send(client_for) -> Callable:
    """``send(user, page, **fields)``: the page's form as it stands, with these fields."""

    def sent(user, page: Page, **fields):
        client, address = client_for("admin", user), f"/admin/pages/{page.pk}/edit/"
        data = filled_in(client.get(address).context["form"])
        return client.post(address, data | fields, follow=True)

    return sent


@pytest.fixture
def scheduled(send, editor, draft):
    send(editor, draft, **LATER)
    assert fresh(draft).approved_schedule
    return draft


def change_at(page: Page) -> str:
    return reverse("scheduling:change", args=[page.pk])


def stop_at(page: Page) -> str:
    return reverse("scheduling:stop", args=[page.pk])


class TestOneStep:
    def test_says_when_in_the_message_and_in_the_list(self, send, editor, draft):
        seen = read(send(editor, draft, **LATER))
        assert f"« Le banc » {WORDS}." in seen
        assert "sera publiée le 1er déc" in seen
        assert not fresh(draft).live

    def test_works_on_a_page_that_is_not_there_yet(self, client_for, editor, council):
        section = factories.section(council, "le-conseil")
        address = reverse(
            "wagtailadmin_pages:add", args=["quartiers_pages", "standardpage", section.pk]
        )
        client = client_for("admin", editor)
        data = filled_in(client.get(address).context["form"])
        seen = client.post(address, data | LATER | {"title": "Neuf", "slug": "neuf"}, follow=True)
        assert f"« Neuf » {WORDS}." in read(seen)
        page = Page.objects.get(slug="neuf")
        assert not page.live
        assert page.first_published_at is None  # it was public at no moment

    def test_a_live_page_stays_as_it_is_until_then(self, send, editor, council):
        page = text_page(council)
        send(editor, page, title="Le banc vert", **LATER)
        assert fresh(page).live
        assert fresh(page).title == "Le banc"
        assert "Une nouvelle version " + WORDS in [
            plain(line.text) for line in lines_of(fresh(page))
        ]

    def test_publishes_by_itself(self, scheduled, time_machine):
        time_machine.move_to(AT + timedelta(minutes=1))
        call_command("publish_scheduled")
        assert fresh(scheduled).live

    def test_and_withdraws_by_itself(self, send, editor, draft, time_machine):
        send(editor, draft, **LATER, expire_at="2030-12-24T12:00")
        for at in (AT, datetime(2030, 12, 24, 12, tzinfo=PARIS)):
            time_machine.move_to(at + timedelta(minutes=1))
            call_command("publish_scheduled")
        page = fresh(draft)
        assert not page.live
        assert "Retirée du site le mardi 24 décembre 2030 à 12 h" in [
            plain(line.text) for line in lines_of(page)
        ]
        assert [plain(part) for part in brief(page)] == ["retirée", "le 24 déc. à 12 h"]

    def test_withdrawing_alone_publishes_now(self, send, editor, draft):
        seen = read(
            send(editor, draft, **{"action-publish": "plus-tard", "expire_at": "2030-12-24T12:00"})
        )
        assert fresh(draft).live
        assert "Sera retirée du site le mardi 24 décembre 2030 à 12 h." in seen


class TestPublishingIsNow:
    """The main button never waits for a date that its reader does not see."""

    def test_whatever_date_the_draft_holds(self, send, editor, draft):
        fields = {"action-publish": "maintenant", "go_live_at": "2030-12-01T19:00"}
        send(editor, draft, **fields)
        assert fresh(draft).live
        assert not fresh(draft).approved_schedule

    def test_of_a_page_that_was_withdrawn(self, send, editor, draft):
        Page.objects.filter(pk=draft.pk).update(expired=True, expire_at=timezone.now())
        draft.refresh_from_db()
        draft.save_revision()
        send(editor, draft, **{"action-publish": "maintenant"})
        call_command("publish_scheduled")
        assert fresh(draft).live

    def test_keeping_a_draft_schedules_nothing(self, send, editor, draft):
        send(editor, draft, go_live_at="2030-12-01T19:00")
        assert not fresh(draft).approved_schedule
        assert fresh(draft).current_workflow_state is None


class TestRefused:
    """Nothing is scheduled, the reason is said above the page, and what was typed is there."""

    @pytest.mark.parametrize(
        ("go", "end", "why"),
        [
            ("", "", "Choisissez le jour et l’heure"),
            ("2020-01-01T10:00", "", "est passé"),
            ("2030-12-01T19:00", "2030-11-30T10:00", "retirée avant de paraître"),
            ("", "2020-01-01T10:00", "est passé"),
            ("2027-03-28T02:30", "", "n’existe pas cette nuit-là"),
            ("2026-10-25T02:30", "", "arrive deux fois"),
            ("demain", "", "par exemple"),
        ],
    )
    def test_with_words(self, send, editor, draft, go, end, why):
        fields = {"action-publish": "plus-tard", "go_live_at": go, "expire_at": end}
        response = send(editor, draft, title="Un autre titre", **fields)
        assert not fresh(draft).approved_schedule
        assert not fresh(draft).live
        assert any(why in str(message) for message in response.context["messages"])
        assert 'value="Un autre titre"' in read(response)
        assert not go or f'value="{go}"' in read(response)


class TestChanging:
    def test_says_when(self, client_for, editor, scheduled):
        assert f"« Le banc » {WORDS}." in read(
            client_for("admin", editor).get(change_at(scheduled))
        )

    def test_moves_it(self, client_for, editor, scheduled, time_machine):
        seen = client_for("admin", editor).post(
            change_at(scheduled),
            {"go_live_at": "2030-12-02T08:30", "expire_at": "2031-01-01T00:00"},
            follow=True,
        )
        assert "sera publiée le lundi 2 décembre 2030 à 8 h 30" in read(seen)
        time_machine.move_to(AT + timedelta(minutes=1))
        call_command("publish_scheduled")
        assert not fresh(scheduled).live
        time_machine.move_to(AT + timedelta(days=1))
        call_command("publish_scheduled")
        assert fresh(scheduled).live
        assert fresh(scheduled).expire_at == datetime(2031, 1, 1, tzinfo=PARIS)

    def test_refuses_what_cannot_be(self, client_for, editor, scheduled):
        seen = client_for("admin", editor).post(
            change_at(scheduled), {"go_live_at": "2020-01-01T10:00"}
        )
        assert "est passé" in read(seen)
        assert fresh(scheduled).scheduled_revision.approved_go_live_at == AT

    def test_calls_it_off_and_loses_nothing(self, client_for, editor, scheduled, time_machine):
        seen = client_for("admin", editor).post(stop_at(scheduled), follow=True)
        assert "ne sera pas publiée : c’est de nouveau un brouillon" in read(seen)
        time_machine.move_to(AT + timedelta(minutes=1))
        call_command("publish_scheduled")
        page = fresh(scheduled)
        assert not page.live
        assert page.get_latest_revision_as_object().title == "Le banc"
        assert [line.text for line in lines_of(page)] == ["Brouillon"]
        assert PageLogEntry.objects.filter(page=page, action="wagtail.schedule.cancel").count() == 1

    def test_comes_too_late(self, client_for, editor, scheduled, time_machine):
        time_machine.move_to(AT + timedelta(minutes=1))
        call_command("publish_scheduled")
        client = client_for("admin", editor)
        for answer in (
            client.post(stop_at(scheduled), follow=True),
            client.post(change_at(scheduled), {"go_live_at": "2031-01-01T10:00"}, follow=True),
        ):
            assert "vient d’être publiée" in read(answer)
        assert fresh(scheduled).live
        assert not fresh(scheduled).approved_schedule

    def test_reading_changes_nothing(self, client_for, editor, scheduled):
        client = client_for("admin", editor)
        assert client.get(stop_at(scheduled)).status_code == 405
        client.get(change_at(scheduled))
        assert fresh(scheduled).scheduled_revision.approved_go_live_at == AT

    def test_the_page_says_so_and_offers_both(self, client_for, editor, scheduled):
        seen = client_for("admin", editor).get(f"/admin/pages/{scheduled.pk}/edit/")
        menu = seen.context["action_menu"]
        names = [menu.default_item.name, *(item.name for item in menu.menu_items)]
        assert names == ["quartiers-change-date", "quartiers-stop"]
        assert f"Cette page {WORDS}" in read(seen)
        assert stop_at(scheduled) in read(seen)

    def test_can_be_seen_as_it_will_be(self, client_for, editor, scheduled):
        answer = client_for("admin", editor).get(
            reverse("wagtailadmin_pages:view_draft", args=[scheduled.pk])
        )
        assert answer.status_code == 302  # to the preview, on the site's own host


class TestWhoMay:
    ROLES = {
        CONTRIBUTOR: False,
        EDITOR: True,
        LEAD: True,
        MODERATOR: False,
        COORDINATOR: False,
        ADMINISTRATOR: True,
    }
    EVERYWHERE = {COORDINATOR, ADMINISTRATOR}

    @pytest.fixture(params=[*ROLES, "editor elsewhere", "lead elsewhere"])
    def somebody(self, request, make_user, council, other_council):
        role = request.param
        if role.endswith("elsewhere"):
            return make_user(role.split()[0], other_council), False
        user = make_user(role, None if role in self.EVERYWHERE else council)
        return user, self.ROLES[role]

    def test_change_and_call_off(self, somebody, client_for, scheduled):
        user, may = somebody
        client = client_for("admin", user)
        seen = client.get(change_at(scheduled))
        assert seen.status_code == (200 if may else 404)
        assert may or "Le banc" not in read(seen)
        answer = client.post(change_at(scheduled), {"go_live_at": "2030-12-05T10:00"})
        assert answer.status_code == (302 if may else 404)
        assert client.post(stop_at(scheduled)).status_code == (302 if may else 404)
        assert fresh(scheduled).approved_schedule is not may

    def test_nobody_without_an_account(self, client_for, scheduled):
        client = client_for("admin")
        assert client.get(change_at(scheduled)).status_code == 302
        client.post(stop_at(scheduled))
        assert fresh(scheduled).approved_schedule


def test_a_contributor_has_no_dates(client_for, make_user, council, send):
    author = make_user(CONTRIBUTOR, council)
    page = text_page(council, live=False)
    page.owner = author
    page.save_revision()
    page.save()
    form = client_for("admin", author).get(f"/admin/pages/{page.pk}/edit/").context["form"]
    assert not {"go_live_at", "expire_at"} & set(form.fields)
    send(author, page, **LATER)
    assert not fresh(page).approved_schedule
    assert fresh(page).get_latest_revision_as_object().go_live_at is None


def test_a_page_that_stays_has_no_end(client_for, editor, council):
    page = factories.section(council, "actualites")
    form = client_for("admin", editor).get(f"/admin/pages/{page.pk}/edit/").context["form"]
    assert "expire_at" not in form.fields


class TestStates:
    @pytest.fixture
    def page(self, council):
        return factories.news(council, "Le banc")

    def test_online(self, page):
        assert brief(fresh(page)) == ("en ligne", "")
        assert [line.text for line in lines_of(fresh(page))] == ["En ligne"]

    def test_online_with_changes(self, page):
        page.title = "Autre"
        page.save_revision()
        assert brief(fresh(page))[0] == "en ligne, suite en brouillon"
        assert "Modifications pas encore publiées" in [line.text for line in lines_of(fresh(page))]

    def test_unpublished(self, page):
        page.unpublish()
        assert brief(fresh(page))[0] == "dépubliée"
        assert "Dépubliée" in [line.text for line in lines_of(fresh(page))]

    def test_draft(self, draft):
        assert brief(fresh(draft)) == ("brouillon", "")

    def test_a_list_asks_nothing_more_for_pages_without_a_date(
        self, council, django_assert_num_queries
    ):
        for _number in range(5):
            factories.news(council)
        pages = list(Page.objects.live().prefetch_workflow_states().annotate_approved_schedule())
        with django_assert_num_queries(0):
            for page in pages:
                brief(page)
