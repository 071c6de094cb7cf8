"""The form of every page: an address that is taken is no reason to stop writing."""

from itertools import count

from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page


class PageForm(WagtailAdminPageForm):
    """« Réunion du mois », every month: the next free address is taken, as for a page without one.

    Only while the page was never published; the address of one that was is somebody's bookmark.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False  # the page makes one of its title

    def clean_slug(self) -> str:
        slug = self.cleaned_data["slug"]
        if not slug or self.instance.first_published_at:
            return slug
        stem = slug[: self.fields["slug"].max_length - len("-999")]
        candidates = (f"{stem}-{number}" for number in count(2))
        while not Page._slug_is_available(slug, self.parent_page, self.instance):
            slug = next(candidates)
        return slug

    def save(self, commit: bool = True) -> Page:
        """A new page is a draft until it is published: Wagtail would show it a little before, and
        leave it there when something stops its publication."""
        if self.instance.pk is None:
            self.instance.live = False
        return super().save(commit)

    def get_field_updates_for_resave(self) -> list[tuple[str, str]]:
        """The form that is still open learns its new address."""
        updates = super().get_field_updates_for_resave()
        slug = self.cleaned_data.get("slug")
        if slug and slug != self.data.get(self.add_prefix("slug")):
            updates.append((self.add_prefix("slug"), slug))
        return updates
