"""``…/<number>/post/undo/``: take back what one has just published, and find it as a draft."""

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from forum.board.forum_conversation import taking_back
from forum.board.forum_conversation.models import Post
from forum.board.forum_conversation.refusals import Gone, Refused
from forum.scope.addresses import anchor
from sites.delivery.network import network_of

from .places import Place, Step, placed


@never_cache
@require_POST
@placed
def undo(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """Back in the form that it came from; or why it stays."""
    if not place.rights.is_known:
        return redirect_to_login(place.path)
    topic = place.topic
    mine = Post.objects.filter(topic=topic.pk, number=number, poster=place.user)
    pk = mine.values_list("pk", flat=True).first()
    if pk is None:
        raise Http404
    try:
        is_answer = taking_back.take_back(pk, place.user, network_of(request))
    except Gone:
        raise Http404 from None
    except Refused as refusal:
        return _refused(request, place, number, refusal)
    node = place.node
    if is_answer:
        args = [node.slug, node.pk, topic.slug, topic.pk]
        return HttpResponseRedirect(reverse("forum:reply", args=args))
    return HttpResponseRedirect(reverse("forum:open_topic", args=[node.slug, node.pk]))


def _refused(request: HttpRequest, place: Place, number: int, refusal: Refused) -> HttpResponse:
    context = {
        "place": place,
        "breadcrumbs": [*place.trail(), Step(place.topic.subject, place.path)],
        "words": refusal.message,
        "back_url": place.path + anchor(number),
    }
    return render(request, "forum/too_late.html", context, status=refusal.status)
