"""The page of an act: what will follow, why, and the button. Only POST acts.

Whoever may not is told that there is no such page, like for a topic that does not exist.
"""

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib.auth.views import redirect_to_login
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from forum.acts.doing import made_by
from forum.board.forum_conversation.models import Post, Topic
from forum.board.forum_conversation.refusals import Forbidden, Refused
from forum.facts import excerpt
from forum.scope.addresses import anchor
from forum.screens.places import Place, Step, placed

from .forms import ActForm


class Asking:
    """One act on a topic, or on a post of it. A new one for each request."""

    template = "forum/decide.html"
    right: ClassVar[str]
    heading: Any
    outcome: Any
    button: Any
    post: Post | None = None

    def __init__(self, request: HttpRequest, place: Place, **names: int):
        self.request, self.place = request, place
        self.topic: Topic = place.topic  # type: ignore[assignment]

    @classmethod
    def as_view(cls) -> Callable[..., HttpResponse]:
        def view(request: HttpRequest, place: Place, **names: int) -> HttpResponse:
            return cls(request, place, **names).answer()

        guarded = require_http_methods(["GET", "HEAD", "POST"])(placed(view))
        return never_cache(guarded)

    def answer(self) -> HttpResponse:
        if not self.place.rights.is_known:
            return redirect_to_login(self.request.path)
        if not self.is_allowed():
            raise Http404
        self.prepare()
        if self.request.method != "POST":
            return self.ask(self.form())
        form = self.form(self.request.POST)
        return self.take(form) if form.is_valid() else self.ask(form)

    def take(self, form: Form) -> HttpResponse:
        try:
            return HttpResponseRedirect(self.address(self.act(form.cleaned_data)))
        except Forbidden:  # the right was taken away in this very moment, or it is done already
            done = made_by(form.cleaned_data.get("envoi"))
            if done is None or done.by_id != self.place.user.pk:
                raise Http404 from None
            return HttpResponseRedirect(self.address(done.made or done.topic))
        except Refused as refusal:
            form.add_error(None, refusal.message)
            return self.ask(form, status=refusal.status)

    def is_allowed(self) -> bool:
        return self.place.rights.may(self.right, self.place.node.pk)

    def prepare(self) -> None:
        """Find what the act is about. Raises Http404."""

    def form(self, data=None) -> Form:
        return ActForm(data)

    def act(self, data: dict) -> Topic | Post:
        """Do it. Raises Refused."""
        raise NotImplementedError

    def address(self, done: Topic | Post) -> str:
        """Where the person goes on: to the topic, or the post."""
        topic = done.topic if isinstance(done, Post) else done
        node = self.place.rights.board.nodes[topic.forum_id]
        url = self.place.here.topic(node, topic.slug, topic.pk)
        return url + anchor(done.number) if isinstance(done, Post) else url

    def context(self) -> dict:
        """More for the template."""
        return {}

    def ask(self, form: Form, *, status: int = 200) -> HttpResponse:
        place, post = self.place, self.post
        context = {
            "place": place,
            "breadcrumbs": [*place.trail(), Step(self.topic.subject, place.path)],
            "form": form,
            "post": post,
            "excerpt": excerpt(post),
            "heading": self.heading,
            "outcome": self.outcome,
            "button": self.button,
            "back_url": place.path + (anchor(post.number) if post else ""),
            **self.context(),
        }
        return render(self.request, self.template, context, status=status)
