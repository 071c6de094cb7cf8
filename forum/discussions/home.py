"""The forum in which things of a site are talked about: chosen by its team, else made on demand."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from forum.board.forum.models import Forum
from forum.scope.changing import alone
from forum.scope.models import ForumScope
from forum.scope.tree import Node, Tree


def place_for(board: Tree, home_id: int | None) -> Node | None:
    """Where a thing of this council will be talked about, as far as rights go.

    Until there is a forum for it, the category in which it will be made.
    """
    scope = _scope(home_id)
    if scope is None:
        return None
    return board.nodes.get(scope.pages_in_id or scope.root_id)


def forum_for(home_id: int | None) -> Forum | None:
    """The forum itself, made if need be; None where there is not even a category."""
    scope = _scope(home_id)
    if scope is None:
        return None
    if scope.pages_in:
        return scope.pages_in
    alone()
    scope = ForumScope.objects.select_related("root", "pages_in").get(pk=scope.pk)
    if scope.pages_in is None:  # nobody made it while we waited
        with translation.override(settings.LANGUAGE_CODE):  # not of whoever answers first
            scope.pages_in = Forum.objects.create(
                parent=scope.root,
                name=_("Autour de nos pages"),
                description=_("Ce qu’on se dit des actualités, des séances et des projets."),
                type=Forum.FORUM_POST,
            )
        scope.save(update_fields=["pages_in"])
    return scope.pages_in


def _scope(home_id: int | None) -> ForumScope | None:
    scopes = ForumScope.objects.filter(council=home_id).select_related("root", "pages_in")
    return scopes.exclude(root__state=Forum.State.ARCHIVED).order_by("pk").first()
