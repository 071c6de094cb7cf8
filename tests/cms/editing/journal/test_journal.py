"""« Journal »: who did what, in words; of one's own sites, and of what is gone."""

import csv
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.contrib.forms.models import FormSubmission
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import LogContext, log
from wagtail.models import Collection, ModelLogEntry, PageLogEntry

from cms.editing.bin.erasing import erase
from cms.editing.bin.putting import bin_page
from cms.editing.journal.models import Filed
from cms.pages.models import Place, SiteSettings, Topic
from sites.accounts.privacy import erasure
from sites.councils import role_groups, roles
from sites.teams import journal
from sites.teams.journal_sources import sources
from sites.teams.models import Act
from sites.themes.models import Change
from tests.cms import factories

pytestmark = pytest.mark.django_db

JOURNAL, TABLE = "/admin/journal/", "/admin/journal/tableau.csv"
SECRET = "Bruyère"  # in whatever another council does
COLLEAGUE = "Ortie de Lancry"


@pytest.fixture
def lead(holder):
    return holder(roles.LEAD)


@pytest.fixture
def lilas(make_user, council):
    return make_user(roles.EDITOR, council, pseudonym="Lilas")


def published(owner, by, title: str):
    page = factories.news(owner, title, live=False)
    with LogContext(user=by):  # as one request
        page.save_revision(user=by, log_action=True).publish(user=by)
    return page


@pytest.fixture
def elsewhere(other_council, make_user):
    """Every kind of act of another council, some on what is gone."""
    by = make_user(roles.LEAD, other_council, pseudonym=COLLEAGUE)
    page = published(other_council, by, f"{SECRET} publiée")
    gone = published(other_council, by, f"{SECRET} supprimée")
    gone.delete(user=by)
    image = factories.picture(other_council, title=f"{SECRET} en image")
    log(image, "wagtail.create", user=by)
    log(image, "wagtail.delete", user=by, deleted=True)
    image.delete()
    document = factories.document_file(other_council)
    log(document, "wagtail.edit", user=by, title=f"{SECRET} en document")
    place = factories.place(other_council, name=f"{SECRET} le lieu")
    log(place, "wagtail.create", user=by)
    settings = SiteSettings.for_site(other_council.site)
    log(settings, "wagtail.edit", user=by, title=f"{SECRET} réglages")
    redirect = Redirect.objects.create(
        old_path=f"/{SECRET}", site=other_council.site, redirect_page=page
    )
    log(redirect, "wagtail.create", user=by)
    form = factories.form(factories.home(other_council), title=f"{SECRET} formulaire")
    message = FormSubmission.objects.create(page=form, form_data={})
    log(message, "quartiers.message.handled", user=by, title=form.title)
    Change.objects.create(site=other_council.site, kind="settings", by=by, by_name=by.pseudonym)
    return by


