"""What may be read by everybody stands in the table; nothing else ever does."""

from datetime import timedelta
from html import unescape

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from cms.pages import publishing as pages_publishing
from cms.pages.publishing import written_together
from cms.publications import publishing
from cms.publications.models import Placement, Publication
from cms.publications.publishing import differences, rebuild
from sites.councils.stamps import CHROME, Stamp
from tests.cms import factories

pytestmark = pytest.mark.django_db

SECRET = "Rien que pour nous"
READ_EVERYWHERE = ["/", "/actualites/", "/documents/", "/plan-du-site/", "/sitemap.xml"]


def row_of(page: Page) -> Publication | None:
    return Publication.objects.filter(page_id=page.pk).first()


@pytest.fixture
def section(council):
    return factories.standard(factories.section(council, "le-conseil"), "Dossiers")


def draft(council):
    return factories.news(council, SECRET, slug="secret", live=False)


def unpublished(council):
    page = factories.news(council, SECRET, slug="secret")
    page.unpublish()
    return page


def unpublished_as_a_plain_page(council):
    page = factories.news(council, SECRET, slug="secret")
    Page.objects.get(pk=page.pk).unpublish()
    return page


def private(council):
    page = factories.news(council, SECRET, slug="secret")
    factories.make_private(page)
    return page


def below_a_private_page(council):
    above = factories.standard(factories.section(council, "le-conseil"), "Dossiers")
    factories.make_private(above)
    return factories.standard(above, SECRET, slug="secret")


def made_private_above(council):
    above = factories.standard(factories.section(council, "le-conseil"), "Dossiers")
    page = factories.standard(above, SECRET, slug="secret")
    factories.make_private(above)
    return page


def moved_below_a_private_page(council):
    above = factories.standard(factories.section(council, "le-conseil"), "Dossiers")
    factories.make_private(above)
    page = factories.standard(factories.section(council, "le-conseil"), SECRET, slug="secret")
    Page.objects.get(pk=page.pk).move(above, pos="last-child")
    return page


def expired(council):
    page = factories.news(council, SECRET, slug="secret")
    page.expire_at = timezone.now() + timedelta(hours=1)
    page.save_revision().publish()
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        call_command("publish_scheduled")
    return page


def scheduled(council):
    page = factories.news(council, SECRET, slug="secret", live=False)
    page.go_live_at = timezone.now() + timedelta(hours=1)
    page.save_revision().publish()
    return page


def edited_but_not_published(council):
    page = factories.news(council, "Avant", slug="avant")
    page.title, page.slug = SECRET, "secret"
    page.save_revision()
    return page


def alias_of_a_private_page(council):
    """It lies in the open, but Wagtail gives it the privacy of its source."""
    page = factories.news(council, SECRET, slug="secret-a")
    alias = page.create_alias(update_slug="secret")
    factories.make_private(page)
    return alias


HIDDEN = [
    draft,
    unpublished,
    unpublished_as_a_plain_page,
    private,
    below_a_private_page,
    made_private_above,
    moved_below_a_private_page,
    expired,
    scheduled,
    edited_but_not_published,
    alias_of_a_private_page,
]


@pytest.mark.parametrize("hide", HIDDEN, ids=lambda hide: hide.__name__)
def test_what_is_hidden_appears_nowhere(council, portal, client_for, hide):
    page = hide(council)
    assert differences() == []
    assert not Publication.objects.filter(title=SECRET).exists()
    assert Placement.objects.filter(publication__title=SECRET).count() == 0
    for place in (council, portal):
        client = client_for(place)
        for path in READ_EVERYWHERE:
            text = unescape(client.get(path).content.decode())
            assert SECRET not in text
            assert "/secret/" not in text
    address = client_for(council).get(f"/actualites/{page.slug}/")
    assert SECRET not in address.content.decode()


@pytest.mark.parametrize("hide", [unpublished, private, expired], ids=lambda hide: hide.__name__)
def test_what_is_shown_again_comes_back(council, portal, client_for, hide):
    page = hide(council)
    PageViewRestriction.objects.all().delete()
    page = Page.objects.get(pk=page.pk).specific
    page.expire_at = None
    page.save_revision().publish()
    assert differences() == []
    for place in (council, portal):
        assert SECRET in client_for(place).get("/actualites/").content.decode()


