"""Every form of the admin that lets one choose something, sent with the key of somebody else's."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.forms import ModelChoiceField
from django.urls import reverse
from wagtail.models import Collection, Page

from cms.pages.models import CouncilDocument, CouncilFile, Picture
from sites.accounts.models import User
from sites.councils.roles import CONTRIBUTOR, EDITOR, LEAD
from tests.cms import factories
from tests.cms.editing.isolation import marks
from tests.cms.editing.isolation.bodies import typed_in
from tests.cms.editing.isolation.probes import key_of
from tests.cms.editing.isolation.reading import text_of
from tests.cms.editing.isolation.watching import writes

pytestmark = pytest.mark.django_db

KINDS = (
    (Picture, "image"),
    (CouncilFile, "document"),
    (Collection, "collection"),
    (CouncilDocument, "council_document"),
    (Page, "page"),
    (Group, "group"),
    (User, "user"),
)
KINDS_SENT = {"image", "document", "page", "council_document", "collection"}  # by who publishes


def kind_of(field) -> str | None:
    if not isinstance(field, ModelChoiceField):
        return None
    model = field.queryset.model
    return next((kind for known, kind in KINDS if issubclass(model, known)), None)


def choices_of(form) -> Iterator[tuple[str, str, dict]]:
    """Names of fields that choose something, its kind, and what must be sent beside it."""
    for name, field in form.fields.items():
        if kind := kind_of(field):
            yield form.add_prefix(name), kind, {}
    for prefix, formset in getattr(form, "formsets", {}).items():
        if prefix == "comments":
            continue
        for name, field in formset.empty_form.fields.items():
            if kind := kind_of(field):
                yield f"{formset.prefix}-0-{name}", kind, _one_row(formset)


def _one_row(formset) -> dict:
    row = {
        f"{formset.prefix}-TOTAL_FORMS": "1",
        f"{formset.prefix}-0-id": "",
        f"{formset.prefix}-0-ORDER": "1",
        f"{formset.prefix}-0-DELETE": "",
    }
    for name in ("alt", "display_name", "label"):
        if name in formset.empty_form.fields:
            row[f"{formset.prefix}-0-{name}"] = "Un banc"
    if "consent_date" in formset.empty_form.fields:
        row[f"{formset.prefix}-0-consent_date"] = "2026-01-02"
    return row


@pytest.fixture
def forms(world) -> list[str]:
    """Addresses of forms in which our people choose something."""
    ours = world.ours
    pages = vars(factories.site_of_all_types(ours.owner)).values()
    news = ours.get("page", "changed").pk
    image, document = ours.first("image").pk, ours.first("document").pk
    index, site = ours.get("published", "index").pk, ours.owner.site.pk
    return [
        *(reverse("wagtailadmin_pages:edit", args=[page.pk]) for page in pages),
        reverse("wagtailadmin_pages:add", args=["quartiers_pages", "newspage", index]),
        reverse("wagtailadmin_pages:copy", args=[news]),
        reverse("wagtailadmin_pages:move", args=[news]),
        reverse("wagtailadmin_pages:set_privacy", args=[news]),
        reverse("wagtailimages:edit", args=[image]),
        reverse("wagtaildocs:edit", args=[document]),
        reverse("wagtailsettings:edit", args=["quartiers_pages", "sitesettings", site]),
        reverse("site_admin:add_redirect", args=[site]),
    ]


class Sender:
    """Sends one form again and again, with one choice changed each time."""

    def __init__(self, client, watch, address: str):
        self.client, self.watch, self.address = client, watch, address
        contexts = client.get(address).context or []
        self.form = next((c["form"] for c in contexts if "form" in c), None)

    def send(self, changes: dict) -> tuple[int, list[str]]:
        """The status, and what is wrong with what was stored or said."""
        data = typed_in(self.form) | changes
        with transaction.atomic(), writes() as tables:
            answer = self.client.post(self.address, data)
            wrong = [] if connection.needs_rollback else list(self.watch.judge(tables))
            transaction.set_rollback(True)
        wrong += sorted(marks.marks_in(text_of(answer)))
        return answer.status_code, wrong


@pytest.mark.parametrize(
    ("name", "least"), [(CONTRIBUTOR, {"image"}), (EDITOR, KINDS_SENT), (LEAD, KINDS_SENT)]
)
def test_no_form_takes_the_key_of_somebody_elses_thing(
    world, client_for, watch_for, forms, name, least
):
    attacker = world.attackers[name]
    client = client_for("admin", attacker.user, raise_request_exception=False)
    watch = watch_for(attacker)
    found, kinds = [], set()
    for address in forms:
        sender = Sender(client, watch, address)
        for field, kind, beside in choices_of(sender.form) if sender.form else ():
            for garden in world.foreign(attacker):
                key = key_of(garden.first(kind))
                status, wrong = sender.send(beside | {field: str(key)})
                found += [f"{address} {field}={kind} {status}: {each}" for each in wrong]
                kinds.add(kind)
    assert kinds >= least
    assert found == []


def test_the_same_forms_take_ones_own(world, client_for, watch_for, forms):
    """Otherwise the test above would send what is refused for another reason."""
    attacker = world.attackers[EDITOR]
    client = client_for("admin", attacker.user, raise_request_exception=False)
    watch = watch_for(attacker)
    taken = set()
    for address in forms:
        sender = Sender(client, watch, address)
        for field, kind, beside in choices_of(sender.form) if sender.form else ():
            status, _wrong = sender.send(beside | {field: str(key_of(world.ours.first(kind)))})
            if status == 302:
                taken.add(kind)
    assert taken >= KINDS_SENT