class TestWords:
    def test_say_who_did_what(self, read, lead, lilas, council):
        published(council, lilas, "Carnaval")
        screen = read(lead, JOURNAL)
        assert "Lilas a publié « Carnaval »" in screen
        assert "Lilas a modifié « Carnaval »" not in screen  # publishing says enough

    def test_several_saves_of_one_sitting_are_one_line(self, read, lead, lilas, council):
        page = factories.news(council, "Carnaval")
        first = log(page, "wagtail.edit", user=lilas)
        PageLogEntry.objects.filter(pk=first.pk).update(uuid="11111111-1111-1111-1111-111111111111")
        for _save in range(3):
            log(page, "wagtail.edit", user=lilas, uuid="11111111-1111-1111-1111-111111111111")
        assert read(lead, JOURNAL).count("Lilas a modifié « Carnaval »") == 1

    def test_pages_published_together_are_a_line_each(self, read, lead, lilas, council):
        for title in ("Le bal", "La fanfare"):
            page = factories.news(council, title)
            log(page, "wagtail.publish", user=lilas, uuid="22222222-2222-2222-2222-222222222222")
        screen = read(lead, JOURNAL)
        assert "Lilas a publié « Le bal »" in screen
        assert "Lilas a publié « La fanfare »" in screen

    def test_what_happens_by_itself_is_the_sites(self, read, lead, council):
        log(factories.news(council, "Carnaval"), "wagtail.publish")
        assert "Le site a publié « Carnaval »" in read(lead, JOURNAL)

    def test_things_have_their_article(self, read, lead, lilas, council):
        log(factories.picture(council, title="La mare"), "wagtail.create", user=lilas)
        log(factories.document_file(council), "wagtail.edit", user=lilas, title="La charte")
        log(SiteSettings.for_site(council.site), "wagtail.edit", user=lilas)
        screen = read(lead, JOURNAL)
        assert "Lilas a ajouté l’image « La mare »" in screen
        assert "Lilas a modifié le document « La charte »" in screen
        assert "Lilas a modifié les réglages du site" in screen

    def test_changes_of_look_are_among_them(self, read, lead, lilas, council):
        Change.objects.create(site=council.site, kind="rollback", by=lilas, by_name="Lilas")
        assert "Lilas est revenu au thème « Socle »" in read(lead, JOURNAL)

    def test_every_act_that_can_be_logged_is_a_sentence(self, read, lead, lilas, council):
        from wagtail.log_actions import registry

        page = factories.news(council, "Carnaval 100 % {fête}")
        for action, _label in registry.get_choices():
            log(page, action, user=lilas)
            log(factories.picture(council), action, user=lilas, title="50 % {x}")
        for number in (1, 2, 3):
            screen = read(lead, f"{JOURNAL}?p={number}")
            assert "%(" not in screen
            assert "{0}" not in screen

    def test_markup_in_names_and_titles_is_words(self, client_for, lead, make_user, council):
        by = make_user(roles.EDITOR, council, pseudonym="<b>Lilas</b>")
        published(council, by, "<script>alert(1)</script>")
        content = client_for("admin", lead).get(JOURNAL).content.decode()
        assert "<script>alert" not in content
        assert "<b>Lilas" not in content

    def test_who_closed_their_account_is_not_named(self, read, lead, lilas, council):
        published(council, lilas, "Carnaval")
        erasure.erase(lilas)
        screen = read(lead, JOURNAL)
        assert "Lilas" not in screen
        assert "Compte supprimé a publié « Carnaval »" in screen


class TestWhatIsGone:
    def test_a_page_in_the_bin_and_gone_for_good_stays_without_a_link(
        self, client_for, read, lead, lilas, council
    ):
        page = published(council, lilas, "Carnaval")
        entry = bin_page(page, lilas)
        assert "Lilas a mis « Carnaval » à la corbeille" in read(lead, JOURNAL)
        content = client_for("admin", lead).get(JOURNAL).content.decode()
        assert f"/pages/{page.pk}/" not in content
        erase(entry.pk, lilas)
        assert "Lilas a effacé « Carnaval » pour de bon" in read(lead, JOURNAL)
        content = client_for("admin", lead).get(JOURNAL).content.decode()
        assert f"/pages/{page.pk}/" not in content

    def test_a_picture_stays_with_its_council(self, read, lead, lilas, council):
        image = factories.picture(council, title="La mare")
        log(image, "wagtail.delete", user=lilas, deleted=True)
        image.delete()
        assert "Lilas a supprimé l’image « La mare »" in read(lead, JOURNAL)

    def test_what_is_logged_after_it_went_is_filed_with_its_earlier_lines(
        self, read, lead, lilas, council
    ):
        image = factories.picture(council, title="La mare")
        log(image, "wagtail.create", user=lilas)
        key = image.pk
        image.delete()
        image.pk = key
        log(image, "wagtail.delete", user=lilas, deleted=True)
        assert "Lilas a supprimé l’image « La mare »" in read(lead, JOURNAL)


class TestFiling:
    def test_a_folder_within_the_councils_is_the_councils(self, council, lilas):
        own = Collection.objects.get(pk=council.collection_id)
        inner = own.add_child(name="Fêtes")
        image = factories.picture(council)
        image.collection = inner
        image.save()
        entry = log(image, "wagtail.edit", user=lilas)
        assert entry.filed.site_id == council.site.pk

    def test_what_belongs_to_nobody_in_particular_is_filed_nowhere(self, lilas):
        root = Collection.get_first_root_node()
        topic = Topic.objects.create(name="Vélo", slug="velo")
        shared = Place.objects.create(name="La place", latitude=48, longitude=2)
        for thing in (topic, shared, root, lilas):
            entry = log(thing, "wagtail.edit", user=lilas)
            assert not Filed.objects.filter(model_entry=entry).exists()

    def test_a_line_is_of_one_log(self, council):
        with pytest.raises(IntegrityError), transaction.atomic():
            Filed.objects.create(site=council.site)


