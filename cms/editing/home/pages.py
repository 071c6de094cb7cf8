"""What pages ask of their team: drafts, pages to read again, what is planned, what is locked."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision, WorkflowState, get_page_models
from wagtail.query import PageQuerySet

from cms.editing.scheduling.words import moment
from cms.pages.models import (
    BasePage,
    CommissionPage,
    FaqPage,
    FormPage,
    LegalPage,
    StandardPage,
    TeamPage,
)
from sites.accounts.models import public_name_of
from sites.teams.duties import MOST, Duty, Urgency, register
from sites.teams.page_rights import ADD, CHANGE, Owner, code_of, owners_where
from sites.teams.scope import Scope

from .since import day, lasting, since

# What a site says of itself, without a date of its own: read again once a year. News and documents
# grow old as they should.
LASTING = (StandardPage, FaqPage, TeamPage, CommissionPage, FormPage, LegalPage)
LONG_UNTOUCHED = timedelta(days=365)
LEAVES_SOON = timedelta(days=7)


# Where ------------------------------------------------------------------------------------------


def below(pages: QuerySet, owners: Iterable[Owner], path: str = "path") -> QuerySet:
    """``pages`` of the sites of ``owners``; ``path`` leads to the path of a page."""
    where = Q(pk__in=[])
    for owner in owners:
        where |= Q(**{f"{path}__startswith": owner.site.root_page.path})
    return pages.filter(where)


def owner_finder(owners: Iterable[Owner]) -> Callable[[str], Owner | None]:
    """Which of ``owners`` the page at a tree path belongs to."""
    known = [(owner.site.root_page.path, owner) for owner in owners]
    return lambda path: next((owner for root, owner in known if path.startswith(root)), None)


def _edit(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def title_of(page: Page) -> str:
    """The title of the newest version, as editors know the page."""
    return page.draft_title or page.title


# Drafts -----------------------------------------------------------------------------------------


def drafts(scope: Scope) -> Iterator[Duty]:
    """Versions that nobody has published: of the whole team, or one's own for who only writes."""
    changing, writing = owners_where(scope, CHANGE), owners_where(scope, ADD)
    if not writing:
        return
    only_writing = [owner for owner in writing if owner not in changing]
    pages = Page.objects.filter(has_unpublished_changes=True)
    own = below(pages, only_writing).filter(owner=scope.user_id)
    rows = (below(pages, changing) | own).exclude(_planned()).exclude(_under_review())
    whose = owner_finder(writing)
    for page in _with_author(rows).order_by("latest_revision_created_at")[:MOST]:
        yield _draft(page, scope, whose(page.path))


def _draft(page: Page, scope: Scope, owner: Owner | None) -> Duty:
    at = page.latest_revision_created_at
    is_own = page.author_id is not None and page.author_id == scope.user_id
    if not is_own:
        pattern = _("Relire le brouillon « %(title)s »")
    elif page.live:
        pattern = _("Publier vos changements : « %(title)s »")
    else:
        pattern = _("Finir « %(title)s »")
    words = {"name": page.author or "", "when": since(at) if at else ""}
    if is_own:
        detail = _("votre brouillon, modifié %(when)s") % words
    elif page.author:
        detail = _("de %(name)s, modifié %(when)s") % words
    else:
        detail = _("modifié %(when)s") % words
    text = pattern % {"title": title_of(page)}
    return Duty(text, _edit(page), owner, Urgency.DUE, detail if at else "", at, "draft")


def _with_author(pages: PageQuerySet) -> PageQuerySet:
    """Each page with who wrote its newest version."""
    return pages.annotate(
        author=public_name_of("latest_revision__user"), author_id=F("latest_revision__user")
    )


def _planned() -> Q:
    return Q(Exists(_approved()))


def _approved() -> QuerySet[Revision]:
    """Versions of a page that will go live at their hour."""
    key = Cast(OuterRef("pk"), CharField())
    return Revision.page_revisions.filter(approved_go_live_at__isnull=False, object_id=key)


def _under_review() -> Q:
    key = Cast(OuterRef("pk"), CharField())
    return Q(Exists(WorkflowState.objects.active().filter(object_id=key)))


# To read again ----------------------------------------------------------------------------------


def to_read_again(scope: Scope) -> Iterator[Duty]:
    """Live pages whose day to be read again has come, or that nobody touched for a year."""
    owners = owners_where(scope, CHANGE)
    if not owners:
        return
    whose = owner_finder(owners)
    live = below(Page.objects.filter(live=True, has_unpublished_changes=False), owners)
    days = _days_to_read(owners)
    come = [pk for pk, review_day in days.items() if review_day <= timezone.localdate()]
    for page in live.filter(pk__in=come[:MOST]):
        yield _reading_on(days[page.pk], page, whose(page.path))
    yield from _untouched((page for page in _forgotten(live) if page.pk not in days), owners)


