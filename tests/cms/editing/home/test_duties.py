"""« À faire »: what waits, for whom, and that it leads there."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page

from cms.pages.models import BasePage
from sites.councils import roles
from sites.teams.duties import Urgency, duties_for
from sites.teams.scope import scope_for
from tests.cms import factories

pytestmark = pytest.mark.django_db

MARK = "Carnaval des marchés"
NO_BREAK = str.maketrans({"\u00a0": " ", "\u202f": " "})


def told(user) -> list[str]:
    return [
        f"{duty.text} | {duty.detail}".translate(NO_BREAK) for duty in duties_for(scope_for(user))
    ]


def about(user, mark: str = MARK) -> list:
    return [duty for duty in duties_for(scope_for(user)) if mark in duty.text]


def draft(site, by, title: str = MARK, **fields) -> Page:
    page = factories.news(site, title, live=False, **fields)
    Page.objects.filter(pk=page.pk).update(owner=by)
    page.owner = by
    page.save_revision(user=by)
    return page


def aged(page: BasePage, days: int) -> BasePage:
    at = timezone.now() - timedelta(days=days)
    Page.objects.filter(pk=page.pk).update(last_published_at=at, first_published_at=at)
    return page


@pytest.fixture
def editor(make_user, council):
    return make_user(roles.EDITOR, council, pseudonym="Lilas")


@pytest.fixture
def stranger(make_user, other_council):
    return make_user(roles.LEAD, other_council)


class TestDrafts:
    def test_of_a_colleague_says_whose_and_since_when(self, editor, stranger, make_user, council):
        colleague = make_user(roles.CONTRIBUTOR, council, pseudonym="Sureau")
        page = draft(council, colleague)
        Page.objects.filter(pk=page.pk).update(
            latest_revision_created_at=timezone.now() - timedelta(days=3)
        )
        line = "Relire le brouillon « Carnaval des marchés » | de Sureau, modifié il y a 3 jours"
        assert line in told(editor)
        assert about(stranger) == []

    def test_of_ones_own_says_so(self, editor, council):
        draft(council, editor)
        line = "Finir « Carnaval des marchés » | votre brouillon, modifié aujourd’hui"
        assert line in told(editor)

    def test_of_a_live_page_is_about_its_changes(self, editor, council):
        page = factories.news(council, MARK)
        page.save_revision(user=editor)
        Page.objects.filter(pk=page.pk).update(has_unpublished_changes=True)
        assert any(line.startswith("Publier vos changements : « Carnaval") for line in told(editor))

    def test_a_contributor_reads_of_their_own_only(self, make_user, council, editor):
        contributor = make_user(roles.CONTRIBUTOR, council)
        draft(council, editor, "Brouillon de la rédaction")
        draft(council, contributor)
        lines = told(contributor)
        assert any(MARK in line for line in lines)
        assert not any("rédaction" in line for line in lines)

    def test_the_author_of_a_closed_account_is_not_named(self, editor, make_user, council):
        gone = make_user(pseudonym="Ortie", closed_at=timezone.now())
        draft(council, gone)
        [line] = [line for line in told(editor) if MARK in line]
        assert "Ortie" not in line
        assert "Compte supprimé" in line

    def test_each_opens_for_who_reads_of_it(self, client_for, editor, make_user, council):
        contributor = make_user(roles.CONTRIBUTOR, council)
        draft(council, contributor)
        for user in (editor, contributor):
            [duty] = about(user)
            assert client_for("admin", user).get(duty.url).status_code == 200

    def test_nobody_without_pages_reads_of_them(self, make_user, council, editor):
        draft(council, editor)
        for role in (roles.MODERATOR, roles.TOWN_HALL, roles.INTEGRATOR):
            per_council = role == roles.MODERATOR
            assert about(make_user(role, council if per_council else None)) == []
        assert about(make_user()) == []

    def test_a_suspended_role_reads_of_nothing(self, editor, council):
        draft(council, editor)
        editor.groups.clear()  # as a suspension sets roles aside
        assert told(editor) == []


class TestToReadAgain:
    def test_whose_day_has_come(self, editor, stranger, council):
        day = timezone.localdate() - timedelta(days=2)
        factories.standard(factories.section(council, "le-conseil"), MARK, review_date=day)
        [duty] = about(editor)
        assert duty.urgency is Urgency.LATE
        assert "à relire depuis le" in duty.detail
        assert about(stranger) == []

    def test_news_too_when_somebody_gave_it_a_day(self, editor, council):
        factories.news(council, MARK, review_date=timezone.localdate())
        assert len(about(editor)) == 1

    def test_not_before_its_day(self, editor, council):
        day = timezone.localdate() + timedelta(days=1)
        page = factories.standard(factories.section(council, "le-conseil"), MARK, review_date=day)
        aged(page, 900)  # a day that is to come says that somebody has thought of it
        assert about(editor) == []

    def test_untouched_for_a_year_says_how_long(self, editor, stranger, council):
        about_page = factories.section(council, "le-conseil")
        aged(factories.standard(about_page, MARK), 500)
        [duty] = about(editor)
        assert (duty.urgency, duty.detail) == (Urgency.DUE, "inchangée depuis 16 mois")
        assert about(stranger) == []

    def test_old_news_and_young_pages_are_as_they_should_be(self, editor, council):
        aged(factories.news(council, MARK), 900)
        aged(factories.standard(factories.section(council, "le-conseil"), MARK), 300)
        assert about(editor) == []

    def test_many_of_one_site_are_one_line(self, editor, read, council, other_council):
        for owner in (council, other_council):
            for number in range(3):
                page = factories.standard(
                    factories.section(owner, "le-conseil"), f"{owner.code} vieille {number}"
                )
                aged(page, 500 - number)
        [duty] = about(editor, "Relire 3 pages")
        assert "« lba vieille 0 », 16 mois" in duty.detail.translate(NO_BREAK)
        content = read(editor, duty.url)
        assert [f"lba vieille {n}" in content for n in range(3)] == [True] * 3
        assert "cel vieille" not in content
        assert "cel vieille" not in read(editor, "/admin/a-faire/pages-a-relire/?conseil=cel")

    def test_the_list_is_not_there_for_who_changes_no_page(self, client_for, holder):
        for role in (roles.CONTRIBUTOR, roles.MODERATOR, roles.TOWN_HALL, roles.INTEGRATOR):
            client = client_for("admin", holder(role))
            assert client.get("/admin/a-faire/pages-a-relire/").status_code == 404


class TestByItself:
    def test_what_is_planned_says_when(self, editor, stranger, council):
        page = draft(council, editor, go_live_at=timezone.now() + timedelta(days=3))
        page.save_revision(user=editor).publish(user=editor)
        [duty] = about(editor)
        assert duty.urgency is Urgency.NEWS
        assert duty.text.translate(NO_BREAK) == "« Carnaval des marchés » sera publié"
        assert duty.detail.startswith("le ")
        assert about(stranger) == []

    def test_what_leaves_within_a_week_is_said(self, editor, council):
        factories.news(council, MARK, expire_at=timezone.now() + timedelta(days=3))
        factories.news(council, "Plus tard", expire_at=timezone.now() + timedelta(days=30))
        assert [duty.urgency for duty in about(editor)] == [Urgency.NEWS]
        assert about(editor, "Plus tard") == []

    def test_ones_own_lock_is_remembered(self, editor, make_user, council):
        page = factories.news(council, MARK)
        Page.objects.filter(pk=page.pk).update(
            locked=True, locked_by=editor, locked_at=timezone.now()
        )
        assert [duty.icon for duty in about(editor)] == ["lock"]
        assert about(make_user(roles.LEAD, council)) == []


class TestReviews:
    @pytest.fixture
    def contributor(self, make_user, council):
        return make_user(roles.CONTRIBUTOR, council, pseudonym="Sureau")

    @pytest.fixture
    def review(self, council, contributor):
        page = draft(council, contributor)
        return page.get_workflow().start(page, contributor)

    def test_who_is_asked_reads_of_it_first(self, review, editor, stranger):
        [duty] = about(editor)
        assert duty.urgency is Urgency.LATE
        assert duty.text.startswith("Relire et publier")
        assert duty.detail.translate(NO_BREAK) == "soumise par Sureau aujourd’hui"
        assert about(stranger) == []

    def test_who_asked_knows_that_it_waits(self, review, contributor):
        [duty] = about(contributor)
        assert duty.urgency is Urgency.NEWS

    def test_who_must_change_it_is_told(self, review, contributor, editor):
        review.current_task_state.specific.reject(user=editor, comment="Et l’heure ?")
        [duty] = about(contributor)
        assert "Et l’heure ?" in duty.detail
        assert (duty.urgency, duty.text.startswith("Reprendre")) == (Urgency.LATE, True)
        assert about(editor) == []

    def test_a_colleague_who_is_not_asked_reads_of_no_review(self, review, make_user, council):
        assert about(make_user(roles.CONTRIBUTOR, council)) == []
