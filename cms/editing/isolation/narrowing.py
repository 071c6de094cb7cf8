"""What Wagtail lists without asking whose it is, narrowed where it makes the list.

Pages, pictures and files are mostly listed by permission already. Left over: titles of others'
drafts, tags, groups, several things at once, and the API of files.
"""

from collections.abc import Callable, Iterable
from functools import cache, wraps

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Model, Q, QuerySet
from django.http import Http404, HttpRequest, JsonResponse
from taggit.models import Tag, TaggedItem
from wagtail.admin.views import tags
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.models import Page, PageViewRestriction

from cms.pages.models import CouncilFile, Picture
from sites.accounts.models import User
from sites.teams.scope import Scope, scope_for, scope_of

from .current import limited_scope
from .things import FILES, elsewhere, is_own, is_own_page

MOST_TAGS = 10


def connect_addresses() -> None:
    """What the URL configuration binds when it is read: before that."""
    tags.autocomplete = _autocomplete


@cache
def connect() -> None:
    """The rest, once all apps are there: importing these views asks for models and policies."""
    from wagtail.admin import filters
    from wagtail.admin.forms.view_restrictions import BaseViewRestrictionForm
    from wagtail.admin.views.bulk_action import BulkAction
    from wagtail.admin.views.pages import edit
    from wagtail.images.views import chooser

    Page.get_admin_display_title = _public_title(Page.get_admin_display_title)
    for module in (filters, chooser):
        module.popular_tags_for_model = _popular_tags(module.popular_tags_for_model)
    BulkAction.get_queryset = classmethod(_own_only(BulkAction.get_queryset.__func__))
    BaseViewRestrictionForm.__init__ = _own_groups(BaseViewRestrictionForm.__init__)
    edit.send_notification = _to_colleagues(edit.send_notification)


# Pages --------------------------------------------------------------------------------------------


def _public_title(get_admin_display_title: Callable[[Page], str]) -> Callable[[Page], str]:
    """Of a page of others only the title that everybody reads."""

    @wraps(get_admin_display_title)
    def get_title(page: Page) -> str:
        scope = limited_scope()
        if scope is None or is_own_page(scope, page):
            return get_admin_display_title(page)
        return page.title if page.live else elsewhere()

    return get_title


def _own_only(get_queryset: Callable) -> Callable:
    """« All » means all of one's own."""

    @wraps(get_queryset)
    def get_own(action: type, model: type[Model], object_ids: list) -> list[Model]:
        things = get_queryset(action, model, object_ids)
        scope = limited_scope()
        own = things if scope is None else [thing for thing in things if is_own(scope, thing)]
        if not own:
            raise Http404
        return own

    return get_own


def _own_groups(init: Callable[..., None]) -> Callable[..., None]:
    """A page may be kept for the teams of its own council, and for those it was kept for."""

    @wraps(init)
    def init_with_own(form, *args, **kwargs) -> None:
        init(form, *args, **kwargs)
        if (scope := limited_scope()) is not None:
            kept = PageViewRestriction.groups.through.objects.filter(
                pageviewrestriction=form.instance.pk
            )
            own = Q(role_group__council__in=scope.councils) | Q(pk__in=kept.values("group"))
            form.fields["groups"].queryset = Group.objects.filter(own)

    return init_with_own


def _to_colleagues(send: Callable) -> Callable:
    """A remark on a page goes to those who may see the page now, whoever followed it before."""

    @wraps(send)
    def send_to_own(recipient_users: Iterable[User], notification: str, extra_context: dict):
        page = extra_context["page"]
        near = [user for user in recipient_users if is_own_page(scope_for(user), page)]
        return send(near, notification, extra_context)

    return send_to_own


# Tags ---------------------------------------------------------------------------------------------


def own_tags(scope: Scope) -> QuerySet[Tag]:
    """The tags on the pictures and files of somebody's councils."""
    worn = Q(pk__in=[])
    for model in FILES:
        things = model.objects.filter(collection__in=scope.collections)
        kind = ContentType.objects.get_for_model(model)
        worn |= Q(content_type=kind, object_id__in=things.order_by().values("pk"))
    return Tag.objects.filter(pk__in=TaggedItem.objects.filter(worn).values("tag"))


def _popular_tags(popular: Callable) -> Callable:
    @wraps(popular)
    def popular_own(model: type[Model], count: int = MOST_TAGS) -> QuerySet[Tag]:
        scope = limited_scope()
        if scope is None:
            return popular(model, count)
        used = Count("taggit_taggeditem_items")
        return own_tags(scope).annotate(item_count=used).order_by("-item_count")[:count]

    return popular_own


def _autocomplete(request: HttpRequest, app_name=None, model_name=None) -> JsonResponse:
    """Tags that begin as what was typed, among those of one's own councils."""
    scope, term = scope_of(request), request.GET.get("term", "")
    tags_known = Tag.objects.all() if scope.is_administrator else own_tags(scope)
    found = tags_known.filter(name__istartswith=term) if term else tags_known.none()
    return JsonResponse(
        list(found.order_by("name").values_list("name", flat=True)[:MOST_TAGS]), safe=False
    )


# The API of files, which Wagtail opens to everybody in the admin ----------------------------------


def scope_files(router: WagtailAPIRouter) -> None:
    """Pictures and documents of one's own councils only (hook ``construct_admin_api``)."""
    from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
    from wagtail.images.api.admin.views import ImagesAdminAPIViewSet

    class OwnFiles:
        def get_queryset(self):
            files, scope = super().get_queryset(), scope_of(self.request)
            if scope.is_administrator:
                return files
            return files.filter(collection__in=scope.collections)

    class Pictures(OwnFiles, ImagesAdminAPIViewSet):
        model = Picture

    class Documents(OwnFiles, DocumentsAdminAPIViewSet):
        model = CouncilFile

    router.register_endpoint("images", Pictures)
    router.register_endpoint("documents", Documents)
