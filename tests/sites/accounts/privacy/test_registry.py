"""Nothing that concerns a person is forgotten: whoever adds a table declares it, or this fails."""

import pytest
from django.apps import apps
from django.conf import settings
from django.core import checks
from django.db import models

from sites.accounts.models import User
from sites.accounts.privacy import registry

FREE_TEXT = (
    models.CharField,
    models.TextField,
    models.JSONField,
    models.BinaryField,
    models.FileField,
)
# In the app list, but not on disk: abstract tables of rights.
WITHOUT_ROWS = {"wagtailadmin.admin"}


def tables() -> list[type[models.Model]]:
    found = apps.get_models(include_auto_created=True)
    return [model for model in found if not model._meta.proxy and model._meta.managed]


def links_to_people(model) -> set[str]:
    return {
        f"{model._meta.label_lower}.{field.name}"
        for field in model._meta.local_fields
        if field.is_relation and field.related_model is User and not field.remote_field.parent_link
    }


def has_text(model) -> bool:
    texts = [f for f in model._meta.local_fields if isinstance(f, FREE_TEXT) and not f.choices]
    return bool(texts)


def test_every_key_to_an_account_is_claimed_by_exactly_one_entry():
    claims = registry.claimed_links()
    links = {link for model in tables() for link in links_to_people(model)}
    assert len(links) > 30, "the walk finds the keys there are"
    assert links - set(claims) == set(), "keys to an account that no app declares"
    assert set(claims) - links == set(), "declared, but not there any more"
    assert {link: by for link, by in claims.items() if len(by) > 1} == {}


def test_every_table_with_text_is_declared_personal_or_impersonal():
    known = registry.claimed_models()
    asked = {model._meta.label_lower for model in tables() if has_text(model)} - WITHOUT_ROWS
    assert asked - known == set(), "tables with text of which no app says whether it is personal"


def test_what_is_declared_exists():
    known = {model._meta.label_lower for model in tables()}
    of_sqlite = {"wagtailsearch.sqliteftsindexentry"}  # a table that PostgreSQL does without
    assert registry.claimed_models() - known - of_sqlite == set()


def test_a_new_table_is_noticed(monkeypatch):
    """The test above can fail: without its entry, a key is nobody's."""
    monkeypatch.delitem(registry._holdings, "exports")
    assert "quartiers_accounts.dataexport.user" not in registry.claimed_links()


def test_every_holding_has_a_duration_and_every_duration_a_command(monkeypatch):
    assert registry.check_retention(None) == []
    broken = {"account": {"days": 1, "basis": "b", "command": "no_such_command"}}
    monkeypatch.setattr(settings, "RETENTION", broken)
    assert {error.id for error in registry.check_retention(None)} == {
        "privacy.E001",
        "privacy.E002",
    }
    assert registry.check_retention in checks.registry.registry.registered_checks


def test_every_entry_of_the_retention_table_is_shown_on_the_page():
    used = {one.retention for one in registry.holdings()}
    assert set(settings.RETENTION) - used == set()


@pytest.mark.django_db
def test_a_person_is_known_by_every_address(resident):
    resident.emailaddress_set.create(email="autre@exemple.fr")
    who = registry.person(resident)
    assert who.addresses == {"sureau@exemple.fr", "autre@exemple.fr"}
    assert who.pseudonyms == {"Sureau"}
    assert who.names == frozenset()