def test_a_scheduled_page_comes_at_its_hour(council, client_for):
    scheduled(council)
    client = client_for(council)
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        call_command("publish_scheduled")
        assert SECRET in client.get("/actualites/").content.decode()
    assert differences() == []


def test_a_new_title_and_a_new_address_show_at_once(council, portal, client_for):
    page = factories.news(council, "Avant")
    page.title, page.slug = "Après", "apres"
    page.save_revision().publish()
    for place in (council, portal):
        html = client_for(place).get("/actualites/").content.decode()
        assert "Avant" not in html
        assert "Après" in html
        assert f"http://{council.site.hostname}:8000/actualites/apres/" in html
    assert differences() == []


def test_renaming_a_section_changes_the_addresses_below_it(council, section, client_for):
    page = factories.standard(factories.standard(section, "La mare"), "Les canards")
    section = Page.objects.get(pk=section.pk).specific
    section.slug = "nos-dossiers"
    section.save_revision().publish()
    path = "/le-conseil/nos-dossiers/la-mare/les-canards/"
    assert row_of(page).path == path
    assert client_for(council).get(path).status_code == 200
    assert differences() == []


def test_a_row_says_what_is_published_not_what_is_being_written(council):
    page = factories.news(council, "Publié", summary="Publié.")
    page.title = page.summary = "En travail"
    page.save_revision()
    page.save(update_fields=["latest_revision"])
    row = row_of(page)
    assert (row.title, row.summary) == ("Publié", "Publié.")


def test_typography_is_set_in_the_row(council):
    row = row_of(factories.news(council, "Rendez-vous : 19 h", summary="L'été « bleu » !"))
    assert row.title == "Rendez-vous\u00a0: 19\u00a0h"
    assert row.summary == "L’été «\u00a0bleu\u00a0»\u00a0!"


def test_the_longest_title_fits(council):
    title = ("« A » : " * 40)[:255].strip()
    summary = ("« A » ! " * 40)[:200].strip()
    row = row_of(factories.news(council, title, slug="long", summary=summary))
    assert len(row.title) == len(title)
    assert len(row.summary) == len(summary)


class TestFailure:
    """A failing row takes the page's change with it: the two never say different things."""

    @pytest.fixture(autouse=True)
    def _broken(self, monkeypatch, council):
        self.page = factories.news(council, "Avant")
        self.about = factories.section(council, "le-conseil")
        self.moved = factories.standard(self.about, "Dossier")
        self.target = factories.standard(self.about, "Cible")

        def broken(page_id, rows):
            raise RuntimeError("no more room")

        monkeypatch.setattr(pages_publishing, "publish_page", broken)

    def assert_nothing_changed(self, page):
        stored = Page.objects.get(pk=page.pk)
        assert (stored.title, stored.live, stored.path, stored.url_path) == (
            page.title,
            page.live,
            page.path,
            page.url_path,
        )
        assert row_of(page).title == page.title

    def test_of_publishing(self):
        before = Page.objects.get(pk=self.page.pk).specific
        self.page.title = "Après"
        with pytest.raises(RuntimeError):
            self.page.save()
        self.assert_nothing_changed(before)

    def test_of_a_new_page(self, council):
        with pytest.raises(RuntimeError):
            factories.news(council, "Nouvelle", slug="nouvelle")
        assert not Page.objects.filter(slug="nouvelle").exists()
        assert not Publication.objects.filter(title="Nouvelle").exists()

    @pytest.mark.parametrize("plain", [True, False])
    def test_of_unpublishing(self, plain):
        before = Page.objects.get(pk=self.page.pk)
        page = Page.objects.get(pk=self.page.pk)
        with pytest.raises(RuntimeError):
            (page if plain else page.specific).unpublish()
        self.assert_nothing_changed(before)

    @pytest.mark.parametrize("plain", [True, False])
    def test_of_moving(self, plain):
        page = Page.objects.get(pk=self.moved.pk)
        with pytest.raises(RuntimeError):
            (page if plain else page.specific).move(self.target, pos="last-child")
        self.assert_nothing_changed(Page.objects.get(pk=self.moved.pk))
        assert Page.objects.get(pk=self.moved.pk).path == self.moved.path

    def test_of_making_private(self):
        with pytest.raises(RuntimeError):
            factories.make_private(self.page)
        assert not PageViewRestriction.objects.exists()
        assert row_of(self.page)


