"""Whom the install knows well enough: an account that is not of today and has posts that stand."""

from datetime import timedelta

import pytest
from django.utils import timezone

from forum.board.forum_conversation import moderating, services
from sites.moderation.confidence import ENOUGH, FIRST_DAY, is_new

pytestmark = pytest.mark.django_db


def settle(user) -> None:
    user.date_joined = timezone.now() - FIRST_DAY
    user.save()


def test_an_account_is_new_until_its_day_is_over_and_enough_of_its_posts_stand(
    resident, moderator, forum
):
    posts = [services.open_topic(forum.pk, resident, f"Sujet {n}", "Texte.") for n in range(ENOUGH)]
    assert is_new(resident)
    settle(resident)
    assert not is_new(resident)
    moderating.hide(posts[0].pk, moderator)
    assert is_new(resident)


def test_a_day_without_posts_makes_nobody_known(resident):
    resident.date_joined = timezone.now() - timedelta(days=400)
    resident.save()
    assert is_new(resident)
