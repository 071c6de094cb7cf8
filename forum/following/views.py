"""Following a topic or a forum, and reading somebody no more: from the pages of the forum."""

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from forum.board.forum_conversation.models import Post
from forum.facts import excerpt
from forum.scope.addresses import anchor
from forum.screens.places import Place, Step, placed
from forum.screens.posts import visible

from . import ignoring, levels
from .models import Level


@never_cache
@require_POST
@placed
def follow_topic(request: HttpRequest, place: Place) -> HttpResponse:
    """``…/topic/<…>/follow/``"""
    return _follow(request, place)


@never_cache
@require_POST
@placed
def follow_forum(request: HttpRequest, place: Place) -> HttpResponse:
    """``…/forum/<…>/follow/``"""
    return _follow(request, place)


def _follow(request: HttpRequest, place: Place) -> HttpResponse:
    if not place.rights.is_known:
        return redirect_to_login(place.path)
    level = chosen(request.POST.get("niveau"))
    if level is None:
        raise Http404
    if place.topic:
        levels.choose_topic(place.user, place.topic.pk, level)
    else:
        levels.choose_forum(place.user, place.node.pk, level)
    page = request.POST.get("page", "")
    is_page = page.isascii() and page.isdecimal() and len(page) < 10 and int(page) > 1
    return HttpResponseRedirect(place.path + (f"?page={page}" if is_page else ""))


def chosen(text: str | None) -> Level | None:
    """The level that a form names; None for anything else."""
    return next((level for level in Level if str(level.value) == text), None)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@placed
def ignore(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """``…/<number>/post/ignore/``: read the author of this post no more, or again."""
    if not place.rights.is_known:
        return redirect_to_login(request.path)
    posts = Post.objects.filter(visible(place), topic=place.topic.pk, number=number)
    post = posts.select_related("poster").first()
    if post is None or post.poster is None or post.poster_id == place.user.pk:
        raise Http404
    is_ignored = bool(ignoring.ignored_by(place.user, [post.poster_id]))
    back = place.path + anchor(post.number)
    if request.method != "POST":
        trail = [*place.trail(), Step(place.topic.subject, place.path)]
        context = {"place": place, "post": post, "excerpt": excerpt(post), "back_url": back}
        context |= {"is_ignored": is_ignored, "breadcrumbs": trail}
        return render(request, "forum/ignore.html", context)
    if "relire" in request.POST:
        ignoring.read_again(place.user, post.poster_id)
    else:
        ignoring.ignore(place.user, post.poster)
    return HttpResponseRedirect(back)
