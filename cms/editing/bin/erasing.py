"""For good: what has been in the bin for its time, or what a lead does not want to keep."""

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.actions.delete_page import DeletePageAction
from wagtail.log_actions import log
from wagtail.models import Page, ReferenceIndex

from cms.pages import publishing
from cms.pages.tree import BIN_ADDRESS
from sites.accounts.models import User

from .models import Entry
from .putting import Refused
from .restoring import restore_unseen


class Erasure(DeletePageAction):
    """Wagtail's deletion of a page and all below it, under our name in the journal."""

    def erase(self) -> None:
        self._delete_page(self.page)

    def log_deletion(self, page):
        log(instance=page, action="quartiers.bin.erase", user=self.user, deleted=True)


def erase(entry_id: int, by: User) -> str:
    """Delete it now; returns its title. ``Refused`` when it is in the bin no more."""
    with transaction.atomic():
        publishing.take_turn()
        entry = Entry.objects.select_for_update().filter(pk=entry_id).first()
        if entry is None:
            raise Refused(_("Cet élément n’est plus à la corbeille."))
        _erase(entry, by)
    return entry.title


def purge() -> int:
    """Delete what has been there for its time; returns how many things.

    One transaction for each: somebody may be restoring another one.
    """
    keys = list(Entry.objects.over().order_by("pk").values_list("pk", flat=True))
    return sum(_purge(key) for key in keys) + _purge_orphans()


def _purge(key: int) -> bool:
    with transaction.atomic():
        publishing.take_turn()
        entry = Entry.objects.over().select_for_update().filter(pk=key).first()
        if entry is None:
            return False
        upload = entry.picture or entry.file
        if upload and ReferenceIndex.get_references_to(upload).exists():
            restore_unseen(entry)  # a page was put online with it at the very same moment
            return False
        _erase(entry, None)
    return True


def _erase(entry: Entry, by: User | None) -> None:
    if entry.page:
        Erasure(entry.page.specific, user=by).erase()
        return
    upload = entry.picture or entry.file
    log(instance=upload, action="quartiers.bin.erase", user=by, deleted=True)
    upload.delete()  # the entry goes with it


def _purge_orphans() -> int:
    """Pages in the bin whose council has gone: its entries went with it."""
    with transaction.atomic():
        publishing.take_turn()
        top = Page.objects.filter(depth=3, url_path__startswith=BIN_ADDRESS, bin_entry=None)
        pages = list(top)
        for page in pages:
            Erasure(page.specific).erase()
    return len(pages)
