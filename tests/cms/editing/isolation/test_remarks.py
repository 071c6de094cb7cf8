"""Mails about remarks on a page go to who works on it now."""

import pytest
from django.core import mail
from django.urls import reverse
from wagtail.models import Comment, PageSubscription

from sites.councils import role_groups
from sites.councils.roles import EDITOR
from tests.cms import factories
from tests.cms.page_forms import posted

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(council):
    return factories.news(council)


@pytest.fixture
def follower(make_user, council, page):
    user = make_user(EDITOR, council)
    PageSubscription.objects.create(user=user, page=page, comment_notifications=True)
    return user


@pytest.fixture
def remark(client_for, make_user, council, page):
    """A colleague writes a remark; everybody who is mailed about it."""
    client = client_for("admin", make_user(EDITOR, council))

    def write() -> set[str]:
        url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        data = posted(client.get(url).context["form"]) | {
            "comments-TOTAL_FORMS": "1",
            "comments-0-text": "Quelle salle ?",
            "comments-0-contentpath": "title",
            "comments-0-position": "",
            "comments-0-resolved": "",
            "comments-0-id": "",
            "comments-0-DELETE": "",
            "comments-0-replies-TOTAL_FORMS": "0",
            "comments-0-replies-INITIAL_FORMS": "0",
        }
        assert client.post(url, data).status_code == 302
        assert Comment.objects.filter(page=page).exists()
        return {address for message in mail.outbox for address in message.to}

    return write


def test_whoever_follows_the_page_is_told(remark, follower):
    assert remark() == {follower.email}


def test_not_whoever_left_the_team(remark, follower, council):
    follower.groups.remove(role_groups.group_for(EDITOR, council))
    assert remark() == set()


def test_not_whoever_works_for_another_council_now(remark, follower, council, other_council):
    follower.groups.set([role_groups.group_for(EDITOR, other_council)])
    assert remark() == set()
