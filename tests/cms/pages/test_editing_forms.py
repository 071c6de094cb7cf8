"""The forms volunteers write in."""

import re

import pytest
from django.urls import reverse

from cms.pages.models import NewsIndexPage
from sites.councils.roles import EDITOR

pytestmark = pytest.mark.django_db


def test_the_address_of_a_new_page_follows_its_title(client_for, make_user, council):
    news = NewsIndexPage.objects.descendant_of(council.site.root_page).get()
    address = reverse("wagtailadmin_pages:add", args=["quartiers_pages", "newspage", news.pk])

    form = client_for("admin", make_user(EDITOR, council)).get(address).content.decode()

    title = re.search(r'<input[^>]*name="title"[^>]*>', form).group()
    assert "w-sync" in title, "without it a volunteer meets « slug : ce champ est obligatoire »"
