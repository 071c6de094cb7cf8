"""What lets upstream's tests ask our apps at all: accounts, numbers of posts, rights.

A plugin of pytest (``-p deploy.upstream.plugin``), for a checkout of django-machina outside this
repository; docs/forum-upstream.md has the command and what comes of it.
"""

import pytest


@pytest.hookimpl(tryfirst=True)
def pytest_collectstart(collector) -> None:
    import django
    from django.contrib.auth import models

    django.setup()
    from sites.accounts.models import User

    if models.User is not User:
        models.User = User  # upstream's own import; ours replaces the model
        _make_accounts_of_ours(User)
        _number_posts()


def _make_accounts_of_ours(User) -> None:
    from machina.test import testcases
    from machina.test.factories import auth

    def make(cls, model_class, *args, username=None, password=None, **kwargs):
        letters = "".join(chr(97 + int(digit)) for digit in str(User.objects.count()))
        return User.objects.create(**{"pseudonym": f"Essai {letters}"} | kwargs)

    auth.UserFactory._meta.model = User
    auth.UserFactory._create = classmethod(make)

    def create_user(self, username=None, password=None, email=None, **flags):
        flags = {
            name: flags.get(name, getattr(self, name)) for name in ("is_staff", "is_superuser")
        }
        return User.objects.create(email=email or self.email, pseudonym="Personne", **flags)

    def login(self):
        self.user = self.create_user()
        self.client.force_login(self.user, "django.contrib.auth.backends.ModelBackend")

    testcases.BaseClientTestCase.create_user = create_user
    testcases.BaseClientTestCase.login = login


def _number_posts() -> None:
    """Its posts are saved without the number that ours must have."""
    from django.db.models.signals import pre_save

    from forum.board.forum_conversation.models import Post

    def number(sender, instance, **kwargs):
        if instance.number is None and instance.topic_id:
            last = Post.objects.filter(topic=instance.topic_id).order_by("-number").first()
            instance.number = last.number + 1 if last else 1

    pre_save.connect(number, sender=Post, weak=False)


@pytest.fixture(autouse=True)
def _rights(request):
    """Its rights, which the tests look up by name."""
    if request.node.get_closest_marker("django_db"):
        request.getfixturevalue("db")
        from machina.apps.forum_permission.defaults import PermissionConfig

        from forum.board.forum_permission.models import ForumPermission

        for right in PermissionConfig.permissions:
            ForumPermission.objects.get_or_create(codename=right["codename"])
