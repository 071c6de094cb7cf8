"""What the tests of closing and exporting an account share."""

from types import SimpleNamespace

import pytest
from django.core import mail
from django.db.models.signals import post_save

from sites.accounts import sign_ins
from sites.notifications.models import Mail


@pytest.fixture(autouse=True)
def ended(monkeypatch) -> list[int]:
    """The accounts whose sign-ins were ended everywhere, in order."""
    accounts: list[int] = []
    end_all = sign_ins.end_all

    def noted(user, **options):
        accounts.append(user.pk)
        end_all(user, **options)

    monkeypatch.setattr(sign_ins, "end_all", noted)
    return accounts


@pytest.fixture(autouse=True)
def _posted():
    """What is put into the outbox counts as sent: ``mail.outbox`` remembers it after an erasure."""

    def note(sender, instance, created, **kwargs):
        if created:
            told = {"subject": instance.subject, "to": [instance.to], "body": instance.text}
            mail.outbox.append(SimpleNamespace(**told))

    post_save.connect(note, sender=Mail, weak=False, dispatch_uid="tests_of_privacy")
    yield
    post_save.disconnect(sender=Mail, dispatch_uid="tests_of_privacy")
