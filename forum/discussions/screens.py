"""``/forum/a-propos/<kind>/<key>/``: saying the first word about a thing.

As soon as there is a topic, the address leads to it.
"""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from forum.board.forum_conversation.models import Post, Topic
from forum.board.forum_conversation.refusals import Gone, forbidden
from forum.scope.addresses import Here, home_url, page_of, topic_path
from forum.scope.rights import REPLY, Rights, rights_of
from forum.screens.forms import ReplyForm
from forum.screens.places import Place, Step, home_trail, sees
from forum.screens.writing import Writing, give_back
from sites.councils.hosts import table

from . import talking
from .home import place_for
from .models import Discussion
from .subjects import Subject, find


class Talking(Writing):
    """The first answer about a thing."""

    form_class = ReplyForm

    def __init__(self, request: HttpRequest, place: Place, subject: Subject):
        super().__init__(request, place)
        self.subject = subject
        self.heading, self.button = _("Participer à la discussion"), _("Envoyer le message")

    def check(self) -> None:
        if not self.place.rights.may(REPLY, self.place.node.pk):
            raise forbidden(self.place.rights, self.place.node.pk)

    def trail(self) -> list[Step]:
        return [*home_trail(), Step(self.subject.title, self.subject.url)]

    def show(self, form, **more) -> HttpResponse:
        return super().show(form, about=self.subject.title, **more)

    def send(self, data: dict) -> Post:
        sent, subject = self.sent(data), self.subject
        return talking.answer(subject.kind, subject.key, self.place.user, data["texte"], sent=sent)


@csrf_exempt  # Writing asks is_foreign() before anything is kept
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def talk(request: HttpRequest, kind: str, key: int) -> HttpResponse:
    try:
        return _talk(request, kind, key)
    except (Http404, Gone):
        if request.method != "POST":
            raise Http404 from None
        return give_back(request)


def _talk(request: HttpRequest, kind: str, key: int) -> HttpResponse:
    subject, rights = find(kind, key), rights_of(request.user)
    known = _topic(kind, key)
    if known and request.method != "POST":
        return _to_topic(request, rights, known)
    node = place_for(rights.board, subject.home_id) if subject else None
    if known:
        node = rights.board.nodes.get(known.forum_id)
    if subject is None or node is None or not rights.reads(node.pk):
        raise Http404
    here = Here(request.council, table())
    if here.site(node):
        if request.method == "POST":
            raise Http404
        return HttpResponseRedirect(here.site(node) + request.path)
    return Talking(request, Place(request.user, here, rights, node), subject).answer()


def _topic(kind: str, key: int) -> Topic | None:
    found = Discussion.objects.filter(kind=kind, key=key).select_related("topic__first_post")
    discussion = found.first()
    return discussion.topic if discussion else None


def _to_topic(request: HttpRequest, rights: Rights, topic: Topic) -> HttpResponse:
    """Where one answers: the end of the topic. Hidden, it is as unknown as any other."""
    if not sees(rights, request.user, topic):
        raise Http404
    node = rights.board.nodes[topic.forum_id]
    page = page_of(topic.last_number)
    query = f"?page={page}" if page > 1 else ""
    path = topic_path(node, topic.slug, topic.pk)
    return HttpResponseRedirect(f"{home_url(node)}{path}{query}#repondre")
