"""Out of the bin a page is what it was, and where it was; what has changed is told."""

from html import unescape

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.management import call_command
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Comment, Page, ReferenceIndex, Revision

from cms.editing.bin import putting, restoring
from cms.editing.bin.models import Entry
from cms.editing.bin.putting import Refused
from cms.pages.models import NewsIndexPage
from cms.pages.tree import BIN_ADDRESS
from cms.publications.models import Publication
from cms.publications.publishing import differences
from sites.councils.roles import CONTRIBUTOR, EDITOR
from tests.cms import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def user(make_user, council):
    return make_user(EDITOR, council)


@pytest.fixture
def chief(make_user):
    return make_user(is_superuser=True)


def stored(page) -> Page:
    return Page.objects.get(pk=page.pk)


def everything_about(*pages: Page) -> dict:
    """What must be the same after a deletion that was taken back."""
    keys = [page.pk for page in pages]
    texts = [str(key) for key in keys]
    rows = Publication.objects.filter(page__in=keys).order_by("source")
    return {
        "tree": the_tree(),
        "pages": [
            {name: value for name, value in row.items() if name != "path"}
            for row in Page.objects.filter(pk__in=keys).order_by("pk").values()
        ],
        "revisions": list(Revision.objects.filter(object_id__in=texts).order_by("pk").values()),
        "references": sorted(
            ReferenceIndex.objects.filter(object_id__in=texts).values_list(
                "object_id", "to_object_id", "content_path"
            )
        ),
        "publications": [
            {f.attname: getattr(row, f.attname) for f in row._meta.fields if f.name != "id"}
            for row in rows
        ],
        "restrictions": list(Page.objects.filter(view_restrictions__isnull=False).values("pk")),
        "problems": Page.find_problems(),
    }


def the_tree() -> list[tuple]:
    """What lies below what, in which order; the bin itself is made when it is first needed."""
    pages = (
        Page.objects.filter(depth__gt=1).exclude(url_path__startswith=BIN_ADDRESS).order_by("path")
    )
    return [(page.pk, page.depth, page.numchild, page.url_path) for page in pages]


class TestAsItWas:
    @pytest.fixture
    def pages(self, council, section):
        """A section whose pages have drafts beside them, a picture, privacy, a plan."""
        public, draft = section.get_children().specific()
        public.lead_image = factories.picture(council)
        public.save_revision().publish()
        public.title = "Le lavoir, bientôt"
        public.save_revision()
        draft.go_live_at = "2030-01-01T08:00:00+00:00"
        draft.save_revision().publish()
        factories.make_private(factories.standard(section, "Réservé", slug="reserve"))
        return [section, *section.get_children()]

    def test_with_all_that_lies_below(self, pages, put, chief):
        before = everything_about(*pages)
        entry = put(pages[0])
        restored = restoring.restore(entry.pk, chief, online=True)
        assert restored.is_online
        assert restored.notes == []
        assert everything_about(*pages) == before
        assert differences() == []
        assert not Entry.objects.exists()
        assert not Redirect.objects.exists()

    @pytest.mark.parametrize("number", [0, 1, 2])
    def test_among_its_neighbours(self, council, put, user, number):
        news = [factories.news(council) for _number in range(3)]
        before = everything_about(*news)
        entry = put(news[number])
        restoring.restore(entry.pk, user, online=True)
        assert everything_about(*news) == before

    def test_over_and_over(self, page, put, user):
        before = everything_about(page)
        for _time in range(3):
            restoring.restore(put(page).pk, user, online=True)
        assert everything_about(page) == before

    def test_with_comments(self, page, put, user):
        Comment.objects.create(page=page, user=user, text="Et les canards ?", contentpath="title")
        restoring.restore(put(page).pk, user, online=True)
        assert Comment.objects.get().page_id == page.pk

    def test_with_its_mirrors(self, page, put, user):
        mirror = page.create_alias(update_slug="miroir")
        restoring.restore(put(page).pk, user, online=True)
        assert stored(mirror).live
        assert differences() == []

    def test_its_address_answers(self, client_for, council, page, put, user):
        restoring.restore(put(page).pk, user, online=True)
        assert client_for(council).get("/actualites/la-mare/").status_code == 200

    def test_a_plan_comes_true(self, council, put, user):
        with time_machine.travel("2026-05-05 12:00", tick=False) as clock:
            page = factories.news(council, "Bientôt", live=False)
            page.go_live_at = "2026-06-01T08:00:00+00:00"
            page.save_revision().publish()
            restoring.restore(put(page).pk, user, online=True)
            clock.move_to("2026-06-02 12:00")
            call_command("publish_scheduled")
            assert stored(page).live


