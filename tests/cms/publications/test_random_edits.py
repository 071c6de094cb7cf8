"""Whatever editors do, in whatever order, the table says what the pages say."""

from contextlib import suppress
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.admin.views.pages.bulk_actions.delete import DeleteBulkAction
from wagtail.admin.views.pages.bulk_actions.move import MoveBulkAction
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction
from wagtail.admin.views.pages.bulk_actions.unpublish import UnpublishBulkAction
from wagtail.models import Page, PageViewRestriction

from cms.editing.bin import putting, restoring
from cms.editing.bin.models import Entry
from cms.pages import bin
from cms.pages.models import NewsPage, StandardPage
from cms.publications.models import Publication
from cms.publications.publishing import differences, rebuild
from sites.councils.models import Portal
from tests import factories as people
from tests.cms import factories

pytestmark = pytest.mark.slow

WORDS = st.sampled_from(["La mare", "Un banc à dos", "« Vélo » : 12 h", "L'été", "Rue Lancry"])
PLACES = st.sampled_from(["portal", "council", "other"])
BULK = {"publish": PublishBulkAction, "unpublish": UnpublishBulkAction, "delete": DeleteBulkAction}


class Edits(RuleBasedStateMachine):
    """A few pages on three sites; each rule is something that the admin or a command does."""

    pages = Bundle("pages")

    @initialize()
    def sites(self):
        people.make_portal()
        self.owners = {
            "portal": Portal.objects.get(),
            "council": people.make_council(people.LBA),
            "other": people.make_council(people.CEL),
        }
        self.chief = people.UserFactory(is_superuser=True)
        self.traveller = time_machine.travel("2026-05-05 12:00", tick=False)
        self.clock = self.traveller.start()
        self.image = factories.picture(self.owners["council"])

    def teardown(self):
        if hasattr(self, "traveller"):
            self.traveller.stop()

    def live(self, pk: int) -> Page | None:
        """The page as the admin's screens load it, None when it has gone or is in the bin."""
        page = Page.objects.filter(pk=pk).first()
        return page if page and not bin.in_bin(page) else None

    @rule(target=pages, place=PLACES, title=WORDS, live=st.booleans(), on_portal=st.booleans())
    def write_news(self, place, title, live, on_portal):
        return factories.news(self.owners[place], title, live=live, on_portal=on_portal).pk

    @rule(target=pages, place=PLACES, title=WORDS, live=st.booleans())
    def write_document(self, place, title, live):
        owner = self.owners[place]
        return factories.document(owner, title, live=live, file=factories.document_file(owner)).pk

    @rule(target=pages, place=st.sampled_from(["council", "other"]), live=st.booleans())
    def show_photos(self, place, live):
        return factories.gallery(self.owners[place], live=live, lead_image=self.image).pk

    @rule(target=pages, place=st.sampled_from(["council", "other"]), title=WORDS)
    def write_standard(self, place, title):
        return factories.standard(factories.section(self.owners[place], "le-conseil"), title).pk

    @rule(target=pages, above=pages, title=WORDS, live=st.booleans())
    def write_below(self, above, title, live):
        page = self.live(above)
        if page and page.specific_class is StandardPage:
            return factories.standard(page, title, live=live).pk
        return above

    @rule(pk=pages, title=WORDS, publish=st.booleans())
    def edit(self, pk, title, publish):
        if (page := self.live(pk)) and not page.alias_of_id:
            page = page.specific.get_latest_revision_as_object()
            page.title = title
            if isinstance(page, NewsPage):
                page.on_portal = not page.on_portal
            revision = page.save_revision()
            if publish:
                revision.publish()

    @rule(pk=pages, councils=st.sets(st.sampled_from(["council", "other"])))
    def share(self, pk, councils):
        page = self.live(pk)
        if page and not page.alias_of_id and hasattr(page.specific, "shared_with"):
            page = page.specific
            page.shared_with.set([self.owners[name] for name in councils])
            page.save_revision().publish()

    @rule(pk=pages, below=st.booleans())
    def unpublish(self, pk, below):
        if page := self.live(pk):
            UnpublishPageAction(page.specific, include_descendants=below).execute()

    @rule(pk=pages, plain=st.booleans())
    def delete(self, pk, plain):
        if page := self.live(pk):
            (page if plain else page.specific).delete()

    @rule(pk=pages)
    def throw_away(self, pk):
        if page := self.live(pk):
            putting.bin_page(page, None)

    @rule(number=st.integers(0, 5), online=st.booleans())
    def take_back(self, number, online):
        entries = list(Entry.objects.order_by("pk"))
        if entries:
            entry = entries[number % len(entries)]
            restoring.restore(entry.pk, self.chief, online=online)

    @rule(pk=pages, slug=st.sampled_from(["un", "deux", "trois"]))
    def rename(self, pk, slug):
        if page := self.live(pk):
            page = page.specific
            page.slug = slug
            with suppress(ValidationError):  # taken
                page.save()

    @rule(pk=pages, above=pages)
    def move(self, pk, above):
        page, parent = self.live(pk), self.live(above)
        if page and parent and page.specific_class is StandardPage is parent.specific_class:
            if page != parent and not parent.is_descendant_of(page):
                try:
                    page.move(parent, pos="last-child")
                except ValidationError:
                    assert Page.objects.get(pk=pk).path == page.path

    @rule(pk=pages, first=st.booleans())
    def reorder(self, pk, first):
        if page := self.live(pk):
            page.move(page.get_parent(), pos="first-child" if first else "last-child")

    @rule(pk=pages)
    def close(self, pk):
        if (page := self.live(pk)) and not page.view_restrictions.exists():
            PageViewRestriction(page=page, restriction_type="login").save()

    @rule(pk=pages)
    def open(self, pk):
        for restriction in PageViewRestriction.objects.filter(page_id=pk):
            restriction.delete()

    @rule(target=pages, pk=pages, keep_live=st.booleans(), below=st.booleans())
    def copy(self, pk, keep_live, below):
        page = self.live(pk)
        if not page:
            return pk
        number = Page.objects.count()
        copied = page.specific.copy(
            recursive=below,
            keep_live=keep_live,
            update_attrs={"slug": f"copie-{number}", "title": f"Copie {number}"},
        )
        return copied.pk

    @rule(target=pages, pk=pages)
    def mirror(self, pk):
        page = self.live(pk)
        if not page or page.alias_of_id:
            return pk
        return page.specific.create_alias(update_slug=f"miroir-{Page.objects.count()}").pk

    @rule(keys=st.lists(pages, min_size=1, max_size=3), name=st.sampled_from(sorted(BULK)))
    def in_bulk(self, keys, name):
        for page in Page.objects.filter(pk__in=keys):
            is_published_alone = name != "publish" or not page.alias_of_id
            if is_published_alone and self.live(page.pk):
                BULK[name].execute_action([page])

    @rule(keys=st.lists(pages, min_size=1, max_size=3), above=pages)
    def move_in_bulk(self, keys, above):
        parent = self.live(above)
        for page in filter(None, map(self.live, keys)):
            fits = parent and page.specific_class is StandardPage is parent.specific_class
            if fits and page != parent and not parent.is_descendant_of(page):
                with suppress(ValidationError):  # another site
                    MoveBulkAction.execute_action([page], destination=parent)
                parent.refresh_from_db()

    @rule(pk=pages, hours=st.integers(1, 5), ends=st.booleans())
    def schedule(self, pk, hours, ends):
        if (page := self.live(pk)) and not page.alias_of_id:
            page = page.specific.get_latest_revision_as_object()
            moment = timezone.now() + timedelta(hours=hours)
            page.go_live_at, page.expire_at = (None, moment) if ends else (moment, None)
            page.save_revision().publish()

    @rule(hours=st.integers(1, 5))
    def time_passes(self, hours):
        self.clock.shift(timedelta(hours=hours))
        call_command("publish_scheduled")

    @rule(crop=st.booleans())
    def change_picture(self, crop):
        image = self.image
        image.refresh_from_db()
        if crop:
            image.focal_point_x = image.focal_point_y = 10
            image.focal_point_width = image.focal_point_height = 5
        else:
            image.file.save("autre.jpg", factories.upload(), save=False)
            image.renditions.all().delete()
        image.save()

    @rule()
    def delete_picture(self):
        self.image.delete()
        self.image = factories.picture(self.owners["council"])

    @invariant()
    def the_table_says_what_the_pages_say(self):
        if hasattr(self, "owners"):
            assert differences() == []

    @invariant()
    def what_it_lists_may_be_read(self):
        for row in Publication.objects.exclude(page=None).select_related("page"):
            assert row.page.live
            assert not row.page.get_view_restrictions().exists()

    @invariant()
    def the_tree_is_whole(self):
        assert Page.find_problems() == ([], [], [], [], [])

    @rule()
    def rebuilding_changes_nothing(self):
        before = list(Publication.objects.order_by("pk").values())
        rebuild()
        assert list(Publication.objects.order_by("pk").values()) == before


class TestRandomEdits(Edits.TestCase, TestCase):
    """In a transaction that is rolled back after each example."""

    settings = settings(
        max_examples=8,
        stateful_step_count=20,
        deadline=None,
        derandomize=True,
        phases=[Phase.generate],  # twenty steps can be read; making them fewer takes minutes
        suppress_health_check=list(HealthCheck),
    )