class TestWhoReads:
    @pytest.mark.parametrize(
        "role",
        [
            *(roles.CONTRIBUTOR, roles.EDITOR, roles.MODERATOR),
            *(roles.TOWN_HALL, roles.INTEGRATOR),
        ],
    )
    def test_not_who_leads_nothing(self, client_for, holder, role):
        client = client_for("admin", holder(role))
        assert [client.get(path).status_code for path in (JOURNAL, TABLE)] == [404, 404]

    def test_residents_and_strangers_are_shown_the_way_in(self, client_for, resident):
        for user in (None, resident):
            client = client_for("admin", user)
            assert [client.get(path).status_code for path in (JOURNAL, TABLE)] == [302, 302]

    def test_coordination_that_of_the_portal(self, read, holder, lilas, portal, council):
        published(council, lilas, "Carnaval")
        log(factories.news(portal, "La carte"), "wagtail.publish")
        screen = read(holder(roles.COORDINATOR), JOURNAL)
        assert "La carte" in screen
        assert "Carnaval" not in screen

    def test_an_administrator_everything(self, read, holder, lilas, council, elsewhere):
        published(council, lilas, "Carnaval")
        log(Topic.objects.create(name="Vélo", slug="velo"), "wagtail.create", user=lilas)
        screen = read(holder(roles.ADMINISTRATOR), JOURNAL)
        assert "Carnaval" in screen
        assert f"{SECRET} supprimée" in screen
        assert "Lilas a ajouté le thème « Vélo »" in screen


class TestAnotherCouncils:
    def test_acts_and_people_are_nowhere(self, client_for, lead, lilas, council, elsewhere):
        published(council, lilas, "Carnaval")
        client = client_for("admin", lead)
        asked = [
            "",
            "?conseil=cel",
            f"?qui={elsewhere.pk}",
            "?quoi=fichiers",
            "?quoi=reglages",
            "?quoi=messages",
            "?quoi=apparence",
            f"?mois={timezone.localdate():%Y-%m}",
            "?p=99",
            "?qui=x&quoi=y&mois=z&p=a",
        ]
        for query in asked:
            for path in (JOURNAL, TABLE):
                response = client.get(f"{path}{query}")
                assert response.status_code == 200
                content = response.content.decode()
                assert SECRET not in content, (path, query)
                assert COLLEAGUE not in content, (path, query)

    def test_the_markers_are_there_for_their_own_lead(self, read, elsewhere):
        """The test above could not fail if nothing were written."""
        screen = read(elsewhere, JOURNAL)
        for what in ("publiée", "supprimée", "en image", "en document", "le lieu", "formulaire"):
            assert f"{SECRET} {what}" in screen
        assert f"{COLLEAGUE} a réglé le thème" in screen

    def test_somebody_who_works_for_both_is_shown_with_their_acts_here_alone(
        self, read, lead, make_user, council, other_council
    ):
        both = make_user(roles.EDITOR, council, pseudonym="Sauge")
        both.groups.add(role_groups.group_for(roles.EDITOR, other_council))
        published(council, both, "La fresque")
        published(other_council, both, f"{SECRET} de Sauge")
        screen = read(lead, f"{JOURNAL}?qui={both.pk}")
        assert "La fresque" in screen
        assert SECRET not in screen