class TestAsADraft:
    def test_when_asked_for(self, section, put, chief):
        entry = put(section)
        assert not restoring.restore(entry.pk, chief, online=False).is_online
        pages = Page.objects.descendant_of(section, inclusive=True)
        assert not pages.live().exists()
        assert differences() == []

    def test_for_who_may_not_publish(self, council, make_user, put):
        author = make_user(CONTRIBUTOR, council)
        page = factories.news(council, "À moi", owner_id=author.pk)
        restored = restoring.restore(put(page, author).pk, author, online=True)
        assert not restored.is_online
        assert "brouillon" in restored.notes[0]
        assert not stored(page).live

    def test_nor_does_their_plan_come_back(self, council, make_user, put):
        author = make_user(CONTRIBUTOR, council)
        page = factories.news(council, "À moi", owner_id=author.pk, live=False)
        page.go_live_at = "2099-06-01T08:00:00+00:00"
        page.save_revision().publish()
        restoring.restore(put(page, author).pk, author, online=True)
        assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()

    def test_what_has_ended_meanwhile(self, council, put, user):
        with time_machine.travel("2026-05-05 12:00", tick=False) as clock:
            page = factories.news(council, "Fête", expire_at="2026-05-10T12:00:00+00:00")
            entry = put(page)
            clock.move_to("2026-05-20 12:00")
            restored = restoring.restore(entry.pk, user, online=True)
        assert not stored(page).live
        assert "date de fin est passée" in restored.notes[0]

    def test_what_should_have_come_online_meanwhile(self, council, put, user):
        with time_machine.travel("2026-05-05 12:00", tick=False) as clock:
            page = factories.news(council, "Bientôt", live=False)
            page.go_live_at = "2026-05-10T08:00:00+00:00"
            page.save_revision().publish()
            entry = put(page)
            clock.move_to("2026-05-20 12:00")
            restored = restoring.restore(entry.pk, user, online=True)
            call_command("publish_scheduled")
        assert not stored(page).live
        assert "publiez-la vous-même" in restored.notes[0]

    def test_what_was_for_some_only_and_would_be_for_all(self, section, put, chief):
        factories.make_private(section)
        page = section.get_children().first()
        entry = put(page)
        put(section)
        restored = restoring.restore(entry.pk, chief, online=True)
        assert not stored(page).live
        assert any("réservée" in note for note in restored.notes)
        assert not Publication.objects.filter(page=page.pk).exists()

    def test_what_is_for_some_only_stays_so(self, page, put, user):
        factories.make_private(page)
        restored = restoring.restore(put(page).pk, user, online=True)
        assert restored.is_online
        assert stored(page).get_view_restrictions().exists()
        assert not Publication.objects.filter(page=page.pk).exists()


class TestPlace:
    def test_above_when_the_parent_is_in_the_bin_too(self, council, section, put, chief):
        page = section.get_children().first()
        entry = put(page)
        put(section)
        restored = restoring.restore(entry.pk, chief, online=True)
        assert stored(page).get_parent().pk == factories.section(council, "le-conseil").pk
        assert "Accueil › Le conseil" in restored.notes[0]
        assert Page.find_problems() == ([], [], [], [], [])
        assert differences() == []

    def test_above_when_the_parent_is_gone_for_good(self, council, section, put, user):
        page = section.get_children().first()
        entry = put(page)
        stored(section).delete()
        restoring.restore(entry.pk, user, online=True)
        assert stored(page).get_parent().pk == factories.section(council, "le-conseil").pk

    def test_follows_a_parent_that_has_moved(self, client_for, council, section, put, user):
        page = section.get_children().first()
        entry = put(page)
        about = factories.section(council, "le-conseil")
        archives = factories.standard(about, "Archives", slug="archives")
        stored(section).move(stored(archives), pos="last-child")
        restored = restoring.restore(entry.pk, user, online=True)
        assert restored.notes == []
        path = "/le-conseil/archives/dossiers/lavoir/"
        assert client_for(council).get(path).status_code == 200

    def test_never_on_another_site(self, council, other_council, section, put, chief):
        page = section.get_children().first()
        entry = put(page)
        stored(section).delete()
        Entry.objects.filter(pk=entry.pk).update(
            above=[factories.section(other_council, "le-conseil").pk]
        )
        restoring.restore(entry.pk, chief, online=True)
        assert stored(page).path.startswith(factories.home(council).path)

    def test_where_one_of_its_kind_is_enough(self, council, put, chief):
        """A copy of « Actualités »: a home has one only."""
        news = factories.section(council, "actualites")
        about = factories.section(council, "le-conseil")
        extra = NewsIndexPage(title="Autres", slug="autres")
        factories.home(council).add_child(instance=extra)
        entry = put(extra)
        assert NewsIndexPage.max_count_per_parent == 1
        assert news.get_parent().pk != about.pk
        with pytest.raises(Refused, match="déjà une de ce type"):
            restoring.restore(entry.pk, chief, online=True)
        assert Entry.objects.filter(pk=entry.pk).exists()

    def test_says_so_on_its_screen(self, lead, section, put):
        page = section.get_children().first()
        entry = put(page)
        put(section)
        html = unescape(lead.get(f"/admin/corbeille/{entry.pk}/").content.decode())
        assert "Sa place d’avant n’existe plus" in html