def forgotten(owners: Iterable[Owner]) -> list[Page]:
    """The live pages of these sites that nobody touched for a year and that have no day."""
    live = below(Page.objects.filter(live=True, has_unpublished_changes=False), owners)
    days = _days_to_read(owners)
    return [page for page in _forgotten(live) if page.pk not in days]


def _days_to_read(owners: Iterable[Owner]) -> dict[int, date]:
    """The day on which each page of these sites is to be read again, soonest first."""
    dated = [
        below(model.objects.filter(review_date__isnull=False), owners)
        for model in get_page_models()
        if issubclass(model, BasePage)
    ]
    first, *others = (pages.order_by().values_list("pk", "review_date") for pages in dated)
    return dict(first.union(*others, all=True).order_by("review_date"))


def _forgotten(pages: PageQuerySet) -> PageQuerySet:
    before = timezone.now() - LONG_UNTOUCHED
    old = pages.type(*LASTING).filter(last_published_at__lt=before).order_by("last_published_at")
    return old.only("path", "title", "draft_title", "last_published_at")


def _reading_on(review_day: date, page: Page, owner: Owner | None) -> Duty:
    at = timezone.make_aware(datetime.combine(review_day, time.min))
    detail = _("à relire depuis le %(day)s") % {"day": day(review_day)}
    return _reading(page, owner, Urgency.LATE, detail, at)


def _untouched(pages: Iterable[Page], owners: Sequence[Owner]) -> Iterator[Duty]:
    """One line for one page, one line for the many of a site: they are no ten duties."""
    whose = owner_finder(owners)
    found: dict[Owner | None, list[Page]] = {}
    for page in pages:
        found.setdefault(whose(page.path), []).append(page)
    for owner, old in found.items():
        if owner and len(old) > 1:
            yield _many(old, owner)
        else:
            detail = _("inchangée depuis %(time)s") % {"time": lasting(old[0].last_published_at)}
            yield _reading(old[0], owner, Urgency.DUE, detail, None)  # after what somebody wrote


def _many(old: Sequence[Page], owner: Owner) -> Duty:
    oldest = old[0]
    text = _("Relire %(n)s pages que personne n’a changées depuis un an") % {"n": len(old)}
    words = {"title": title_of(oldest), "time": lasting(oldest.last_published_at)}
    detail = _("la plus ancienne : « %(title)s », %(time)s") % words
    url = f"{reverse('desk:reading')}?conseil={code_of(owner)}"
    return Duty(text, url, owner, Urgency.DUE, detail, icon="time")


def _reading(page: Page, owner: Owner | None, urgency: Urgency, detail: str, at) -> Duty:
    text = _("Mettre à jour « %(title)s »") % {"title": title_of(page)}
    return Duty(text, _edit(page), owner, urgency, detail, at, "time")


# What happens by itself -------------------------------------------------------------------------


def planned(scope: Scope) -> Iterator[Duty]:
    """What will be published, and what will leave the site within a week."""
    owners = owners_where(scope, CHANGE)
    if not owners:
        return
    whose = owner_finder(owners)
    pages = below(Page.objects.all(), owners).annotate(goes_live=_go_live_at())
    for page in pages.filter(goes_live__isnull=False).order_by("goes_live")[:MOST]:
        yield _will(page, _("« %(title)s » sera publié"), page.goes_live, whose(page.path))
    soon = timezone.now() + LEAVES_SOON
    for page in pages.filter(live=True, expire_at__lte=soon).order_by("expire_at")[:MOST]:
        yield _will(page, _("« %(title)s » quittera le site"), page.expire_at, whose(page.path))


def _will(page: Page, pattern: str, at: datetime, owner: Owner | None) -> Duty:
    text = pattern % {"title": title_of(page)}
    detail = _("le %(moment)s") % {"moment": moment(at)}
    return Duty(text, _edit(page), owner, Urgency.NEWS, detail, at, "calendar")


def _go_live_at() -> Subquery:
    hours = _approved().order_by("approved_go_live_at").values("approved_go_live_at")
    return Subquery(hours[:1])


def locked(scope: Scope) -> Iterator[Duty]:
    """One's own locks: nobody else can change those pages."""
    owners = scope.owners
    pages = below(Page.objects.filter(locked=True, locked_by=scope.user_id), owners)
    whose = owner_finder(owners)
    for page in pages.order_by("locked_at")[:MOST]:
        text = _("Déverrouiller « %(title)s »") % {"title": title_of(page)}
        detail = _("vous seul ou seule pouvez la modifier")
        yield Duty(text, _edit(page), whose(page.path), Urgency.DUE, detail, page.locked_at, "lock")


def connect() -> None:
    register("drafts", drafts)
    register("reading", to_read_again)
    register("planned", planned)
    register("locked", locked)
