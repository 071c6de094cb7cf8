"""« Merci » under a post: the button, and who thanked."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from forum.board.forum_conversation.models import Post, Topic
from forum.board.forum_conversation.refusals import Gone, Refused, TooMuch, Wait
from forum.scope.addresses import anchor
from forum.thanks import figures, giving
from sites.accounts.limits import Limit

from .places import Place, Step, placed

THANKS = Limit("forum-thanks", allowed=60, seconds=600)
GIVEN = "merci"  # the name of the button; « 0 » takes it back


@dataclass(frozen=True)
class ThanksRow:
    """Thanks under a post. ``url`` gives or takes back, empty for who may not; ``names_url`` says
    who thanked."""

    count: int
    is_given: bool
    url: str
    names_url: str
    author_name: str
    number: int


def rows(place: Place, topic: Topic, posts: Iterable[Post]) -> dict[int, ThanksRow]:
    """Thanks of the public ones of ``posts``, by the key of their post: one query."""
    public = [post for post in posts if post.approved and topic.approved]
    user = place.user if place.rights.is_known else None
    found = figures.of_posts(public, user) if public else {}
    return {
        post.pk: _row(place, topic, post, found.get(post.pk, figures.Thanked())) for post in public
    }


def _row(place: Place, topic: Topic, post: Post, thanked: figures.Thanked) -> ThanksRow:
    names = [place.node.slug, place.node.pk, topic.slug, topic.pk, post.number]
    url = reverse("forum:thanks", args=names)
    return ThanksRow(
        count=thanked.count,
        is_given=thanked.is_given,
        url=url if thanked.is_given or _may_thank(place, topic, post) else "",
        names_url=url if thanked.count else "",
        author_name=post.author_name,
        number=post.number,
    )


def _may_thank(place: Place, topic: Topic, post: Post) -> bool:
    rights = place.rights
    if not rights.is_known or post.poster_id == place.user.pk:
        return False
    return not rights.sanction(topic.forum_id) and not rights.closing(topic.forum_id)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@placed
def thanks(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """``…/<number>/post/merci/``: who thanked; a POST thanks, or takes it back."""
    posts = Post.objects.select_related("poster", "topic")
    post = posts.filter(topic=place.topic.pk, number=number, approved=True).first()
    if post is None or not place.topic.approved:
        raise Http404
    if request.method == "POST":
        return _answer(request, place, post)
    return _page(request, place, post)


def _page(
    request: HttpRequest, place: Place, post: Post, refusal: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "place": place,
        "post": post,
        "breadcrumbs": [*place.trail(), Step(place.topic.subject, place.path)],
        "givers": list(figures.givers(post)),
        "thanks": rows(place, post.topic, [post])[post.pk],
        "refusal": refusal,
        "back_url": place.path + anchor(post.number),
    }
    return render(request, "forum/givers.html", context, status=status)


def _answer(request: HttpRequest, place: Place, post: Post) -> HttpResponse:
    back = place.path + anchor(post.number)
    is_script = request.headers.get("Accept", "") == "application/json"
    if not place.rights.is_known:
        words = _("Connectez-vous pour remercier.")
        return _refused(words, 403) if is_script else redirect_to_login(back)
    try:
        _do(request, place, post)
    except Gone:
        raise Http404 from None
    except Refused as refusal:
        return _refusal(request, place, post, refusal, is_script)
    if not is_script:
        return HttpResponseRedirect(back)
    row = rows(place, post.topic, [post])[post.pk]
    html = render_to_string("forum/parts/thanks.html", {"thanks": row}, request)
    return JsonResponse({"html": html})


def _do(request: HttpRequest, place: Place, post: Post) -> None:
    if wait := THANKS.take(str(place.user.pk)):
        raise TooMuch(wait)
    act = giving.take_back if request.POST.get(GIVEN) == "0" else giving.give
    act(post.pk, place.user)


def _refusal(
    request: HttpRequest, place: Place, post: Post, refusal: Refused, is_script: bool
) -> HttpResponse:
    if is_script:
        response: HttpResponse = _refused(refusal.message, refusal.status)
    else:
        response = _page(request, place, post, refusal.message, refusal.status)
    if isinstance(refusal, Wait):
        response["Retry-After"] = str(refusal.seconds)
    return response


def _refused(words: str, status: int) -> JsonResponse:
    return JsonResponse({"error": words}, status=status)