class TestAddress:
    @pytest.fixture
    def entry(self, council, page, put):
        page.save_revision().publish()
        entry = put(page)
        factories.news(council, "Une autre", slug="la-mare")
        return entry

    def test_that_is_taken_becomes_another_one(self, client_for, council, page, entry, user):
        restored = restoring.restore(entry.pk, user, online=True)
        assert stored(page).slug == "la-mare-2"
        assert "la-mare-2" in restored.notes[0]
        assert client_for(council).get("/actualites/la-mare-2/").status_code == 200
        assert differences() == []

    def test_its_newest_version_knows_it(self, page, entry, user):
        restoring.restore(entry.pk, user, online=True)
        stored(page).get_latest_revision().publish()
        assert stored(page).slug == "la-mare-2"
        assert stored(page).live

    def test_it_has_no_unpublished_changes_for_that(self, page, entry, user):
        restoring.restore(entry.pk, user, online=True)
        assert not stored(page).has_unpublished_changes

    def test_is_proposed_and_may_be_chosen(self, editor, page, entry):
        address = f"/admin/corbeille/{entry.pk}/"
        assert 'value="la-mare-2"' in editor.get(address).content.decode()
        editor.post(address, {"etat": "en-ligne", "adresse": "le-lac"})
        assert stored(page).slug == "le-lac"

    @pytest.mark.parametrize("typed", ["la-mare", "l’étang", "a b", "../..", ""])
    def test_that_will_not_do_is_refused_and_kept(self, editor, page, entry, typed):
        response = editor.post(
            f"/admin/corbeille/{entry.pk}/", {"etat": "en-ligne", "adresse": typed}
        )
        assert response.status_code == 200
        assert response.context["form"].errors["adresse"]
        assert response.context["form"]["adresse"].value() == typed
        assert Entry.objects.filter(pk=entry.pk).exists()

    def test_left_by_another_page_is_not_taken(
        self, council, page, put, user, django_capture_on_commit_callbacks
    ):
        entry = put(page)
        other = factories.news(council, "Une autre", slug="la-mare")
        with django_capture_on_commit_callbacks(execute=True):
            other.slug = "ailleurs"
            other.save()
        restoring.restore(entry.pk, user, online=True)
        assert stored(page).slug == "la-mare-2"

    def test_by_code_must_be_free(self, page, entry, user):
        with pytest.raises(ValidationError):
            restoring.restore(entry.pk, user, online=True, slug="la-mare")


class TestPictures:
    def test_of_a_page_stay_in_it(self, council, put, user):
        gallery = factories.gallery(council, photos=2)
        restoring.restore(put(gallery).pk, user, online=True)
        assert stored(gallery).specific.photos.count() == 2

    def test_deleted_since_do_not_come_back(self, council, put, user, make_user):
        gallery = factories.gallery(council, photos=2, lead_image=factories.picture(council))
        entry = put(gallery)
        first = gallery.photos.first().image
        for picture in (first, gallery.lead_image):
            putting.bin_upload(picture, user)
        restored = restoring.restore(entry.pk, user, online=True)
        again = stored(gallery).specific
        assert again.photos.count() == 1
        assert again.lead_image is None
        assert "2 images" in restored.notes[0]
        assert differences() == []


def test_what_was_restored_meanwhile_is_told(page, put, user):
    entry = put(page)
    restoring.restore(entry.pk, user, online=True)
    with pytest.raises(Refused, match="plus à la corbeille"):
        restoring.restore(entry.pk, user, online=True)


def test_the_owner_s_account_may_be_gone(council, make_user, put, user):
    owner = make_user(EDITOR, council)
    page = factories.news(council, "À elle", owner_id=owner.pk)
    entry = put(page, owner)
    owner.delete()
    restoring.restore(entry.pk, user, online=True)
    assert stored(page).live
