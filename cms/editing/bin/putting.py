"""Into the bin: everything that a person deletes in the admin ends here first."""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Collection, Page, PageViewRestriction, WorkflowState

from cms.pages import bin, discussions, publishing
from cms.pages.models import Picture
from cms.pages.tree import host_of
from sites.accounts.models import User
from sites.councils.hosts import Host, table
from sites.councils.models import Council, Portal

from . import pictures
from .models import Entry
from .states import States, states_of, take_offline
from .uses import Upload, is_used

UNDER_REVIEW = (WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES)


class Refused(Exception):
    """It cannot be done; ``message`` says why, for whoever asked."""

    def __init__(self, message: str):
        super().__init__(message)
        self.message = message


def bin_page(page: Page, by: User | None) -> Entry | None:
    """Put a page and all below it in the bin; None when somebody else has deleted it meanwhile.

    Asked again for what is there already, it gives the same entry.
    """
    with transaction.atomic():
        publishing.take_turn()
        stored = Page.objects.filter(pk=page.pk).first()
        if stored is None or bin.in_bin(stored):
            return Entry.objects.filter(page_id=page.pk).first()
        host = host_of(stored)
        if host is None:
            raise Refused(_("Cette page n’est sur aucun site."))
        entry = _entry_of(stored, host, by)
        subtree = stored.get_descendants(inclusive=True)
        leaving = _leaving(stored)
        entry.had_review = _stop_reviews(leaving, by)
        entry.save()
        log(instance=stored.specific, action="quartiers.bin.put", user=by)
        discussions.thrown_away(leaving.values_list("pk", flat=True))
        take_offline(leaving)
        outside = list(leaving.exclude(pk__in=subtree.values("pk")).values_list("pk", flat=True))
        bin.carry(stored, bin.the_bin(), str(stored.pk))
        publishing.pages_changed(outside)
    return entry


def _leaving(page: Page):
    """What goes offline with ``page``: all below it, and whatever mirrors one of these."""
    inside = page.get_descendants(inclusive=True).values("pk")
    mirrors = Page.objects.filter(alias_of__in=inside).values("pk")
    keys = {*inside.values_list("pk", flat=True), *mirrors.values_list("pk", flat=True)}
    return Page.objects.filter(pk__in=keys).order_by("path")


def _entry_of(page: Page, host: Host, by: User | None) -> Entry:
    above = page.get_ancestors().filter(depth__gte=host.site.root_page.depth).order_by("path")
    names = [_("Accueil"), *(parent.title for parent in above[1:])]
    states: States = states_of(_leaving(page))
    before, after = page.get_prev_sibling(), page.get_next_sibling()
    return Entry(
        council=host.council,
        page=page,
        title=page.draft_title or page.title,
        binned_by=by,
        slug=page.slug,
        place=" › ".join(names),
        above=[parent.pk for parent in above],
        before=before.pk if before else None,
        after=after.pk if after else None,
        states=states,
        pages=page.get_descendants(inclusive=True).count(),
        was_live=any(state["live"] for state in states.values()),
        was_closed=PageViewRestriction.objects.filter(page__in=above).exists(),
    )


def _stop_reviews(pages, by: User | None) -> bool:
    """Cancel what is being reviewed: nobody can approve a page that nobody sees."""
    keys = [str(pk) for pk in pages.values_list("pk", flat=True)]
    of_pages = ContentType.objects.get_for_model(Page)
    reviews = WorkflowState.objects.filter(
        base_content_type=of_pages, object_id__in=keys, status__in=UNDER_REVIEW
    )
    for review in reviews:
        review.cancel(user=by)
    return bool(reviews)


def owner_of(upload: Upload) -> Council | Portal | None:
    """Whose collection it lies in, at any depth; None for what is no site's."""
    collection = Collection.objects.get(pk=upload.collection_id)
    keys = set(collection.get_ancestors(inclusive=True).values_list("pk", flat=True))
    known = table()
    owners = [*(entry.council for entry in known.neighbours), known.portal]
    return next((owner for owner in owners if owner and owner.collection_id in keys), None)


def bin_upload(upload: Upload, by: User) -> Entry | None:
    """Put a picture or a file in the bin; ``Refused`` while something shows it."""
    owner = owner_of(upload)
    with transaction.atomic():
        publishing.take_turn()
        model = type(upload)
        stored = model.everything.select_for_update().filter(pk=upload.pk).first()
        kind = "picture" if model is Picture else "file"
        if stored is None or stored.is_binned:
            return Entry.objects.filter(**{kind: upload.pk}).first()
        if is_used(stored, owner):
            raise Refused(still_used(stored))
        entry = Entry(
            council=owner if isinstance(owner, Council) else None,
            title=stored.title,
            binned_by=by,
            **{kind: stored},
        )
        if isinstance(stored, Picture):
            entry.slug = pictures.hide(stored)
        entry.save()
        model.everything.filter(pk=stored.pk).update(is_binned=True)
        log(instance=stored, action="quartiers.bin.put", user=by)
    return entry


def still_used(upload: Upload) -> str:
    words = {
        True: _("« %(title)s » sert encore : retirez d’abord cette image des pages."),
        False: _("« %(title)s » sert encore : retirez d’abord ce fichier des pages."),
    }
    return words[isinstance(upload, Picture)] % {"title": upload.title}
