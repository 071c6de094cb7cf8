"""The forums a new site starts with; listens to the councils' floor.

Both functions may run again: forums are made with their root only, so that what moderators renamed
or removed stays so; the moderators' rights are completed each time.
"""

import re

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from forum.board.forum.models import Forum
from forum.board.forum_conversation.models import Topic
from forum.board.forum_permission.models import ForumPermission, GroupForumPermission
from sites.councils.models import Council, Portal
from sites.councils.role_groups import group_for
from sites.councils.roles import ADMINISTRATOR, MODERATOR

from .changing import alone
from .models import ForumScope
from .rights import MODERATION


def complete_council(sender, council: Council, **kwargs) -> None:
    """Give a council its category and forums, and its moderators their rights there."""
    alone()
    scope = ForumScope.objects.filter(council=council).select_related("root").first()
    with translation.override(settings.LANGUAGE_CODE):  # not of whoever runs the command
        root = scope.root if scope else _make(council.name, council, _council_forums())
    _let_moderate(group_for(MODERATOR, council), root)


def complete_portal(sender, portal: Portal, **kwargs) -> None:
    """Give the install a shared category, and administrators the right to moderate everywhere."""
    alone()
    if not ForumScope.objects.filter(council=None).exists():
        with translation.override(settings.LANGUAGE_CODE):
            _make(_whole(portal.district), None, _shared_forums())
    _let_moderate(group_for(ADMINISTRATOR), None)


def rename_council(sender, council: Council, before: str, **kwargs) -> None:
    """The council's category follows its name, unless moderators called it otherwise."""
    longest = Forum._meta.get_field("name").max_length
    scope = ForumScope.objects.filter(council=council).select_related("root").first()
    if scope and scope.root.name == before[:longest]:
        scope.root.name = council.name[:longest]
        scope.root.save(update_fields=["name", "slug", "updated"])


def undo_council(sender, council: Council, **kwargs) -> None:
    """Whoever takes a council back loses nothing that anybody wrote."""
    if Topic.objects.filter(forum__in=_forums_of(council)).exists():
        message = _("On a déjà écrit dans les forums de « %(name)s ».")
        raise ValidationError(message % {"name": council.name}, code="in-use")


def _forums_of(council: Council) -> QuerySet[Forum]:
    roots = Forum.objects.filter(scope__council=council)
    return Forum.objects.get_queryset_descendants(roots, include_self=True)


def leave_council(sender, instance: Council, **kwargs) -> None:
    """A council is being deleted: its forums go with it if nobody ever wrote there.

    Else they stay readable for good, archived, at home on the portal like what all sites share.
    """
    alone()
    scope = ForumScope.objects.filter(council=instance).select_related("root").first()
    if scope is None:
        return
    root = scope.root
    if not Topic.objects.filter(forum__in=_forums_of(instance)).exists():
        root.delete()
        return
    scope.council = None
    scope.save()
    scope.also_on.clear()
    with translation.override(settings.LANGUAGE_CODE):
        root.state_note = _("Ce conseil de quartier n’existe plus.")
    root.state, root.state_since = Forum.State.ARCHIVED, timezone.now()
    root.save(update_fields=["state", "state_note", "state_since"])


def _council_forums() -> list[tuple[str, str]]:
    return [
        (_("Discussions du quartier"), _("Tout ce qui fait la vie de nos rues.")),
        (
            _("Propositions et projets"),
            _("Une idée pour le quartier, un projet à préparer avant la séance."),
        ),
        (_("Entraide entre voisins"), _("Prêter, donner, chercher, rendre service.")),
    ]


def _shared_forums() -> list[tuple[str, str]]:
    return [
        (_("Présentez-vous"), _("Quelques lignes suffisent. Un pseudonyme aussi.")),
        (_("Vie de l’arrondissement"), _("Ce qui dépasse les limites d’un seul quartier.")),
    ]


def _whole(district: str) -> str:
    """« Tout le 10e »; the name of a town as it is."""
    is_ordinal = re.fullmatch(r"\d+(er|e)", district)
    return _("Tout le %(district)s") % {"district": district} if is_ordinal else district


def _make(name: str, council: Council | None, forums: list[tuple[str, str]]) -> Forum:
    longest = Forum._meta.get_field("name").max_length
    root = Forum.objects.create(name=name[:longest], type=Forum.FORUM_CAT)
    ForumScope.objects.create(root=root, council=council)
    for title, about in forums:
        Forum.objects.create(parent=root, name=title, description=about, type=Forum.FORUM_POST)
    return root


def _let_moderate(group: Group, root: Forum | None) -> None:
    for codename in MODERATION:
        permission, _is_new = ForumPermission.objects.get_or_create(codename=codename)
        GroupForumPermission.objects.get_or_create(group=group, forum=root, permission=permission)
