"""A meeting: its address, what it tells calendars, what nobody may rewrite."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from cms.editing.bin import putting, restoring
from cms.meetings.models import Decision, MeetingPage
from cms.publications.models import Publication
from cms.publications.publishing import differences
from sites.councils.roles import LEAD
from tests.cms import factories as pages
from tests.cms.meetings.factories import AGENDA, approved, held, in_days, meeting

pytestmark = pytest.mark.django_db


def stored(page) -> MeetingPage:
    return MeetingPage.objects.get(pk=page.pk)


def publish(page, **changes):
    """As the editor does: a version is kept, then published."""
    page = stored(page)
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return stored(page)


class TestAddress:
    def test_the_year_of_first_publication_is_part_of_it(self, council, client_for):
        page = meeting(council, slug="pleniere")
        year = page.first_published_at.year
        assert page.url.endswith(f"/seances/{year}/pleniere/")
        assert client_for(council).get(f"/seances/{year}/pleniere/").status_code == 200
        assert client_for(council).get("/seances/pleniere/").status_code == 404
        assert client_for(council).get(f"/seances/{year - 1}/pleniere/").status_code == 404

    def test_it_does_not_follow_the_year_of_a_later_change(self, council):
        page = meeting(council)
        MeetingPage.objects.filter(pk=page.pk).update(year=2019)
        page = publish(page, title="Autrement dit")
        assert page.year == 2019

    def test_a_draft_takes_the_year_in_which_it_is_first_published(self, council):
        page = meeting(council, slug="pleniere", live=False)
        prefix = page.get_parent().url_path
        MeetingPage.objects.filter(pk=page.pk).update(year=2019, url_path=f"{prefix}2019/pleniere/")
        page = publish(page)
        assert page.year == page.first_published_at.year
        assert page.url_path == f"{prefix}{page.year}/pleniere/"

    def test_another_slug_leaves_a_redirect(
        self, council, client_for, django_capture_on_commit_callbacks
    ):
        page = meeting(council, slug="pleniere")
        with django_capture_on_commit_callbacks(execute=True):
            page = publish(page, slug="seance")
        response = client_for(council).get(f"/seances/{page.year}/pleniere/")
        assert response.status_code == 301
        assert response["Location"].endswith(f"/seances/{page.year}/seance/")
        left = Redirect.objects.get()
        assert left.old_path == f"/seances/{page.year}/pleniere"
        with pytest.raises(ValidationError):
            publish(meeting(council, slug="autre"), slug="pleniere")

    def test_out_of_the_bin_it_is_where_it_was(self, council, make_user):
        page = meeting(council, slug="pleniere")
        before = page.url_path
        user = make_user(LEAD, council)
        entry = putting.bin_page(page, user)
        assert not Publication.objects.filter(page=page).exists()
        restoring.restore(entry.pk, user, online=True)
        assert stored(page).url_path == before
        assert differences() == []


class TestCalendar:
    def test_without_an_end_it_lasts_two_hours(self, council):
        row = meeting(council).publication
        assert (row.ends_at - row.starts_at).total_seconds() == 7200

    def test_the_sequence_rises_with_what_calendars_carry(self, council):
        page = meeting(council)
        assert publish(page, title="Autre titre").sequence == 0
        assert publish(page, starts_at=in_days(10)).sequence == 1
        assert publish(page, place_words="Préau").sequence == 2
        assert publish(page, status="cancelled", status_reason="Grève").sequence == 3

    def test_a_draft_changes_nothing_for_calendars(self, council):
        page = stored(meeting(council))
        page.starts_at = in_days(12)
        page.save_revision()
        assert stored(page).sequence == 0
        assert stored(page).publication.starts_at == in_days(9)

    def test_postponed_with_a_new_date_recalls_the_first_one(self, council):
        page = meeting(council)
        page = publish(page, status="postponed", status_reason="Salle prise", starts_at=in_days(16))
        assert page.moved_from == in_days(9)
        assert not page.waits_for_a_date
        page = publish(page, starts_at=in_days(23))
        assert page.moved_from == in_days(9), "the date that was first announced"

    def test_postponed_without_a_new_date_waits_for_one(self, council):
        page = publish(meeting(council), status="postponed", status_reason="Salle prise")
        assert page.waits_for_a_date
        assert page.publication.facts["without_date"]

    def test_a_corrected_date_is_no_postponement(self, council):
        assert publish(meeting(council), starts_at=in_days(10)).moved_from is None

    @pytest.mark.parametrize("hours", [0, -1, 25])
    def test_an_end_that_cannot_be(self, council, hours):
        page = meeting(council)
        page.ends_at = page.starts_at + (in_days(1) - in_days(0)) / 24 * hours
        with pytest.raises(ValidationError) as refused:
            page.clean()
        assert "ends_at" in refused.value.message_dict

    def test_the_database_refuses_an_end_before_the_start(self, council):
        page = meeting(council)
        with pytest.raises(IntegrityError), transaction.atomic():
            MeetingPage.objects.filter(pk=page.pk).update(ends_at=in_days(8))

    def test_across_midnight(self, council):
        page = meeting(council, starts_at=in_days(9, 22), ends_at=in_days(10, 1))
        page.full_clean()
        assert page.publication.ends_at == in_days(10, 1)

    def test_cancelled_says_why(self, council):
        page = meeting(council)
        page.status = "cancelled"
        with pytest.raises(ValidationError) as refused:
            page.clean()
        assert "status_reason" in refused.value.message_dict

    def test_an_alias_is_another_meeting_for_calendars(self, council):
        page = meeting(council)
        alias = stored(page.create_alias(update_slug="miroir"))
        assert alias.uid != page.uid
        publish(page, title="Autre titre")
        assert stored(alias).title == "Autre titre"
        assert stored(alias).uid == alias.uid
        assert stored(alias).url_path.endswith("/miroir/")
        assert differences() == []


class TestAgenda:
    def test_it_is_published_when_its_first_item_is(self, council):
        page = meeting(council)
        assert page.agenda_published_at is None
        page = stored(page)
        page.agenda_items = [page.agenda_items.model(title="Accueil", sort_order=0)]
        page.save_revision()
        assert stored(page).agenda_published_at is None, "only in a draft so far"
        page.get_latest_revision().publish()
        first = stored(page).agenda_published_at
        assert first
        assert publish(page, title="Plus tard").agenda_published_at == first

    def test_its_length(self, council):
        assert meeting(council, agenda=AGENDA).planned_minutes == 60


class TestDecisions:
    def test_each_is_listed_with_its_anchor(self, council):
        page = held(council)
        first, second = Publication.objects.filter(kind="decision").order_by("source")
        assert first.path == f"/seances/{page.year}/{page.slug}/#decision-1"
        assert first.facts["votes"] == [40, 3, 2]
        assert first.facts["amount"] == 90_000
        assert "rue de l aqueduc" in first.search_text
        assert second.facts["result"] == "rejected"
        assert second.part_of_id == page.pk
        assert differences() == []

    def test_before_minutes_there_are_none(self, council):
        held(council, minutes_state="")
        assert not Publication.objects.filter(kind="decision").exists()

    def test_an_unpublished_meeting_takes_them_along(self, council):
        page = held(council)
        page.unpublish()
        assert not Publication.objects.filter(kind__in=["decision", "meeting"]).exists()

    def test_a_draft_does_not_show_a_decision(self, council):
        page = stored(held(council))
        page.decisions.add(Decision(text="Un secret", sort_order=2))
        page.save_revision()
        assert not Publication.objects.filter(title="Un secret").exists()

    def test_a_number_is_never_given_twice(self, council):
        page = stored(held(council))
        page.decisions.set([row for row in page.decisions.all() if row.number == 1])
        page.save_revision().publish()
        page = stored(page)
        page.decisions.add(Decision(text="Une autre", sort_order=5))
        page.save_revision().publish()
        assert sorted(stored(page).decisions.values_list("number", flat=True)) == [1, 3]

    def test_a_copy_of_a_row_gets_a_number_of_its_own(self, council):
        page = stored(held(council))
        page.decisions.add(Decision(text="Copiée", number=1, sort_order=9))
        page.save_revision().publish()
        assert sorted(stored(page).decisions.values_list("number", flat=True)) == [1, 2, 3]


class TestApproved:
    """Whatever the way, minutes that were approved stay as they are."""

    @pytest.fixture
    def page(self, council):
        return stored(approved(council))

    def test_a_published_version_does_not_rewrite_them(self, page):
        page.minutes_body = [("text", "<p>Tout autre chose.</p>")]
        page.attendance = 3
        page.decisions.set([])
        page.officials.set([])
        page.minutes_state = "draft"
        page.save_revision().publish()
        kept = stored(page)
        assert "Rendez-vous" in str(kept.minutes_body)
        assert (kept.attendance, kept.minutes_state) == (52, "approved")
        assert kept.decisions.count() == 2
        assert kept.officials.count() == 1

    def test_nor_does_a_draft_from_before_the_approval(self, council):
        page = held(council)
        page.minutes_body = [("text", "<p>Avant.</p>")]
        old = page.save_revision()
        publish(
            page,
            minutes_state="approved",
            approved_on=in_days(0).date(),
            minutes_body=[("text", "<p>Le vrai.</p>")],
        )
        old.publish()
        assert "Le vrai" in str(stored(page).minutes_body)
        assert stored(page).minutes_state == "approved"

    def test_unpublishing_first_is_no_way_round(self, page):
        page.unpublish()
        page = publish(page, minutes_body=[("text", "<p>Réécrit.</p>")])
        assert "Rendez-vous" in str(page.minutes_body)

    def test_an_erratum_may_be_added(self, page):
        page.errata.add(page.errata.model(text="Lire 41 voix."))
        page.save_revision().publish()
        assert stored(page).errata.count() == 1

    def test_the_rest_of_the_page_may_change(self, page):
        assert publish(page, practical="Vestiaire").practical == "Vestiaire"

    def test_approval_has_a_date(self, council):
        page = held(council)
        page.minutes_state = "approved"
        with pytest.raises(ValidationError) as refused:
            page.clean()
        assert "approved_on" in refused.value.message_dict

    def test_not_by_itself(self, page):
        page.approved_by_meeting = page
        with pytest.raises(ValidationError):
            page.clean()


def test_shared_by_two_councils_it_is_once_on_the_portal(council, other_council):
    page = meeting(council)
    page.shared_with.set([other_council])
    page.save()
    row = Publication.objects.get(page=page)
    assert sorted(p.council_id or 0 for p in row.placements.all()) == sorted(
        [0, council.pk, other_council.pk]
    )


def test_every_site_has_its_list(council, portal):
    for owner in (council, portal):
        index = pages.section(owner, "seances")
        assert index.is_fixed
        assert index.show_in_menus == (owner == council)
        assert Page.objects.child_of(pages.home(owner)).filter(slug="seances").count() == 1
