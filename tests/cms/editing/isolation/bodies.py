"""What is posted: the form as an administrator would send it, and what some addresses ask for."""

from django.db import transaction
from django.test import Client

from tests.cms.editing.isolation.garden import Garden
from tests.cms.editing.isolation.probes import Probe, key_of
from tests.cms.page_forms import posted

INTRUDER = "Intrus"
# Addresses of forms; the others take what is in ``_fixed`` or nothing.
FORMS = ("edit", "add", "copy", "preview_on_edit", "preview_on_add", "edit_multiple", "adjust")
TEXTS = ("title", "name", "notice", "summary", "contact_address", "old_path")


def typed_in(form) -> dict:
    """What a browser would send of ``form``; files that are there already are not sent again."""
    return {name: value for name, value in posted(form).items() if not hasattr(value, "read")}


class Bodies:
    """Bodies by kind of address; a form is asked for once, for everything that it will be sent for.

    Where it names the thing itself (a number in a hidden field) that is the first thing asked for.
    """

    def __init__(self, administrator: Client, ours: Garden):
        self.administrator, self.ours = administrator, ours
        self.known: dict[str, dict] = {}

    def for_(self, probe: Probe) -> dict:
        if probe.name not in self.known:
            is_form = probe.name.rpartition(":")[2] in FORMS
            self.known[probe.name] = self._form(probe.address) if is_form else {}
        return self.known[probe.name] | self._fixed(probe.name)

    def _form(self, address: str) -> dict:
        with transaction.atomic():  # a page that is opened may leave rows behind
            answer = self.administrator.get(address)
            transaction.set_rollback(True)
        contexts = answer.context or []
        form = next((c["form"] for c in contexts if "form" in c), None)
        if not hasattr(form, "fields"):
            return {}
        data = typed_in(form)
        return data | {name: INTRUDER for name in TEXTS if form.add_prefix(name) in data}

    def _fixed(self, name: str) -> dict:
        """What the address asks for besides; destinations are ours: only the thing is not."""
        index = key_of(self.ours.get("published", "index"))
        home = key_of(self.ours.get("published", "home"))
        return {
            "wagtailadmin_pages:edit": {"action-publish": "1"},
            "wagtailadmin_pages:add": {"title": INTRUDER, "slug": "intrus", "action-publish": "1"},
            "wagtailadmin_pages:move": {"new_parent_page": index},
            "wagtailadmin_pages:copy": {
                "new_title": INTRUDER,
                "new_slug": "intrus",
                "new_parent_page": index,
                "copy_subpages": "1",
                "alias": "1",
            },
            "wagtailadmin_pages:set_privacy": {"restriction_type": "none"},
            "wagtailadmin_collections:set_privacy": {"restriction_type": "none"},
            "wagtailadmin_pages:workflow_action": {"comment": INTRUDER},
            "wagtailadmin_api:pages:action": {
                "destination_page_id": index,
                "slug": "intrus",
                "recursive": "true",
                "keep_live": "true",
            },
            "wagtailadmin_editing_sessions:ping": {"is_editing": "1"},
            "wagtail_bulk_action": {
                "chooser": home,
                "collection": key_of(self.ours.first("collection")),
                "tags": INTRUDER,
                "role": key_of(self.ours.get("group", "lead")),
            },
            "wagtailadmin_dismissibles": {},
        }.get(name, {})