class TestTogether:
    """What is saved many times before anybody reads is written once."""

    @pytest.fixture
    def written(self, monkeypatch) -> list[str]:
        """The sources of the rows that were written, in order."""
        seen: list[str] = []
        publish_page = pages_publishing.publish_page

        def noting(page_id, rows):
            seen.extend(facts.source for facts in rows)
            publish_page(page_id, rows)

        monkeypatch.setattr(pages_publishing, "publish_page", noting)
        return seen

    def test_each_page_is_written_once_at_the_end(self, council, section, written):
        with written_together():
            news = factories.news(council, "Avant")
            with written_together():
                news.title = "Après"
                news.save()
            section.slug = "ailleurs"
            section.save()
            below = factories.standard(section, "Dessous")
            assert not written
            assert row_of(news) is None
        assert sorted(written) == sorted(f"page:{p.pk}" for p in (news, section, below))
        assert row_of(news).title == "Après"
        assert differences() == []

    def test_what_was_hidden_or_deleted_meanwhile_has_no_row(self, council):
        kept, gone = factories.news(council, "Cachée"), factories.news(council, "Effacée")
        with written_together():
            kept.unpublish()
            factories.make_private(factories.section(council, "le-conseil"))
            gone.save()
            gone.delete()
        assert row_of(kept) is None
        assert not Publication.objects.filter(title="Effacée").exists()
        assert differences() == []

    def test_a_failure_takes_back_everything_and_later_changes_show_at_once(self, council):
        page = factories.news(council, "Avant")

        @written_together()
        def fail():
            page.title = "Perdu"
            page.save()
            raise RuntimeError

        with pytest.raises(RuntimeError):
            fail()
        assert row_of(page).title == "Avant"
        page.title = "Après"
        page.save()
        assert row_of(page).title == "Après"

    def test_a_menu_made_meanwhile_is_out_of_date_afterwards(self, council):
        with written_together():
            during = Stamp.objects.get(name=CHROME).number
            factories.news(council, "Nouvelle")
        assert Stamp.objects.get(name=CHROME).number != during


class TestUploads:
    """Pictures and files are shown in rows: changing them changes the rows."""

    def test_a_deleted_picture_leaves_no_address_behind(self, council, client_for):
        image = factories.picture(council)
        page = factories.news(council, "Un banc", lead_image=image)
        assert row_of(page).picture
        image.delete()
        assert row_of(page).picture is None
        assert differences() == []
        assert "<picture>" not in client_for(council).get("/actualites/").content.decode()

    def test_a_deleted_photo_is_no_longer_counted(self, council):
        page = factories.gallery(council, photos=3)
        page.photos.first().image.delete()
        assert row_of(page).facts == {"photos": 2}
        assert differences() == []

    def test_a_new_crop_shows_in_lists(self, council):
        image = factories.picture(council)
        page = factories.news(council, "Un banc", lead_image=image)
        before = row_of(page).picture["src"]
        image.focal_point_x = image.focal_point_y = 5
        image.focal_point_width = image.focal_point_height = 4
        image.save()
        assert row_of(page).picture["src"] != before
        assert differences() == []

    def test_a_replaced_file_shows_its_new_size(self, council):
        upload = factories.document_file(council)
        page = factories.document(council, file=upload)
        upload.file = factories.upload(b"x" * 5000, "charte.odt")
        upload.file_size = None
        upload.save()
        assert row_of(page).facts["extension"] == "odt"
        assert row_of(page).facts["size"] == 5000
        assert differences() == []

    def test_a_deleted_file_is_no_longer_announced(self, council):
        upload = factories.document_file(council)
        page = factories.document(council, file=upload)
        upload.delete()
        assert row_of(page).facts == {"type": "charter"}
        assert differences() == []

    def test_a_missing_file_does_not_stop_publishing(self, council, client_for):
        image = factories.picture(council)
        image.file.storage.delete(image.file.name)
        page = factories.news(council, "Un banc", lead_image=image)
        assert row_of(page).picture is None
        assert client_for(council).get(row_of(page).path).status_code == 200


