"""A post that people complain of, and those who do."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from forum.board.forum.models import Forum
from forum.board.forum_conversation import services
from forum.board.forum_conversation.models import Post
from sites.accounts.models import User
from sites.moderation import subjects
from sites.moderation.cases import deciding
from sites.moderation.cases.deciding import Choice
from sites.moderation.models import Case, Decision, Report
from sites.moderation.reports import filing
from sites.moderation.reports.filing import Told
from sites.moderation.rights import circle_of

LONG_AGO = timedelta(days=40)
SECRET = "Habite au 12 rue Perdue."
STATEMENT = "Vous donnez l’adresse de quelqu’un."


@pytest.fixture
def forum(council) -> Forum:
    return Forum.objects.filter(parent__scope__council=council).order_by("lft").first()


@pytest.fixture
def shared_forum(portal) -> Forum:
    return (
        Forum.objects.filter(parent__scope__isnull=False, parent__scope__council=None)
        .order_by("lft")
        .first()
    )


@pytest.fixture
def regular(make_user, forum) -> Callable[..., User]:
    """``regular()``: a resident whom the install knows: here for long, three posts that stand."""

    def make(**fields) -> User:
        user = make_user(date_joined=timezone.now() - LONG_AGO, **fields)
        topic = services.open_topic(forum.pk, user, "Un banc", "Le banc est cassé.").topic
        for n in range(2):
            services.reply(topic.pk, user, f"Toujours cassé, {n}.")
        return user

    return make


@pytest.fixture
def author(make_user) -> User:
    return make_user(pseudonym="Marguerite", date_joined=timezone.now() - LONG_AGO)


@pytest.fixture
def head(forum, author) -> Post:
    """The first post of a topic."""
    return services.open_topic(forum.pk, author, "Les pavés", "Deux pavés manquent.")


@pytest.fixture
def post(head, author) -> Post:
    """An answer in it, which says too much."""
    text = f"Je l’ai vu. {SECRET}\n\nIl range ses **pavés** dans la cour."
    return services.reply(head.topic_id, author, text)


@pytest.fixture
def kind():
    return subjects.kind_of("forum.post")


@pytest.fixture
def report(kind) -> Callable[..., Report]:
    """``report(user, post, reason="privacy")``: as the page does."""

    def make(user, post, reason="privacy", network="192.0.2.1", **told) -> Report:
        return filing.file(kind, str(post.pk), user, Told(reason, **told), network)

    return make


@pytest.fixture
def case(report, regular, post) -> Case:
    """An open case: somebody reported ``post``."""
    return report(regular(), post).case


@pytest.fixture
def decide() -> Callable[..., Decision]:
    """``decide(by, case, "hidden")``: as the screens do."""

    def make(by, case, outcome="hidden", rule="privacy", passages=(), **more) -> Decision:
        reasons = {} if outcome == "kept" else {"rule": rule, "statement": STATEMENT}
        choice = Choice(outcome, passages=passages, **(reasons | more))
        return deciding.decide(circle_of(by), case.pk, choice)

    return make
