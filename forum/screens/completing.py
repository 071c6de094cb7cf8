"""``/forum/pseudonymes/``: whom one may mention, while one types a name.

For people who are signed in; only accounts that wrote something public where they may read it, the
people of the topic first. Nobody can list the accounts of an install with it.
"""

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Lower
from django.http import Http404, HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from forum import naming
from forum.board.forum_conversation.models import Post, Topic
from forum.scope.rights import Rights, rights_of
from forum.words import one_line
from sites.accounts.limits import Limit
from sites.accounts.models import User
from sites.accounts.pseudonyms import LONGEST, tidy

from .pages import number_in
from .places import sees

SHOWN = 8
LOOKUPS = Limit("forum-names", allowed=600, seconds=600)


@never_cache
@require_safe
def names(request: HttpRequest) -> JsonResponse:
    """``?q=sur&sujet=7``: names that begin like this, and what to type for each."""
    if not request.user.is_authenticated:
        raise Http404
    if wait := LOOKUPS.take(str(request.user.pk)):
        return JsonResponse({"people": []}, status=429, headers={"Retry-After": str(wait)})
    begun = tidy(one_line(request.GET.get("q", "")[:LONGEST])).removeprefix("[")
    rights = rights_of(request.user)
    found = _people(begun, rights, _topic(request, rights)).exclude(pk=request.user.pk)
    people = [{"name": one, "text": naming.written(one)} for one in _names(found)]
    return JsonResponse({"people": people})


def _topic(request: HttpRequest, rights: Rights) -> Topic | None:
    number = number_in(request, "sujet")
    topic = Topic.objects.select_related("first_post").filter(pk=number).first()
    return topic if topic and sees(rights, request.user, topic) else None


def _people(begun: str, rights: Rights, topic: Topic | None) -> QuerySet[User]:
    forums = [node.pk for node in rights.readable(rights.board.nodes.values())]
    public = Post.objects.filter(poster=OuterRef("pk"), approved=True)
    people = User.objects.filter(is_active=True, closed_at=None)
    people = people.alias(key=Lower("pseudonym")).filter(
        Exists(public.filter(topic__approved=True, topic__forum__in=forums))
    )
    if begun:
        people = people.filter(_begins(begun))
    elif topic is None:
        return people.none()
    is_here = Exists(public.filter(topic=topic)) if topic else Value(False)
    if not begun:
        people = people.filter(is_here)
    near = Case(When(is_here, then=0), default=1, output_field=IntegerField())
    return people.order_by(near if topic else Value(1), "key")


def _begins(begun: str) -> Q:
    alike = Q(key__startswith=Lower(Value(begun)))
    for spelled in naming.spellings(begun):
        alike |= Q(pseudonym__startswith=spelled)
    return alike


def _names(people: QuerySet[User]) -> list[str]:
    return list(people.values_list("pseudonym", flat=True)[:SHOWN])
