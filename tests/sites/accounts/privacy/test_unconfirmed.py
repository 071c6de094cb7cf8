"""An account that was never anybody's vanishes; one that somebody uses, never."""

from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core.management import call_command
from django.utils import timezone

from sites.accounts.models import User
from sites.themes.models import Release

pytestmark = pytest.mark.django_db


def after(**later) -> None:
    with time_machine.travel(timezone.now() + timedelta(**later), tick=False):
        call_command("purge_unconfirmed")


def exists(user) -> bool:
    return User.objects.filter(pk=user.pk).exists()


def test_it_vanishes_after_a_fortnight(resident):
    EmailAddress.objects.create(user=resident, email=resident.email, verified=False)
    after(days=13, hours=23)
    assert exists(resident)
    after(days=14, seconds=1)
    assert not exists(resident)


def test_whoever_made_it(make_user, council):
    invited = make_user("editor", council)
    after(days=15)
    assert not exists(invited)


def test_a_proved_address_keeps_it(resident):
    EmailAddress.objects.create(user=resident, email=resident.email, verified=True)
    after(days=15)
    assert exists(resident)


def test_a_sign_in_keeps_it(resident):
    User.objects.filter(pk=resident.pk).update(last_login=timezone.now())
    after(days=15)
    assert exists(resident)


def test_what_it_has_done_keeps_it(resident):
    Release.objects.create(slug="x", version="1.0", installed_by=resident, manifest={})
    after(days=15)
    assert exists(resident)


def test_a_superuser_made_by_hand_stays(make_user):
    user = make_user(is_superuser=True)
    after(days=15)
    assert exists(user)
