"""A person's suspensions can be handed over, and leave no word of theirs behind."""

import pytest
from django.apps import apps
from django.db import models

from sites.moderation import appealing, sanctions
from sites.moderation.forgetting import forget, told
from sites.moderation.models import ModerationEntry, Suspension
from sites.moderation.rights import circle_of

pytestmark = pytest.mark.django_db


def words_kept() -> str:
    """Every text and number that moderation keeps."""
    rows = []
    for model in apps.get_app_config("quartiers_moderation").get_models():
        texts = [
            field.name
            for field in model._meta.fields
            if isinstance(field, models.CharField | models.TextField | models.JSONField)
        ]
        rows += [str(row) for row in model._default_manager.values_list(*texts)] if texts else []
    return "\n".join(rows)


def test_the_suspended_person(contested, resident, council):
    assert "Je n’ai rien fait." in words_kept()
    lines = ModerationEntry.objects.count()
    forget(resident)
    kept = words_kept()
    assert "Je n’ai rien fait." not in kept
    assert "deux insultes" not in kept
    assert not sanctions.active(resident, council)
    assert ModerationEntry.objects.count() == lines  # keys and dates: the trace stays


def test_whoever_decided(contested, moderator, colleague):
    appealing.decide(circle_of(colleague), contested.suspension_id, "reversed", "Relu.")
    for person in (moderator, colleague):
        assert person.pseudonym in words_kept()
        forget(person)
        assert person.pseudonym not in words_kept()
    assert Suspension.objects.get().decided_by_name == "compte supprimé"


def test_what_is_handed_over_is_ones_own(contested, suspend, moderator, make_user, council):
    suspend(moderator, make_user(), council, rule="advertising")
    (only,) = told(contested.account)
    assert only["appeal"] == "Je n’ai rien fait."
    assert "insulte" in only["rule"]