class TestDeletion:
    def test_takes_the_row_along(self, council):
        page = factories.news(council)
        Page.objects.get(pk=page.pk).delete()
        assert not Publication.objects.filter(source=f"page:{page.pk}").exists()
        assert differences() == []

    def test_of_a_private_section_makes_nothing_public_on_the_way(self, council, section):
        below = factories.standard(section, "La mare")
        factories.make_private(section)
        keys = [f"page:{section.pk}", f"page:{below.pk}"]
        Page.objects.get(pk=section.pk).delete()
        assert not Publication.objects.filter(source__in=keys).exists()
        assert differences() == []


class TestDifferences:
    """``check`` sees whatever is wrong with the table."""

    @pytest.fixture(autouse=True)
    def _pages(self, council, other_council):
        self.page = factories.news(council, "Un banc", shared_with=[other_council])

    def test_a_missing_row(self):
        row_of(self.page).delete()
        assert differences() == [f"page:{self.page.pk}: missing"]

    def test_a_row_too_many(self):
        Page.objects.filter(pk=self.page.pk).update(live=False)
        assert differences() == [f"page:{self.page.pk}: not public"]

    def test_a_wrong_column(self):
        Publication.objects.filter(page_id=self.page.pk).update(title="Autre")
        assert differences() == [f"page:{self.page.pk}: title is 'Autre', should be 'Un banc'"]

    def test_a_missing_placement(self, other_council):
        placements = Placement.objects.filter(publication__page_id=self.page.pk)
        placements.filter(council=other_council).delete()
        assert len(differences()) == 1

    def test_a_placement_out_of_date(self):
        placements = Placement.objects.filter(publication__page_id=self.page.pk, council=None)
        placements.update(sort_at=timezone.now() - timedelta(days=3))
        assert differences() == [f"page:{self.page.pk}: placement None is out of date"]

    @pytest.mark.parametrize("wrong", ["row", "column", "placement", "stray"])
    def test_rebuild_mends_it(self, wrong, snapshot):
        before = snapshot()
        if wrong == "row":
            row_of(self.page).delete()
        elif wrong == "column":
            Publication.objects.update(title="x", search_text="x")
        elif wrong == "placement":
            Placement.objects.all().delete()
        else:
            publishing.publish(
                publishing.Facts(
                    source="page:999999",
                    kind="news",
                    home_id=None,
                    path="/",
                    title="x",
                    sort_at=timezone.now(),
                    changed_at=timezone.now(),
                )
            )
        assert differences()
        assert rebuild() == len(before)
        assert differences() == []

    def test_rebuild_changes_nothing_that_is_right(self, snapshot):
        before = snapshot()
        rebuild()
        assert snapshot() == before


class TestChanges:
    """The chrome of every process is made again after a change that it shows."""

    def chrome_stamp(self):
        return Stamp.objects.filter(name=CHROME).values_list("number", flat=True).first()

    @pytest.mark.parametrize(
        "change",
        [
            lambda page, sibling: page.save(),
            lambda page, sibling: Page.objects.get(pk=page.pk).unpublish(),
            lambda page, sibling: Page.objects.get(pk=page.pk).move(sibling, pos="right"),
            lambda page, sibling: factories.make_private(page),
            lambda page, sibling: page.delete(),
        ],
        ids=["save", "unpublish", "reorder", "privacy", "delete"],
    )
    def test_moves_the_stamp(self, council, section, change):
        page = Page.objects.get(pk=section.pk).specific
        sibling = factories.standard(factories.section(council, "le-conseil"), "Autre")
        page.refresh_from_db()
        before = self.chrome_stamp()
        change(page, sibling)
        assert self.chrome_stamp() != before
