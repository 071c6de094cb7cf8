"""The pages' part of a hand-over: drafts, pages, locks, comments, reviews (sites.teams.handover).

Who owns a page is nobody's business but the team's: it changes without a new version of the page,
and nothing that readers see is made again.
"""

from collections.abc import Callable, Sequence

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Comment, Page, PageSubscription, WorkflowState

from sites.accounts.models import User
from sites.councils.models import Council
from sites.teams.handover import Kind, Thing, register

DRAFT = Q(live=False) | Q(has_unpublished_changes=True)
Narrow = Callable[[User], Q]


def connect() -> None:
    """Say what of pages can be handed over."""
    register(_kind("drafts", _("Brouillons"), lambda user: Q(owner=user) & DRAFT, "owner"))
    register(_kind("pages", _("Pages publiées"), lambda user: Q(owner=user) & ~DRAFT, "owner"))
    register(_kind("locks", _("Pages verrouillées"), lambda user: Q(locked_by=user), "locked_by"))
    register(
        Kind("reviews", _("Relectures demandées"), _count_reviews, _show_reviews, _move_reviews)
    )
    register(
        Kind("comments", _("Discussions à suivre"), _count_comments, _show_comments, _move_comments)
    )


def pages_of(council: Council) -> QuerySet[Page]:
    """Every page below the home of a council, drafts too."""
    return Page.objects.filter(path__startswith=council.site.root_page.path)


def _kind(key: str, label, narrow: Narrow, field: str) -> Kind:
    def held(user: User, council: Council) -> QuerySet[Page]:
        return pages_of(council).filter(narrow(user))

    def count(user: User, council: Council) -> int:
        return held(user, council).count()

    def things(user: User, council: Council, most: int) -> Sequence[Thing]:
        return _as_things(held(user, council).order_by("-latest_revision_created_at")[:most])

    def move(leaver: User, successor: User, council: Council) -> int:
        return held(leaver, council).update(**{field: successor})

    return Kind(key, label, count, things, move)


def _as_things(pages) -> list[Thing]:
    return [
        Thing(page.get_admin_display_title(), reverse("wagtailadmin_pages:edit", args=[page.pk]))
        for page in pages
    ]


# Reviews: whoever asked for one hears of its outcome ----------------------------------------------

_OPEN_REVIEWS = (WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES)


def _reviews(user: User, council: Council) -> QuerySet[WorkflowState]:
    keys = pages_of(council).annotate(key=Cast("pk", CharField())).values("key")
    of_pages = ContentType.objects.get_for_model(Page)
    return WorkflowState.objects.filter(
        base_content_type=of_pages,
        object_id__in=keys,
        requested_by=user,
        status__in=_OPEN_REVIEWS,
    )


def _count_reviews(user: User, council: Council) -> int:
    return _reviews(user, council).count()


def _show_reviews(user: User, council: Council, most: int) -> Sequence[Thing]:
    keys = _reviews(user, council).values_list("object_id", flat=True)
    return _as_things(Page.objects.filter(pk__in=[int(key) for key in keys[:most]]))


def _move_reviews(leaver: User, successor: User, council: Council) -> int:
    return _reviews(leaver, council).update(requested_by=successor)


# Comments stay their authors’: the successor follows the open discussions ------------------------


def _followed(user: User, council: Council) -> QuerySet[PageSubscription]:
    discussed = Comment.objects.filter(page__in=pages_of(council), resolved_at=None)
    return PageSubscription.objects.filter(
        user=user, comment_notifications=True, page__in=discussed.values("page")
    )


def _count_comments(user: User, council: Council) -> int:
    return _followed(user, council).count()


def _show_comments(user: User, council: Council, most: int) -> Sequence[Thing]:
    pages = _followed(user, council).values("page")
    return _as_things(Page.objects.filter(pk__in=pages)[:most])


def _move_comments(leaver: User, successor: User, council: Council) -> int:
    rows = list(_followed(leaver, council))
    for row in rows:
        PageSubscription.objects.update_or_create(
            user=successor, page_id=row.page_id, defaults={"comment_notifications": True}
        )
    PageSubscription.objects.filter(pk__in=[row.pk for row in rows]).update(
        comment_notifications=False
    )
    return len(rows)