class TestFilters:
    @pytest.fixture
    def acts(self, council, lilas, make_user):
        sauge = make_user(roles.EDITOR, council, pseudonym="Sauge")
        published(council, lilas, "Carnaval")
        log(factories.picture(council, title="La mare"), "wagtail.create", user=sauge)
        old = log(factories.news(council, "Ancienne"), "wagtail.publish", user=sauge)
        last_month = timezone.localtime().replace(day=1) - timedelta(days=3)
        PageLogEntry.objects.filter(page=old.page_id).update(timestamp=last_month)
        return sauge

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("qui={sauge}", {"La mare", "Ancienne"}),
            ("quoi=fichiers", {"La mare"}),
            ("quoi=pages&qui={sauge}", {"Ancienne"}),
            ("mois={before}", {"Ancienne"}),
            ("mois={now}", {"Carnaval", "La mare"}),
            ("conseil=lba", {"Carnaval", "La mare", "Ancienne"}),
        ],
    )
    def test_narrow(self, read, lead, acts, query, found):
        now = timezone.localtime().replace(day=1)
        months = {"now": f"{now:%Y-%m}", "before": f"{now - timedelta(days=3):%Y-%m}"}
        screen = read(lead, f"{JOURNAL}?{query.format(sauge=acts.pk, **months)}")
        lines = {title for title in ("Carnaval", "La mare", "Ancienne") if f"« {title} »" in screen}
        assert lines == found

    def test_offer_the_people_of_these_sites(self, client_for, lead, acts, elsewhere):
        choice = client_for("admin", lead).get(JOURNAL).context["choice"]
        assert {name for _pk, name in choice.people} >= {"Lilas", "Sauge"}
        assert elsewhere.pk not in {pk for pk, _name in choice.people}

    def test_of_the_table_are_those_of_the_list(self, client_for, lead, acts):
        content = client_for("admin", lead).get(f"{TABLE}?quoi=fichiers").content
        head, line = csv.reader(content.decode("utf-8-sig").splitlines(), delimiter=";")
        assert head[:3] == ["Quand", "Qui", "Quoi"]
        assert line[1] == "Sauge"


class TestTeams:
    def test_what_a_team_did_is_among_it(self, read, lead, make_user, council, other_council):
        sauge = make_user(roles.EDITOR, council, pseudonym="Sauge <b>")
        journal.note(Act.GIVEN, council, lead, sauge, roles=[roles.EDITOR])
        journal.note(Act.LEFT, other_council, sauge, sauge)
        journal.note(Act.GIVEN, None, lead, sauge, roles=[roles.COORDINATOR])
        screen = read(lead, f"{JOURNAL}?quoi=equipe")
        assert "a donné à Sauge <b> le rôle : Rédaction" in screen
        assert "a quitté l’équipe" not in screen
        assert "Coordination" not in screen

    def test_an_administrator_reads_of_roles_of_the_whole_install(self, read, holder, make_user):
        admin, sauge = holder(roles.ADMINISTRATOR), make_user(pseudonym="Sauge")
        journal.note(Act.GIVEN, None, admin, sauge, roles=[roles.COORDINATOR])
        assert "a donné à Sauge le rôle : Coordination" in read(admin, JOURNAL)


def test_the_table_runs_nothing(client_for, lead, make_user, council):
    published(council, make_user(roles.EDITOR, council, pseudonym="=1+1"), "Carnaval")
    content = client_for("admin", lead).get(TABLE).content.decode()
    assert ";'=1+1;" in content


def test_a_page_of_lines_costs_the_same_whatever_stands_on_it(client_for, lead, lilas, council):
    client = client_for("admin", lead)

    def cost() -> int:
        client.get(JOURNAL)
        with CaptureQueriesContext(connection) as asked:
            client.get(JOURNAL)
        return len(asked)

    published(council, lilas, "Carnaval")
    log(factories.picture(council), "wagtail.create", user=lilas)
    before = cost()
    for number in range(20):
        log(factories.news(council, f"Page {number}"), "wagtail.publish", user=lilas)
        log(factories.picture(council), "wagtail.create", user=lilas)
    assert cost() <= before


def test_every_source_answers_for_all_it_lists():
    from sites.teams.journal_sources import Reach

    for source in sources():
        keys = list(source.rows(Reach(None)).values_list("pk", flat=True)[:50])
        assert set(source.tell(keys)) == set(keys)
        assert source.tell([]) == {}


def test_looking_writes_nothing(client_for, lead, lilas, council):
    published(council, lilas, "Carnaval")
    before = (PageLogEntry.objects.count(), ModelLogEntry.objects.count())
    for path in (JOURNAL, TABLE):
        client_for("admin", lead).get(path)
        assert client_for("admin", lead).post(path).status_code == 405
    assert (PageLogEntry.objects.count(), ModelLogEntry.objects.count()) == before
