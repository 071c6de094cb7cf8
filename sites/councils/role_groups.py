"""Writing the table of roles (roles.py) into auth groups and Wagtail's permission tables."""

from django.apps import apps
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db import connection, transaction
from django.db.models import Q
from django.utils import translation
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    GroupSitePermission,
    Page,
    Site,
    Workflow,
)

from .models import Council, Portal, RoleGroup
from .roles import ADMINISTRATOR, ROLES, Role, rights_of

# Wagtail asks for these whatever image and document model an install uses.
FILE_MODELS = (("wagtailimages", "image"), ("wagtaildocs", "document"))


def sync_after_migrate(sender) -> None:
    """Run ``sync`` when our own tables have been migrated and every table it writes to exists."""
    if sender.label != "quartiers_councils" or not _tables_exist():
        return
    for config in apps.get_app_configs():  # post_migrate comes app by app: ours may be early
        if config.models_module:
            create_permissions(config, verbosity=0)
    sync()


def _tables_exist() -> bool:
    models = (RoleGroup, Portal, GroupSitePermission, GroupCollectionPermission)
    tables = set(connection.introspection.table_names())
    return tables.issuperset(model._meta.db_table for model in models)


@transaction.atomic
def sync() -> None:
    """Make every role group of the install, and take away rights nobody's role grants."""
    _strip_stock_groups()
    for role in ROLES:
        if not role.per_council:
            _grant(role, None)
    for council in Council.objects.select_related("site__root_page", "collection"):
        sync_council(council)


def sync_council(council: Council) -> None:
    """Make the groups of one council equal to the table."""
    for role in ROLES:
        if role.per_council:
            _grant(role, council)


def group_for(role: str, council: Council | None = None) -> Group:
    """Return the group that gives ``role`` (in ``council`` for a council role)."""
    return Group.objects.get(role_group__role=role, role_group__council=council)


def _strip_stock_groups() -> None:
    """Wagtail's own Editors and Moderators hold rights on the whole tree: they may not."""
    stock = Q(name__in=["Editors", "Moderators"], role_group=None)
    Group.objects.filter(stock, user=None).delete()
    for group in Group.objects.filter(stock):
        group.permissions.clear()
        GroupPagePermission.objects.filter(group=group).delete()
        GroupCollectionPermission.objects.filter(group=group).delete()
        GroupSitePermission.objects.filter(group=group).delete()
    # Their workflow too: a page sent to moderators that are nobody locks its council's editors out.
    for workflow in Workflow.objects.filter(name="Moderators approval", active=True):
        workflow.deactivate()


def _grant(role: Role, council: Council | None) -> None:
    group = _group(role, council)
    _set_models(group, role)
    page, collection, site = _place(role, council)
    _set_pages(group, role, page)
    _set_files(group, role, collection)
    _set_settings(group, role, site)


def _place(
    role: Role, council: Council | None
) -> tuple[Page | None, Collection | None, Site | None]:
    """The page, collection and site on which the role's rights are held; None where it has none."""
    if role.key == ADMINISTRATOR:  # settings come with the rights on models, for every site
        return Page.get_first_root_node(), Collection.get_first_root_node(), None
    owner: Council | Portal | None = council
    if role.on_portal:
        owner = Portal.objects.select_related("site__root_page", "collection").first()
    return (owner.site.root_page, owner.collection, owner.site) if owner else (None, None, None)


def _group(role: Role, council: Council | None) -> Group:
    with translation.override(settings.LANGUAGE_CODE):  # not of whoever runs the command
        name = f"{council.code} – {role.label}" if council else str(role.label)
    known = RoleGroup.objects.filter(role=role.key, council=council).select_related("group").first()
    if not known:
        group = Group.objects.create(name=name)
        known = RoleGroup.objects.create(role=role.key, council=council, group=group)
    elif known.group.name != name:
        known.group.name = name
        known.group.save(update_fields=["name"])
    return known.group


def _permissions(labels: tuple[str, ...]) -> Q:
    wanted = Q(pk__in=[])
    for label in labels:
        app_label, codename = label.split(".")
        wanted |= Q(content_type__app_label=app_label, codename=codename)
    return wanted


def _set_models(group: Group, role: Role) -> None:
    if role.key == ADMINISTRATOR:
        group.permissions.set(Permission.objects.all())
        return
    labels = (*rights_of(role).models, *(("wagtailadmin.access_admin",) if role.admin else ()))
    group.permissions.set(Permission.objects.filter(_permissions(labels)))


def _set_pages(group: Group, role: Role, page: Page) -> None:
    wanted = Permission.objects.filter(
        content_type__app_label="wagtailcore",
        codename__in=[f"{action}_page" for action in role.pages],
    )
    _equalise(GroupPagePermission, group, "page", page, wanted)


def _set_files(group: Group, role: Role, collection: Collection) -> None:
    labels = tuple(f"{app}.{act}_{name}" for act in role.files for app, name in FILE_MODELS)
    if role.key == ADMINISTRATOR:
        labels += tuple(f"wagtailcore.{act}_collection" for act in ("add", "change", "delete"))
    wanted = Permission.objects.filter(_permissions(labels))
    _equalise(GroupCollectionPermission, group, "collection", collection, wanted)


def _set_settings(group: Group, role: Role, site: Site) -> None:
    wanted = Permission.objects.filter(_permissions(rights_of(role).settings))
    _equalise(GroupSitePermission, group, "site", site, wanted)


def _equalise(model, group: Group, field: str, target, wanted) -> None:
    """Rows of ``model`` for ``group`` become exactly (``target``, each of ``wanted``).

    Without a target the group holds nothing of the kind.
    """
    rows = model.objects.filter(group=group)
    if target is None:
        rows.delete()
        return
    wanted_ids = set(wanted.values_list("pk", flat=True))
    rows.exclude(**{field: target}).delete()
    rows.exclude(permission_id__in=wanted_ids).delete()
    kept = set(rows.values_list("permission_id", flat=True))
    model.objects.bulk_create(
        model(group=group, permission_id=pk, **{field: target}) for pk in wanted_ids - kept
    )
